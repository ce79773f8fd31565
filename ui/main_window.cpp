// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

#include "ui/embedded_broker.h"
#include "ui/feeds/broker_clock.h"
#include "ui/feeds/connection_feed.h"
#include "ui/feeds/type_feed.h"
#include "ui/format/curl.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/broker_settings_group.h"
#include "ui/frame/close_question.h"
#include "ui/frame/confirmation_settings.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/lock_button.h"
#include "ui/frame/page_book.h"
#include "ui/frame/panes.h"
#include "ui/frame/reading_order.h"
#include "ui/frame/row_choice.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/frame/status_line.h"
#include "ui/frame/theme_menu.h"
#include "ui/frame/time_menu.h"
#include "ui/frame/time_settings.h"
#include "ui/frame/tool_strip.h"
#include "ui/frame/tray_settings.h"
#include "ui/frame/undo_trail.h"
#include "ui/frame/window_layout.h"
#include "ui/pages/dead_and_trash_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/events_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/pages/types_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <conduit/event_stream.h>

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QDockWidget>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QTableView>

#include <algorithm>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kNarrowBelow = 1000;
constexpr int kStripeHeight = 3;
constexpr qsizetype kBytesReadHere = 64 * 1024; ///< More of an answer takes too long for the window's thread.

/// Other people's words may end with a full stop or without.
QString asSentence(const QString &words) { return words.endsWith(u'.') ? words : words + u'.'; }

const QString kOverview = u"overview"_s;
const QString kTasks = u"tasks"_s;
const QString kEnqueue = u"enqueue"_s;
const QString kTypes = u"types"_s;
const QString kWorkers = u"workers"_s;
const QString kQueues = u"queues"_s;
const QString kDead = u"dead"_s;
const QString kEvents = u"events"_s;

} // namespace

struct MainWindow::Parts
{
    Parts(MainWindow &owner, const ConsoleParts &with)
        : window(owner),
          console(with),
          clock(std::make_shared<BrokerClock>(with.client, with.now)),
          brokerNow([at = clock] { return at->now(); }),
          connection(with.client, with.now),
          typeFeed(with.client, types),
          hub(*owner.menuBar()),
          book(new PageBook(&owner)),
          status(*owner.statusBar()),
          closeQuestion(owner, with.settings),
          layout(owner, with.settings, with.windowNumber),
          tasks(new TasksPage(with.client, with.address, brokerNow, with.settings, &owner)),
          enqueue(new EnqueuePage(with.client, with.address, types, with.settings, &owner)),
          typesPage(new TypesPage(with.client, with.address, types, with.settings, &owner)),
          workers(new WorkersPage(with.client, with.address, brokerNow, with.localWorkers, with.settings, &owner)),
          queues(new QueuesPage(with.client, with.person, brokerNow, &owner)),
          deadTasks(new DeadAndTrashPage(with.client, brokerNow, &owner)),
          events(new EventsPage(with.client, brokerNow, &owner)),
          overview(new OverviewPage(with.client, with.address, brokerNow, with.localWorkers, &owner))
    {
        if (!console.undo)
            console.undo = new UndoTrail(with.now, &owner);
        const bool isProduction = with.profile.environment == Environment::Production;
        const Confirmations confirmations(with.settings, isProduction ? with.profile.name : QString());
        tasks->acts()->setConfirmations(confirmations);
        deadTasks->setConfirmations(confirmations);
        queues->setConfirmations(confirmations);
        typesPage->setConfirmations(confirmations);
    }

    void build();
    void addPages();
    void addActions();
    void addFileActions();
    void addEditActions();
    void addViewActions();
    void addNounActions();
    void addWindowActions();
    void buildToolBar();
    void connectPages();
    void connectBroker();
    /// Where the broker is from now on, for what is shown and copied.
    void setAddress(const QString &address);
    /// In the corner, with a button when there is something to do about it.
    void say(const QString &text, const QString &action = {}, const std::function<void()> &act = {});
    void sayRefused(const QString &text) { toast->showMessage(text, {}, Tone::Bad); }
    void showUndo();
    void showSettings();
    void showLive(bool isLive);
    void showConnection();
    void showTotals();
    void showTasksOf(const QString &queue);
    void retry();
    void save() const;
    void resetLayout();
    void focusPane(int step);
    [[nodiscard]] QList<LocatorHit> locatorThings() const;
    [[nodiscard]] QList<wire::Task> shownTasks(const QString &digits) const;
    void goTo(const LocatorHit &hit);
    [[nodiscard]] bool decidesAboutBroker() const;
    [[nodiscard]] bool mayCloseNow();
    [[nodiscard]] QString awayText() const;
    [[nodiscard]] QString troubleText(const QString &what) const;

