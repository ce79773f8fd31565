// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window_parts.h"

#include "ui/demonstration.h"
#include "ui/embedded_broker.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/frame/activity_button.h"
#include "ui/frame/activity_panel.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/help_menu.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/locator_things.h"
#include "ui/frame/lock_button.h"
#include "ui/frame/theme_menu.h"
#include "ui/frame/time_menu.h"
#include "ui/frame/tool_strip.h"
#include "ui/pages/events_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// With a trail of its own where no other window shares one.
ConsoleParts withTrail(ConsoleParts console, MainWindow &window)
{
    if (!console.undo)
        console.undo = new UndoTrail(console.now, &window);
    return console;
}

} // namespace

MainWindow::Parts::Parts(MainWindow &owner, const ConsoleParts &with)
    : window(owner),
      console(withTrail(with, owner)),
      clock(std::make_shared<BrokerClock>(with.client, with.now)),
      connection(with.client, with.now),
      hub(*owner.menuBar()),
      book(new PageBook(&owner)),
      banner(new MessageBar(book)),
      status(*owner.statusBar()),
      notice(connection, with, status, *banner),
      news(owner, *console.undo, console.now),
      activity(with.client, [at = clock] { return at->now(); }),
      closing(owner, with.settings, with.broker != nullptr),
      layout(owner, with.settings, with.windowNumber),
      pages(
          with, [at = clock] { return at->now(); }, *book),
      taskWindows(console, [at = clock] { return at->now(); }, owner, hub, pages.taskActs())
{
}

void MainWindow::Parts::build()
{
    book->addBanner(banner);
    window.setCentralWidget(book);
    news.setPlace(book);
    status.setAddress(console.address);
    addFileActions();
    addEditActions();
    addActivity();
    addViewActions();
    pages.addNounActions(hub);
    addWindowActions();
    keys = std::make_unique<KeyChoices>(hub, console.settings);
    buildToolBar();
    showKeys();
    stripe = connectionStripe(console.profile, window);
    connectPages();
    connectBroker();
    QObject::connect(&closing, &WindowClosing::decided, &window, [this](bool stopsNow) {
        if (stopsNow)
            Q_EMIT window.stopNowRequested();
        window.close();
    });
    const int page = book->placeOf(layout.page());
    book->open(page < 0 ? 0 : page);
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
    addDemonstration();
    hub.addLine(Menu::File);
    hub.make(Menu::File, {u"program.quit"_s, tr("Quit"), u"Ctrl+Q"_s}, [this] { Q_EMIT window.quitRequested(); });
}

void MainWindow::Parts::addDemonstration()
{
    using Menu = ActionHub::Menu;
    hub.addLine(Menu::File);
    auto *open = hub.make(Menu::File, {u"demonstration.open"_s, tr("Open a demonstration")},
                          [this] { Q_EMIT window.demonstrationRequested(); });
    auto *end = hub.make(Menu::File, {u"demonstration.discard"_s, tr("Throw the demonstration away")},
                         [this] { Q_EMIT window.demonstrationEndRequested(); });
    Demonstration *demonstration = console.demonstration;
    if (!demonstration) {
        offer(*open, tr("This program cannot start one."));
        return offer(*end, tr("There is no demonstration."));
    }
    const auto show = [demonstration, end] {
        offer(*end, demonstration->address().isEmpty() ? tr("There is no demonstration.") : QString());
    };
    QObject::connect(demonstration, &Demonstration::opened, end, show);
    QObject::connect(demonstration, &Demonstration::ended, end, show);
    show();
}

void MainWindow::Parts::addEditActions()
{
    using Menu = ActionHub::Menu;
    news.showIn(hub.make(Menu::Edit, {u"edit.undo"_s, tr("Undo"), u"Ctrl+Z"_s}, [this] { console.undo->undo(); }));
    hub.addLine(Menu::Edit);
    hub.make(Menu::Edit, {u"edit.locate"_s, tr("Go to…"), u"Ctrl+K"_s, Glyph::Lens}, [this] {
        wall->leave(); // It hides the locator.
        locator->open();
    });
    hub.add(Menu::Edit, pages.tasks().editActions());
    hub.addLine(Menu::Edit);
    hub.make(Menu::Edit, {u"edit.settings"_s, tr("Settings…"), u"Ctrl+,"_s}, [this] { showSettings(); });
}

void MainWindow::Parts::addViewActions()
{
    using Menu = ActionHub::Menu;
    pages.addPageActions(hub);
    hub.addLine(Menu::View);
    hub.make(Menu::View, {u"view.refresh"_s, tr("Refresh"), u"F5; Ctrl+R"_s, Glyph::Refresh}, [this] { refresh(); });
    hub.add(Menu::View, {activityPanel->showAction()});
    live = std::make_unique<LiveSwitch>(hub, *book, console.settings);
    hub.add(Menu::View, pages.tasks().viewActions());
    hub.addLine(Menu::View);
    hub.add(Menu::View, pages.events().eventActions());
    hub.add(Menu::View, activityPanel->rowActions());
    hub.addLine(Menu::View);
    addThemeMenu(hub, console.settings);
    status.addButton(new TimeButton(addTimeMenu(hub, console.settings), &window));
    wall = std::make_unique<WallDisplay>(hub, window, *book);
    QObject::connect(wall.get(), &WallDisplay::entered, &news, [this](const QString &key) {
        live->setLive(true); // What stands still would look fresh there.
        news.tell(tr("%1 leaves the wall display").arg(key));
    });
}

