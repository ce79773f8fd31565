// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_tray.h"
#include "tests/ui/pretend_workers.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/console_tray.h"
#include "ui/frame/languages.h"
#include "ui/frame/settings_dialog.h"
#include "ui/pages/tasks_page.h"

#include <conduit/event_stream.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimeEdit>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::NoticeBatch;
using ui::NoticeKind;
using ui::NoticeRules;
using ui::TrayState;

namespace conduit::test {

/// The tray: its icon, its menu, what it tells and when. The tray itself is pretended, as are broker, workers and clock.
class TestConsoleTray : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void batch_showsTheFirstAndGathersTheNext();
    void rules_holdQuietHours_data();
    void rules_holdQuietHours();
    void rules_areKept();
    void icon_hasAShapeForEachState();

    void state_followsTheBroker();
    void deaths_areToldOnceAMinute();
    void deaths_needAttentionUntilSomebodyLooks();
    void offline_isToldOnce();
    void crashLoop_isTold();
    void operation_thatTookLongIsTold();
    void kind_thatIsNotWantedIsNotTold();
    void quietHours_holdNoticesBack();

    void menu_listsTheLastFailures();
    void menu_pausesAndResumes();
    void menu_opensTheForm();
    void menu_quits();
    void menu_speaksTheLanguageThatIsChosen();
    void click_opensAWindowWhenThereIsNone();

    void start_inTheTrayOpensNoWindow();
    void settings_switchByMouseAndKeyboard();
    void settings_sayThatThereIsNoTray();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().first(); }
    void openConsole()
    {
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                    .address = u"http://127.0.0.1:8080"_s,
                                                                    .settings = **m_settings,
                                                                    .now = [this] { return m_now; },
                                                                    .person = u"ada"_s,
                                                                    .localWorkers = m_workers.get(),
                                                                    .tray = m_tray.get()});
        m_console->openWindow();
        QTRY_VERIFY(m_broker->isIdle());
    }
    void die(const QString &type, int count = 1)
    {
        QList<wire::TaskChange> changes;
        for (int i = 0; i < count; ++i)
            changes.append({.id = QString::number(i), .state = u"dead"_s, .queue = u"default"_s, .type = type});
        Q_EMIT m_client->events().tasksChanged(changes);
    }
    /// The notices that time brings; the timer's own way is a wait.
    void pass(int seconds)
    {
        m_now = m_now.addSecs(seconds);
        m_console->tray()->showDue();
    }
    [[nodiscard]] TrayState state() const { return m_console->tray()->state(); }
    void trigger(const QString &name, qsizetype place = 0) { m_tray->actions(name).at(place)->trigger(); }
    [[nodiscard]] ui::SettingsDialog *openSettings() const
    {
        window()->actions().action(u"edit.settings"_s)->trigger();
        auto *dialog = window()->findChild<ui::SettingsDialog *>();
        QTest::keyClicks(dialog->search(), u"tray"_s);
        return dialog;
    }
    [[nodiscard]] static QCheckBox *box(const QWidget &in, const QString &name)
    {
        for (auto *found : in.findChildren<QCheckBox *>())
            if (found->accessibleName() == name)
                return found;
        return nullptr;
    }

    QDateTime m_now;
    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<PretendWorkers> m_workers;
    std::unique_ptr<PretendTray> m_tray;
    std::unique_ptr<ui::Console> m_console;
};

void TestConsoleTray::init()
{
    m_now = pretendNow();
    m_broker = std::make_unique<PretendBroker>(m_now);
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    m_workers = std::make_unique<PretendWorkers>();
    m_tray = std::make_unique<PretendTray>();
    openConsole();
    TimedApp::watch();
}

