// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"
#include "ui/feeds/type_feed.h"
#include "ui/feeds/type_flow_feed.h"
#include "ui/models/activity_model.h"
#include "ui/models/confirmations.h"
#include "ui/models/locator_model.h"
#include "ui/models/task_filter.h"
#include "ui/models/type_model.h"

namespace conduit::ui {

class ActionHub;
class ConnectionFeed;
class DeadAndTrashPage;
class EnqueuePage;
class EnqueueRun;
class EventsPage;
class LocalWorkers;
class OverviewPage;
class PageBook;
class QueuesPage;
class TaskActs;
class TasksPage;
class TypesPage;
class WorkersPage;

/// Which questions come before acts at this broker.
[[nodiscard]] Confirmations confirmationsFor(const ConsoleParts &console);

/// The pages of one window and the ways between them: what one page knows of another goes through here.
class WindowPages final : public QObject
{
    Q_OBJECT
public:
    /// The pages are made for `book`, which keeps them; `now` is the broker's present.
    WindowPages(const ConsoleParts &console, const std::function<QDateTime()> &now, PageBook &book);

    /// In the View menu, in the order of the rail.
    void addPageActions(ActionHub &hub);
    /// What can be done to tasks, queues and workers.
    void addNounActions(ActionHub &hub);
    [[nodiscard]] const TasksPage &tasks() const { return *m_tasks; }
    [[nodiscard]] const EventsPage &events() const { return *m_events; }

    /// Where the broker is from now on, for what is shown and copied.
    void setAddress(const QString &address);
    void showStats(const ConnectionFeed &connection);
    /// Whether the broker answers, and since when it does not.
    void showConnection(const ConnectionFeed &connection);
    /// What goes on with many tasks, and was done to them lately.
    void showActivity(const QList<ActivityRow> &rows);
    /// See BrokerClock.
    void setSkew(std::chrono::milliseconds skew);
    void readTypes() { m_typeFeed.reload(); }
    /// Whether everything is paused.
    void readPause();
    [[nodiscard]] QStringList typeNames() const { return m_types.names(); }
    /// Those on the screen that have these digits in their id.
    [[nodiscard]] QList<wire::Task> shownTasks(const QString &digits) const;

    /// In the form for new tasks.
    void startCopy(const wire::Task &task);
    /// The tasks that fit this, too.
    void narrowTasks(const QString &term);
    /// What is done to tasks.
    [[nodiscard]] TaskActs &taskActs() const;

    /// Leads to anything but an action.
    void goTo(const LocatorHit &hit);
    void goToTask(const QString &id);
    /// Leads to the tasks that this line of the filter language finds.
    void goToTasks(const QString &filter);
    /// Takes over what was chosen in the pages of another window.
    void continueFrom(const WindowPages &before);

Q_SIGNALS:
    /// The rows of a file are enqueued from now on.
    void runStarted(EnqueueRun *run);
    /// Of the broker, whether it answers again.
    void askRequested();
    /// `act` is what `action` does, if there is one.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// The same for what can be taken back beside that.
    void saidUndoable(const QString &text, const QString &action, const std::function<void()> &act,
                      const std::function<void()> &undo);
    void refused(const QString &text);
    /// A task is wanted in a window of its own.
    void taskWindowRequested(const QString &id);
    /// Of an operation.
    void undoRequested(const conduit::ui::ActivityRow &row);
    /// Somebody wants to see all that goes on.
    void activityRequested();
    /// A notice stands above the pages.
    void noticed(const QString &text, bool isBad);
    /// What was led to should be seen, though the keyboard was elsewhere.
    void frontRequested();

private:
    void fillBook();
    void connectTaskPages();
    void connectEnqueue();
    void connectTypes();
    void connectWorkers();
    void connectQueues();
    void connectEvents();
    void connectOverview();
    void openFilter(const TaskFilter &filter);
    void showLocalWorkers(const LocalWorkers &workers);

    PageBook &m_book;
    std::function<QDateTime()> m_now;
    TypeModel m_types;
    TypeFeed m_typeFeed;
    TypeFlowFeed m_typeFlow;
    TasksPage *m_tasks;
    EnqueuePage *m_enqueue;
    TypesPage *m_typesPage;
    WorkersPage *m_workers;
    QueuesPage *m_queues;
    DeadAndTrashPage *m_deadTasks;
    EventsPage *m_events;
    OverviewPage *m_overview;
};

} // namespace conduit::ui
