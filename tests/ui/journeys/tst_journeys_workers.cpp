// SPDX-License-Identifier: GPL-3.0-only
// What begins with workers: journeys J1, J10 and J11, each by mouse and by keyboard.
#include "tests/ui/journeys/journey_test.h"
#include "ui/pages/first_steps.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/nav_rail.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

class TestJourneysWorkers : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J1: the first start, until the first task is complete.
    void j1_theFirstTask_byMouse()
    {
        openForTheFirstTime();
        m_hand.click(overview()->firstSteps()->startButton());
        m_hand.click(overview()->firstSteps()->enqueueButton());
        QTRY_VERIFY(buttonSaying(m_ground->window(), u"Enqueue"_s));
        QTRY_VERIFY(buttonSaying(m_ground->window(), u"Enqueue"_s)->isEnabled());
        m_hand.click(buttonSaying(m_ground->window(), u"Enqueue"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->statusBarSays(u"Completed 1"_s), patienceFor(5'000));
        QCOMPARE(m_hand.clicks(), 3);
        QVERIFY(!QApplication::activeModalWidget());
    }
    void j1_theFirstTask_byKeyboard()
    {
        openForTheFirstTime();
        m_hand.tabTo(overview()->firstSteps()->startButton());
        m_hand.press(u"Space"_s);
        m_hand.tabTo(overview()->firstSteps()->enqueueButton());
        m_hand.press(u"Space"_s);
        QTRY_VERIFY(buttonSaying(m_ground->window(), u"Enqueue"_s));
        QTRY_VERIFY(buttonSaying(m_ground->window(), u"Enqueue"_s)->isEnabled());
        m_hand.press(u"Ctrl+Return"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->statusBarSays(u"Completed 1"_s), patienceFor(5'000));
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 3);
        QVERIFY(!QApplication::activeModalWidget());
    }

    // J10: scale local workers from 1 to 4 and follow one log.
    void j10_scaleWorkers_byMouse()
    {
        openWithOneWorker();
        m_hand.click(m_ground->rail(), u"Workers"_s);
        auto *count = namedWidget(workers(), u"Number of local worker processes"_s);
        for (int i = 0; i < 3; ++i)
            m_hand.clickUp(count);
        QTRY_COMPARE_WITH_TIMEOUT(running(), 4, patienceFor(3'000));
        QCOMPARE(m_hand.clicks(), 4);
        m_hand.click(processes(), 0);
        m_hand.press(u"Space"_s);
        verifyLogIsFollowed();
    }
    void j10_scaleWorkers_byKeyboard()
    {
        openWithOneWorker();
        m_hand.press(u"Ctrl+5"_s);
        m_hand.tabTo(namedWidget(workers(), u"Number of local worker processes"_s));
        for (int i = 0; i < 3; ++i)
            m_hand.press(u"Up"_s);
        QTRY_COMPARE_WITH_TIMEOUT(running(), 4, patienceFor(3'000));
        m_hand.tabTo(processes());
        m_hand.press(u"Space"_s);
        verifyLogIsFollowed();
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 5);
    }

    // J11: learn why nothing runs.
    void j11_whyNothingRuns_byMouse()
    {
        openWithALonelyQueue();
        m_hand.click(startButton());
        verifyTheQueueIsServed();
        QCOMPARE(m_hand.clicks(), 1);
    }
    void j11_whyNothingRuns_byKeyboard()
    {
        openWithALonelyQueue();
        m_hand.tabTo(startButton());
        m_hand.press(u"Space"_s);
        verifyTheQueueIsServed();
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 1);
    }

private:
    [[nodiscard]] ui::OverviewPage *overview() const { return m_ground->page<ui::OverviewPage>(); }
    [[nodiscard]] ui::WorkersPage *workers() const { return m_ground->page<ui::WorkersPage>(); }
    [[nodiscard]] QTableView *processes() const { return named<QTableView>(workers(), u"Local worker processes"_s); }
    [[nodiscard]] QAbstractButton *startButton() const { return buttonSaying(overview(), u"Start a worker"_s); }
    /// Workers that the broker has heard of lately.
    [[nodiscard]] int running() const
    {
        const auto answer = m_ground->api().get("/worker").json();
        return static_cast<int>(answer.value("workers"_L1).toArray().size());
    }

    void openForTheFirstTime()
    {
        m_ground->openConsole({});
        QTRY_VERIFY(overview()->isVisible() && overview()->showsFirstSteps());
        TimedApp::watch();
    }
    void openWithOneWorker()
    {
        m_ground->pool().setCount(1);
        m_ground->addTasks(1, "\"task_type\":\"echo\",\"payload\":{\"echo\":\"hello\"}");
        m_ground->openConsole(u"overview"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"Completed 1"_s));
        TimedApp::watch();
    }
    void verifyLogIsFollowed()
    {
        QTRY_VERIFY(workers()->log()->isAncestorOf(QApplication::focusWidget()));
        QTRY_VERIFY_WITH_TIMEOUT(!workers()->log()->text().isEmpty() && !workers()->log()->text().contains(u"nothing yet"),
                                 patienceFor(300));
    }
    void openWithALonelyQueue()
    {
        m_ground->openConsole(u"overview"_s);
        m_ground->addTasks(212, "\"task_type\":\"echo\",\"payload\":{\"echo\":\"x\"},\"queue\":\"mail\"");
        QTRY_VERIFY_WITH_TIMEOUT(startButton(), patienceFor(15'000));
        QVERIFY2(startButton()->accessibleDescription().contains(u"mail")
                     && startButton()->accessibleDescription().contains(u"212"),
                 qPrintable(startButton()->accessibleDescription()));
        TimedApp::watch();
    }
    void verifyTheQueueIsServed()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->statusBarSays(u"Completed 212"_s), patienceFor(10'000));
        QTRY_VERIFY_WITH_TIMEOUT(!startButton(), patienceFor(15'000));
    }
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysWorkers)
#include "tst_journeys_workers.moc"
