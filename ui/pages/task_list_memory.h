// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"
#include "ui/models/task_selection.h"

#include <QTimer>

#include <optional>

namespace conduit::ui {

class TaskListPane;

/// What somebody looks at in a list of tasks: enough to come back to it.
struct TaskListView
{
    TaskFilter filter;
    QByteArray columns; ///< For TaskColumns; empty: as they are.
    TaskSelection::State selection;
    QString currentId;
    QString topId;        ///< Of the first task in view; empty at the top of the list.
    QDateTime topCreated; ///< When that one was made.
};

/// Turns a list of tasks to something else and back, to where somebody was.
class TaskListMemory final : public QObject
{
    Q_OBJECT
public:
    explicit TaskListMemory(TaskListPane &list);

    [[nodiscard]] TaskListView view() const;
    /// Rows come when the broker answers. Those of another list go by then: soon, but not for a blink.
    void show(const TaskListView &view);

private:
    void comeBack();
    void forgetRows();

    TaskListPane &m_list;
    std::optional<TaskListView> m_awaited;
    QTimer m_patience;
};

} // namespace conduit::ui
