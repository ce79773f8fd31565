// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_cells.h"
#include "ui/models/task_selection.h"

#include <QObject>

class QAction;

namespace conduit::ui {

class TaskTableView;

/// What is done with the current cell of the list of tasks, and with its rows as text: to filter by its value, and to copy.
class CellActions final : public QObject
{
    Q_OBJECT
public:
    CellActions(TaskTableView &table, const TaskWindowModel &model, const TaskSelection &selection);

    /// They are about the cell that is current now and about the rows that are selected now, or about none while nobody sees the list.
    void setShown(bool isShown);
    /// Of the filter bar, which a value is added to.
    void setLine(const QString &line) { m_line = line; }

    [[nodiscard]] QList<QAction *> filterActions() const { return {m_filterBy, m_exclude}; }
    [[nodiscard]] QList<QAction *> copyActions() const { return {m_copyCell, m_copyRows}; }

Q_SIGNALS:
    void lineChosen(const QString &line);
    void said(const QString &text);

private:
    QAction *make(const QString &id, const std::function<void()> &act);
    void showActions();
    void copy(const QString &text, const QString &told);
    void copyRows();
    /// As they are shown, from left to right.
    [[nodiscard]] QList<TaskWindowModel::Column> shownColumns() const;

    TaskTableView &m_table;
    const TaskWindowModel &m_model;
    const TaskSelection &m_selection;
    QString m_line;
    std::optional<wire::Task> m_task; ///< In whose row the cell is.
    TaskWindowModel::Column m_column = TaskWindowModel::State;
    TaskChoice m_choice;
    QAction *m_filterBy;
    QAction *m_exclude;
    QAction *m_copyCell;
    QAction *m_copyRows;
};

} // namespace conduit::ui
