// SPDX-License-Identifier: GPL-3.0-only
// How a worker stops.
#include "tests/sdk/worker/claim_loop_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

class TestClaimLoopStop : public QObject, private test::ClaimLoopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeLoop(); }

    void drain_claimsNothingUntilItIsOver()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        beatAnswered(R"({"leases":[],"drain":true,"stop":false})");
        m_broker->expect("POST", "/task/claim");
        m_now += 20s;
        m_broker->answer(204);
        m_broker->expectNothing();
        beatAnswered(R"({"leases":[],"drain":false,"stop":false})");
        m_broker->expect("POST", "/task/claim");
    }

    void stop_whileIdleHasTheClaimAnsweredAndEnds()
    {
        startUp();
        m_loop->stop();
        sayGoodbye();
        QCOMPARE(m_stopped->size(), 0);
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, kNoTasks);
        QCOMPARE(m_stopped->size(), 1);
        m_broker->expectNothing();
        QCOMPARE(m_broker->abortedCalls(), 0);
        m_loop->stop();
        QCOMPARE(m_stopped->size(), 1);
    }

    void stop_givesBackATaskThatIsOnItsWay()
    {
        startUp();
        m_loop->stop();
        sayGoodbye();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer({claimed("a", "t1")}));
        m_broker->expect("POST", "/task/a/release");
        QCOMPARE(m_broker->call().body, R"({"lease_token":"t1"})");
        QCOMPARE(m_stopped->size(), 0);
        m_broker->answer(200, R"({"status":"Pending"})");
        QCOMPARE(m_stopped->size(), 1);
        QVERIFY(m_runner.running.empty());
    }

    void stop_abortsTheClaimOfABrokerThatDoesNotUnderstand()
    {
        startUp();
        m_loop->stop();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(400, R"({"error":{"code":"invalid_argument","message":"Unknown member: stopping."}})");
        QCOMPARE(m_broker->abortedCalls(), 1);
        QCOMPARE(m_stopped->size(), 1);
    }

    void stop_abortsAClaimThatStaysUnanswered()
    {
        startUp();
        m_loop->stop();
        sayGoodbye();
        QCOMPARE(m_stopped->size(), 0);
        m_loop->abortClaims();
        QCOMPARE(m_broker->abortedCalls(), 1);
        QCOMPARE(m_stopped->size(), 1);
    }

    void stop_endsWhenTheClaimFails_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("a broker that drains") << 503;
        QTest::newRow("another broker, which has no claims") << 404;
    }
    void stop_endsWhenTheClaimFails()
    {
        QFETCH(int, status);
        startUp();
        m_loop->stop();
        sayGoodbye();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(status);
        QCOMPARE(m_stopped->size(), 1);
        m_broker->expectNothing();
    }

    void stop_abortsThePollOfTheOriginalsBroker()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(404);
        QVERIFY(m_broker->isAsked("GET", "/task/next"));
        m_loop->stop();
        QCOMPARE(m_broker->abortedCalls(), 1);
        QCOMPARE(m_stopped->size(), 1);
        m_broker->expectNothing();
    }

    void stop_withoutABrokerEnds()
    {
        m_loop->start();
        m_broker->expect("POST", "/task/set_schema");
        m_broker->breakOff();
        m_loop->stop();
        QCOMPARE(m_stopped->size(), 1);
    }

    void stop_letsRunningTasksFinishAndDeliversThem()
    {
        startWithTasks({claimed("a", "t1")});
        m_loop->stop();
        sayGoodbye();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, kNoTasks);
        QCOMPARE(m_stopped->size(), 0);
        QVERIFY(m_runner.cancelled().isEmpty());
        m_loop->beat();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(200, kBeat);
        finish(1, Output {"1"});
        QCOMPARE(m_stopped->size(), 0);
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(200, R"({"status":"Completed"})");
        QCOMPARE(m_stopped->size(), 1);
        m_broker->expectNothing();
    }

    void stop_sendsWhatRodeWithTheAbortedClaim()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        QVERIFY(m_broker->isAsked("POST", "/task/claim"));
        m_loop->stop();
        sayGoodbye();
        m_loop->abortClaims();
        QCOMPARE(m_broker->abortedCalls(), 1);
        m_broker->expect("POST", "/task/a/result");
    }

    void stop_givesBackWhatDoesNotFinishInTime()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_loop->stop();
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(200, R"({"status":"Completed"})");
        m_loop->endGrace();
        QCOMPARE(m_runner.cancelled(), QList<RunId>({2}));
        QVERIFY(m_runner.notes.at(2)->cancelReason() == CancelReason::Stopping);
        m_broker->expect("POST", "/task/b/release");
        QCOMPARE(m_broker->call().body, R"({"lease_token":"t2"})");
        QCOMPARE(m_stopped->size(), 0);
        m_broker->answer(200, R"({"status":"Pending"})");
        QCOMPARE(m_stopped->size(), 1);
        // Too late: it has been given back.
        finish(2, Output {"2"});
        m_broker->expectNothing();
        QCOMPARE(m_stopped->size(), 1);
    }

    void stop_givesBackWhatWaitsForASlotWhenItsTimeIsOver()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_loop->stop();
        m_runner.waiting = {2};
        m_loop->endGrace();
        m_broker->expect("POST", "/task/b/release");
        m_broker->answer(200, R"({"status":"Pending"})");
        QVERIFY(m_runner.cancelled() == QList<RunId>({1}));
        m_broker->expect("POST", "/task/a/release");
    }

    void stop_fromTheBrokerIsObeyed()
    {
        startUp();
        beatAnswered(R"({"leases":[],"drain":false,"stop":true})");
        sayGoodbye();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, kNoTasks);
        QCOMPARE(m_stopped->size(), 1);
    }

private:
    /// A heartbeat without leases, which an older broker, refusing it, would not renew.
    void sayGoodbye()
    {
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(member(u"stopping"), "true");
        QCOMPARE(member(u"leases"), "[]");
        QCOMPARE(m_broker->call().sentAt, QByteArray("2026-11-25T12:00:00.000Z"));
        m_broker->answer(200, kBeat);
    }
};

QTEST_GUILESS_MAIN(TestClaimLoopStop)
#include "tst_claim_loop_stop.moc"