    MainWindow &window;
    ConsoleParts console;
    std::shared_ptr<BrokerClock> clock; ///< The pages hold it too: they go later.
    std::function<QDateTime()> brokerNow;
    ConnectionFeed connection;
    TypeModel types;
    TypeFeed typeFeed;
    ActionHub hub;
    PageBook *book;
    StatusLine status;
    CloseQuestion closeQuestion;
    WindowLayout layout;
    TasksPage *tasks;
    EnqueuePage *enqueue;
    TypesPage *typesPage;
    WorkersPage *workers;
    QueuesPage *queues;
    DeadAndTrashPage *deadTasks;
    EventsPage *events;
    OverviewPage *overview;
    MessageBar *banner = nullptr;
    Toast *toast = nullptr;
    std::function<void()> toastAct; ///< What the toast's button does.
    ToolStrip *toolStrip = nullptr;
    QWidget *stripe = nullptr; ///< The connection's colour, over the window's upper edge.
    LocatorBox *locator = nullptr;
    QAction *undo = nullptr;
    QAction *live = nullptr;
    bool isLast = true;
    bool isOutdated = false;  ///< Built when the console spoke another language.
    bool mayClose = false;    ///< The person has decided about the tasks that run.
    bool isQuitting = false;  ///< The program ends with the window.
    bool staysBehind = false; ///< The broker runs on without the window.
};

MainWindow::MainWindow(const ConsoleParts &parts, QWidget *parent) : QMainWindow(parent)
{
    ConsoleStyle::install();
    applyStoredLook(parts.settings);
    parts.client.readAsideAbove(kBytesReadHere);
    m_parts = std::make_unique<Parts>(*this, parts);
    setWindowTitle(!parts.profile.name.isEmpty() ? parts.profile.name : parts.broker ? tr("Conduit") : parts.address);
    setWindowIcon(programIcon());
    m_parts->build();
    setMinimumSize(760, 480);
    m_parts->layout.restore();
    m_parts->showConnection();
    m_parts->connection.start();
    parts.client.events().start();
    m_parts->typeFeed.reload();
}

MainWindow::~MainWindow() = default;

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::setIsLast(bool isLast) { m_parts->isLast = isLast; }

void MainWindow::quit()
{
    m_parts->isQuitting = true;
    close();
}

void MainWindow::showTask(const QString &id)
{
    raiseToFront();
    m_parts->goTo({LocatorHit::Kind::Task, id, {}});
}

ActionHub &MainWindow::actions() const { return m_parts->hub; }

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_parts->mayCloseNow()) {
        event->ignore();
        return;
    }
    m_parts->save();
    Q_EMIT closed(m_parts->staysBehind);
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_parts->book->rail()->setNarrow(width() < kNarrowBelow);
    m_parts->toolStrip->setNarrow(width() < kNarrowBelow);
    m_parts->stripe->setGeometry(0, 0, width(), kStripeHeight);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (!m_parts)
        return;
    if (event->type() == QEvent::LanguageChange)
        m_parts->isOutdated = true;
    if (event->type() == QEvent::LanguageChange || (event->type() == QEvent::ActivationChange && isActiveWindow()))
        if (m_parts->isOutdated)
            Q_EMIT languageChanged();
}

bool MainWindow::focusNextPrevChild(bool next) { return focusNextInReadingOrder(*this, next); }

bool MainWindow::isAtWork() const
{
    const auto dialogs = findChildren<QDialog *>();
    return m_parts->book->isAtWork() || std::any_of(dialogs.begin(), dialogs.end(), [](const QDialog *dialog) {
               return dialog->isVisible() && !qobject_cast<const SettingsDialog *>(dialog);
           });
}

