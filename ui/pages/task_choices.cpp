// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_choices.h"

#include "ui/models/filter_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace conduit::ui {

TaskChoices::TaskChoices(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    add(u"type"_s, tr("Type"), tr("All types"));
    add(u"queue"_s, tr("Queue"), tr("All queues"));
}

void TaskChoices::setLine(const QString &line)
{
    m_line = line;
    for (const auto &box : std::as_const(m_boxes))
        refill(box);
}

void TaskChoices::setNames(const QStringList &types, const QStringList &queues)
{
    m_boxes[0].names = types;
    m_boxes[1].names = queues;
    setLine(m_line);
}

void TaskChoices::add(const QString &key, const QString &name, const QString &all)
{
    auto *combo = new QComboBox(this);
    combo->setAccessibleName(name);
    combo->setMinimumContentsLength(12);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layout()->addWidget(combo);
    m_boxes.append({.key = key, .all = all, .names = {}, .combo = combo});
    refill(m_boxes.last());
    connect(combo, &QComboBox::currentIndexChanged, this, [this, key, combo] {
        if (m_isFilling)
            return;
        const auto chosen = combo->currentIndex() > 0 ? QStringList {combo->currentText()} : QStringList();
        Q_EMIT lineChosen(lineWithValues(m_line, key, chosen));
    });
}

void TaskChoices::refill(const Box &box)
{
    const QScopedValueRollback filling(m_isFilling, true);
    const auto chosen = valuesInLine(m_line, box.key);
    auto names = box.names + chosen;
    names.sort();
    names.removeDuplicates();
    names.prepend(box.all);
    QStringList present;
    for (int i = 0; i < box.combo->count(); ++i)
        present.append(box.combo->itemText(i));
    if (present != names) {
        box.combo->clear();
        box.combo->addItems(names);
    }
    box.combo->setCurrentIndex(chosen.isEmpty() ? 0 : static_cast<int>(names.indexOf(chosen.first(), 1)));
}

} // namespace conduit::ui
