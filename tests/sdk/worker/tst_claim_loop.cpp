// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/worker/claim_loop_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

class TestClaimLoop : public QObject, private test::ClaimLoopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeLoop(); }

    void start_registersAnnouncesAndClaims()
    {
        m_loop->start();
        m_broker->expect("POST", "/task/set_schema");
        QCOMPARE(m_broker->call().body, kSchema);
        m_broker->answer(200, kSchema);
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(
            m_broker->call().body,
            R"({"host":"atlas","pid":42,"version":"1.2.3","types":["echo"],"queues":["fast"],"concurrency":2,"leases":[]})");
        m_broker->answer(200, kBeat);
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(m_broker->call().body, R"({"worker":"w-1","types":["echo"],"queues":["fast:3"],"n":2,"wait":20,"lease":45})");
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void start_withoutABrokerComesBackWithGrowingPauses()
    {
        m_loop->start();
        for (const auto pause : {100ms, 200ms, 400ms, 800ms, 1'600ms, 3'200ms, 5'000ms, 5'000ms}) {
            m_broker->expect("POST", "/task/set_schema");
            m_broker->breakOff();
            m_broker->expectNothing();
            QCOMPARE(m_loop->pause(), pause);
            m_loop->resume();
        }
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, kNoTasks);
        // The next failure begins anew.
        m_loop->resume();
        m_broker->expect("POST", "/task/claim");
        m_broker->breakOff();
        QCOMPARE(m_loop->pause(), 100ms);
    }

    void schema_refusedDoesNotKeepTheWorkerFromWorking()
    {
        m_loop->start();
        m_broker->expect("POST", "/task/set_schema");
        m_broker->answer(400, R"({"error":{"code":"invalid_argument","message":"No."}})");
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->expect("POST", "/task/claim");
    }

    void claim_takesNoMoreThanTheFreeSlots()
    {
        startWithTasks({claimed("a", "t1")});
        QCOMPARE(m_runner.running.size(), 1);
        QCOMPARE(m_runner.running.at(1).payload, R"({"x":1.50})");
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "1");
        m_broker->answer(200, claimAnswer({claimed("b", "t2")}));
        QCOMPARE(m_runner.running.size(), 2);
        m_broker->expectNothing();
    }

    void claim_emptyAfterItsWaitIsRepeatedAtOnce()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        m_now += 20s;
        m_broker->answer(200, kNoTasks);
        m_broker->expect("POST", "/task/claim");
        m_now += 20s;
        m_broker->answer(204);
        m_broker->expect("POST", "/task/claim");
    }

    void claim_emptyBeforeItsWaitIsNotRepeatedInALoop()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        m_now += 999ms;
        m_broker->answer(200, kNoTasks);
        m_broker->expectNothing();
        QCOMPARE(m_loop->pause(), 1'234ms);
        m_loop->resume();
        m_broker->expect("POST", "/task/claim");
    }

    void result_ridesAlongWithTheNextClaim()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_broker->expectNothing();
        finish(1, Output {R"({"y":2.50})"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "1");
        QCOMPARE(member(u"results"), R"([{"id":"a","output":{"y":2.50},"error":null,"lease_token":"t1"}])");
        QCOMPARE(member(u"wait"), "0");
        // Such a claim is answered at once, empty or not; the next one may wait.
        m_broker->answer(200, claimAnswer({}, R"({"id":"a","status":"Completed"})"));
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
        QCOMPARE(member(u"wait"), "20");
    }

    void result_ridesWithTheClaimAfterOneThatIsAnsweredAtOnce()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        finish(2, Output {"2"});
        QCOMPARE(m_broker->waitingCalls(), 1);
        m_broker->answer(200, claimAnswer({claimed("c", "t3")}, R"({"id":"a","status":"Completed"})"));
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "1");
        QCOMPARE(member(u"results"), R"([{"id":"b","output":2,"error":null,"lease_token":"t2"}])");
    }

    void results_ofRunsThatEndTogetherTravelTogether()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.running.clear();
        m_loop->finish({{1, Output {"1"}}, {2, Output {"2"}}});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "2");
        QCOMPARE(
            member(u"results"),
            R"([{"id":"a","output":1,"error":null,"lease_token":"t1"},{"id":"b","output":2,"error":null,"lease_token":"t2"}])");
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void result_waitsUntilWhatWasClaimedIsStarted()
    {
        endTwoWhileAThirdIsStarted();
        // It was short, and ended while it was started.
        m_runner.starting = false;
        finish(3, Output {"3"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "2");
        QVERIFY(member(u"results").contains(R"("id":"b")") && member(u"results").contains(R"("id":"c")"));
    }

    void result_waitsForNothingOnceWhatWasClaimedIsStarted()
    {
        endTwoWhileAThirdIsStarted();
        m_runner.starting = false;
        m_loop->finish({});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "1");
        QVERIFY(member(u"results").contains(R"("id":"b")"));
    }

    void result_goesAloneWhileAClaimWaits()
    {
        startWithTasks({claimed("a", "t1")});
        QVERIFY(m_broker->isAsked("POST", "/task/claim"));
        finish(1, Failure {.message = u"no picture"_s, .isRetryable = false, .errorClass = u"image"_s});
        QCOMPARE(m_broker->waitingCalls(), 2);
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(m_broker->call().body,
                 R"({"output":null,"error":"no picture","lease_token":"t1","no_retry":true,"error_class":"image"})");
        m_broker->answer(200, R"({"status":"Failed"})");
        QCOMPARE(m_broker->waitingCalls(), 1);
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(m_broker->abortedCalls(), 0);
    }

    void result_tooBigToRideGoesAlone()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {'"' + QByteArray(2 * 1024 * 1024, 'x') + '"'});
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
        m_broker->expect("POST", "/task/a/result");
    }

    void result_isKeptUntilTheBrokerIsBack()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        m_broker->breakOff();
        finish(2, Output {"2"});
        m_broker->expectNothing();
        m_loop->resume();
        m_broker->expect("POST", "/task/set_schema");
        m_broker->breakOff();
        m_loop->resume();
        greet();
        // Their leases are kept alive as long as they are not delivered.
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(member(u"leases"), R"([{"id":"a","lease_token":"t1"},{"id":"b","lease_token":"t2"}])");
        m_broker->answer(200, kBeat);
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(
            member(u"results"),
            R"([{"id":"a","output":1,"error":null,"lease_token":"t1"},{"id":"b","output":2,"error":null,"lease_token":"t2"}])");
    }

    void result_isSentAgainAfterABusyBroker()
    {
        startWithTasks({claimed("a", "t1")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(503, R"({"error":{"code":"storage_busy","message":"Storage is busy."}})", "7");
        QVERIFY(!m_broker->isAsked("POST", "/task/a/result"));
        QCOMPARE(m_loop->pause(), 7s);
        m_loop->resume();
        m_broker->expect("POST", "/task/a/result");
    }

    void result_refusedForGoodIsDropped_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("lost") << 409 << QByteArray("lease_lost");
        QTest::newRow("ended") << 409 << QByteArray("already_ended");
        QTest::newRow("unknown") << 404 << QByteArray("not_found");
    }

    void result_refusedForGoodIsDropped()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        startWithTasks({claimed("a", "t1")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(status, R"({"error":{"code":")" + code + R"(","message":"No."}})");
        m_loop->resume();
        QVERIFY(!m_broker->isAsked("POST", "/task/a/result"));
        m_loop->stop();
        m_loop->abortClaims();
        QCOMPARE(m_stopped->size(), 1);
    }

    void result_thatTheBrokerCannotTakeBecomesAFailure_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("too large") << 413 << QByteArray();
        QTest::newRow("no JSON") << 400 << QByteArray(R"({"error":{"code":"malformed_json","message":"expected a value"}})");
    }

    void result_thatTheBrokerCannotTakeBecomesAFailure()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        startWithTasks({claimed("a", "t1")});
        finish(1, Output {"123"});
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(status, body);
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(member(u"output"), "null");
        QVERIFY(member(u"error").contains("3 bytes"));
        QCOMPARE(member(u"no_retry"), "true");
        QCOMPARE(member(u"lease_token"), R"("t1")");
        // Once is enough.
        m_broker->answer(status, body);
        QVERIFY(!m_broker->isAsked("POST", "/task/a/result"));
    }

    void result_refusedWithinAClaimIsTreatedTheSame()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer({}, R"({"id":"a","error":{"code":"payload_too_large","message":"Too large."}})"));
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(member(u"no_retry"), "true");
    }

    void claim_refusedSendsItsResultsAlone()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(503, R"({"error":{"code":"shutting_down","message":"Stopping."}})");
        m_broker->expect("POST", "/task/a/result");
        m_broker->answer(200, R"({"status":"Completed"})");
        m_broker->expectNothing();
        QCOMPARE(m_loop->pause(), 100ms);
        // Also what finishes during the pause does not wait for its end.
        finish(2, Output {"2"});
        m_broker->expect("POST", "/task/b/result");
        QVERIFY(!m_broker->isAsked("POST", "/task/claim"));
    }

    void task_withoutAHandlerIsGivenBackWithADelay()
    {
        startWithTasks({claimed("a", "t1", "resize")});
        QVERIFY(m_runner.running.empty());
        m_broker->expect("POST", "/task/a/release");
        QCOMPARE(m_broker->call().body, R"({"lease_token":"t1","delay":30})");
    }

    void task_beyondTheFreeSlotsIsGivenBack()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2"), claimed("c", "t3")});
        QCOMPARE(m_runner.running.size(), 2);
        m_broker->expect("POST", "/task/c/release");
    }

    void failure_maySayWhenAndWhere()
    {
        startWithTasks({claimed("a", "t1")});
        finish(1, Failure {.message = u"busy"_s, .errorClass = u"Busy"_s, .retryIn = 90s, .stack = u"at x"_s});
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(m_broker->call().body,
                 "{\"output\":null,\"error\":\"busy\",\"lease_token\":\"t1\",\"retry_in\":90,\"error_class\":\"Busy\","
                 "\"stack\":\"at x\"}");
    }

    void snooze_isNoFailure()
    {
        startWithTasks({claimed("a", "t1")});
        finish(1, Snooze {3'600s});
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(m_broker->call().body, "{\"output\":null,\"error\":null,\"lease_token\":\"t1\",\"snooze\":3600}");
    }

    void broker_goneAndBackIsGreetedAgain()
    {
        startWithTasks({claimed("a", "t1")});
        m_broker->expect("POST", "/task/claim");
        m_broker->breakOff();
        m_loop->beat();
        m_broker->expectNothing();
        m_loop->resume();
        m_broker->expect("POST", "/task/set_schema");
        m_broker->answer(200, kSchema);
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        QCOMPARE(member(u"leases"), R"([{"id":"a","lease_token":"t1"}])");
        m_broker->answer(200, kBeat);
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(m_runner.running.size(), 1);
    }

    void retryAfter_isRespected()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(429, R"({"error":{"code":"too_many_waiting","message":"Too many wait."}})", "30");
        QCOMPARE(m_loop->pause(), 30s);
        m_broker->expectNothing();
    }

    void retryAfter_beyondAnHourIsTakenForAnHour()
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        // 3,000,000,000 ms do not fit a timer, and no broker is away for a month on purpose.
        m_broker->answer(503, R"({"error":{"code":"shutting_down","message":"Later."}})", "3000000");
        QCOMPARE(m_loop->pause(), 1h);
        m_broker->expectNothing();
    }

    void original_isPolled()
    {
        m_loop->start();
        greet();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(404);
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(405);
        m_broker->expect("GET", "/task/next");
        QCOMPARE(m_broker->call().path, "/task/next");
        m_broker->answer(204);
        m_broker->expectNothing();
        QCOMPARE(m_loop->pause(), 1'234ms);
        m_loop->resume();
        m_broker->expect("GET", "/task/next");
        m_broker->answer(200, R"({"id":"a","task_type":"echo","payload":1,"status":"Running"})");
        // A slot is free, so the next is asked for at once.
        m_broker->expect("GET", "/task/next");
        m_broker->answer(204);
        finish(1, Output {"2"});
        m_broker->expect("POST", "/task/a/result");
        QCOMPARE(m_broker->call().body, R"({"output":2,"error":null})");
        m_broker->answer(200, R"({"status":"Completed"})");
        m_loop->beat();
        m_broker->expectNothing();
    }

    void original_isToldOfATaskThatNobodyHereCanRun()
    {
        m_loop->start();
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(404);
        m_broker->expect("GET", "/task/next");
        m_broker->answer(200, R"({"id":"a","task_type":"resize","payload":1,"status":"Running"})");
        m_broker->expect("POST", "/task/a/result");
        QVERIFY(member(u"error").contains("no handler for resize"));
    }

    void original_isNoLongerAssumedAfterAnOutage()
    {
        m_loop->start();
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(404);
        m_broker->expect("GET", "/task/next");
        m_broker->breakOff();
        m_loop->resume();
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
    }

private:
    /// The result of `a` is delivered, the one of `b` is not, and `c` waits for its thread.
    void endTwoWhileAThirdIsStarted()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        finish(2, Output {"2"});
        m_runner.starting = true;
        m_broker->answer(200, claimAnswer({claimed("c", "t3")}, R"({"id":"a","status":"Completed"})"));
        m_broker->expectNothing();
    }
};

QTEST_GUILESS_MAIN(TestClaimLoop)
#include "tst_claim_loop.moc"