void MainWindow::continueFrom(const MainWindow &before)
{
    before.m_parts->save();
    restoreGeometry(before.saveGeometry());
    m_parts->book->continueFrom(*before.m_parts->book);
    for (const auto &[table, there] : {std::pair {m_parts->typesPage->table(), before.m_parts->typesPage->table()},
                                       {m_parts->queues->table(), before.m_parts->queues->table()},
                                       {m_parts->workers->remoteTable(), before.m_parts->workers->remoteTable()}})
        if (there->currentIndex().isValid())
            chooseRow(*table, there->currentIndex().siblingAtColumn(0).data().toString());
    m_parts->live->setChecked(before.m_parts->live->isChecked());
    if (before.findChild<SettingsDialog *>())
        m_parts->showSettings();
}

void MainWindow::Parts::build()
{
    banner = new MessageBar(&window);
    addPages();
    book->setBanner(banner);
    window.setCentralWidget(book);
    toast = new Toast(book);
    status.setAddress(console.address);
    addActions();
    buildToolBar();
    stripe = connectionStripe(console.profile, window);
    connectPages();
    connectBroker();
    if (console.broker && !console.broker->address().isEmpty())
        setAddress(console.broker->address()); // It may have moved since the program began.
    QObject::connect(&closeQuestion, &CloseQuestion::answered, &window, [this](CloseQuestion::Answer answer) {
        mayClose = true;
        staysBehind = answer == CloseQuestion::Answer::Stay;
        if (answer == CloseQuestion::Answer::StopNow)
            Q_EMIT window.stopNowRequested();
        window.close();
    });
    const int page = book->placeOf(layout.page());
    book->open(page < 0 ? 0 : page);
}

void MainWindow::Parts::addPages()
{
    book->add(pageEntry(kOverview, Glyph::Gauge, tr("Overview"), overview));
    book->add(pageEntry(kTasks, Glyph::Tasks, tr("Tasks"), tasks));
    book->add(pageEntry(kEnqueue, Glyph::Plus, tr("Enqueue"), enqueue));
    book->add(pageEntry(kTypes, Glyph::Types, tr("Types"), typesPage));
    book->add(pageEntry(kWorkers, Glyph::Workers, tr("Workers"), workers));
    book->add(pageEntry(kQueues, Glyph::Queues, tr("Queues"), queues));
    book->add(pageEntry(kDead, Glyph::Octagon, tr("Dead"), deadTasks));
    book->add(pageEntry(kEvents, Glyph::Clock, tr("Events"), events));
    QObject::connect(book, &PageBook::opened, &window,
                     [this](const QString &id) { typeFeed.setVisible(id == kEnqueue || id == kTypes); });
}

void MainWindow::Parts::addActions()
{
    addFileActions();
    addEditActions();
    addViewActions();
    addNounActions();
    addWindowActions();
}

void MainWindow::Parts::addFileActions()
{
    using Menu = ActionHub::Menu;
    hub.make(Menu::File, {u"window.new"_s, tr("New window"), u"Ctrl+N"_s}, [this] { Q_EMIT window.windowRequested(); });
    hub.make(Menu::File, {u"window.close"_s, tr("Close window"), u"Ctrl+W"_s}, [this] { window.close(); });
    hub.addLine(Menu::File);
    hub.make(Menu::File, {u"connection.list"_s, tr("Connections…"), u"Ctrl+Shift+O"_s, Glyph::Workers},
             [this] { Q_EMIT window.connectionsRequested(); });
    if (console.guard) {
        auto *lock = new LockButton(*console.guard, console.profile, &window);
        status.addButton(lock);
        hub.make(Menu::File, {u"connection.lock"_s, tr("Lock or unlock the connection"), {}, Glyph::Lock},
                 [lock] { lock->click(); });
    }
    hub.make(Menu::File, {u"broker.copy_address"_s, tr("Copy the broker's address"), {}, Glyph::Copy},
             [this] { status.copyAddress(); });
    hub.addLine(Menu::File);
    hub.make(Menu::File, {u"program.quit"_s, tr("Quit"), u"Ctrl+Q"_s}, [this] { Q_EMIT window.quitRequested(); });
}

void MainWindow::Parts::addEditActions()
{
    using Menu = ActionHub::Menu;
    undo = hub.make(Menu::Edit, {u"edit.undo"_s, tr("Undo"), u"Ctrl+Z"_s}, [this] { console.undo->undo(); });
    hub.addLine(Menu::Edit);
    hub.make(Menu::Edit, {u"edit.locate"_s, tr("Go to…"), u"Ctrl+K"_s, Glyph::Lens}, [this] { locator->open(); });
    hub.add(Menu::Edit, tasks->editActions());
    hub.addLine(Menu::Edit);
    hub.make(Menu::Edit, {u"edit.settings"_s, tr("Settings…"), u"Ctrl+,"_s}, [this] { showSettings(); });
    QObject::connect(console.undo, &UndoTrail::changed, &window, [this] { showUndo(); });
    showUndo();
}