void MainWindow::Parts::addActivity()
{
    activityPanel = new ActivityPanel({.client = console.client,
                                       .feed = activity,
                                       .told = news.told(),
                                       .trail = *console.undo,
                                       .now = [at = clock] { return at->now(); }},
                                      &window);
    window.addDockWidget(Qt::BottomDockWidgetArea, activityPanel);
    activityPanel->hide();
    auto *button = new ActivityButton(&window);
    status.addButton(button);
    QObject::connect(&activity, &ActivityFeed::changed, button, [this, button] {
        button->showRows(activity.rows());
        pages.showActivity(activity.rows());
        console.undo->noteUndone(activity.undone());
    });
    QObject::connect(&pages, &WindowPages::undoRequested, &activity, &ActivityFeed::undo);
    QObject::connect(&pages, &WindowPages::activityRequested, activityPanel, &ActivityPanel::openOperations);
    QObject::connect(button, &ActivityButton::clicked, activityPanel, &ActivityPanel::openOperations);
    QObject::connect(activityPanel, &ActivityPanel::tasksRequested, &pages, &WindowPages::goToTasks);
    QObject::connect(activityPanel, &ActivityPanel::taskRequested, &pages, &WindowPages::goToTask);
    QObject::connect(activityPanel, &ActivityPanel::said, &news, [this](const QString &text) { news.tell(text); });
    QObject::connect(activityPanel, &ActivityPanel::refused, &news, &NewsCorner::tellRefusal);
    QObject::connect(&pages, &WindowPages::runStarted, &activity, &ActivityFeed::follow);
    QObject::connect(banner, &MessageBar::said, &news, &NewsCorner::note);
    QObject::connect(&pages, &WindowPages::noticed, &news, &NewsCorner::note);
}

void MainWindow::Parts::addWindowActions()
{
    using Menu = ActionHub::Menu;
    hub.make(Menu::Window, {u"window.next_pane"_s, tr("Next pane"), u"F6"_s}, [this] { focusPane(1); });
    hub.make(Menu::Window, {u"window.previous_pane"_s, tr("Previous pane"), u"Shift+F6"_s}, [this] { focusPane(-1); });
    hub.addLine(Menu::Window);
    hub.make(Menu::Window, {u"window.reset_layout"_s, tr("Reset layout")}, [this] { resetLayout(); });
    addHelpMenu(hub,
                {.window = window,
                 .brokerVersion = [this] { return connection.version(); },
                 .hasOwnBroker = console.broker != nullptr,
                 .showShortcuts = [this] { showShortcuts(); },
                 .showBrokerLog = [this] { showBrokerLog(); },
                 .tell = [this](const QString &text) { news.tell(text); }});
}

void MainWindow::Parts::buildToolBar()
{
    locator = new LocatorBox(
        console.client, [this] { return locatorThings(*book, hub, pages.typeNames(), connection.stats().queues.keys()); },
        [this](const QString &digits) { return pages.shownTasks(digits); }, &window);
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
    QObject::connect(&pages, &WindowPages::said, &news, &NewsCorner::tell);
    QObject::connect(&pages, &WindowPages::saidUndoable, &news, &NewsCorner::tellUndoable);
    QObject::connect(&pages, &WindowPages::refused, &news, &NewsCorner::tellRefusal);
    QObject::connect(&pages, &WindowPages::askRequested, &notice, &ConnectionNotice::retry);
    QObject::connect(&notice, &ConnectionNotice::connectionsRequested, &window, &MainWindow::connectionsRequested);
    QObject::connect(&notice, &ConnectionNotice::logRequested, &window, [this] { showBrokerLog(); });
    QObject::connect(&notice, &ConnectionNotice::brokerSettingsRequested, &window, [this] { showSettings(true); });
    QObject::connect(&notice, &ConnectionNotice::addressRequested, &window, &MainWindow::addressRequested);
    QObject::connect(keys.get(), &KeyChoices::changed, &window, [this] { showKeys(); });
    QObject::connect(&pages, &WindowPages::frontRequested, &window, &QWidget::activateWindow);
    connectTaskWindows();
    QObject::connect(&status, &StatusLine::addressCopied, &news, [this] { news.tell(tr("Address copied")); });
}

/// What they lead to is in this window.
void MainWindow::Parts::connectTaskWindows()
{
    QObject::connect(&pages, &WindowPages::taskWindowRequested, &taskWindows, &TaskWindows::open);
    QObject::connect(&taskWindows, &TaskWindows::copyRequested, &window, [this](const wire::Task &task) {
        window.raiseToFront();
        pages.startCopy(task);
    });
    QObject::connect(&taskWindows, &TaskWindows::filterRequested, &window, [this](const QString &term) {
        window.raiseToFront();
        pages.narrowTasks(term);
    });
}

void MainWindow::Parts::connectBroker()
{
    QObject::connect(&connection, &ConnectionFeed::stateChanged, &window, [this] { showConnection(); });
    QObject::connect(&connection, &ConnectionFeed::statsChanged, &window, [this] { showStats(); });
    QObject::connect(&connection, &ConnectionFeed::cameBack, &window, [this](std::chrono::milliseconds absence) {
        pages.readTypes();
        pages.readPause();
        if (absence >= ConnectionFeed::kAwayAfter)
            news.tell(tr("The broker is back after %1").arg(durationText(absence)));
    });
    QObject::connect(clock.get(), &BrokerClock::skewChanged, &window, [this] {
        status.showSkew(clock->skew());
        pages.setSkew(clock->skew());
    });
    QObject::connect(&TimeFormat::ours(), &TimeFormat::changed, &window, [this] { showConnection(); });
    if (!console.broker)
        return;
    QObject::connect(console.broker, &EmbeddedBroker::stateChanged, &window, [this] { takeOwnBroker(); });
    if (!console.broker->address().isEmpty())
        setAddress(console.broker->address()); // It may have moved since the program began.
}

} // namespace conduit::ui
