// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_pages.h"

#include "ui/feeds/connection_feed.h"
#include "ui/feeds/locator_feed.h"
#include "ui/format/sizes.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"
#include "ui/frame/page_ids.h"
#include "ui/frame/row_choice.h"
#include "ui/local_workers.h"
#include "ui/models/task_counts.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/nav_rail.h"

#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

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

TaskActs &WindowPages::taskActs() const { return *m_tasks->acts(); }

void WindowPages::continueFrom(const WindowPages &before)
{
    m_book.continueFrom(before.m_book);
    for (const auto &[table, there] : {std::pair {m_typesPage->table(), before.m_typesPage->table()},
                                       {m_queues->table(), before.m_queues->table()},
                                       {m_workers->remoteTable(), before.m_workers->remoteTable()}})
        if (there->currentIndex().isValid())
            chooseRow(*table, there->currentIndex().siblingAtColumn(0).data().toString());
}

void WindowPages::readPause() { m_queues->everything().read(); }

} // namespace conduit::ui
