// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_pages.h"

#include "ui/feeds/connection_feed.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/feeds/locator_feed.h"
#include "ui/format/curl.h"
#include "ui/format/sizes.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"
#include "ui/frame/pause_notice.h"
#include "ui/frame/row_choice.h"
#include "ui/local_workers.h"
#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"
#include "ui/models/task_counts.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/trash_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const QString kOverview = u"overview"_s;
const QString kTasks = u"tasks"_s;
const QString kEnqueue = u"enqueue"_s;
const QString kTypes = u"types"_s;
const QString kWorkers = u"workers"_s;
const QString kQueues = u"queues"_s;
const QString kDead = u"dead"_s;
const QString kEvents = u"events"_s;

} // namespace

Confirmations confirmationsFor(const ConsoleParts &console)
{
    const bool isProduction = console.profile.environment == Environment::Production;
    return Confirmations(console.settings, isProduction ? console.profile.name : QString());
}

WindowPages::WindowPages(const ConsoleParts &console, const std::function<QDateTime()> &now, PageBook &book)
    : m_book(book),
      m_now(now),
      m_typeFeed(console.client, m_types),
      m_typeFlow(console.client, now),
      m_tasks(new TasksPage(console.client, console.address, now, console.settings, &book)),
      m_enqueue(new EnqueuePage(console.client, console.address, now, m_types, console.settings, &book)),
      m_typesPage(new TypesPage(console.client, console.address, m_types, console.settings, &book)),
      m_workers(new WorkersPage(console.client, console.address, now, console.localWorkers, console.settings, &book)),
      m_queues(new QueuesPage(console.client, console.person, now, console.settings, &book)),
      m_deadTasks(new DeadAndTrashPage(console.client, now, &book)),
      m_events(new EventsPage(console.client, now, &book)),
      m_overview(new OverviewPage(console.client, console.address, now, console.localWorkers, &book))
{
    const Confirmations confirmations = confirmationsFor(console);
    m_tasks->acts()->setConfirmations(confirmations);
    m_deadTasks->setConfirmations(confirmations);
    m_queues->setConfirmations(confirmations);
    m_typesPage->setConfirmations(confirmations);
    m_typesPage->stubActs().setWriter(console.stubs);
    m_tasks->restoreTabs(console.windowNumber);
    fillBook();
    connectTaskPages();
    connectEnqueue();
    connectTypes();
    connectWorkers();
    connectQueues();
    connectEvents();
    connectOverview();
    if (auto *workers = console.localWorkers) {
        connect(workers, &LocalWorkers::changed, this, [this, workers] { showLocalWorkers(*workers); });
        showLocalWorkers(*workers);
    }
}

void WindowPages::fillBook()
{
    m_book.add(pageEntry(kOverview, Glyph::Gauge, tr("Overview"), m_overview));
    m_book.add(pageEntry(kTasks, Glyph::Tasks, tr("Tasks"), m_tasks));
    m_book.add(pageEntry(kEnqueue, Glyph::Plus, tr("Enqueue"), m_enqueue));
    m_book.add(pageEntry(kTypes, Glyph::Types, tr("Types"), m_typesPage));
    m_book.add(pageEntry(kWorkers, Glyph::Workers, tr("Workers"), m_workers));
    m_book.add(pageEntry(kQueues, Glyph::Queues, tr("Queues"), m_queues));
    m_book.add(pageEntry(kDead, Glyph::Octagon, tr("Dead"), m_deadTasks));
    m_book.add(pageEntry(kEvents, Glyph::Clock, tr("Events"), m_events));
    connect(&m_book, &PageBook::opened, this, [this](const QString &id) {
        m_typeFeed.setVisible(id == kEnqueue || id == kTypes);
        m_typeFlow.setVisible(id == kTypes);
    });
}

void WindowPages::addPageActions(ActionHub &hub)
{
    for (std::size_t i = 0; i < m_book.pages().size(); ++i) {
        const PageEntry &page = m_book.pages()[i];
        hub.make(ActionHub::Menu::View,
                 {u"page."_s + page.id, page.name, i < 9 ? u"Ctrl+%1"_s.arg(i + 1) : QString(), page.glyph},
                 [this, id = page.id] { m_book.open(id); });
    }
}