void TestConsoleTray::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_tray.reset();
    m_workers.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestConsoleTray::batch_showsTheFirstAndGathersTheNext()
{
    NoticeBatch batch;
    const auto first = batch.add(NoticeKind::DeadTasks, u"one"_s, m_now);
    QVERIFY(first && first->text == u"one" && first->count == 1);
    QVERIFY(!batch.nextDue().isValid());
    QVERIFY(!batch.add(NoticeKind::DeadTasks, u"two"_s, m_now.addSecs(10)));
    QVERIFY(!batch.add(NoticeKind::DeadTasks, u"three"_s, m_now.addSecs(59)));
    QVERIFY(batch.add(NoticeKind::Broker, u"away"_s, m_now.addSecs(20))); // Each kind has its own minute.
    QCOMPARE(batch.nextDue(), m_now.addSecs(60));
    QVERIFY(batch.takeDue(m_now.addSecs(59)).isEmpty());
    const auto due = batch.takeDue(m_now.addSecs(60));
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().count, 2);
    QCOMPARE(due.first().text, u"three"_s);
    QVERIFY(!batch.add(NoticeKind::DeadTasks, u"four"_s, m_now.addSecs(61))); // No sooner than a minute after those.
    QCOMPARE(batch.takeDue(m_now.addSecs(120)).size(), 1);
    QVERIFY(batch.add(NoticeKind::DeadTasks, u"five"_s, m_now.addSecs(181)));
}

void TestConsoleTray::rules_holdQuietHours_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QTime>("now");
    QTest::addColumn<bool>("allows");
    QTest::newRow("before") << QTime(12, 0) << QTime(14, 0) << QTime(11, 59) << true;
    QTest::newRow("first minute") << QTime(12, 0) << QTime(14, 0) << QTime(12, 0) << false;
    QTest::newRow("end") << QTime(12, 0) << QTime(14, 0) << QTime(14, 0) << true;
    QTest::newRow("evening") << QTime(22, 0) << QTime(7, 0) << QTime(23, 30) << false;
    QTest::newRow("after midnight") << QTime(22, 0) << QTime(7, 0) << QTime(0, 0) << false;
    QTest::newRow("morning") << QTime(22, 0) << QTime(7, 0) << QTime(7, 0) << true;
    QTest::newRow("no time at all") << QTime(9, 0) << QTime(9, 0) << QTime(9, 0) << true;
}

void TestConsoleTray::rules_holdQuietHours()
{
    QFETCH(const QTime, from);
    QFETCH(const QTime, to);
    QFETCH(const QTime, now);
    NoticeRules rules;
    rules.quietFrom = from;
    rules.quietTo = to;
    QVERIFY(rules.allow(NoticeKind::Broker, now));
    rules.hasQuietHours = true;
    QTEST(rules.allow(NoticeKind::Broker, now), "allows");
}

void TestConsoleTray::rules_areKept()
{
    NoticeRules rules;
    rules.wanted = {NoticeKind::Workers};
    rules.hasQuietHours = true;
    rules.quietFrom = {21, 30};
    rules.store(**m_settings);
    const auto read = NoticeRules::stored(**m_settings);
    QCOMPARE(read.wanted, rules.wanted);
    QVERIFY(read.hasQuietHours);
    QCOMPARE(read.quietFrom, QTime(21, 30));
    QCOMPARE(read.quietTo, QTime(7, 0));
    (**m_settings).setValue(u"notices/quiet_from"_s, u"soon"_s); // A torn file.
    QCOMPARE(NoticeRules::stored(**m_settings).quietFrom, QTime(22, 0));
}

void TestConsoleTray::icon_hasAShapeForEachState()
{
    QList<QImage> shapes;
    for (const auto state : {TrayState::Idle, TrayState::Working, TrayState::Attention, TrayState::Offline}) {
        const QIcon icon = ui::trayIcon(state);
        QVERIFY(!icon.availableSizes().isEmpty());
        // What is painted at all, whatever its colour.
        const QImage shape = icon.pixmap(22, 22).toImage().createAlphaMask();
        for (const QImage &other : std::as_const(shapes))
            QVERIFY(shape != other);
        shapes.append(shape);
    }
}

