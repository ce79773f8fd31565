// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/cell_actions.h"

#include "ui/format/sizes.h"
#include "ui/models/filter_text.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kTermCharactersShown = 40;

/// A term in a menu, where an `&` would underline what follows.
QString shownTerm(const CellTerm &term)
{
    auto text = lineWithTerm({}, term);
    if (text.size() > kTermCharactersShown)
        text = text.left(kTermCharactersShown) + u'…';
    return text.replace(u'&', u"&&"_s);
}

} // namespace

CellActions::CellActions(TaskTableView &table, const TaskWindowModel &model, const TaskSelection &selection)
    : QObject(&table),
      m_table(table),
      m_model(model),
      m_selection(selection),
      m_filterBy(make(u"filter_by"_s, [this] { Q_EMIT lineChosen(lineWithTerm(m_line, *termOfCell(*m_task, m_column))); })),
      m_exclude(make(u"exclude"_s, [this] { Q_EMIT lineChosen(lineWithoutTerm(m_line, *termOfCell(*m_task, m_column))); })),
      m_copyCell(make(u"copy_cell"_s, [this] { copy(exactText(*m_task, m_column), tr("Cell copied")); })),
      m_copyRows(make(u"copy_rows"_s, [this] { copyRows(); }))
{
    m_filterBy->setIcon(glyphIcon(Glyph::Lens));
    m_exclude->setIcon(glyphIcon(Glyph::Slash));
    for (auto *action : copyActions())
        action->setIcon(glyphIcon(Glyph::Copy));
    m_copyCell->setText(tr("Copy cell"));
    showActions();
}

QAction *CellActions::make(const QString &id, const std::function<void()> &act)
{
    auto *action = new QAction(this);
    action->setObjectName(u"list."_s + id);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void CellActions::setShown(bool isShown)
{
    const auto cell = isShown ? m_table.currentIndex() : QModelIndex();
    m_task = cell.isValid() ? std::optional(m_model.taskAt(cell.row())) : std::nullopt;
    m_column = static_cast<TaskWindowModel::Column>(std::max(0, cell.column()));
    m_choice = isShown ? m_selection.chosen() : TaskChoice();
    showActions();
}

void CellActions::showActions()
{
    const auto term = m_task ? termOfCell(*m_task, m_column) : std::nullopt;
    m_filterBy->setText(term ? tr("Filter by %1").arg(shownTerm(*term)) : tr("Filter by this value"));
    m_exclude->setText(term ? tr("Exclude %1").arg(shownTerm(*term)) : tr("Exclude this value"));
    const auto rows = m_choice.states.size();
    m_copyRows->setText(m_choice.isEverything ? tr("Copy the rows that are here as a table")
                            : rows > 1        ? tr("Copy %1 rows as a table").arg(countText(rows))
                                              : tr("Copy row as a table"));
    const auto noTask = m_task ? QString() : tr("Choose a task first.");
    const auto noValue = !m_task                 ? noTask
        : term                                   ? QString()
        : exactText(*m_task, m_column).isEmpty() ? tr("This cell is empty.")
                                                 : tr("Tasks cannot be filtered by this column.");
    for (auto *action : filterActions())
        offer(*action, noValue);
    offer(*m_copyCell, !m_task || !exactText(*m_task, m_column).isEmpty() ? noTask : tr("This cell is empty."));
    offer(*m_copyRows, m_choice.isEmpty() ? tr("Choose a task first.") : QString());
}

void CellActions::copy(const QString &text, const QString &told)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(told);
}

void CellActions::copyRows()
{
    QList<wire::Task> rows;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto &task = m_model.taskAt(row);
        if (m_choice.isEverything ? !m_choice.except.contains(task.id) : m_choice.states.contains(task.id))
            rows.append(task);
    }
    const auto count = countText(rows.size());
    copy(tsvFrom(rows, shownColumns()),
         rows.size() < m_choice.states.size()
             ? tr("%1 of %2 rows copied: the others are not in the list just now").arg(count, countText(m_choice.states.size()))
             : rows.size() == 1 ? tr("Row copied")
                                : tr("%1 rows copied").arg(count));
}

QList<TaskWindowModel::Column> CellActions::shownColumns() const
{
    QList<TaskWindowModel::Column> columns;
    const auto *header = m_table.horizontalHeader();
    for (int place = 0; place < header->count(); ++place)
        if (const int column = header->logicalIndex(place); !header->isSectionHidden(column))
            columns.append(static_cast<TaskWindowModel::Column>(column));
    return columns;
}

} // namespace conduit::ui
