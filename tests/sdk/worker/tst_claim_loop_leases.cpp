// SPDX-License-Identifier: GPL-3.0-only
// What a worker says of the tasks that it runs, and hears of them.
#include "tests/sdk/worker/claim_loop_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

class TestClaimLoopLeases : public QObject, private test::ClaimLoopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeLoop(); }

    void beat_renewsEveryLease()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_loop->beat();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(m_broker->call().sentAt, QByteArray("2026-11-25T12:00:00.000Z"));
        const QByteArray leases = member(u"leases");
        QVERIFY(leases.contains(R"({"id":"a","lease_token":"t1"})"));
        QVERIFY(leases.contains(R"({"id":"b","lease_token":"t2"})"));
        // One at a time.
        m_loop->beat();
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void beat_comesThreeTimesInALeaseAndTellsNewsInTime()
    {
        QCOMPARE(ClaimLoop::beatFor(1'500ms), 500ms);
        QCOMPARE(ClaimLoop::beatFor(30s), 10s);
        QCOMPARE(ClaimLoop::beatFor(24h), 10s);
    }

    void lease_lostEndsTheInterestInATask()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        beatAnswered(R"({"leases":[{"id":"a","error":{"code":"lease_lost","message":"Gone."}},)"
                     R"({"id":"b","lease_expires_at":"2026-11-25T00:00:00.000Z","cancel_requested":false}]})");
        QCOMPARE(m_runner.cancelled().size(), 1);
        const RunId lost = m_runner.cancelled().first();
        QVERIFY(m_runner.notes.at(lost)->cancelReason() == CancelReason::LeaseLost);
        QCOMPARE(m_runner.running.at(lost).id, u"a"_s);
        finish(lost, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
        m_loop->beat();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(member(u"leases"), R"([{"id":"b","lease_token":"t2"}])");
    }

    void lease_lostOfAnEarlierAttemptLeavesTheLaterOneAlone()
    {
        startWithTasks({claimed("a", "t1")});
        m_loop->beat();
        QVERIFY(m_broker->isAsked("POST", "/worker/w-1/heartbeat"));
        // The lease ran out, and the next attempt came to this worker as well, before the answer was here.
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer({claimed("a", "t2")}));
        QCOMPARE(m_runner.running.size(), 2);
        QCOMPARE(m_runner.cancelled(), QList<RunId>({1}));
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(200, R"({"leases":[{"id":"a","error":{"code":"lease_lost","message":"Gone."}}]})");
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
        finish(2, Output {"2"});
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(member(u"lease_token"), R"("t2")");
    }

    void cancel_isToldToTheHandlerAndItsOutcomeStillSent()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        beatAnswered(R"({"leases":[{"id":"b","lease_expires_at":"2026-11-25T00:00:00.000Z","cancel_requested":true}]})");
        QCOMPARE(m_runner.cancelled().size(), 1);
        const RunId cancelled = m_runner.cancelled().first();
        QVERIFY(m_runner.notes.at(cancelled)->cancelReason() == CancelReason::Requested);
        QCOMPARE(m_runner.running.at(cancelled).id, u"b"_s);
        finish(cancelled, Failure {.message = u"interrupted"_s, .errorClass = u"Interrupted"_s});
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").contains("\"error\":\"cancelled\""));
        QVERIFY(member(u"results").contains("\"error_class\":\"Interrupted\""));
    }

    void cancel_leavesWorkThatWasDone()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        beatAnswered("{\"leases\":[{\"id\":\"a\",\"cancel_requested\":true},{\"id\":\"b\",\"cancel_requested\":true}]}");
        finish(runOf("a"), Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"results"), "[{\"id\":\"a\",\"output\":1,\"error\":null,\"lease_token\":\"t1\"}]");
        m_broker->answer(200, claimAnswer({}, "{\"id\":\"a\",\"status\":\"Completed\"}"));
        // It cannot be put off any more, either.
        finish(runOf("b"), Snooze {60s});
        m_broker->expect("POST", "/task/b/result");
        QCOMPARE(m_broker->call().body, "{\"output\":null,\"error\":\"cancelled\",\"lease_token\":\"t2\"}");
    }

    void notes_areCarriedOneHeartbeatAtATime()
    {
        startWithTasks({claimed("a", "t1")});
        m_loop->carryNotes();
        QVERIFY(!m_broker->isAsked("POST", "/task/a/heartbeat"));
        RunNotes &notes = *m_runner.notes.at(1);
        notes.setProgress({.percent = 10, .message = {}});
        notes.setProgress({.percent = 20, .message = u"reading"_s});
        notes.addLine(u"info"_s, u"page 1"_s);
        notes.setCheckpoint("{\"page\":1}");
        m_loop->carryNotes();
        m_broker->expect("POST", "/task/a/heartbeat");
        QCOMPARE(m_broker->call().body,
                 "{\"lease_token\":\"t1\",\"progress\":{\"percent\":20,\"message\":\"reading\"},\"log\":[{\"level\":\"info\","
                 "\"message\":\"page 1\",\"time\":\"2026-11-25T12:00:00.000Z\"}],\"checkpoint\":{\"page\":1}}");
        notes.addLine(u"info"_s, u"page 2"_s);
        m_loop->carryNotes();
        m_broker->answer(200, "{\"cancel_requested\":false}");
        QVERIFY(!m_broker->isAsked("POST", "/task/a/heartbeat"));
        m_loop->carryNotes();
        m_broker->expect("POST", "/task/a/heartbeat");
        QVERIFY(member(u"log").contains("page 2") && member(u"progress").isEmpty());
    }

    void notes_goAheadOfTheResult()
    {
        startWithTasks({claimed("a", "t1")});
        m_runner.notes.at(1)->addLine(u"info"_s, u"first"_s);
        m_loop->carryNotes();
        m_runner.notes.at(1)->addLine(u"info"_s, u"last"_s);
        finish(1, Output {"1"});
        QVERIFY(!m_broker->isAsked("POST", "/task/a/result"));
        m_loop->stop();
        m_loop->abortClaims();
        for (const char *line : {"first", "last"}) {
            QCOMPARE(m_stopped->size(), 0);
            m_broker->expect("POST", "/task/a/heartbeat");
            QVERIFY(member(u"log").contains(line));
            m_broker->answer(200, "{\"cancel_requested\":false}");
        }
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(200, R"({"status":"Completed"})");
        QCOMPARE(m_stopped->size(), 1);
    }

    void notes_thatCannotBeDeliveredHoldNoResultUp()
    {
        startWithTasks({claimed("a", "t1")});
        m_runner.notes.at(1)->addLine(u"info"_s, u"last"_s);
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/a/heartbeat");
        m_broker->answer(503);
        m_broker->expect("POST", "/task/a/result");
    }

    void notes_areKeptWhileTheBrokerIsAway()
    {
        startWithTasks({claimed("a", "t1")});
        m_runner.notes.at(1)->addLine(u"info"_s, u"page 1"_s);
        m_loop->carryNotes();
        m_broker->expect("POST", "/task/a/heartbeat");
        m_broker->breakOff();
        m_runner.notes.at(1)->addLine(u"info"_s, u"page 2"_s);
        m_loop->carryNotes();
        QVERIFY(!m_broker->isAsked("POST", "/task/a/heartbeat"));
        m_loop->resume();
        greetAndBeat();
        m_loop->carryNotes();
        m_broker->expect("POST", "/task/a/heartbeat");
        QVERIFY(member(u"log").indexOf("page 1") < member(u"log").indexOf("page 2"));
    }

    void notes_bringNewsBack()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        for (const auto &[run, notes] : m_runner.notes)
            notes->setProgress({.percent = 1});
        m_loop->carryNotes();
        m_broker->expect("POST", "/task/a/heartbeat");
        m_broker->answer(200, "{\"cancel_requested\":true}");
        QCOMPARE(m_runner.cancelled(), QList<RunId> {runOf("a")});
        m_broker->expect("POST", "/task/b/heartbeat");
        m_broker->answer(409, "{\"error\":{\"code\":\"lease_lost\",\"message\":\"Gone.\"}}");
        QCOMPARE(m_runner.cancelled().size(), 2);
        finish(runOf("b"), Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
    }

    void notes_goAheadOfTheRelease()
    {
        startWithTasks({claimed("a", "t1")});
        m_loop->stop();
        m_loop->abortClaims();
        m_runner.notes.at(1)->setCheckpoint("7");
        m_loop->endGrace();
        m_broker->expect("POST", "/task/a/heartbeat");
        QVERIFY(!m_broker->isAsked("POST", "/task/a/release"));
        // Its outcome comes too late, whenever it comes.
        finish(1, Output {"1"});
        m_broker->answer(200, "{\"cancel_requested\":false}");
        QCOMPARE(m_stopped->size(), 0);
        m_broker->expect("POST", "/task/a/release");
        m_broker->answer(200, R"({"status":"Pending"})");
        QCOMPARE(m_stopped->size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClaimLoopLeases)
#include "tst_claim_loop_leases.moc"
