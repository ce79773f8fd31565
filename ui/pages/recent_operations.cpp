// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/recent_operations.h"

#include "ui/format/operation_words.h"
#include "ui/widgets/act_mark.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/toast.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Whether both look the same here.
bool isSame(const ActivityRow &one, const ActivityRow &other)
{
    return one.id == other.id && one.state == other.state && one.what == other.what && one.who == other.who
        && one.filter == other.filter && canUndo(one.listed.operation) == canUndo(other.listed.operation);
}

} // namespace

RecentOperations::RecentOperations(QWidget *parent) : QWidget(parent)
{
    auto *all = new LinkButton(tr("Show all"), this);
    all->setAccessibleName(tr("Show all operations in Activity"));
    connect(all, &LinkButton::clicked, this, &RecentOperations::allRequested);
    auto *head = new QHBoxLayout;
    auto *heading = headingLabel(tr("Recent operations"), this);
    heading->setMinimumHeight(ConsoleStyle::kHitTarget);
    head->addWidget(heading);
    head->addStretch();
    head->addWidget(all);
    m_column = new QVBoxLayout;
    m_column->setSpacing(2);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(4);
    outer->addLayout(head);
    outer->addLayout(m_column);
    hide();
}

void RecentOperations::setRows(const QList<ActivityRow> &rows)
{
    QList<ActivityRow> operations;
    for (const ActivityRow &row : rows)
        if (!row.isRun && operations.size() < kShownMax)
            operations.append(row);
    // Whoever is about to press a button must not lose it to a repetition of the same.
    if (std::equal(operations.begin(), operations.end(), m_shown.begin(), m_shown.end(), &isSame))
        return;
    m_shown = operations;
    rebuild();
}

void RecentOperations::setOnline(bool isOnline)
{
    if (std::exchange(m_isOnline, isOnline) != isOnline)
        rebuild();
}

void RecentOperations::rebuild()
{
    while (auto *item = m_column->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const ActivityRow &row : std::as_const(m_shown))
        m_column->addWidget(lineOf(row));
    setHidden(m_shown.isEmpty());
}

QWidget *RecentOperations::lineOf(const ActivityRow &row)
{
    auto *line = new QWidget(this);
    line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *mark = new StateLabel(line);
    const auto [glyph, tone, fill] = actMark(row.state);
    mark->setState(glyph, tone, {});
    auto *text = new ElidingLabel(row.who.isEmpty() ? row.what : u"%1  ·  %2"_s.arg(row.what, row.who), line);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(mark);
    layout->addWidget(text, 1);
    const auto addButton = [&](const QString &name, auto act) {
        auto *button = new LinkButton(name, line);
        button->setAccessibleDescription(row.what);
        button->setMinimumHeight(ConsoleStyle::kHitTarget);
        connect(button, &LinkButton::clicked, this, std::move(act));
        layout->addWidget(button);
    };
    if (m_isOnline && canUndo(row.listed.operation))
        addButton(Toast::undoWord(), [this, row] { Q_EMIT undoRequested(row); });
    if (!row.filter.isEmpty())
        addButton(tr("Show"), [this, row] { Q_EMIT tasksRequested(row.filter); });
    return line;
}

} // namespace conduit::ui
