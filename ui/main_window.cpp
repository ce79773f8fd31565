// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

#include "ui/embedded_broker.h"
#include "ui/feeds/broker_clock.h"
#include "ui/feeds/connection_feed.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/connection_notice.h"
#include "ui/frame/help_menu.h"
#include "ui/frame/live_switch.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/locator_things.h"
#include "ui/frame/lock_button.h"
#include "ui/frame/news_corner.h"
#include "ui/frame/page_book.h"
#include "ui/frame/panes.h"
#include "ui/frame/reading_order.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/status_line.h"
#include "ui/frame/theme_menu.h"
#include "ui/frame/time_menu.h"
#include "ui/frame/tool_strip.h"
#include "ui/frame/undo_trail.h"
#include "ui/frame/window_closing.h"
#include "ui/frame/window_layout.h"
#include "ui/frame/window_pages.h"
#include "ui/frame/window_settings.h"
#include "ui/pages/events_page.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"

#include <conduit/event_stream.h>

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kNarrowBelow = 1000;
constexpr int kStripeHeight = 3;
constexpr qsizetype kBytesReadHere = 64 * 1024; ///< More of an answer takes too long for the window's thread.

/// With a trail of its own where no other window shares one.
ConsoleParts withTrail(ConsoleParts console, MainWindow &window)
{
    if (!console.undo)
        console.undo = new UndoTrail(console.now, &window);
    return console;
}

} // namespace

struct MainWindow::Parts
{
    Parts(MainWindow &owner, const ConsoleParts &with)
        : window(owner),
          console(withTrail(with, owner)),
          clock(std::make_shared<BrokerClock>(with.client, with.now)),
          connection(with.client, with.now),
          hub(*owner.menuBar()),
          book(new PageBook(&owner)),
          banner(new MessageBar(book)),
          status(*owner.statusBar()),
          notice(connection, with.broker, !with.profile.name.isEmpty(), status, *banner),
          news(owner, *console.undo),
          closing(owner, with.settings, with.broker != nullptr),
          layout(owner, with.settings, with.windowNumber),
          pages(with, [at = clock] { return at->now(); }, *book)
    {
    }

    void build();
    void addFileActions();
    void addEditActions();
    void addViewActions();
    void addWindowActions();
    void buildToolBar();
    void connectPages();
    void connectBroker();
    void setAddress(const QString &address);
    void takeOwnBroker();
    void showConnection();
    void showStats();
    void showSettings() { openSettings(window, console, *book, connection); }
    void goTo(const LocatorHit &hit);
    void refresh();
    void save() const;
    void resetLayout();
    void focusPane(int step);

    MainWindow &window;
    ConsoleParts console;
    std::shared_ptr<BrokerClock> clock; ///< The pages hold it too: they go later.
    ConnectionFeed connection;
    ActionHub hub;
    PageBook *book;
    MessageBar *banner;
    StatusLine status;
    ConnectionNotice notice;
    NewsCorner news;
    WindowClosing closing;
    WindowLayout layout;
    WindowPages pages;
    std::unique_ptr<LiveSwitch> live; ///< Made with its place in the menu.
    LocatorBox *locator = nullptr;
    ToolStrip *toolStrip = nullptr;
    QWidget *stripe = nullptr; ///< The connection's colour, over the window's upper edge.
    bool isOutdated = false;   ///< Built when the console spoke another language.
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
    m_parts->pages.readTypes();
}

MainWindow::~MainWindow() = default;

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::setIsLast(bool isLast) { m_parts->closing.setIsLast(isLast); }

void MainWindow::quit()
{
    m_parts->closing.setIsQuitting();
    close();
}

void MainWindow::showTask(const QString &id)
{
    raiseToFront();
    m_parts->pages.goToTask(id);
}

ActionHub &MainWindow::actions() const { return m_parts->hub; }

void MainWindow::closeEvent(QCloseEvent *event)
{
    const ConnectionFeed &connection = m_parts->connection;
    if (!m_parts->closing.mayClose(connection.isAnswering() ? connection.stats().states.value(u"running"_s) : 0)) {
        event->ignore();
        return;
    }
    m_parts->save();
    Q_EMIT closed(m_parts->closing.staysBehind());
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
    m_parts->pages.continueFrom(before.m_parts->pages);
    m_parts->news.continueFrom(before.m_parts->news);
    m_parts->live->setLive(before.m_parts->live->isLive());
    if (before.findChild<SettingsDialog *>())
        m_parts->showSettings();
}

void MainWindow::Parts::build()
{
    book->addBanner(banner);
    window.setCentralWidget(book);
    news.setPlace(book);
    status.setAddress(console.address);
    addFileActions();
    addEditActions();
    addViewActions();
    pages.addNounActions(hub);
    addWindowActions();
    buildToolBar();
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
    hub.addLine(Menu::File);
    hub.make(Menu::File, {u"program.quit"_s, tr("Quit"), u"Ctrl+Q"_s}, [this] { Q_EMIT window.quitRequested(); });
}

void MainWindow::Parts::addEditActions()
{
    using Menu = ActionHub::Menu;
    news.showIn(hub.make(Menu::Edit, {u"edit.undo"_s, tr("Undo"), u"Ctrl+Z"_s}, [this] { console.undo->undo(); }));
    hub.addLine(Menu::Edit);
    hub.make(Menu::Edit, {u"edit.locate"_s, tr("Go to…"), u"Ctrl+K"_s, Glyph::Lens}, [this] { locator->open(); });
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
    live = std::make_unique<LiveSwitch>(hub, *book, console.settings);
    hub.add(Menu::View, pages.tasks().viewActions());
    hub.addLine(Menu::View);
    hub.add(Menu::View, pages.events().eventActions());
    hub.addLine(Menu::View);
    addThemeMenu(hub, console.settings);
    status.addButton(new TimeButton(addTimeMenu(hub, console.settings), &window));
    auto *wall = hub.make(Menu::View, {u"view.full_screen"_s, tr("Full screen"), u"F11"_s},
                          [this] { window.setWindowState(window.windowState() ^ Qt::WindowFullScreen); });
    wall->setCheckable(true);
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
    QObject::connect(&pages, &WindowPages::frontRequested, &window, &QWidget::activateWindow);
    QObject::connect(&status, &StatusLine::addressCopied, &news, [this] { news.tell(tr("Address copied")); });
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

void MainWindow::Parts::setAddress(const QString &address)
{
    console.address = address;
    status.setAddress(address);
    pages.setAddress(address);
}

void MainWindow::Parts::takeOwnBroker()
{
    if (!console.broker->address().isEmpty())
        setAddress(console.broker->address());
    showConnection();
    if (console.broker->state() == EmbeddedBroker::State::Serving)
        connection.ask();
}

void MainWindow::Parts::showConnection()
{
    pages.showConnection(connection);
    notice.show();
    live->setOnline(connection.isAnswering() || connection.state() == ConnectionFeed::State::Connecting);
    status.showCounts(connection);
}

void MainWindow::Parts::showStats()
{
    pages.showStats(connection);
    status.showCounts(connection);
}

void MainWindow::Parts::goTo(const LocatorHit &hit)
{
    if (hit.kind == LocatorHit::Kind::Action)
        hub.action(hit.key)->trigger();
    else
        pages.goTo(hit);
}

void MainWindow::Parts::refresh()
{
    connection.ask();
    pages.readTypes();
    book->reloadCurrent();
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

} // namespace conduit::ui
