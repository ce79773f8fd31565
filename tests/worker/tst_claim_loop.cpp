// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "worker/claim_loop.h"

#include <conduit/client.h>
#include <conduit/json_text.h>

#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

namespace {

/// Notes what it was told to run; the test says how a run ends.
class NotedRunner final : public TaskRunner
{
public:
    int freeSlots() const override { return concurrency - static_cast<int>(running.size()); }
    RunId start(const wire::Task &task, const std::shared_ptr<RunNotes> &runNotes) override
    {
        running.emplace(++last, task);
        notes.emplace(last, runNotes);
        return last;
    }
    [[nodiscard]] QList<RunId> cancelled() const
    {
        QList<RunId> runs;
        for (const auto &[run, ofRun] : notes) {
            if (ofRun->isCancelled())
                runs.append(run);
        }
        return runs;
    }

    int concurrency = 2;
    RunId last = 0;
    std::map<RunId, wire::Task> running;
    std::map<RunId, std::shared_ptr<RunNotes>> notes;
};

QByteArray claimed(const QByteArray &id, const QByteArray &token, const QByteArray &type = "echo")
{
    return R"({"id":")" + id + R"(","task_type":")" + type + R"(","payload":{"x":1.50},"status":"Running","lease_token":")"
        + token + R"("})";
}

QByteArray claimAnswer(const QByteArrayList &tasks, const QByteArray &results = {})
{
    return R"({"tasks":[)" + tasks.join(',') + ']' + (results.isEmpty() ? QByteArray() : R"(,"results":[)" + results + ']')
        + '}';
}

const QByteArray kNoTasks = R"({"tasks":[]})";
const QByteArray kBeat = R"({"leases":[],"drain":false,"stop":false})";
const QByteArray kSchema = R"({"task_type":"echo","description":"","fields":{}})";

} // namespace

class TestClaimLoop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_loop.reset();
        m_client.reset();
        m_broker.emplace();
        m_client.emplace(*m_broker);
        m_runner = NotedRunner();
        m_now = 0ms;
        ClaimLoop::Settings settings;
        settings.name = u"w-1"_s;
        settings.self.host = u"atlas"_s;
        settings.self.pid = 42;
        settings.self.version = u"1.2.3"_s;
        settings.self.types = {u"echo"_s};
        settings.self.queues = {u"fast"_s};
        settings.self.concurrency = 2;
        settings.claimedQueues = {u"fast:3"_s};
        wire::Schema schema;
        schema.taskType = u"echo"_s;
        settings.schemas = {schema};
        settings.pollInterval = 1'234ms;
        settings.lease = 45s;
        m_loop.emplace(
            *m_client, m_runner, settings, [] { return 1.0; }, [this] { return m_now; },
            [] { return QDateTime::fromString(u"2026-11-25T12:00:00Z"_s, Qt::ISODate); });
        m_stopped = std::make_unique<QSignalSpy>(&*m_loop, &ClaimLoop::stopped);
    }

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
        for (const auto pause : {500ms, 1'000ms, 2'000ms, 4'000ms, 8'000ms, 10'000ms, 10'000ms}) {
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
        QCOMPARE(m_loop->pause(), 500ms);
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
        QCOMPARE(m_loop->pause(), 500ms);
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

    void beat_renewsEveryLease()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_loop->beat();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
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

    void stop_whileIdleAbortsTheClaimAndEnds()
    {
        startUp();
        QVERIFY(m_broker->isAsked("POST", "/task/claim"));
        m_loop->stop();
        QCOMPARE(m_broker->abortedCalls(), 1);
        m_broker->expectNothing();
        QCOMPARE(m_stopped->size(), 1);
        m_loop->stop();
        QCOMPARE(m_stopped->size(), 1);
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
        QCOMPARE(m_broker->abortedCalls(), 1);
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

    void stop_fromTheBrokerIsObeyed()
    {
        startUp();
        beatAnswered(R"({"leases":[],"drain":false,"stop":true})");
        QCOMPARE(m_stopped->size(), 1);
    }

private:
    void greet()
    {
        m_broker->expect("POST", "/task/set_schema");
        m_broker->answer(200, kSchema);
    }

    void greetAndBeat()
    {
        greet();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(200, kBeat);
    }

    void startUp()
    {
        m_loop->start();
        greetAndBeat();
    }

    void startWithTasks(const QByteArrayList &tasks)
    {
        startUp();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer(tasks));
    }

    void beatAnswered(const QByteArray &answer)
    {
        m_loop->beat();
        m_broker->expect("POST", "/worker/w-1/heartbeat");
        m_broker->answer(200, answer);
    }

    void finish(RunId run, const Outcome &outcome)
    {
        m_runner.running.erase(run);
        m_loop->finish(run, outcome);
    }

    [[nodiscard]] RunId runOf(const QByteArray &task) const
    {
        const auto found = std::find_if(m_runner.running.begin(), m_runner.running.end(),
                                        [&](const auto &run) { return run.second.id.toUtf8() == task; });
        return found == m_runner.running.end() ? 0 : found->first;
    }

    /// A member of the body of the call that was expected last; empty when it is absent.
    [[nodiscard]] QByteArray member(QStringView name) const
    {
        const auto body = json::Document::parse(m_broker->call().body, 80);
        const auto member = body ? body->root().member(name) : std::nullopt;
        return member ? member->text() : QByteArray();
    }

    std::optional<test::ScriptedTransport> m_broker;
    std::optional<client::Client> m_client;
    NotedRunner m_runner;
    std::chrono::milliseconds m_now {0};
    std::optional<ClaimLoop> m_loop;
    std::unique_ptr<QSignalSpy> m_stopped;
};

QTEST_GUILESS_MAIN(TestClaimLoop)
#include "tst_claim_loop.moc"