void TestConsoleTray::state_followsTheBroker()
{
    QCOMPARE(state(), TrayState::Idle);
    m_broker->add({.id = u"1"_s, .taskType = u"echo"_s, .state = u"running"_s});
    Q_EMIT m_client->events().tasksChanged({});
    QTRY_COMPARE(state(), TrayState::Working);
    QCOMPARE(m_tray->tip(), u"Conduit: tasks run"_s);
    m_broker->setAway(true);
    Q_EMIT m_client->events().tasksChanged({});
    QTRY_COMPARE(state(), TrayState::Offline);
    m_broker->setAway(false);
    QTRY_COMPARE(state(), TrayState::Working);
}

void TestConsoleTray::deaths_areToldOnceAMinute()
{
    die(u"resize_image"_s);
    QCOMPARE(m_tray->notices(), QStringList {u"A task of type resize_image is dead."_s});
    die(u"resize_image"_s, 10);
    die(u"echo"_s, 4);
    QCOMPARE(m_tray->notices().size(), 1);
    pass(60);
    QCOMPARE(m_tray->notices().size(), 2);
    QCOMPARE(m_tray->notices().last(), u"14 tasks died in the last minute."_s);
    pass(600);
    QCOMPARE(m_tray->notices().size(), 2);
    die(u"<img src=\"http://192.0.2.1/x.png\">&lt;"_s);
    QCOMPARE(m_tray->notices().last(), u"A task of type ‹img src=\"http://192.0.2.1/x.png\"›＆lt; is dead."_s);
}

void TestConsoleTray::deaths_needAttentionUntilSomebodyLooks()
{
    die(u"echo"_s);
    QCOMPARE(state(), TrayState::Attention);
    m_console->tray()->noteSeen();
    QCOMPARE(state(), TrayState::Idle);
}

void TestConsoleTray::offline_isToldOnce()
{
    m_broker->setAway(true);
    QTRY_COMPARE(m_tray->notices().size(), 1);
    QVERIFY2(m_tray->notices().first().startsWith(u"The broker does not answer any more."),
             qPrintable(m_tray->notices().first()));
    const auto asked = m_broker->calls().size();
    QTRY_VERIFY(m_broker->calls().size() > asked + 1); // It was tried again.
    pass(60);
    QCOMPARE(m_tray->notices().size(), 1);
    m_broker->setAway(false);
    QTRY_COMPARE(state(), TrayState::Idle);
    m_broker->setAway(true);
    QTRY_COMPARE(m_tray->notices().size(), 2); // Another time.
}

void TestConsoleTray::crashLoop_isTold()
{
    const auto process = [](ui::LocalWorkerProcess::State state) {
        ui::LocalWorkerProcess worker;
        worker.number = 1;
        worker.name = u"atlas-local-1"_s;
        worker.state = state;
        return worker;
    };
    m_workers->setProcesses({process(ui::LocalWorkerProcess::State::Running)});
    QVERIFY(m_tray->notices().isEmpty());
    m_workers->setProcesses({process(ui::LocalWorkerProcess::State::CrashLooping)});
    m_workers->setProcesses({process(ui::LocalWorkerProcess::State::CrashLooping)});
    QCOMPARE(m_tray->notices().size(), 1);
    QVERIFY(m_tray->notices().first().contains(u"atlas-local-1"));
    m_console->tray()->noteSeen();
    QCOMPARE(state(), TrayState::Attention); // It is still so.
    m_workers->setProcesses({process(ui::LocalWorkerProcess::State::Running)});
    QCOMPARE(state(), TrayState::Idle);
}