void MainWindow::Parts::addViewActions()
{
    using Menu = ActionHub::Menu;
    for (std::size_t i = 0; i < book->pages().size(); ++i) {
        const PageEntry &page = book->pages()[i];
        hub.make(Menu::View, {u"page."_s + page.id, page.name, i < 9 ? u"Ctrl+%1"_s.arg(i + 1) : QString(), page.glyph},
                 [this, id = page.id] { book->open(id); });
    }
    hub.addLine(Menu::View);
    hub.make(Menu::View, {u"view.refresh"_s, tr("Refresh"), u"F5; Ctrl+R"_s, Glyph::Refresh}, [this] {
        connection.ask();
        typeFeed.reload();
        book->reloadCurrent();
    });
    live = hub.make(Menu::View, {u"view.live"_s, tr("Live"), u"Ctrl+L"_s}, [] { });
    live->setCheckable(true);
    live->setChecked(true);
    QObject::connect(live, &QAction::toggled, &window, [this](bool isLive) { showLive(isLive); });
    hub.add(Menu::View, tasks->viewActions());
    hub.addLine(Menu::View);
    hub.add(Menu::View, events->eventActions());
    hub.addLine(Menu::View);
    addThemeMenu(hub, console.settings);
    status.addButton(new TimeButton(addTimeMenu(hub, console.settings), &window));
    QObject::connect(&TimeFormat::ours(), &TimeFormat::changed, &window, [this] { showConnection(); });
    auto *wall = hub.make(Menu::View, {u"view.full_screen"_s, tr("Full screen"), u"F11"_s},
                          [this] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); });
    wall->setCheckable(true);
    showLive(true);
}

void MainWindow::Parts::addNounActions()
{
    using Menu = ActionHub::Menu;
    hub.make(Menu::Task, {u"task.new"_s, tr("Enqueue…"), u"Ctrl+E"_s, Glyph::Plus}, [this] { book->open(kEnqueue); });
    hub.add(Menu::Task,
            {enqueue->enqueueAction(), enqueue->watchAction(), enqueue->dryRunAction(), enqueue->manyAction(),
             enqueue->saveTemplateAction(), enqueue->copyCurlAction(), typesPage->enqueueAction(),
             typesPage->copyCurlAction()});
    hub.add(Menu::Task, tasks->taskActions());
    hub.add(Menu::Task, {typesPage->deleteAction()});
    hub.add(Menu::Worker, workers->workerActions());
    hub.add(Menu::Queue, queues->queueActions());
    hub.add(Menu::Queue, {queues->deleteAction()});
}

