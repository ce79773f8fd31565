// SPDX-License-Identifier: GPL-3.0-only
// How people follow tasks and hand them on: journeys J9 and J15, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_filter_bar.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMenu>
#include <QProcess>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr auto kPayload = "{\"echo\":\"hello\",\"big\":9007199254740993,\"ratio\":1.10,\"z\":1,\"a\":[1.0,2e3]}";

constexpr int kPatienceMs = 30'000;
constexpr int kRounds = 4;
constexpr int kTasksPerRound = 4 * 800;
constexpr int kTasksUnderTheMenu = 800;

/// Enqueues 800 tasks a second from a thread of its own, until it is told to stop.
class Load
{
public:
    explicit Load(const BrokerProcess &broker) : m_thread([this, api = broker.connect()]() mutable { run(api); }) { }
    ~Load()
    {
        m_over.release();
        m_thread.join();
    }
    [[nodiscard]] int added() const { return m_added; }

private:
    void run(RawHttpClient &api)
    {
        const QByteArrayList tasks(kBatch, "{\"task_type\":\"load\"}");
        const QByteArray body = "{\"tasks\":[" + tasks.join(',') + "]}";
        QElapsedTimer timer;
        timer.start();
        for (qint64 dueMs = kBeatMs; api.post("/task/batch", body).status < 300; dueMs += kBeatMs) {
            m_added += kBatch;
            if (m_over.tryAcquire(1, std::max(0, static_cast<int>(dueMs - timer.elapsed()))))
                return;
        }
    }

    static constexpr int kBatch = 40;
    static constexpr int kBeatMs = 50;
    QSemaphore m_over;
    std::atomic<int> m_added = 0;
    std::thread m_thread; // Last: it uses the others.
};

} // namespace

class TestJourneysTasks : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J9: watch a list under 800 tasks a second, with 40 rows selected and the menu open now and then. Not for ten minutes, which no
    // test run has, but for 16 seconds: 12,800 tasks, many times what the list holds.
    void j9_watchAListUnderLoad_byMouse()
    {
        openWithManyTasks();
        m_hand.click(tasks()->table(), 0);
        tasks()->table()->scrollTo(tasks()->model().index(50, 0)); // As a wheel does.
        m_hand.click(tasks()->table(), 39, Qt::ShiftModifier);
        verifyNothingMovesUnderLoad(QContextMenuEvent::Mouse);
    }
    void j9_watchAListUnderLoad_byKeyboard()
    {
        openWithManyTasks();
        m_hand.press(u"Down"_s);
        for (int i = 0; i < 39; ++i)
            m_hand.press(u"Shift+Down"_s);
        verifyNothingMovesUnderLoad(QContextMenuEvent::Keyboard);
    }

    // J15: hand a task to a colleague as a command.
    void j15_copyAsCommand_byMouse()
    {
        const auto original = openWithOneTask();
        m_hand.click(tasks()->table(), 0);
        QTRY_VERIFY(m_ground->detailsShow(original));
        for (const auto &[entry, mark] : {std::pair {u"Copy as Python"_s, u"import "_s},
                                          {u"Copy as TypeScript"_s, u"import "_s},
                                          {u"Copy as Rust"_s, u"use "_s},
                                          {u"Copy as C++"_s, u"#include"_s},
                                          {u"Copy as curl"_s, u"curl"_s}}) {
            const Hand before = m_hand;
            m_hand.choose(buttonSaying(tasks()->details(), u"Copy"_s), entry);
            QVERIFY2(m_hand.clicks() - before.clicks() <= 3, qPrintable(entry));
            QTRY_VERIFY2(clipboard().contains(mark), qPrintable(clipboard()));
        }
        verifyNoToken();
        verifyRunsInAShell();
    }
    void j15_copyAsCommand_byKeyboard()
    {
        const auto original = openWithOneTask();
        m_hand.press(u"Down"_s);
        QTRY_VERIFY(m_ground->detailsShow(original));
        m_hand.press(u"Ctrl+Shift+C"_s);
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 2);
        verifyNoToken();
        verifyRunsInAShell();
    }

    // Not in the list of journeys, but only here the name that is sent meets the one that is looked for.
    void mine_isWhatThisConsoleHasEnqueued()
    {
        m_ground->addTasks(3, "\"task_type\":\"echo\"");
        openTheList(3);
        bool isThere = false;
        m_ground->client().enqueue({.taskType = u"mail"_s}, this, [&](const auto &task) { isThere = task.has_value(); });
        QTRY_VERIFY(isThere);
        m_hand.choose(buttonSaying(tasks()->filterBar(), u"Saved filters"_s), u"Mine"_s);
        QTRY_COMPARE(tasks()->model().rowCount(), 1);
        QCOMPARE(tasks()->model().taskAt(0).taskType, u"mail"_s);
    }

