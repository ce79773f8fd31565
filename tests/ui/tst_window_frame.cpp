// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/frame/about_dialog.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/frame/undo_trail.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/task_list_pane.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/focus_frame.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/task_table_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QStatusBar>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolBar>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace conduit::test {

/// What stands round the pages of a window, and the windows beside each other.
class TestWindowFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void actions_haveUniqueNamesAndKeys();
    void actions_standInTheMenus();
    void actions_thatCannotBeDoneSayWhyInTheirTip();
    void conflict_isFound();
    void toolBar_offersNothingThatDestroys();
    void sheet_printsEveryShortcutAndIsSearched();

    void live_standsStillAndFollowsAgain();
    void live_isRememberedAsItWasChosen();
    void live_isGreyWhileTheBrokerIsAway();
    void refresh_asksAgain();
    void help_saysWhichProgramThisIs();
    void trail_takesBackTheLatestFirst();
    void trail_forgetsWhatIsOldOrGone();
    void undo_takesBackAPause();

    void layout_isRememberedForEachWindow();
    void layout_thatIsBrokenGivesWayToTheDefaults();
    void layout_isResetAtOnce();
    void windows_openAndCloseByThemselves();
    void panes_areReachedInTurn();
    void wallDisplay_isTheOverviewAndNothingElse();
    void wallDisplay_endsWithEscape_theLocator_andTheWindow();
    void highContrast_isATheme();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    [[nodiscard]] QAction *action(const QString &id) const { return window()->actions().action(id); }
    void openConsole()
    {
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {
            .client = *m_client, .address = u"http://127.0.0.1:8080"_s, .settings = **m_settings, .now = [this] {
                return m_now;
            }});
        m_console->openWindow();
        QTRY_VERIFY(m_broker->isIdle());
    }

    QDateTime m_now;
    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::Console> m_console;
};

void TestWindowFrame::init()
{
    m_now = pretendNow();
    m_broker = std::make_unique<PretendBroker>(m_now);
    m_broker->add({.taskType = u"echo"_s, .queue = u"mails"_s});
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    openConsole();
    TimedApp::watch();
}

void TestWindowFrame::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    ui::applyTheme(ui::ThemeChoice::System);
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestWindowFrame::actions_haveUniqueNamesAndKeys()
{
    const auto conflicts = window()->actions().conflicts();
    QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join(u'\n')));
    for (const auto &entry : window()->actions().entries()) {
        QVERIFY(!entry.action->text().isEmpty());
        QVERIFY2(!entry.action->objectName().isEmpty(), qPrintable(entry.action->text()));
    }
    QVERIFY(window()->actions().entries().size() > 40);
}

void TestWindowFrame::actions_standInTheMenus()
{
    QStringList menus;
    for (const auto *action : window()->menuBar()->actions())
        menus.append(ui::plainName(*action));
    QCOMPARE(menus,
             (QStringList {u"File"_s, u"Edit"_s, u"View"_s, u"Task"_s, u"Queue"_s, u"Worker"_s, u"Window"_s, u"Help"_s}));
    for (const auto &entry : window()->actions().entries())
        QVERIFY2(!entry.action->associatedObjects().isEmpty(), qPrintable(entry.action->objectName()));
}

void TestWindowFrame::actions_thatCannotBeDoneSayWhyInTheirTip()
{
    int greyed = 0;
    for (const auto &entry : window()->actions().entries()) {
        if (entry.action->isEnabled())
            continue;
        ++greyed;
        QVERIFY2(ui::whyNot(*entry.action).endsWith(u'.'), qPrintable(entry.action->objectName()));
        QVERIFY2(entry.action->statusTip() == ui::whyNot(*entry.action), qPrintable(entry.action->objectName()));
    }
    QVERIFY(greyed > 5);
    QVERIFY(action(u"task.retry"_s)->toolTip().contains(u"Choose a task first."));
}

void TestWindowFrame::conflict_isFound()
{
    QMenuBar bar;
    ui::ActionHub hub(bar);
    hub.make(ui::ActionHub::Menu::File, {u"one"_s, u"One"_s, u"Ctrl+N"_s}, [] { });
    hub.make(ui::ActionHub::Menu::View, {u"two"_s, u"Two"_s, u"F5; Ctrl+N"_s}, [] { });
    hub.make(ui::ActionHub::Menu::View, {u"two"_s, u"Two again"_s}, [] { });
    QCOMPARE(hub.conflicts(), (QStringList {u"Two actions are called two."_s, u"Ctrl+N stands for one and for two."_s}));
}