void MainWindow::Parts::addWindowActions()
{
    using Menu = ActionHub::Menu;
    hub.make(Menu::Window, {u"window.next_pane"_s, tr("Next pane"), u"F6"_s}, [this] { focusPane(1); });
    hub.make(Menu::Window, {u"window.previous_pane"_s, tr("Previous pane"), u"Shift+F6"_s}, [this] { focusPane(-1); });
    hub.addLine(Menu::Window);
    hub.make(Menu::Window, {u"window.reset_layout"_s, tr("Reset layout")}, [this] { resetLayout(); });
    hub.make(Menu::Help, {u"help.shortcuts"_s, tr("Keyboard shortcuts"), u"Ctrl+/; F1"_s}, [this] {
        auto *sheet = new ShortcutSheet(hub, &window);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
}

void MainWindow::Parts::buildToolBar()
{
    locator = new LocatorBox(
        console.client, [this] { return locatorThings(); }, [this](const QString &digits) { return shownTasks(digits); },
        &window);
    toolStrip = new ToolStrip(
        hub, {u"task.new"_s, u"task.retry"_s, u"task.cancel"_s, u"queue.pause"_s, {}, u"view.live"_s, u"view.refresh"_s},
        locator, &window);
    window.addToolBar(toolStrip);
    if (console.connections) {
        auto *button = new ConnectionButton(console.profile, console.address, console.connections, &window);
        toolStrip->addFirst(button);
        QObject::connect(button, &ConnectionButton::chosen, &window, &MainWindow::connectionRequested);
        QObject::connect(button, &ConnectionButton::listRequested, &window, &MainWindow::connectionsRequested);
    }
    QObject::connect(locator, &LocatorBox::chosen, &window, [this](const LocatorHit &hit) { goTo(hit); });
    QObject::connect(locator, &LocatorBox::left, &window, [this] { book->current().widget->setFocus(Qt::OtherFocusReason); });
}

void MainWindow::Parts::connectPages()
{
    QObject::connect(tasks, &TasksPage::enqueueRequested, &window, [this] { book->open(kEnqueue); });
    QObject::connect(tasks, &TasksPage::copyRequested, &window, [this](const wire::Task &task) {
        book->open(kEnqueue);
        enqueue->startFrom(copyOf(task));
    });
    QObject::connect(typesPage, &TypesPage::enqueueRequested, &window, [this](const QString &type) {
        book->open(kEnqueue);
        enqueue->chooseType(type);
    });
    QObject::connect(typesPage, &TypesPage::said, &window, [this](const QString &text) { say(text); });
    QObject::connect(typesPage, &TypesPage::refused, &window, [this](const QString &text) { sayRefused(text); });
    QObject::connect(events, &EventsPage::refused, &window, [this](const QString &text) { sayRefused(text); });
    QObject::connect(tasks, &TasksPage::refused, &window, [this](const QString &text) { sayRefused(text); });
    QObject::connect(deadTasks, &DeadAndTrashPage::refused, &window, [this](const QString &text) { sayRefused(text); });
    QObject::connect(typesPage, &TypesPage::deleted, &window, [this] { typeFeed.reload(); });
    QObject::connect(typesPage, &TypesPage::workersRequested, &window, [this] { book->open(kWorkers); });
    QObject::connect(enqueue, &EnqueuePage::workersRequested, &window, [this] { book->open(kWorkers); });
    QObject::connect(enqueue, &EnqueuePage::enqueued, &window, [this](const QString &id, const QString &type) {
        say(tr("Enqueued %1  ·  %2").arg(type.left(60), id), tr("Watch"), [this, id] {
            book->open(kTasks);
            tasks->showTask(id);
        });
    });
    QObject::connect(enqueue, &EnqueuePage::enqueuedMany, &window, [this](int count, const QString &type) {
        say(tr("Enqueued %Ln task(s)", nullptr, count) + u"  ·  "_s + type.left(60));
    });
    QObject::connect(enqueue, &EnqueuePage::watchRequested, &window, [this](const QString &id) {
        book->open(kTasks);
        tasks->showTask(id);
    });
    QObject::connect(
        enqueue, &EnqueuePage::said, &window,
        [this](const QString &text, const QString &action, const std::function<void()> &act) { say(text, action, act); });
    QObject::connect(
        tasks, &TasksPage::said, &window,
        [this](const QString &text, const QString &action, const std::function<void()> &act) { say(text, action, act); });
    QObject::connect(
        deadTasks, &DeadAndTrashPage::said, &window,
        [this](const QString &text, const QString &action, const std::function<void()> &act) { say(text, action, act); });
    QObject::connect(deadTasks, &DeadAndTrashPage::taskRequested, &window,
                     [this](const QString &id) { goTo({LocatorHit::Kind::Task, id, {}}); });
    QObject::connect(deadTasks, &DeadAndTrashPage::tasksRequested, &window, [this](const TaskFilter &filter) {
        tasks->setFilter(filter);
        book->open(kTasks);
    });
    QObject::connect(enqueue, &EnqueuePage::taggedTasksRequested, &window, [this](const QString &tag) {
        TaskFilter filter;
        filter.tag = tag;
        tasks->setFilter(filter);
        book->open(kTasks);
        window.activateWindow();
    });
    QObject::connect(queues, &QueuesPage::tasksRequested, &window, [this](const QString &queue) { showTasksOf(queue); });
    QObject::connect(queues, &QueuesPage::enqueueRequested, &window, [this](const QString &queue) {
        book->open(kEnqueue);
        enqueue->chooseQueue(queue);
    });
    QObject::connect(queues, &QueuesPage::done, &window, [this](const QString &text, const std::function<void()> &act) {
        say(text, act ? Toast::undoWord() : QString(), act);
    });
    QObject::connect(queues, &QueuesPage::failed, &window, [this](const QString &text) { say(text); });
    using Kind = LocatorHit::Kind;
    QObject::connect(events, &EventsPage::taskRequested, &window, [this](const QString &id) { goTo({Kind::Task, id, {}}); });
    QObject::connect(events, &EventsPage::typeRequested, &window,
                     [this](const QString &type) { goTo({Kind::Type, type, {}}); });
    QObject::connect(events, &EventsPage::queueRequested, &window,
                     [this](const QString &queue) { goTo({Kind::Queue, queue, {}}); });
    QObject::connect(events, &EventsPage::workerRequested, &window,
                     [this](const QString &worker) { goTo({Kind::Worker, worker, {}}); });
    QObject::connect(overview, &OverviewPage::tasksRequested, &window,
                     [this](const QStringList &states, const QStringList &of) {
                         TaskFilter filter;
                         filter.states = states;
                         filter.types = of;
                         tasks->setFilter(filter);
                         book->open(kTasks);
                     });
    QObject::connect(overview, &OverviewPage::workersRequested, &window, [this] { book->open(kWorkers); });
    QObject::connect(overview, &OverviewPage::queuesRequested, &window, [this] { book->open(kQueues); });
    QObject::connect(overview, &OverviewPage::enqueueRequested, &window, [this](const wire::NewTask &task) {
        book->open(kEnqueue);
        enqueue->startFrom(task);
    });
    QObject::connect(overview, &OverviewPage::said, &window, [this](const QString &text) { say(text); });
    QObject::connect(events, &EventsPage::said, &window, [this](const QString &text) { say(text); });
    QObject::connect(&status, &StatusLine::addressCopied, &window, [this] { say(tr("Address copied")); });
    // The act may say something itself, and so replace the one that runs.
    QObject::connect(toast, &Toast::actionTriggered, &window, [this] {
        if (const auto act = toastAct)
            act();
    });
    QObject::connect(&typeFeed, &TypeFeed::loaded, &window, [this] {
        tasks->setTypeNames(types.names());
        enqueue->setTypesLoaded();
        typesPage->setTypesLoaded();
    });
}

void MainWindow::Parts::connectBroker()
{
    QObject::connect(&connection, &ConnectionFeed::stateChanged, &window, [this] { showConnection(); });
    QObject::connect(&connection, &ConnectionFeed::statsChanged, &window, [this] {
        tasks->setStats(connection.stats());
        deadTasks->setStats(connection.stats());
        overview->setStats(connection.stats());
        showTotals();
    });
    QObject::connect(&connection, &ConnectionFeed::cameBack, &window, [this](std::chrono::milliseconds absence) {
        typeFeed.reload();
        if (absence >= ConnectionFeed::kAwayAfter)
            say(tr("The broker is back after %1").arg(durationText(absence)));
    });
    QObject::connect(clock.get(), &BrokerClock::skewChanged, &window, [this] {
        status.showSkew(clock->skew());
        overview->setSkew(clock->skew());
    });
    QObject::connect(banner, &MessageBar::actionTriggered, &window, [this] { retry(); });
    if (console.broker)
        QObject::connect(console.broker, &EmbeddedBroker::stateChanged, &window, [this] {
            if (!console.broker->address().isEmpty())
                setAddress(console.broker->address());
            showConnection();
            if (console.broker->state() == EmbeddedBroker::State::Serving)
                connection.ask();
        });
}

void MainWindow::Parts::setAddress(const QString &address)
{
    console.address = address;
    status.setAddress(address);
    overview->setAddress(address);
    tasks->setAddress(address);
    enqueue->setAddress(address);
    typesPage->setAddress(address);
    workers->setAddress(address);
}

void MainWindow::Parts::say(const QString &text, const QString &action, const std::function<void()> &act)
{
    toastAct = act;
    if (act && action == Toast::undoWord()) {
        const int number = console.undo->note(text, &window, act);
        toastAct = [trail = console.undo, number] { trail->undo(number); };
    }
    toast->showMessage(text, action);
}

void MainWindow::Parts::showUndo()
{
    const QString text = console.undo->text();
    undo->setText(text.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(text.left(60)));
    offer(*undo, text.isEmpty() ? tr("Nothing was done in the last minutes that can be undone.") : QString());
}

void MainWindow::Parts::showSettings()
{
    QList<SettingsDialog::Page> pages;
    for (const PageEntry &page : book->pages())
        pages.append({page.id, page.name});
    auto *dialog = new SettingsDialog(console.settings, pages, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addGroup(new TimeSettings(console.settings, console.now));
    dialog->addGroup(new TraySettings(console.tray, console.settings, console.broker));
    dialog->addGroup(new ConfirmationSettings(console.settings));
    if (console.brokerSettings) {
        dialog->addGroup(new BrokerSettingsGroup(*console.brokerSettings));
        auto *bar = new RestartBar(*console.brokerSettings, [this] { return connection.stats().states.value(u"running"_s); });
        QObject::connect(bar, &RestartBar::laterChosen, dialog, &QDialog::close);
        dialog->setFoot(bar);
    }
    dialog->open();
}

void MainWindow::Parts::showLive(bool isLive)
{
    live->setText(isLive ? tr("Live") : tr("Paused"));
    live->setIcon(isLive ? glyphIcon(Glyph::Dot, Tone::Good) : glyphIcon(Glyph::Pause, Tone::Retrying));
    live->setToolTip(plainToolTip(isLive ? tr("The page follows what changes. Ctrl+L lets it stand still.")
                                         : tr("The page stands still. Ctrl+L lets it follow what changes.")));
    book->setLive(isLive);
}

void MainWindow::Parts::showConnection()
{
    book->setOnline(connection.isAnswering() || connection.state() == ConnectionFeed::State::Connecting);
    if (console.broker && console.broker->state() == EmbeddedBroker::State::Failed) {
        status.setLamp(Glyph::Cross, Tone::Bad, tr("Broker not running"));
        banner->showMessage(Tone::Bad, tr("The broker could not start. %1").arg(console.broker->errorText()), tr("Try again"));
        return;
    }
    if (console.broker && console.broker->state() == EmbeddedBroker::State::Restarting) {
        status.setLamp(Glyph::Refresh, Tone::Waiting, tr("Restarting…"));
        banner->showMessage(Tone::Waiting, tr("The broker restarts with what was changed in the settings."));
        return;
    }
    switch (connection.state()) {
    case ConnectionFeed::State::Connecting:
        status.setLamp(Glyph::Circle, Tone::Waiting, tr("Connecting…"));
        banner->clear();
        break;
    case ConnectionFeed::State::Live:
        status.setLamp(Glyph::Dot, Tone::Good, tr("Connected"));
        banner->clear();
        break;
    case ConnectionFeed::State::Lagging:
        status.setLamp(Glyph::Clock, Tone::Retrying, tr("Slow to answer"));
        banner->clear();
        break;
    case ConnectionFeed::State::Away:
        status.setLamp(Glyph::Offline, Tone::Bad, tr("Broker away"));
        banner->showMessage(Tone::Retrying, awayText(), tr("Try now"));
        break;
    case ConnectionFeed::State::Failing:
        status.setLamp(Glyph::Cross, Tone::Bad, tr("Not working"));
        banner->showMessage(Tone::Bad, troubleText(tr("The broker does not work: %1").arg(connection.reason())), tr("Try now"));
        break;
    case ConnectionFeed::State::Incompatible:
        status.setLamp(Glyph::Cross, Tone::Bad, tr("Not understood"));
        banner->showMessage(Tone::Bad,
                            tr("What answers at %1 is no broker that this console understands: %2 Check the address, and "
                               "whether both are of the same version.")
                                .arg(console.address, asSentence(connection.reason())),
                            tr("Try now"));
        break;
    case ConnectionFeed::State::Refused:
        status.setLamp(Glyph::Lock, Tone::Bad, tr("Refused"));
        banner->showMessage(Tone::Bad,
                            tr("The broker refuses this console: %1 Start it with --token-file FILE or set CONDUIT_TOKEN.")
                                .arg(connection.reason()),
                            tr("Try now"));
        break;
    }
    showTotals();
}

QString MainWindow::Parts::awayText() const
{
    // A transport's own words may name the address already.
    return troubleText(connection.reason().contains(console.address)
                           ? tr("The broker is away. %1").arg(connection.reason())
                           : tr("The broker at %1 is away: %2").arg(console.address, connection.reason()));
}

/// What is the matter, how old what can still be seen is, and what happens now.
QString MainWindow::Parts::troubleText(const QString &what) const
{
    const auto since = connection.asOf().isValid() ? tr("What you see is as of %1.").arg(clockText(connection.asOf()))
                                                   : tr("Nothing has been read from it yet.");
    return asSentence(what) + u' ' + since + u' ' + tr("Conduit keeps trying.");
}

void MainWindow::Parts::showTotals()
{
    status.showCounts(connection);
    const auto dead = connection.stats().states.value(u"dead"_s);
    book->rail()->setBadge(book->placeOf(kDead), dead == 0 ? QString() : countText(dead));
}

void MainWindow::Parts::showTasksOf(const QString &queue)
{
    TaskFilter filter;
    filter.queues = {queue};
    tasks->setFilter(filter);
    book->open(kTasks);
}

void MainWindow::Parts::retry()
{
    if (console.broker && console.broker->state() == EmbeddedBroker::State::Failed)
        console.broker->retry();
    else
        connection.ask();
}

void MainWindow::Parts::save() const
{
    layout.save(book->current().id);
    book->saveSettings();
}

void MainWindow::Parts::resetLayout()
{
    layout.reset();
    book->resetLayout();
}

void MainWindow::Parts::focusPane(int step)
{
    QList<QWidget *> panes {book->rail()};
    panes += panesOf(*book->current().widget);
    for (auto *dock : window.findChildren<QDockWidget *>())
        panes += dock;
    panes += window.statusBar();
    focusNextPane(panes, step);
}

QList<LocatorHit> MainWindow::Parts::locatorThings() const
{
    using Kind = LocatorHit::Kind;
    QList<LocatorHit> things;
    for (const PageEntry &page : book->pages())
        things.append({Kind::Page, page.id, page.name, tr("Page")});
    for (const ActionHub::Entry &entry : hub.entries()) {
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        if (!entry.action->objectName().startsWith("page."_L1))
            things.append({Kind::Action, entry.action->objectName(), plainName(*entry.action),
                           keys.isEmpty() ? entry.menu : u"%1  ·  %2"_s.arg(entry.menu, keys), whyNot(*entry.action)});
    }
    for (const QString &type : types.names())
        things.append({Kind::Type, type, type, tr("Type")});
    for (const QString &queue : connection.stats().queues.keys())
        things.append({Kind::Queue, queue, queue, tr("Queue")});
    return things;
}

QList<wire::Task> MainWindow::Parts::shownTasks(const QString &digits) const
{
    QList<wire::Task> found;
    const TaskWindowModel &model = tasks->model();
    for (int row = 0; row < model.rowCount() && found.size() < LocatorFeed::kTasksMax; ++row)
        if (QString(model.taskAt(row).id).remove(u'-').contains(digits))
            found.append(model.taskAt(row));
    return found;
}

void MainWindow::Parts::goTo(const LocatorHit &hit)
{
    switch (hit.kind) {
    case LocatorHit::Kind::Page:
        book->open(hit.key);
        break;
    case LocatorHit::Kind::Action:
        hub.action(hit.key)->trigger();
        break;
    case LocatorHit::Kind::Type:
        book->open(kTypes);
        chooseRow(*typesPage->table(), hit.key);
        break;
    case LocatorHit::Kind::Queue:
        book->open(kQueues);
        chooseRow(*queues->table(), hit.key);
        break;
    case LocatorHit::Kind::Worker:
        book->open(kWorkers);
        chooseRow(*workers->remoteTable(), hit.key);
        break;
    case LocatorHit::Kind::Task:
        book->open(kTasks);
        tasks->showTask(hit.key);
        break;
    }
}

/// At the end of a session nobody is there to answer.
bool MainWindow::Parts::decidesAboutBroker() const { return console.broker && isLast && !mayClose && !qApp->isSavingSession(); }

/// Asks first when somebody has to decide.
bool MainWindow::Parts::mayCloseNow()
{
    if (!decidesAboutBroker())
        return true;
    const CloseChoice choice = isQuitting ? CloseChoice::Stop : storedCloseChoice(console.settings);
    const bool wasQuitting = std::exchange(isQuitting, false); // Whoever cancels may close in another way later.
    staysBehind = choice == CloseChoice::Stay;
    const qint64 running = connection.isAnswering() ? connection.stats().states.value(u"running"_s) : 0;
    if (choice == CloseChoice::Stay || (choice == CloseChoice::Stop && running == 0))
        return true;
    closeQuestion.ask(running, !wasQuitting && choice == CloseChoice::Ask);
    return false;
}

} // namespace conduit::ui
