// SPDX-License-Identifier: GPL-3.0-only
// Single tasks in windows of their own, beside the console's.
#include "tests/ui/tasks_ground.h"
#include "ui/console.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/key_choices.h"
#include "ui/frame/languages.h"
#include "ui/frame/task_window.h"
#include "ui/main_window.h"
#include "ui/pages/dead_page.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/token_store.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

class TestTaskWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void keys_openTheTaskAndCloseIt();
    void mouse_opensTheTaskFromTheMenuAndFromTheDetails();
    void window_staysWithItsTask();
    void window_followsItsTask();
    void window_remembersItsSize();
    void window_actsOnItsTaskAndTakesBack();
    void window_hasTheKeysThatSomebodyChose();
    void whatWasDoneInAClosedWindow_canBeTakenBack();
    void window_saysThatTheBrokerIsAwayAndKeepsWhatItHas();
    void copyAndFilter_areMadeInTheConsole();
    void deadTask_opensInAWindow();
    void connection_colorsTheWindow();
    void language_changesInTheWindow();
    void tab_getsEverywhere();
    void console_takesItsWindowsAlong();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    template<typename Page>
    [[nodiscard]] Page *page() const
    {
        return window()->findChild<Page *>();
    }
    [[nodiscard]] ui::TasksPage *tasks() const { return page<ui::TasksPage>(); }
    [[nodiscard]] static QList<ui::TaskWindow *> taskWindows()
    {
        QList<ui::TaskWindow *> found;
        for (auto *each : QApplication::topLevelWidgets())
            if (auto *window = qobject_cast<ui::TaskWindow *>(each); window && window->isVisible())
                found.append(window);
        return found;
    }
    /// That of the task with this number, with the task read; null when there is none.
    [[nodiscard]] static ui::TaskWindow *windowOf(int number)
    {
        for (auto *window : taskWindows())
            if (window->id() == taskId(number))
                return QTest::qWaitFor([&] { return window->details()->task().has_value(); }) ? window : nullptr;
        return nullptr;
    }
    [[nodiscard]] static QAction *actionOf(const QWidget *window, const QString &id)
    {
        for (auto *action : window->actions())
            if (action->objectName() == id)
                return action;
        return nullptr;
    }
    /// The window that was opened last has the keyboard.
    [[nodiscard]] bool goBack() const
    {
        window()->activateWindow();
        return QTest::qWaitForWindowActive(window());
    }
    void choose(int row) const
    {
        auto *table = tasks()->table();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(tasks()->model().index(row, 1)).center());
    }
    /// What the list shows in this row.
    ui::TaskWindow *open(int row, int number) const
    {
        if (!goBack())
            return nullptr;
        choose(row);
        QTest::keyClick(tasks()->table(), Qt::Key_Return, Qt::ControlModifier);
        return windowOf(number);
    }
    void openConsole(ui::TokenStore *tokens = nullptr)
    {
        m_console = std::make_unique<ui::Console>(
            ui::ConsoleParts {
                .client = *m_client, .address = u"http://127.0.0.1:8080"_s, .settings = **m_settings, .now = &pretendNow},
            tokens, [this](const QUrl &, const QByteArray &) {
                auto other = std::make_unique<PretendBroker>(pretendNow());
                other->add(numberedTask(1, u"dead"_s));
                return other;
            });
        auto *first = m_console->openWindow();
        first->resize(1280, 800);
        first->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(first));
        QTRY_COMPARE(tasks()->model().rowCount(), 3);
    }

    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::Console> m_console;
};

void TestTaskWindows::init()
{
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    m_broker->add(numberedTask(1, u"ready"_s));
    m_broker->add(numberedTask(2, u"dead"_s));
    m_broker->add(numberedTask(3));
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    openConsole();
    TimedApp::watch();
}