void WindowPages::addNounActions(ActionHub &hub)
{
    using Menu = ActionHub::Menu;
    hub.make(Menu::Task, {u"task.new"_s, tr("Enqueue…"), u"Ctrl+E"_s, Glyph::Plus}, [this] { m_book.open(kEnqueue); });
    hub.add(Menu::Task,
            {m_enqueue->enqueueAction(), m_enqueue->watchAction(), m_enqueue->dryRunAction(), m_enqueue->manyAction(),
             m_enqueue->saveTemplateAction(), m_enqueue->copyCurlAction()});
    hub.add(Menu::Task, m_typesPage->typeActions());
    hub.add(Menu::Task, m_tasks->taskActions());
    hub.add(Menu::Task, {m_typesPage->deleteAction()});
    hub.add(Menu::Worker, m_workers->workerActions());
    hub.add(Menu::Queue, m_queues->queueActions());
    hub.add(Menu::Queue, {m_queues->taskActs().moveAction(), m_queues->pauseAllAction()});
    hub.add(Menu::Queue, {m_queues->taskActs().purgeAction(), m_queues->deleteAction()});
}

void WindowPages::setAddress(const QString &address)
{
    m_overview->setAddress(address);
    m_tasks->setAddress(address);
    m_enqueue->setAddress(address);
    m_typesPage->setAddress(address);
    m_workers->setAddress(address);
}

void WindowPages::showStats(const ConnectionFeed &connection)
{
    m_tasks->setStats(connection.stats());
    m_deadTasks->setStats(connection.stats());
    m_overview->setStats(connection.stats());
    m_types.setSeen(typesWithTasks(connection.stats()));
    const auto dead = connection.stats().states.value(u"dead"_s);
    m_book.rail()->setBadge(m_book.placeOf(kDead), dead == 0 ? QString() : countText(dead),
                            dead == 0 ? QString() : tr("%Ln task(s) are dead.", nullptr, static_cast<int>(dead)));
}

void WindowPages::showLocalWorkers(const LocalWorkers &workers)
{
    const auto processes = workers.processes();
    const auto down = std::count_if(processes.begin(), processes.end(), [](const LocalWorkerProcess &process) {
        return process.state == LocalWorkerProcess::State::CrashLooping;
    });
    m_book.rail()->setBadge(m_book.placeOf(kWorkers), down == 0 ? QString() : countText(down),
                            down == 0 ? QString() : tr("%Ln local worker(s) keep dying.", nullptr, static_cast<int>(down)));
}

void WindowPages::showConnection(const ConnectionFeed &connection)
{
    const bool isHopeful = connection.isAnswering() || connection.state() == ConnectionFeed::State::Connecting;
    m_book.setOnline(isHopeful);
    m_overview->setSilentSince(isHopeful ? QDateTime() : connection.asOf());
}

void WindowPages::showActivity(const QList<ActivityRow> &rows) { m_overview->setActivity(rows); }

void WindowPages::setSkew(std::chrono::milliseconds skew) { m_overview->setSkew(skew); }

QList<wire::Task> WindowPages::shownTasks(const QString &digits) const
{
    QList<wire::Task> found;
    const TaskWindowModel &model = m_tasks->model();
    for (int row = 0; row < model.rowCount() && found.size() < LocatorFeed::kTasksMax; ++row)
        if (QString(model.taskAt(row).id).remove(u'-').contains(digits))
            found.append(model.taskAt(row));
    return found;
}

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

TaskActs &WindowPages::taskActs() const { return *m_tasks->acts(); }

void WindowPages::goToTasks(const QString &filter)
{
    TaskFilter tasks;
    tasks.text = filter;
    openFilter(tasks);
}

void WindowPages::continueFrom(const WindowPages &before)
{
    m_book.continueFrom(before.m_book);
    for (const auto &[table, there] : {std::pair {m_typesPage->table(), before.m_typesPage->table()},
                                       {m_queues->table(), before.m_queues->table()},
                                       {m_workers->remoteTable(), before.m_workers->remoteTable()}})
        if (there->currentIndex().isValid())
            chooseRow(*table, there->currentIndex().siblingAtColumn(0).data().toString());
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

void WindowPages::readPause() { m_queues->everything().read(); }

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