void TestWindowFrame::toolBar_offersNothingThatDestroys()
{
    window()->resize(1200, 700);
    const auto *bar = window()->findChild<QToolBar *>();
    QTRY_COMPARE(bar->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    QStringList ids;
    for (const auto *action : bar->actions())
        if (!action->objectName().isEmpty())
            ids.append(action->objectName());
    const QStringList expected {u"task.new"_s,    u"task.retry"_s, u"task.cancel"_s,
                                u"queue.pause"_s, u"view.live"_s,  u"view.refresh"_s};
    QCOMPARE(ids, expected);
}

void TestWindowFrame::sheet_printsEveryShortcutAndIsSearched()
{
    action(u"help.shortcuts"_s)->trigger();
    const auto *sheet = window()->findChild<ui::ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    const int actions = static_cast<int>(window()->actions().entries().size());
    QCOMPARE(sheet->table()->rowCount(), actions);
    QTest::keyClicks(sheet->search(), u"previous pane"_s);
    int shown = 0;
    for (int row = 0; row < actions; ++row)
        shown += sheet->table()->isRowHidden(row) ? 0 : 1;
    QCOMPARE(shown, 1);
}

void TestWindowFrame::live_standsStillAndFollowsAgain()
{
    const auto *tasks = window()->findChild<ui::TasksPage *>();
    QTRY_COMPARE(tasks->table()->model()->rowCount(), 1);
    action(u"view.live"_s)->trigger();
    QCOMPARE(action(u"view.live"_s)->text(), u"Paused"_s);
    m_broker->add({.taskType = u"echo"_s});
    action(u"view.live"_s)->trigger();
    QCOMPARE(action(u"view.live"_s)->text(), u"Live"_s);
    QTRY_COMPARE(tasks->table()->model()->rowCount(), 2);
}

void TestWindowFrame::live_isRememberedAsItWasChosen()
{
    action(u"view.live"_s)->trigger();
    m_console.reset();
    openConsole();
    QCOMPARE(action(u"view.live"_s)->text(), u"Paused"_s);
    QTRY_COMPARE(window()->findChild<ui::TasksPage *>()->table()->model()->rowCount(), 1);
    m_broker->add({.taskType = u"echo"_s});
    action(u"view.live"_s)->trigger();
    QTRY_COMPARE(window()->findChild<ui::TasksPage *>()->table()->model()->rowCount(), 2);
    m_console.reset();
    openConsole();
    QCOMPARE(action(u"view.live"_s)->text(), u"Live"_s);
}

void TestWindowFrame::live_isGreyWhileTheBrokerIsAway()
{
    const auto *tasks = window()->findChild<ui::TasksPage *>();
    const auto footer = [&] { return tasks->list()->totalsText(); };
    const auto lamp = [&] { return action(u"view.live"_s)->icon().pixmap(16).toImage(); };
    QTRY_VERIFY(footer().endsWith(u"live"));
    const QImage green = lamp();
    m_broker->setAway(true);
    action(u"view.refresh"_s)->trigger();
    QTRY_VERIFY(footer().endsWith(u"not live, as the broker is away"));
    QVERIFY(lamp() != green);
    QVERIFY(action(u"view.live"_s)->isChecked());
    m_broker->setAway(false);
    action(u"view.refresh"_s)->trigger();
    QTRY_VERIFY(footer().endsWith(u"  ·  live"));
    QCOMPARE(lamp(), green);
}

void TestWindowFrame::help_saysWhichProgramThisIs()
{
    QCoreApplication::setApplicationVersion(u"1.2.3"_s);
    action(u"help.copy_details"_s)->trigger();
    const QString details = QGuiApplication::clipboard()->text();
    QVERIFY(details.startsWith(u"Conduit 1.2.3\nBroker "));
    QVERIFY(details.contains(u"Qt %1\n"_s.arg(QLatin1StringView(qVersion()))));
    QVERIFY2(!details.contains(u"127.0.0.1"), "where the broker is concerns nobody else");
    QGuiApplication::clipboard()->clear();
    action(u"help.about"_s)->trigger();
    auto *about = window()->findChild<ui::AboutDialog *>();
    QVERIFY(about);
    const auto labels = about->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text() == u"Conduit 1.2.3"; }));
    about->copyButton()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), details);
}

void TestWindowFrame::refresh_asksAgain()
{
    action(u"page.queues"_s)->trigger();
    const auto *queues = window()->findChild<ui::QueuesPage *>();
    QTRY_COMPARE(queues->table()->model()->rowCount(), 1);
    action(u"view.live"_s)->trigger();
    m_broker->add({.taskType = u"echo"_s, .queue = u"exports"_s});
    QTest::keyClick(window(), Qt::Key_F5);
    QTRY_COMPARE(queues->table()->model()->rowCount(), 2);
}

