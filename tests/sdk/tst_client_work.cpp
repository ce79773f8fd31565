// SPDX-License-Identifier: GPL-3.0-only
// What workers ask.
#include "tests/sdk/client_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;

class TestClientWork : public QObject, private test::ClientFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeClient(); }

    void claim_carriesResultsBothWays()
    {
        std::optional<client::Result<client::Client::Claimed>> claimed;
        const wire::ClaimRequest request {
            .worker = u"w-1"_s, .types = {u"echo"_s}, .queues = {}, .n = 2, .wait = 20s, .lease = 30s};
        const QList<wire::AttemptResult> results {
            {.id = u"a"_s, .leaseToken = u"t1"_s, .output = R"({"x":1.50})"},
            {.id = u"b"_s, .leaseToken = u"t2"_s, .error = u"no \"luck\""_s, .noRetry = true},
        };
        m_client->claim(request, results, this, into(claimed));
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(m_broker->call().timeout, 35s);
        QCOMPARE(m_broker->call().body,
                 "{\"worker\":\"w-1\",\"types\":[\"echo\"],\"n\":2,\"wait\":20,\"lease\":30,\"results\":["
                 "{\"id\":\"a\",\"output\":{\"x\":1.50},\"error\":null,\"lease_token\":\"t1\"},"
                 "{\"id\":\"b\",\"output\":null,\"error\":\"no \\\"luck\\\"\",\"lease_token\":\"t2\",\"no_retry\":true}]}");
        m_broker->answer(200, vector(u"claim_answer.json"_s));
        QVERIFY(claimed && *claimed);
        QCOMPARE((*claimed)->tasks.size(), 1);
        QCOMPARE((*claimed)->tasks[0].payload, "[1e2,-0]");
        QCOMPARE((*claimed)->tasks[0].leaseToken, u"k3v9"_s);
        QCOMPARE((*claimed)->results.size(), 2);
        QCOMPARE((*claimed)->results[0].status, u"Completed"_s);
        QCOMPARE((*claimed)->results[1].errorCode, u"lease_lost"_s);
    }

    void claim_withoutABodyIsEmpty()
    {
        std::optional<client::Result<client::Client::Claimed>> claimed;
        m_client->claim({}, {}, this, into(claimed));
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(204);
        QVERIFY(claimed && *claimed);
        QVERIFY((*claimed)->tasks.isEmpty());
    }

    void claimNext_readsOneTaskOrNone()
    {
        std::optional<client::Result<client::Client::Claimed>> claimed;
        m_client->claimNext(this, into(claimed));
        m_broker->expect("GET", "/task/next");
        QCOMPARE(m_broker->call().path, "/task/next");
        m_broker->answer(204);
        QVERIFY(claimed && *claimed && (*claimed)->tasks.isEmpty());

        m_client->claimNext(this, into(claimed));
        m_broker->expect("GET", "/task/next");
        m_broker->answer(200, vector(u"task_original.json"_s));
        QVERIFY(claimed && *claimed);
        QCOMPARE((*claimed)->tasks.size(), 1);
        QCOMPARE((*claimed)->tasks[0].taskType, u"echo"_s);
    }

    void result_withoutATokenIsTheOriginals()
    {
        std::optional<client::Result<QString>> status;
        m_client->reportResult({.id = u"x"_s, .output = R"({"echoed":1})"}, this, into(status));
        m_broker->expect("POST", "/task/x/result");
        QCOMPARE(m_broker->call().body, R"({"output":{"echoed":1},"error":null})");
        m_broker->answer(200, R"({"status":"Completed"})");
        QVERIFY(status && *status);
        QCOMPARE(**status, u"Completed"_s);
    }

    void results_areAnsweredOneByOne()
    {
        std::optional<client::Result<QList<client::Client::StoredResult>>> stored;
        m_client->reportResults({{.id = u"a"_s, .leaseToken = u"t1"_s, .snooze = 90s},
                                 {.id = u"b"_s, .error = u"e"_s, .retryIn = 5s, .errorClass = u"C"_s, .stack = u"at"_s}},
                                this, into(stored));
        m_broker->expect("POST", "/task/results");
        QCOMPARE(m_broker->call().body,
                 "{\"results\":[{\"id\":\"a\",\"output\":null,\"error\":null,\"lease_token\":\"t1\",\"snooze\":90},"
                 "{\"id\":\"b\",\"output\":null,\"error\":\"e\",\"retry_in\":5,\"error_class\":\"C\",\"stack\":\"at\"}]}");
        m_broker->answer(200, vector(u"claim_answer.json"_s));
        QVERIFY(stored && *stored);
        QCOMPARE((*stored)->size(), 2);
        QCOMPARE((**stored)[1].errorCode, u"lease_lost"_s);
    }

    void heartbeat_carriesWhatATaskTells()
    {
        std::optional<client::Result<wire::HeartbeatAnswer::Lease>> lease;
        const wire::TaskHeartbeat beat {
            .progress = wire::Progress {.percent = 50, .message = u"half"_s, .data = "[1.0]"},
            .log = {{.level = u"info"_s, .message = u"a\nb"_s, .time = utc(u"2026-11-25T00:00:00Z"_s)}, {u"error"_s, u"c"_s}},
            .checkpoint = "{\"page\":7}"};
        m_client->heartbeatTask(u"x"_s, u"t"_s, beat, this, into(lease));
        m_broker->expect("POST", "/task/x/heartbeat");
        QCOMPARE(m_broker->call().body,
                 "{\"lease_token\":\"t\",\"progress\":{\"percent\":50,\"message\":\"half\",\"data\":[1.0]},"
                 "\"log\":[{\"level\":\"info\",\"message\":\"a\\nb\",\"time\":\"2026-11-25T00:00:00.000Z\"},"
                 "{\"level\":\"error\",\"message\":\"c\"}],\"checkpoint\":{\"page\":7}}");
        m_broker->answer(200, "{\"lease_expires_at\":\"2026-11-25T00:47:20.000Z\",\"cancel_requested\":true}");
        QVERIFY(lease && *lease);
        QVERIFY((*lease)->cancelRequested);
        QCOMPARE((*lease)->leaseExpiresAt, utc(u"2026-11-25T00:47:20Z"_s));
    }

    void heartbeat_renewsAllLeases()
    {
        std::optional<client::Result<wire::HeartbeatAnswer>> answer;
        const wire::WorkerHeartbeat beat {
            .host = u"atlas"_s,
            .pid = 42,
            .version = u"0.1.0"_s,
            .types = {u"echo"_s},
            .queues = {},
            .concurrency = 4,
            .leases = {{u"a"_s, u"t1"_s, wire::Progress {12.5, u"reading"_s}}, {u"b"_s, u"t2"_s, {}}}};
        m_client->heartbeat(u"w 1/x"_s, beat, this, into(answer));
        m_broker->expect("POST", "/worker/w%201%2Fx/heartbeat");
        QCOMPARE(m_broker->call().body,
                 "{\"host\":\"atlas\",\"pid\":42,\"version\":\"0.1.0\",\"types\":[\"echo\"],\"concurrency\":4,\"leases\":["
                 "{\"id\":\"a\",\"lease_token\":\"t1\",\"progress\":{\"percent\":12.5,\"message\":\"reading\"}},"
                 "{\"id\":\"b\",\"lease_token\":\"t2\"}]}");
        m_broker->answer(200, vector(u"heartbeat_answer.json"_s));
        QVERIFY(answer && *answer);
        QVERIFY((*answer)->stop);
        QVERIFY(!(*answer)->drain);
        QCOMPARE((*answer)->leases.size(), 2);
        QVERIFY((*answer)->leases[0].cancelRequested);
        QVERIFY((*answer)->leases[0].errorCode.isEmpty());
        QCOMPARE((*answer)->leases[1].errorCode, u"lease_lost"_s);
    }

    void heartbeat_saysThatTheWorkerStops()
    {
        std::optional<client::Result<wire::HeartbeatAnswer>> answer;
        m_client->heartbeat(u"w"_s, {.isStopping = true}, this, into(answer));
        m_broker->expect("POST", "/worker/w/heartbeat");
        QVERIFY(m_broker->call().body.endsWith(R"(,"leases":[],"stopping":true})"));
    }

    void release_mayAskForADelay()
    {
        std::optional<client::Result<Unit>> done;
        m_client->release(u"x"_s, u"t"_s, 30s, this, into(done));
        m_broker->expect("POST", "/task/x/release");
        QCOMPARE(m_broker->call().body, R"({"lease_token":"t","delay":30})");
        m_broker->answer(200, "{}");
        QVERIFY(done && *done);
    }
};

QTEST_GUILESS_MAIN(TestClientWork)
#include "tst_client_work.moc"
