// SPDX-License-Identifier: GPL-3.0-only
// How people find and read tasks, and hand them on: journeys J2, J3, J9 and J15, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/frame/locator_box.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/task_table_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QProcess>
#include <QTest>
#include <QTreeView>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

const auto kSought = u"c0ffee12-5e52-4c30-8b7d-093c390a2034"_s;
constexpr auto kPayload = "{\"echo\":\"hello\",\"big\":9007199254740993,\"ratio\":1.10,\"z\":1,\"a\":[1.0,2e3]}";
constexpr QSize kSmallWindow(1280, 720); // Chips stand above the list, in place of the facets beside it.

/// Enqueues as fast as the broker takes it, from a thread of its own, until it is told to stop.
class Load
{
public:
    explicit Load(const BrokerProcess &broker) : m_thread([this, api = broker.connect()]() mutable { run(api); }) { }
    ~Load()
    {
        m_isOver = true;
        m_thread.join();
    }
    [[nodiscard]] int added() const { return m_added; }

private:
    void run(RawHttpClient &api)
    {
        const QByteArrayList tasks(kBatch, "{\"task_type\":\"load\"}");
        const QByteArray body = "{\"tasks\":[" + tasks.join(',') + "]}";
        while (!m_isOver && api.post("/task/batch", body).status < 300)
            m_added += kBatch;
    }

    static constexpr int kBatch = 40;
    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_added = 0;
    std::thread m_thread; // Last: it uses the others.
};

} // namespace

class TestJourneysTasks : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J2: find a task from an id fragment seen in a log.
    void j2_findATaskById_byMouse()
    {
        openWithTheSoughtTask();
        m_hand.click(locator());
        m_hand.type(u"c0ffee"_s);
        m_hand.press(u"Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(kSought), patienceFor(1'000));
        QVERIFY(m_hand.clicks() <= 1);
    }
    void j2_findATaskById_byKeyboard()
    {
        openWithTheSoughtTask();
        m_hand.press(u"Ctrl+K"_s);
        m_hand.type(u"c0ffee"_s);
        m_hand.press(u"Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->detailsShow(kSought), patienceFor(1'000));
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 2);
    }

    // J3: find the 12 failures among many tasks, and read why.
    void j3_readWhyTasksFailed_byMouse()
    {
        openWithFailures();
        m_hand.click(m_ground->rail(), u"Tasks"_s);
        m_hand.click(facets()->tree(), u"Dead"_s);
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 2);
    }
    void j3_readWhyTasksFailed_inASmallWindow_byMouse()
    {
        openWithFailures();
        m_ground->window()->resize(kSmallWindow);
        m_hand.click(m_ground->rail(), u"Tasks"_s);
        QTRY_VERIFY(tasks()->isVisible() && !facets()->isVisible());
        m_hand.click(namedWidget(tasks(), u"Dead"_s));
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 2);
    }
    void j3_readWhyTasksFailed_byKeyboard()
    {
        openWithFailures();
        m_hand.press(u"Ctrl+2"_s);
        m_hand.tabTo(facets()->tree());
        m_hand.type(u"Dead"_s);
        m_hand.press(u"Return"_s);
        QTRY_COMPARE(tasks()->model().rowCount(), 12);
        m_hand.tabTo(tasks()->table());
        verifyTheErrorsAreRead();
        QCOMPARE(m_hand.clicks(), 0);
    }

    // J9: watch a list that grows, with 40 rows selected and the menu open now and then. The ten minutes and the pace are `tests/bench`'s.
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

private:
    [[nodiscard]] ui::TaskFacets *facets() const { return tasks()->facets(); }
    [[nodiscard]] QWidget *locator() const { return m_ground->page<ui::LocatorBox>(); }
    [[nodiscard]] static QString clipboard() { return QApplication::clipboard()->text(); }
    [[nodiscard]] bool errorIsShownOf(int row) const
    {
        const auto *error = named<ui::ExactText>(tasks()->details(), u"Error"_s);
        return m_ground->detailsShow(tasks()->model().taskAt(row).id) && error && error->exactText() == u"disk full";
    }

    void openWithTheSoughtTask()
    {
        m_ground->addTasks(500, "\"task_type\":\"other\"");
        m_ground->addTasks(1, QByteArray("\"task_type\":\"echo\",\"id\":\"") + kSought.toUtf8() + '"');
        m_ground->addTasks(500, "\"task_type\":\"other\"");
        m_ground->openConsole(u"overview"_s);
        TimedApp::watch();
    }
    void openWithFailures()
    {
        m_ground->addTasks(12, "\"task_type\":\"bad\",\"max_attempts\":1");
        m_ground->addTasks(3'000, "\"task_type\":\"good\"");
        m_ground->killTasks(12, "bad", "disk full");
        m_ground->openConsole(u"overview"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"Dead 12"_s));
        TimedApp::watch();
    }
    /// With the keys, from row to row.
    void verifyTheErrorsAreRead()
    {
        QTRY_COMPARE_WITH_TIMEOUT(tasks()->model().rowCount(), 12, patienceFor(1'000));
        for (const int row : {0, 1, 2}) {
            m_hand.press(u"Down"_s);
            QTRY_VERIFY_WITH_TIMEOUT(errorIsShownOf(row), patienceFor(300));
        }
    }

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
        for (int round = 1; round <= 3; ++round) {
            QTRY_VERIFY(load.added() >= round * 1'000);
            const QPoint place = table->visualRect(tasks()->model().index(top, 0)).center();
            QContextMenuEvent wanted(hand, place, table->viewport()->mapToGlobal(place));
            QApplication::sendEvent(table->viewport(), &wanted);
            QTRY_VERIFY(tasks()->contextMenu()->isVisible());
            QTRY_VERIFY(load.added() >= round * 1'000 + 200);
            QTest::keyClick(tasks()->contextMenu(), Qt::Key_Escape);
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