void TestWindowFrame::trail_takesBackTheLatestFirst()
{
    ui::UndoTrail trail([this] { return m_now; });
    QObject context;
    QStringList undone;
    trail.note(u"one"_s, &context, [&] { undone.append(u"one"_s); });
    const int two = trail.note(u"two"_s, &context, [&] { undone.append(u"two"_s); });
    trail.note(u"three"_s, &context, [&] { undone.append(u"three"_s); });
    QCOMPARE(trail.text(), u"three"_s);
    trail.undo(two);
    trail.undo(two); // Once is enough.
    trail.undo();
    trail.undo();
    trail.undo();
    QCOMPARE(undone, (QStringList {u"two"_s, u"three"_s, u"one"_s}));
    QVERIFY(trail.text().isEmpty());
}

void TestWindowFrame::trail_forgetsWhatIsOldOrGone()
{
    ui::UndoTrail trail([this] { return m_now; });
    QObject context;
    auto closed = std::make_unique<QObject>();
    int undone = 0;
    trail.note(u"old"_s, &context, [&] { ++undone; });
    m_now = m_now.addSecs(601);
    trail.note(u"of a window that closes"_s, closed.get(), [&] { ++undone; });
    closed.reset();
    QVERIFY(trail.text().isEmpty());
    trail.undo();
    QCOMPARE(undone, 0);
}

void TestWindowFrame::undo_takesBackAPause()
{
    auto *page = window()->findChild<ui::QueuesPage *>();
    int undone = 0;
    QVERIFY(!action(u"edit.undo"_s)->isEnabled());
    Q_EMIT page->done(u"Paused mails"_s, [&] { ++undone; });
    QVERIFY(action(u"edit.undo"_s)->isEnabled());
    QCOMPARE(action(u"edit.undo"_s)->text(), u"Undo: Paused mails"_s);
    const auto *toast = window()->findChild<ui::Toast *>();
    QVERIFY(toast->isVisible());
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
    QTest::mouseClick(toast->button(), Qt::LeftButton); // Taken back already.
    QCOMPARE(undone, 1);
    QVERIFY(!action(u"edit.undo"_s)->isEnabled());
}

void TestWindowFrame::layout_isRememberedForEachWindow()
{
    QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier);
    TimedApp::watch(); // A window may take longer to be built.
    QCOMPARE(m_console->windows().size(), 2);
    m_console->windows().at(0)->resize(780, 600); // A window comes back no larger than the screen, which has 800 by 800 here.
    m_console->windows().at(1)->resize(790, 650);
    m_console->windows().at(1)->actions().action(u"page.queues"_s)->trigger();
    m_console->windows().at(1)->close();
    m_console->windows().at(0)->close();
    m_console.reset();
    openConsole();
    m_console->openWindow();
    QCOMPARE(m_console->windows().at(0)->size(), QSize(780, 600));
    QCOMPARE(m_console->windows().at(1)->size(), QSize(790, 650));
    QCOMPARE(m_console->windows().at(1)->findChild<QListWidget *>()->currentRow(), 5);
}

void TestWindowFrame::layout_thatIsBrokenGivesWayToTheDefaults()
{
    const QSize first = window()->size();
    m_console.reset();
    (**m_settings).setValue(u"window/geometry"_s, QByteArray("broken"));
    (**m_settings).setValue(u"window/state"_s, QByteArray("broken too"));
    (**m_settings).setValue(u"window/page"_s, u"nowhere"_s);
    openConsole();
    QCOMPARE(window()->size(), first);
    QVERIFY(window()->findChild<QToolBar *>()->isVisible());
    QCOMPARE(window()->findChild<QListWidget *>()->currentRow(), 0);
}

void TestWindowFrame::layout_isResetAtOnce()
{
    const QSize first = window()->size();
    auto *splitter = window()->findChild<ui::TasksPage *>()->findChild<QSplitter *>();
    window()->resize(800, 500);
    splitter->setSizes({0, 300, 500});
    const auto shareOfList = [&] { return double(splitter->sizes().at(1)) / splitter->width(); };
    const double narrow = shareOfList();
    action(u"window.reset_layout"_s)->trigger();
    QCOMPARE(window()->size(), first);
    QTRY_VERIFY2(shareOfList() > narrow, qPrintable(QString::number(shareOfList())));
}

void TestWindowFrame::windows_openAndCloseByThemselves()
{
    QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier);
    TimedApp::watch(); // A window may take longer to be built.
    QCOMPARE(m_console->windows().size(), 2);
    QTest::keyClick(m_console->windows().at(0), Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_console->windows().size(), 1);
    QVERIFY(window()->isVisible());
    m_console->raise();
    m_console->openWindow();
    QCOMPARE(m_console->windows().size(), 2);
}