void TestConsoleTray::operation_thatTookLongIsTold()
{
    const auto entry = [this](const QString &target, const QString &verb, int seconds) {
        return wire::AuditEntry {.time = m_now.addSecs(seconds),
                                 .verb = verb,
                                 .kind = u"operation"_s,
                                 .target = target,
                                 .counts = wire::AuditEntry::Counts {.matched = 1204, .done = 1201, .skipped = 3}};
    };
    Q_EMIT m_client->events().entriesAdded({entry(u"a"_s, u"retry"_s, 0), entry(u"a"_s, u"finish"_s, 9)});
    QVERIFY(m_tray->notices().isEmpty());
    Q_EMIT m_client->events().entriesAdded({entry(u"b"_s, u"retry"_s, 0)});
    Q_EMIT m_client->events().entriesAdded({entry(u"b"_s, u"finish"_s, 10)});
    QCOMPARE(m_tray->notices().size(), 1);
    QVERIFY2(m_tray->notices().first().contains(u"left as they are: 3"), qPrintable(m_tray->notices().first()));
    QCOMPARE(state(), TrayState::Idle); // Nobody needs to do anything.
}

void TestConsoleTray::kind_thatIsNotWantedIsNotTold()
{
    NoticeRules rules;
    rules.wanted = {NoticeKind::Workers};
    rules.store(**m_settings);
    die(u"echo"_s);
    QVERIFY(m_tray->notices().isEmpty());
    QCOMPARE(state(), TrayState::Attention);
}

void TestConsoleTray::quietHours_holdNoticesBack()
{
    const QTime now = m_now.toLocalTime().time();
    NoticeRules rules;
    rules.hasQuietHours = true;
    rules.quietFrom = now.addSecs(-60);
    rules.quietTo = now.addSecs(600);
    rules.store(**m_settings);
    die(u"echo"_s);
    QVERIFY(m_tray->notices().isEmpty());
    pass(900);
    die(u"echo"_s);
    QCOMPARE(m_tray->notices().size(), 1);
}

void TestConsoleTray::menu_listsTheLastFailures()
{
    QCOMPARE(m_tray->actions(u"failures"_s).first()->text(), u"No task is dead."_s);
    for (int i = 1; i <= 4; ++i)
        m_broker->add({.id = u"00000000-0000-4000-8000-00000000000%1"_s.arg(i), .taskType = u"a&b"_s, .state = u"dead"_s});
    die(u"a&b"_s);
    QTRY_COMPARE(m_tray->actions(u"failure"_s).size(), 3);
    QVERIFY(m_tray->actions(u"failure"_s).first()->text().startsWith(u"a&&b"));
    trigger(u"failure"_s);
    QCOMPARE(window()->findChild<QListWidget *>()->currentRow(), 1); // The tasks.
}

void TestConsoleTray::menu_pausesAndResumes()
{
    bool isPaused = false;
    m_broker->setAnswer(u"/info"_s, [&](const auto &) {
        return isPaused ? R"({"version":"0.1.0","paused":true})" : R"({"version":"0.1.0","paused":false})";
    });
    const auto lastCall = [this] {
        for (const auto &call : m_broker->calls() | std::views::reverse)
            if (call.method == "PATCH")
                return call.path + ' ' + call.body;
        return QByteArray();
    };
    trigger(u"pause"_s);
    auto *dialog = m_console->tray()->pauseDialog();
    QVERIFY(dialog && dialog->isVisible());
    dialog->reasonField()->setText(u"moving house"_s);
    QVERIFY(lastCall().isEmpty());
    dialog->accept();
    QVERIFY(lastCall().contains("moving house"));
    QVERIFY2(lastCall().startsWith(R"(/broker {"paused":true)") && lastCall().contains("ada"), lastCall().constData());
    isPaused = true;
    Q_EMIT m_client->events().queuesChanged({}, true);
    QTRY_COMPARE(m_tray->actions(u"pause"_s).first()->text(), u"Let all queues go on"_s);
    trigger(u"pause"_s);
    QCOMPARE(lastCall(), R"(/broker {"paused":false})");
}

void TestConsoleTray::menu_opensTheForm()
{
    trigger(u"enqueue"_s);
    QCOMPARE(window()->findChild<QListWidget *>()->currentRow(), 2);
}

void TestConsoleTray::menu_quits()
{
    m_console->openWindow();
    QSignalSpy ended(m_console.get(), &ui::Console::ended);
    trigger(u"quit"_s);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(m_console->windows().isEmpty());
}

