// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/empty_task_list.h"

#include "ui/feeds/task_feed.h"
#include "ui/format/times.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/empty_state.h"

namespace conduit::ui {

void tellWhyEmpty(EmptyState &empty, const TaskFeed &feed, bool isOnline, qint64 all)
{
    const bool isNewestFirst = feed.filter().sort == TaskFilter::kNewestFirst;
    const auto to = momentText(feed.searchedTo());
    if (!isOnline)
        empty.setContent(Glyph::Offline, TaskListPane::tr("The broker is not available"),
                         TaskListPane::tr("The list appears by itself as soon as it is."));
    else if (feed.isRefused())
        empty.setContent(Glyph::Lens, TaskListPane::tr("This filter cannot be read"),
                         TaskListPane::tr("What is wrong with it stands above."), TaskListPane::tr("Clear filters"));
    else if (feed.isSearching())
        empty.setContent(Glyph::Lens, TaskListPane::tr("Searching…"),
                         to.isEmpty()        ? TaskListPane::tr("Nothing yet; tasks are looked through one by one.")
                             : isNewestFirst ? TaskListPane::tr("Nothing so far. Searched back to %1.").arg(to)
                                             : TaskListPane::tr("Nothing so far. Searched up to %1.").arg(to),
                         TaskListPane::tr("Stop"));
    else if (feed.isSearchOpen())
        empty.setContent(Glyph::Lens, TaskListPane::tr("Nothing found so far"),
                         isNewestFirst ? TaskListPane::tr("Searched back to %1; older tasks have not been looked at.").arg(to)
                                       : TaskListPane::tr("Searched up to %1; newer tasks have not been looked at.").arg(to),
                         isNewestFirst ? TaskListPane::tr("Search older") : TaskListPane::tr("Search newer"));
    else if (!feed.isLoaded())
        empty.setContent(Glyph::Clock, TaskListPane::tr("Loading…"), {});
    else if (!feed.filter().isEmpty())
        empty.setContent(Glyph::Lens, TaskListPane::tr("No task matches"),
                         TaskListPane::tr("There are %Ln task(s) in all.", nullptr, static_cast<int>(all)),
                         TaskListPane::tr("Clear filters"));
    else
        empty.setContent(
            Glyph::Tasks, TaskListPane::tr("No tasks yet"),
            TaskListPane::tr("Tasks appear here as soon as somebody enqueues one: with the form, with curl, or with an SDK."),
            TaskListPane::tr("Enqueue a task"));
}

} // namespace conduit::ui
