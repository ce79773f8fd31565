// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/state_chips.h"

#include "ui/format/task_words.h"
#include "ui/models/filter_text.h"
#include "ui/models/task_counts.h"
#include "ui/widgets/filter_chip.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const QString kState = u"state"_s;
const QString kBlocked = u"blocked"_s;

} // namespace

StateChips::StateChips(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 10);
    row->setSpacing(6);
    auto *any = new FilterChip(Glyph::Tasks, Tone::Waiting, tr("All"), this);
    any->setChecked(true);
    connect(any, &FilterChip::clicked, this, [this] { Q_EMIT lineChosen(lineWithValues(m_line, kState, {})); });
    m_chips.insert({}, any);
    row->addWidget(any);
    for (const auto &state : taskStates()) {
        auto *chip = new FilterChip(glyphOf(state), toneOf(state), stateLabel(state), this);
        connect(chip, &FilterChip::clicked, this, &StateChips::choose);
        m_chips.insert(state, chip);
        row->addWidget(chip);
    }
    row->addStretch();
    showBlocked();
}

void StateChips::setLine(const QString &line)
{
    m_line = line;
    const auto states = filterFromLine(line).states;
    for (auto it = m_chips.cbegin(); it != m_chips.cend(); ++it)
        it.value()->setChecked(it.key().isEmpty() ? states.isEmpty() : states.contains(it.key()));
    showBlocked();
}

void StateChips::setCounts(const QMap<QString, qint64> &states)
{
    for (auto it = m_chips.cbegin(); it != m_chips.cend(); ++it)
        it.value()->setCount(it.key().isEmpty() ? sumOfStates(states) : states.value(it.key()));
    m_blocked = states.value(kBlocked);
    showBlocked();
}

void StateChips::choose()
{
    QStringList states;
    for (const auto &state : taskStates())
        if (const auto *chip = m_chips.value(state); chip && chip->isChecked())
            states.append(state);
    Q_EMIT lineChosen(lineWithValues(m_line, kState, states));
}

/// Most brokers never have a blocked task, and a chip that is always 0 only takes room.
void StateChips::showBlocked()
{
    auto *chip = m_chips.value(kBlocked);
    chip->setVisible(chip->isChecked() || m_blocked > 0);
}

} // namespace conduit::ui