private:
    [[nodiscard]] static QString clipboard() { return QApplication::clipboard()->text(); }
    QString openWithOneTask()
    {
        m_ground->addTasks(1, QByteArray("\"task_type\":\"echo\",\"payload\":") + kPayload);
        openTheList(1);
        return m_ground->newest("type:echo").value("id"_L1).toString();
    }
    void openWithManyTasks()
    {
        m_ground->addTasks(200, "\"task_type\":\"echo\"");
        openTheList(200);
    }

    /// A token stands in it by the name of its variable only.
    static void verifyNoToken() { QTRY_VERIFY2(clipboard().contains(u"Bearer $CONDUIT_TOKEN"), qPrintable(clipboard())); }

    /// Not with the real curl, which a machine need not have: with a program of this name that sends what it was told.
    void verifyRunsInAShell()
    {
        const auto tools = m_ground->path(u"tools"_s);
        QVERIFY(QDir().mkpath(tools));
        QFile curl(tools + u"/curl"_s);
        QVERIFY(curl.open(QIODevice::WriteOnly));
        curl.write("#!/bin/sh\nfor each; do printf '%s\\0' \"$each\"; done\ncase \"$*\" in *'@-'*) cat;; esac\n");
        curl.setPermissions(curl.permissions() | QFileDevice::ExeOwner);
        curl.close();
        QProcess shell;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, tools + u':' + environment.value(u"PATH"_s));
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {u"-c"_s, clipboard()});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 0);
        const auto said = shell.readAllStandardOutput();
        QVERIFY2(said.contains("/task") && said.contains(kPayload), said);
    }

    void verifyNothingMovesUnderLoad(QContextMenuEvent::Reason hand)
    {
        auto *table = tasks()->table();
        QCOMPARE(tasks()->selection().count(), 40);
        const auto chosen = tasks()->selection().chosen().states;
        const int top = table->rowAt(1);
        const auto topId = tasks()->model().taskAt(top).id;
        const int y = table->rowViewportPosition(top);
        TimedApp::watch();
        const Load load(m_ground->broker());
        for (int round = 1; round <= kRounds; ++round) {
            const int goal = round * kTasksPerRound;
            QTRY_VERIFY_WITH_TIMEOUT(load.added() >= goal - kTasksUnderTheMenu, kPatienceMs);
            const QPoint place = table->visualRect(tasks()->model().index(top, 0)).center();
            QContextMenuEvent wanted(hand, place, table->viewport()->mapToGlobal(place));
            QApplication::sendEvent(table->viewport(), &wanted);
            QTRY_VERIFY(tasks()->contextMenu()->isVisible());
            QTRY_VERIFY_WITH_TIMEOUT(load.added() >= goal, kPatienceMs);
            m_hand.press(u"Escape"_s);
            QTRY_VERIFY(!tasks()->contextMenu()->isVisible());
        }
        QVERIFY(tasks()->selection().chosen().states == chosen);
        QCOMPARE(tasks()->model().taskAt(tasks()->model().rowOf(topId)).id, topId);
        QCOMPARE(table->rowViewportPosition(tasks()->model().rowOf(topId)), y);
    }
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysTasks)
#include "tst_journeys_tasks.moc"
