// SPDX-License-Identifier: GPL-3.0-only
// The ways between the pages: where each leads to, and what it says beside itself.
#include "ui/frame/window_pages.h"

#include "ui/feeds/enqueue_run.h"
#include "ui/format/curl.h"
#include "ui/frame/page_book.h"
#include "ui/frame/page_ids.h"
#include "ui/frame/pause_notice.h"
#include "ui/frame/row_choice.h"
#include "ui/models/filter_words.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/trash_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/toast.h"

#include <QTableView>

using namespace Qt::StringLiterals;

namespace conduit::ui {

void WindowPages::goTo(const LocatorHit &hit)
{
    switch (hit.kind) {
    case LocatorHit::Kind::Page:
        m_book.open(hit.key);
        break;
    case LocatorHit::Kind::Type:
        m_book.open(kTypes);
        chooseRow(*m_typesPage->table(), hit.key);
        break;
    case LocatorHit::Kind::Queue:
        m_book.open(kQueues);
        chooseRow(*m_queues->table(), hit.key);
        break;
    case LocatorHit::Kind::Worker:
        m_book.open(kWorkers);
        chooseRow(*m_workers->tableOf(hit.key), hit.key);
        break;
    case LocatorHit::Kind::Task:
        goToTask(hit.key);
        break;
    case LocatorHit::Kind::Action:
        break;
    }
}

void WindowPages::goToTask(const QString &id)
{
    m_book.open(kTasks);
    m_tasks->showTask(id);
}

void WindowPages::startCopy(const wire::Task &task)
{
    m_book.open(kEnqueue);
    m_enqueue->startFrom(copyOf(task, m_now()));
}

void WindowPages::narrowTasks(const QString &term)
{
    m_book.open(kTasks);
    m_tasks->narrow(term);
}

void WindowPages::goToTasks(const QString &filter)
{
    TaskFilter tasks;
    tasks.text = filter;
    openFilter(tasks);
}

void WindowPages::connectTaskPages()
{
    connect(m_tasks, &TasksPage::said, this, &WindowPages::said);
    connect(m_tasks, &TasksPage::refused, this, &WindowPages::refused);
    connect(m_tasks, &TasksPage::enqueueRequested, this, [this] { m_book.open(kEnqueue); });
    connect(m_tasks, &TasksPage::copyRequested, this, &WindowPages::startCopy);
    connect(m_tasks, &TasksPage::windowRequested, this, &WindowPages::taskWindowRequested);
    connect(m_deadTasks, &DeadAndTrashPage::windowRequested, this, &WindowPages::taskWindowRequested);
    connect(m_deadTasks, &DeadAndTrashPage::said, this, &WindowPages::said);
    connect(m_deadTasks, &DeadAndTrashPage::refused, this, &WindowPages::refused);
    connect(m_deadTasks, &DeadAndTrashPage::taskRequested, this, &WindowPages::goToTask);
    connect(m_deadTasks, &DeadAndTrashPage::tasksRequested, this, &WindowPages::openFilter);
}

void WindowPages::connectEnqueue()
{
    connect(m_enqueue, &EnqueuePage::said, this, &WindowPages::said);
    connect(m_enqueue, &EnqueuePage::refused, this, &WindowPages::refused);
    connect(m_enqueue, &EnqueuePage::enqueued, this,
            [this](const QString &id, const QString &type, const std::function<void()> &undo) {
                Q_EMIT saidUndoable(
                    tr("Enqueued %1  ·  %2").arg(type.left(60), id), tr("Watch"), [this, id] { goToTask(id); }, undo);
            });
    connect(m_enqueue, &EnqueuePage::enqueuedMany, this,
            [this](int count, const QString &type, const std::function<void()> &undo) {
                const auto tasks = tr("Enqueued %Ln task(s)", nullptr, count);
                Q_EMIT saidUndoable(tasks + u"  ·  "_s + type.left(60), {}, {}, undo);
            });
    connect(m_enqueue, &EnqueuePage::runStarted, this, &WindowPages::runStarted);
    connect(m_enqueue, &EnqueuePage::workersRequested, this, [this] { m_book.open(kWorkers); });
    connect(m_enqueue, &EnqueuePage::watchRequested, this, &WindowPages::goToTask);
    connect(m_enqueue, &EnqueuePage::taggedTasksRequested, this, [this](const QString &tag) {
        TaskFilter filter;
        filter.tag = tag;
        openFilter(filter);
        Q_EMIT frontRequested();
    });
}

void WindowPages::connectTypes()
{
    connect(m_typesPage, &TypesPage::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_typesPage, &TypesPage::refused, this, &WindowPages::refused);
    connect(m_typesPage, &TypesPage::enqueueRequested, this, [this](const QString &type) {
        m_book.open(kEnqueue);
        m_enqueue->chooseType(type);
    });
    connect(m_typesPage, &TypesPage::sampleRequested, this, [this](const wire::NewTask &task) {
        m_book.open(kEnqueue);
        m_enqueue->startFrom(task);
    });
    connect(m_typesPage, &TypesPage::done, this, [this](const QString &text, const std::function<void()> &act) {
        Q_EMIT said(text, act ? Toast::undoWord() : QString(), act);
    });
    connect(m_typesPage, &TypesPage::changed, this, &WindowPages::readTypes);
    connect(m_typesPage, &TypesPage::workersRequested, this, [this] { m_book.open(kWorkers); });
    connect(&m_types, &TypeModel::schemaChanged, this, [this](const QString &type) {
        if (const auto schema = m_types.schemaOf(type))
            m_tasks->setSchema(*schema);
    });
    connect(&m_typeFlow, &TypeFlowFeed::flowLoaded, this,
            [this](const QMap<QString, TypeFlow> &flow) { m_types.addFlow(flow, m_now()); });
    connect(&m_typeFlow, &TypeFlowFeed::workersLoaded, this,
            [this](const QList<wire::Worker> &workers) { m_types.setWorkers(workers, m_now()); });
    connect(&m_typeFeed, &TypeFeed::loaded, this, [this] {
        m_typeFlow.setTypes(m_types.names());
        m_tasks->setTypeNames(m_types.names());
        m_enqueue->setTypesLoaded();
        m_typesPage->setTypesLoaded();
    });
}

void WindowPages::connectWorkers()
{
    connect(m_workers, &WorkersPage::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_workers, &WorkersPage::refused, this, &WindowPages::refused);
    connect(m_workers, &WorkersPage::tasksRequested, this, [this](const QString &worker) {
        TaskFilter filter;
        filter.text = u"worker:"_s + filterValue(worker);
        openFilter(filter);
    });
}

void WindowPages::connectQueues()
{
    connect(m_queues, &QueuesPage::tasksRequested, this, [this](const QString &queue) {
        TaskFilter filter;
        filter.queues = {queue};
        openFilter(filter);
    });
    connect(m_queues, &QueuesPage::enqueueRequested, this, [this](const QString &queue) {
        m_book.open(kEnqueue);
        m_enqueue->chooseQueue(queue);
    });
    connect(m_queues, &QueuesPage::done, this, [this](const QString &text, const std::function<void()> &act) {
        Q_EMIT said(text, act ? Toast::undoWord() : QString(), act);
    });
    connect(m_queues, &QueuesPage::said, this, &WindowPages::said);
    auto *pauseBar = new MessageBar(&m_book);
    m_book.addBanner(pauseBar);
    connect(pauseBar, &MessageBar::said, this, &WindowPages::noticed);
    connect(&m_queues->everything(), &BrokerPause::changed, this,
            [this] { m_deadTasks->trash()->setKeep(m_queues->everything().trashKeep()); });
    new PauseNotice(m_queues->everything(), *m_queues->pauseAllAction(), m_now, *pauseBar);
    connect(m_queues, &QueuesPage::failed, this, &WindowPages::refused);
}

void WindowPages::connectEvents()
{
    using Kind = LocatorHit::Kind;
    connect(m_events, &EventsPage::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_events, &EventsPage::exported, this, &WindowPages::said);
    connect(m_events, &EventsPage::refused, this, &WindowPages::refused);
    connect(m_events, &EventsPage::taskRequested, this, &WindowPages::goToTask);
    connect(m_events, &EventsPage::tasksRequested, this, &WindowPages::goToTasks);
    connect(m_events, &EventsPage::typeRequested, this, [this](const QString &type) { goTo({Kind::Type, type, {}}); });
    connect(m_events, &EventsPage::queueRequested, this, [this](const QString &queue) { goTo({Kind::Queue, queue, {}}); });
    connect(m_events, &EventsPage::workerRequested, this, [this](const QString &worker) { goTo({Kind::Worker, worker, {}}); });
}

void WindowPages::connectOverview()
{
    connect(m_overview, &OverviewPage::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(m_overview, &OverviewPage::undoRequested, this, &WindowPages::undoRequested);
    connect(m_overview, &OverviewPage::activityRequested, this, &WindowPages::activityRequested);
    connect(m_overview, &OverviewPage::askRequested, this, &WindowPages::askRequested);
    connect(m_overview, &OverviewPage::tasksRequested, this, [this](const QStringList &states, const QStringList &types) {
        TaskFilter filter;
        filter.states = states;
        filter.types = types;
        openFilter(filter);
    });
    connect(m_overview, &OverviewPage::filterRequested, this, &WindowPages::openFilter);
    connect(m_overview, &OverviewPage::workersRequested, this, [this] { m_book.open(kWorkers); });
    connect(m_overview, &OverviewPage::workerRequested, this,
            [this](const QString &name) { goTo({LocatorHit::Kind::Worker, name, {}}); });
    connect(m_overview, &OverviewPage::queuesRequested, this, [this] { m_book.open(kQueues); });
    connect(m_overview, &OverviewPage::enqueueRequested, this, [this](const wire::NewTask &task) {
        m_book.open(kEnqueue);
        m_enqueue->startFrom(task);
    });
}

void WindowPages::openFilter(const TaskFilter &filter)
{
    m_tasks->setFilter(filter);
    m_book.open(kTasks);
}

} // namespace conduit::ui