void TestConsoleTray::menu_speaksTheLanguageThatIsChosen()
{
    m_console->openWindow();
    const int before = m_tray->menus();
    QCOMPARE(m_tray->actions(u"quit"_s).first()->text(), u"Quit"_s);
    ui::chooseLanguage(**m_settings, ui::Language::German);
    QTRY_VERIFY(m_tray->menu() && m_tray->actions(u"quit"_s).first()->text() == u"Beenden"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_tray->menus(), before + 1); // Once for both windows.
    // Each is replaced by one.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto all = QApplication::topLevelWidgets();
    QCOMPARE(std::ranges::count_if(all, [](QWidget *widget) { return qobject_cast<ui::MainWindow *>(widget); }), 2);
    ui::chooseLanguage(**m_settings, ui::Language::English);
    QTRY_VERIFY(m_tray->menu() && m_tray->actions(u"quit"_s).first()->text() == u"Quit"_s);
    TimedApp::watch(); // A window may take longer to be built.
}

void TestConsoleTray::click_opensAWindowWhenThereIsNone()
{
    window()->close();
    QTRY_VERIFY(m_console->windows().isEmpty());
    Q_EMIT m_tray->activated();
    QCOMPARE(m_console->windows().size(), 1);
    QVERIFY(window()->isVisible());
    Q_EMIT m_tray->activated();
    QCOMPARE(m_console->windows().size(), 1);
}

void TestConsoleTray::start_inTheTrayOpensNoWindow()
{
    const auto windowsAfterStart = [this](bool hasTray) {
        m_console.reset();
        m_tray->setAvailable(hasTray);
        m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                    .address = u"http://127.0.0.1:8080"_s,
                                                                    .settings = **m_settings,
                                                                    .now = &pretendNow,
                                                                    .tray = m_tray.get()});
        m_console->start(true);
        return m_console->windows().size();
    };
    QCOMPARE(windowsAfterStart(true), 0);
    m_console->raise(); // A second start, or a click.
    QCOMPARE(m_console->windows().size(), 1);
    QCOMPARE(windowsAfterStart(false), 1);
    (**m_settings).setValue(u"tray/shown"_s, false);
    QCOMPARE(windowsAfterStart(true), 1);
}

void TestConsoleTray::settings_switchByMouseAndKeyboard()
{
    QVERIFY(m_tray->isShown());
    const auto *dialog = openSettings();
    auto *shown = box(*dialog, u"Show Conduit in the tray"_s);
    QTest::mouseClick(shown, Qt::LeftButton, {}, {8, shown->height() / 2});
    QVERIFY(!m_tray->isShown());
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(m_tray->isShown());
    QTest::keyClick(box(*dialog, u"Tasks that die"_s), Qt::Key_Space);
    die(u"echo"_s);
    QVERIFY(m_tray->notices().isEmpty());
    QTest::keyClick(box(*dialog, u"Quiet hours"_s), Qt::Key_Space);
    QVERIFY(NoticeRules::stored(**m_settings).hasQuietHours);
    auto *from = dialog->findChildren<QTimeEdit *>().first();
    QVERIFY(from->isEnabled());
    QTest::keyClick(from, Qt::Key_Up);
    QCOMPARE(NoticeRules::stored(**m_settings).quietFrom, QTime(23, 0));
    QVERIFY(!NoticeRules::stored(**m_settings).wanted.contains(NoticeKind::DeadTasks));
}

void TestConsoleTray::settings_sayThatThereIsNoTray()
{
    m_tray->setAvailable(false);
    const auto *dialog = openSettings();
    auto *shown = box(*dialog, u"Show Conduit in the tray"_s);
    QVERIFY(!shown->isEnabled());
    QVERIFY(!shown->isChecked());
    QVERIFY(shown->accessibleDescription().startsWith(u"This desktop has no tray."));
    QVERIFY(!box(*dialog, u"Tasks that die"_s)->isEnabled());
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestConsoleTray)
#include "tst_console_tray.moc"
