// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_list_memory.h"

#include "ui/pages/task_columns.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/task_table_view.h"

#include <QScrollBar>

#include <utility>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

/// So long the rows of another list may stand, as nothing flickers then when the broker is quick.
constexpr auto kPatience = 200ms;

} // namespace

TaskListMemory::TaskListMemory(TaskListPane &list) : QObject(&list), m_list(list)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &TaskListMemory::forgetRows);
    connect(&list.feed(), &TaskFeed::failed, this, &TaskListMemory::forgetRows);
    connect(&list.feed(), &TaskFeed::loaded, this, &TaskListMemory::comeBack);
}

TaskListView TaskListMemory::view() const
{
    TaskListView view {.filter = m_list.filter(),
                       .columns = m_list.columns()->state(),
                       .selection = m_list.selection().state(),
                       .currentId = m_list.table()->currentId(),
                       .topId = {},
                       .topCreated = {}};
    const auto *table = m_list.table();
    const int top = table->verticalScrollBar()->value() / table->rowHeight();
    if (m_awaited && m_awaited->filter == view.filter) {
        view.topId = m_awaited->topId;
        view.topCreated = m_awaited->topCreated;
    } else if (!table->isAtTop() && top < m_list.model().rowCount()) {
        view.topId = m_list.model().taskAt(top).id;
        view.topCreated = m_list.model().taskAt(top).createdAt;
    }
    return view;
}

void TaskListMemory::show(const TaskListView &view)
{
    m_list.columns()->setState(view.columns);
    m_list.table()->restoreCurrentId(view.currentId);
    m_list.selection().setState(view.selection);
    const bool isSameList = view.filter == m_list.filter();
    m_list.setFilter(view.filter);
    m_awaited = view;
    if (isSameList && m_list.feed().isLoaded())
        comeBack();
    else
        m_patience.start();
}

void TaskListMemory::comeBack()
{
    m_patience.stop();
    const auto view = std::exchange(m_awaited, {});
    if (!view || view->filter != m_list.filter())
        return;
    const auto &model = m_list.model();
    // While it was elsewhere nobody told of what is selected here.
    if (!m_list.selection().chosen().isEverything) {
        QList<wire::Task> tasks;
        for (int row = 0; row < model.rowCount(); ++row)
            tasks.append(model.taskAt(row));
        m_list.selection().noteChanged(tasks);
    }
    const int row = model.rowOf(view->topId);
    if (view->topId.isEmpty())
        m_list.goToNewest();
    else if (row >= 0)
        m_list.table()->goToRow(row);
    else if (m_list.whyNoTime().isEmpty())
        m_list.feed().jumpTo(view->topCreated);
}

void TaskListMemory::forgetRows()
{
    if (!m_awaited || m_awaited->filter != m_list.filter())
        return;
    m_patience.stop();
    m_list.feed().forgetRows();
}

} // namespace conduit::ui