void TestWindowFrame::panes_areReachedInTurn()
{
    auto *rail = window()->findChild<QListWidget *>();
    auto *tasks = window()->findChild<ui::TasksPage *>();
    QTRY_VERIFY(tasks->table()->isVisible());
    rail->setFocus();
    action(u"window.next_pane"_s)->trigger();
    QVERIFY2(tasks->isAncestorOf(QApplication::focusWidget()), "the first pane of the page");
    const auto *list = QApplication::focusWidget();
    QSet<QWidget *> visited;
    for (int i = 0; i < 8 && QApplication::focusWidget() != rail; ++i) {
        visited.insert(QApplication::focusWidget());
        action(u"window.next_pane"_s)->trigger();
    }
    QCOMPARE(QApplication::focusWidget(), rail);
    QVERIFY(visited.size() >= 2);
    action(u"window.next_pane"_s)->trigger();
    QCOMPARE(QApplication::focusWidget(), list);
    action(u"window.previous_pane"_s)->trigger();
    QCOMPARE(QApplication::focusWidget(), rail);
}

void TestWindowFrame::wallDisplay_isTheOverviewAndNothingElse()
{
    const auto *rail = window()->findChild<ui::NavRail *>();
    const auto *bar = window()->findChild<QToolBar *>();
    const auto *book = window()->findChild<ui::PageBook *>();
    action(u"page.tasks"_s)->trigger();
    const auto *dock = window()->findChild<QDockWidget *>();
    action(u"view.activity"_s)->trigger();
    QVERIFY(dock->isVisible());
    action(u"view.live"_s)->setChecked(false);
    action(u"view.full_screen"_s)->trigger();
    QVERIFY(!dock->isVisible());
    QVERIFY(action(u"view.live"_s)->isChecked()); // What stands still would look fresh.
    QVERIFY(window()->isFullScreen());
    QVERIFY(action(u"view.full_screen"_s)->isChecked());
    QVERIFY(!rail->isVisible());
    QVERIFY(!bar->isVisible());
    QTRY_COMPARE(window()->menuBar()->height(), 0);
    QVERIFY(window()->statusBar()->isVisible());
    QCOMPARE(book->current().id, u"overview"_s);

    QTest::keyClick(window(), Qt::Key_F11);
    QVERIFY(!window()->isFullScreen());
    QVERIFY(!action(u"view.full_screen"_s)->isChecked());
    QVERIFY(rail->isVisible());
    QVERIFY(bar->isVisible());
    QVERIFY(dock->isVisible());
    QTRY_VERIFY(window()->menuBar()->height() > 0);
    QCOMPARE(book->current().id, u"tasks"_s);
}

void TestWindowFrame::wallDisplay_endsWithEscape_theLocator_andTheWindow()
{
    const auto *rail = window()->findChild<ui::NavRail *>();
    const auto enter = [this, rail] {
        action(u"view.full_screen"_s)->trigger();
        return window()->isFullScreen() && !rail->isVisible();
    };
    const auto hasLeft = [this, rail] {
        return !window()->isFullScreen() && !action(u"view.full_screen"_s)->isChecked() && rail->isVisible()
            && window()->findChild<QToolBar *>()->isVisible();
    };
    const QRect before = window()->geometry();
    QVERIFY(enter());
    QTest::keyClick(window(), Qt::Key_Escape);
    QVERIFY(hasLeft());
    QCOMPARE(window()->geometry(), before);

    QVERIFY(enter());
    QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(hasLeft());

    QVERIFY(enter());
    QTest::keyClick(window(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(hasLeft());
    QCOMPARE(window()->findChild<ui::PageBook *>()->current().id, u"tasks"_s);

    QVERIFY(enter());
    window()->setWindowState(Qt::WindowNoState);
    QVERIFY(hasLeft());
}

void TestWindowFrame::highContrast_isATheme()
{
    action(u"theme.high_contrast"_s)->trigger();
    QVERIFY(ui::isHighContrast());
    QTRY_COMPARE(window()->palette().color(QPalette::Window), QColor(Qt::black));
    QCOMPARE(window()->palette().color(QPalette::WindowText), QColor(Qt::white));
    // A frame stands round whatever has the keyboard, and only in this theme.
    auto *rail = window()->findChild<ui::NavRail *>();
    rail->setFocus();
    QCOMPARE(ui::FocusFrame::ours().framed(), rail);
    QTest::keyClick(rail, Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget() != rail);
    QCOMPARE(ui::FocusFrame::ours().framed(), QApplication::focusWidget());
    action(u"theme.light"_s)->trigger();
    QVERIFY(!ui::FocusFrame::ours().framed());
    action(u"theme.high_contrast"_s)->trigger();
    QCOMPARE(ui::FocusFrame::ours().framed(), QApplication::focusWidget());
    m_console.reset();
    ui::applyTheme(ui::ThemeChoice::System);
    openConsole();
    QVERIFY(ui::isHighContrast());
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestWindowFrame)
#include "tst_window_frame.moc"