void TestTaskWindows::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    ui::applyLanguage(ui::Language::English);
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestTaskWindows::keys_openTheTaskAndCloseIt()
{
    auto *table = tasks()->table();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(taskWindows().size(), 1);
    auto *first = taskWindows().first();
    QCOMPARE(first->id(), table->currentId());
    QVERIFY(!first->isModal());
    QTRY_COMPARE(first->windowTitle(), u"echo  ·  …"_s + first->id().last(8));
    QVERIFY(goBack());
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
    QTRY_COMPARE(taskWindows().size(), 2);
    QVERIFY(goBack());
    QTest::keyClick(table, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(taskWindows().size(), 2); // It has one already.

    QTest::keyClick(first, Qt::Key_Escape);
    QTRY_COMPARE(taskWindows().size(), 1);
    auto *second = taskWindows().first();
    second->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(second));
    QTest::keyClick(second, Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(taskWindows().isEmpty());
    QVERIFY(window()->isVisible());
}

void TestTaskWindows::mouse_opensTheTaskFromTheMenuAndFromTheDetails()
{
    choose(1);
    Q_EMIT tasks()->table()->customContextMenuRequested(QPoint(20, 20));
    auto *menu = tasks()->contextMenu();
    QTRY_VERIFY(menu->isVisible());
    auto *action = tasks()->details()->windowAction();
    QVERIFY(menu->actions().contains(action));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    QTRY_VERIFY(windowOf(2));
    windowOf(2)->close();
    QTRY_VERIFY(taskWindows().isEmpty());

    for (auto *button : tasks()->details()->findChildren<QToolButton *>())
        if (button->defaultAction() == action)
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(windowOf(2));
    QVERIFY(window()->actions().action(u"task.open_window"_s) == action);
}

void TestTaskWindows::window_staysWithItsTask()
{
    auto *first = open(0, 3);
    QVERIFY(first);
    choose(2);
    QTRY_COMPARE(tasks()->details()->task() ? tasks()->details()->task()->id : QString(), taskId(1));
    QCOMPARE(first->details()->task()->id, taskId(3));
    tasks()->filterBar()->setLine(u"state:dead"_s);
    QTRY_COMPARE(tasks()->model().rowCount(), 1);
    QCOMPARE(first->details()->task()->id, taskId(3));
    for (const auto *action : first->details()->stepActions())
        for (const auto *button : first->findChildren<QToolButton *>())
            QVERIFY(button->defaultAction() != action || !button->isVisible());
}

void TestTaskWindows::window_followsItsTask()
{
    auto *first = open(2, 1);
    QVERIFY(first);
    m_broker->change(taskId(1), [](wire::Task &changed) { changed.state = u"completed"_s; });
    QTRY_COMPARE(first->details()->task()->state, u"completed"_s);
    m_broker->remove(taskId(1));
    QTest::keyClick(first, Qt::Key_F5);
    QTRY_VERIFY(first->details()->task()->trashedAt.isValid());
    QVERIFY(!first->acts()->actsOnChosen().first()->isEnabled());
}

void TestTaskWindows::window_remembersItsSize()
{
    auto *first = open(0, 3);
    QVERIFY(first);
    first->resize(700, 500);
    first->close();
    auto *second = open(1, 2);
    QVERIFY(second);
    QCOMPARE(second->size(), QSize(700, 500));
}

void TestTaskWindows::window_actsOnItsTaskAndTakesBack()
{
    auto *first = open(1, 2);
    QVERIFY(first);
    first->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(first));
    QTest::keyClick(first, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    const auto asked = [this](const QByteArray &path, const QByteArray &part) {
        const auto &calls = m_broker->calls();
        return std::ranges::any_of(
            calls, [&](const client::Call &call) { return call.path.endsWith(path) && call.body.contains(part); });
    };
    QTRY_VERIFY(asked("/operation", taskId(2).toUtf8()));
    auto *toast = first->findChild<ui::Toast *>();
    QTRY_VERIFY(toast->isVisible());
    QVERIFY(asked("/operation", "\"verb\":\"retry\""));
    QTest::keyClick(first, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(asked("/undo", {}));
    // What cannot be done to it says why.
    QTest::keyClick(first, Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY2(toast->text().contains(u"It cannot be done to tasks that are: dead"), qPrintable(toast->text()));
}

/// Both a window that is open when they are chosen and one that is opened later; and the key that opens it.
void TestTaskWindows::window_hasTheKeysThatSomebodyChose()
{
    auto *first = open(1, 2);
    QVERIFY(first);
    ui::KeyChoices keys(window()->actions(), **m_settings);
    keys.choose(u"task.retry"_s, QKeySequence(u"Ctrl+F9"_s));
    keys.choose(u"task.open_window"_s, QKeySequence(u"Ctrl+F10"_s));
    const auto retriesBy = [](ui::TaskWindow *window, Qt::Key key, Qt::KeyboardModifiers modifiers) {
        auto *retry = actionOf(window, u"task.retry"_s);
        const QSignalSpy retried(retry, &QAction::triggered);
        window->activateWindow();
        if (!retry || !QTest::qWaitForWindowActive(window))
            return -1;
        QTest::keyClick(window, key, modifiers);
        return int(retried.size());
    };
    QCOMPARE(retriesBy(first, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier), 0);
    QCOMPARE(retriesBy(first, Qt::Key_F9, Qt::ControlModifier), 1);
    first->close();
    QTRY_VERIFY(taskWindows().isEmpty());

    QVERIFY(goBack());
    QTest::keyClick(tasks()->table(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(taskWindows().isEmpty());
    QTest::keyClick(tasks()->table(), Qt::Key_F10, Qt::ControlModifier);
    QTRY_VERIFY(windowOf(2));
    QCOMPARE(retriesBy(windowOf(2), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier), 0);
    QCOMPARE(retriesBy(windowOf(2), Qt::Key_F9, Qt::ControlModifier), 1);

    keys.reset(u"task.retry"_s);
    QCOMPARE(retriesBy(windowOf(2), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier), 1);
}

void TestTaskWindows::whatWasDoneInAClosedWindow_canBeTakenBack()
{
    auto *first = open(1, 2);
    QVERIFY(first);
    first->acts()->actsOnChosen().first()->trigger();
    QTRY_VERIFY(first->findChild<ui::Toast *>()->isVisible());
    first->close();
    QTRY_VERIFY(taskWindows().isEmpty());
    window()->actions().action(u"edit.undo"_s)->trigger();
    QTRY_VERIFY(std::ranges::any_of(m_broker->calls(), [](const client::Call &call) { return call.path.endsWith("/undo"); }));
}

void TestTaskWindows::window_saysThatTheBrokerIsAwayAndKeepsWhatItHas()
{
    auto *first = open(2, 1);
    QVERIFY(first);
    QVERIFY(first->banner()->isHidden());
    m_broker->setAway(true);
    QTRY_VERIFY(first->banner()->isVisible());
    QVERIFY2(first->banner()->text().startsWith(u"The broker does not answer. What you see is as of "),
             qPrintable(first->banner()->text()));
    QVERIFY(first->details()->task());
    QVERIFY(!first->details()->findChild<ui::EmptyState *>()->isVisible());
    for (const auto *act : first->acts()->actsOnChosen())
        QVERIFY(!act->isEnabled());
    m_broker->setAway(false);
    QTRY_VERIFY(first->banner()->isHidden());
    QVERIFY(first->acts()->actsOnChosen().at(3)->isEnabled()); // Cancel.
}

void TestTaskWindows::copyAndFilter_areMadeInTheConsole()
{
    auto *first = open(0, 3);
    QVERIFY(first);
    Q_EMIT first->details()->filterRequested(u"payload.n:3"_s);
    QTRY_COMPARE(tasks()->filterBar()->line(), u"payload.n:3"_s);
    first->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(first));
    QTest::keyClick(first, Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(page<ui::EnqueuePage>()->isVisible());
    QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget *>(window()));
    QCOMPARE(first->details()->task()->id, taskId(3));
}

void TestTaskWindows::deadTask_opensInAWindow()
{
    auto *dead = page<ui::DeadPage>();
    m_broker->setAnswer(u"/task/groups"_s, [](const QMap<QString, QString> &) {
        return "{\"groups\":[{\"type\":\"echo\",\"signature\":\"disk "
               "full\",\"n\":1,\"first_seen\":\"2026-11-25T12:00:00.000Z\","
               "\"last_seen\":\"2026-11-25T12:00:50.000Z\",\"example\":\""
            + taskId(2).toUtf8() + "\",\"q\":\"state:dead\"}],\"omitted\":0,\"looked_at\":1,\"exact\":true,\"next\":null}";
    });
    window()->actions().action(u"page.dead"_s)->trigger();
    QTRY_VERIFY(dead->windowAction()->isEnabled());
    QVERIFY(dead->table()->actions().contains(dead->windowAction()));
    dead->table()->setFocus();
    QTest::keyClick(dead->table(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(windowOf(2));
}

void TestTaskWindows::connection_colorsTheWindow()
{
    QTemporaryDir folder;
    ui::TokenFolder tokens(folder.path());
    m_console.reset();
    openConsole(&tokens);
    m_console->openConnection(
        {.name = u"live"_s, .address = u"https://queue.example.org"_s, .environment = ui::Environment::Production}, nullptr);
    QCOMPARE(m_console->windows().size(), 2);
    auto *other = m_console->windows().last();
    auto *page = other->findChild<ui::TasksPage *>();
    page->showTask(taskId(1));
    page->details()->windowAction()->trigger();
    QTRY_VERIFY(windowOf(1));
    const auto *first = windowOf(1);
    QVERIFY(first->windowTitle().endsWith(u" – live"_s));
    const auto *stripe = first->findChild<QWidget *>(u"stripe"_s);
    QVERIFY(stripe->isVisible());
    QCOMPARE(stripe->size(), QSize(first->width(), 3));
}

void TestTaskWindows::language_changesInTheWindow()
{
    auto *first = open(0, 3);
    QVERIFY(first);
    first->details()->tabs()->setCurrentIndex(1);
    first->resize(650, 480);
    ui::applyLanguage(ui::Language::German);
    QTRY_VERIFY(!taskWindows().contains(first) && taskWindows().size() == 1);
    const auto *next = windowOf(3);
    QVERIFY(next);
    QCOMPARE(next->details()->tabs()->tabText(0), u"Überblick"_s);
    QCOMPARE(next->details()->tabs()->currentIndex(), 1);
    QCOMPARE(next->size(), QSize(650, 480));
}

void TestTaskWindows::tab_getsEverywhere()
{
    auto *first = open(0, 3);
    QVERIFY(first);
    first->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(first));
    QSet<const QWidget *> visited;
    for (int press = 0; press < 60; ++press) {
        QTest::keyClick(first, Qt::Key_Tab);
        visited.insert(QApplication::focusWidget());
    }
    for (const auto *button : first->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || !(button->focusPolicy() & Qt::TabFocus))
            continue;
        QVERIFY2(visited.contains(button), qPrintable(button->text() + button->accessibleName()));
        QVERIFY(!(button->text() + button->accessibleName()).isEmpty());
    }
    QCOMPARE(first->details()->accessibleName(), first->windowTitle());
}

void TestTaskWindows::console_takesItsWindowsAlong()
{
    const QPointer<QWidget> first = open(0, 3);
    QVERIFY(first);
    window()->close();
    QTRY_VERIFY(taskWindows().isEmpty());
    QTRY_VERIFY(!first);
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestTaskWindows)
#include "tst_task_windows.moc"
