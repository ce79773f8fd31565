// SPDX-License-Identifier: GPL-3.0-only
// What workers ask and tell: claims, results, heartbeats.
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

class TestWorkerApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    void claim_inTheOriginalsManner()
    {
        QCOMPARE(m_api->get("/task/next").status, 204);
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo","payload":{"echo":"x"}})").header("Location");
        const auto claimed = m_api->get("/task/next");
        QCOMPARE(claimed.status, 200);
        QCOMPARE(claimed.header("Cache-Control"), QByteArray("no-store"));
        QCOMPARE(claimed.at("status").toString(), u"Running"_s);
        QCOMPARE(claimed.at("lease_expires_at").toString(), u"2026-11-25T10:05:00.000Z"_s);
        const auto done = m_api->post(location + "/result", R"({"output":{"echoed":1},"error":null})");
        QCOMPARE(done.body, QByteArray(R"({"status":"Completed"})"));
        const auto shown = m_api->get(location);
        QCOMPARE(shown.at("status").toString(), u"Completed"_s);
        QVERIFY(shown.body.contains(R"("result":{"output":{"echoed":1},"error":null})"));
    }

    void claim_withTokenHeartbeatAndResult()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        const auto claimed = m_api->post("/task/claim", R"({"worker":"w","types":["echo"],"n":5,"lease":10})");
        const auto task = claimed.at("tasks").toArray().first().toObject();
        const QByteArray token = task.value("lease_token"_L1).toString().toUtf8();
        QVERIFY(!token.isEmpty());
        QCOMPARE(claimed.handedOut.size(), 1);
        QCOMPARE(task.value("worker"_L1).toString(), u"w"_s);
        QCOMPARE(m_api->post(location + "/result", R"({"output":1})").status, 409);
        QCOMPARE(m_api->post(location + "/result", R"({"output":1,"lease_token":"wrong"})").errorCode(), u"lease_lost"_s);
        m_api->inside.clock.advance(8s);
        const auto beat =
            m_api->post(location + "/heartbeat",
                        "{\"lease_token\":\"" + token + "\",\"progress\":{\"percent\":50,\"message\":null,\"data\":null}}");
        QCOMPARE(beat.at("lease_expires_at").toString(), u"2026-11-25T10:00:18.000Z"_s);
        QCOMPARE(beat.at("cancel_requested").toBool(true), false);
        QCOMPARE(m_api->get(location).at("progress").toObject().value("percent"_L1).toInt(), 50);
        QCOMPARE(m_api->post(location + "/heartbeat", R"({"lease_token":"wrong"})").status, 409);
        QCOMPARE(m_api->post(location + "/heartbeat", "{}").status, 400);
        const QByteArray result = "{\"output\":1,\"lease_token\":\"" + token + "\"}";
        QCOMPARE(m_api->post(location + "/result", result).status, 200);
        QCOMPARE(m_api->post(location + "/result", result).status, 200);
        QCOMPARE(m_api->post(location + "/heartbeat", "{\"lease_token\":\"" + token + "\"}").status, 409);
        const auto attempts = m_api->get(location + "/attempts").at("attempts").toArray();
        QCOMPARE(attempts.size(), 1);
        QCOMPARE(attempts.first().toObject().value("outcome"_L1).toString(), u"completed"_s);
    }

    void results_rideWithTheNextClaimAndAreJudgedOneByOne()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":1})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":2})").status, 201);
        const auto first = m_api->post("/task/claim", R"({"worker":"w"})").at("tasks").toArray().first().toObject();
        const QByteArray id = first.value("id"_L1).toString().toUtf8();
        const auto next =
            m_api->post("/task/claim",
                        "{\"worker\":\"w\",\"wait\":20,\"results\":[{\"id\":\"" + id + "\",\"lease_token\":\""
                            + first.value("lease_token"_L1).toString().toUtf8()
                            + "\",\"output\":7},{\"id\":\"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10\",\"output\":1}]}");
        QCOMPARE(next.at("tasks").toArray().size(), 1);
        const auto results = next.at("results").toArray();
        QCOMPARE(results.size(), 2);
        QCOMPARE(results[0].toObject().value("status"_L1).toString(), u"Completed"_s);
        QCOMPARE(results[1].toObject().value("error"_L1).toObject().value("code"_L1).toString(), u"not_found"_s);
        QCOMPARE(m_api->get("/task/" + id).at("result").toObject().value("output"_L1).toInt(), 7);
    }

    void aResultIsNeverKeptWaiting_evenWhenThereIsNothingToClaim()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":1})").status, 201);
        const auto task = m_api->post("/task/claim", R"({"worker":"w"})").at("tasks").toArray().first().toObject();
        const auto reply = m_api->post("/task/claim",
                                       "{\"worker\":\"w\",\"wait\":20,\"results\":[{\"id\":\""
                                           + task.value("id"_L1).toString().toUtf8() + "\",\"lease_token\":\""
                                           + task.value("lease_token"_L1).toString().toUtf8() + "\",\"output\":7}]}");
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.at("tasks").toArray().isEmpty());
        QCOMPARE(reply.at("results").toArray().size(), 1);
    }

    void aClaimThatWaits_parksAndIsLimited()
    {
        EngineSettings settings;
        settings.parkedMax = 2;
        m_api = std::make_unique<ApiFixture>(settings);
        QCOMPARE(m_api->get("/task/next?wait=20").status, 0);
        QCOMPARE(m_api->post("/task/claim", R"({"wait":20})").status, 0);
        const auto refused = m_api->get("/task/next?wait=20");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.errorCode(), u"too_many_waiting"_s);
        QVERIFY(!refused.header("Retry-After").isEmpty());
        QCOMPARE(m_api->get("/task/next?wait=0").status, 204);
    }

    void aFailure_isRetriedOrNot()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        QCOMPARE(m_api->get("/task/next").status, 200);
        QCOMPARE(m_api->post(location + "/result", R"({"output":null,"error":"no luck"})").body,
                 QByteArray(R"({"status":"Pending"})"));
        QCOMPARE(m_api->get(location).at("state").toString(), u"retrying"_s);
        m_api->inside.clock.advance(2s);
        m_api->inside.turn([&] { QVERIFY(m_api->inside.engine->promoter.runOnce()); });
        QCOMPARE(m_api->get("/task/next").at("attempt").toInt(), 2);
        QCOMPARE(
            m_api->post(location + "/result", R"({"error":"never","no_retry":true,"error_class":"Bad","stack":"at line 1"})")
                .body,
            QByteArray(R"({"status":"Failed"})"));
        const auto dead = m_api->get(location);
        QCOMPARE(dead.at("state").toString(), u"dead"_s);
        QVERIFY(dead.body.contains(R"("result":{"output":null,"error":"never"})"));
        const auto attempts = m_api->get(location + "/attempts").at("attempts").toArray();
        QCOMPARE(attempts.size(), 2);
        QCOMPARE(attempts[1].toObject().value("error_class"_L1).toString(), u"Bad"_s);
        QCOMPARE(attempts[1].toObject().value("stack"_L1).toString(), u"at line 1"_s);
        QCOMPARE(attempts[0].toObject().value("outcome"_L1).toString(), u"failed"_s);
    }

    void aResult_isRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("output and error") << QByteArray(R"({"output":1,"error":"x"})");
        QTest::newRow("error is a number") << QByteArray(R"({"error":5})");
        QTest::newRow("unknown member") << QByteArray(R"({"outputt":5})");
        QTest::newRow("no JSON") << QByteArray("");
        QTest::newRow("too deep") << "{\"output\":" + QByteArray("[").repeated(73) + QByteArray("]").repeated(73) + "}";
    }
    void aResult_isRefused()
    {
        QFETCH(QByteArray, body);
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        QCOMPARE(m_api->get("/task/next").status, 200);
        QCOMPARE(m_api->post(location + "/result", body).status, 400);
        QCOMPARE(m_api->get(location).at("state").toString(), u"running"_s);
    }

    void aResult_forAnUnknownTaskIsNotFound()
    {
        QCOMPARE(m_api->post("/task/0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10/result", R"({"output":1})").status, 404);
        QCOMPARE(m_api->post("/task/42/result", R"({"output":1})").status, 404);
    }

    void anErrorWithANul_isKeptReadable()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo","max_attempts":1})").header("Location");
        QCOMPARE(m_api->get("/task/next").status, 200);
        QCOMPARE(m_api->post(location + "/result", "{\"output\":null,\"error\":\"tool said \\u0000 and stopped\"}").status,
                 200);
        const auto dead = m_api->get(location);
        QCOMPARE(dead.at("state").toString(), u"dead"_s);
        QVERIFY2(dead.body.contains("tool said \\u0000 and stopped"), dead.body.constData());
    }

    void aLongTrace_isCutAndNeverCostsTheResult()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo","max_attempts":1})").header("Location");
        QCOMPARE(m_api->get("/task/next").status, 200);
        const QByteArray trace(500'000, 'x');
        QCOMPARE(
            m_api->post(location + "/result", "{\"error\":\"e\",\"stack\":\"" + trace + "\",\"error_class\":\"" + trace + "\"}")
                .status,
            200);
        const auto attempt = m_api->get(location + "/attempts").at("attempts").toArray().first().toObject();
        QCOMPARE(attempt.value("stack"_L1).toString().size(), 10'000);
        QCOMPARE(attempt.value("error_class"_L1).toString().size(), 200);
    }

    void workersNames_haveNoControlCharacters()
    {
        QCOMPARE(m_api->post("/task/claim", "{\"worker\":\"a\\u0007\"}").status, 400);
        QCOMPARE(m_api->post("/task/claim", R"({"worker":""})").status, 400);
        QCOMPARE(m_api->post("/worker/a%07/heartbeat", "{}").status, 400);
        QCOMPARE(m_api->get("/task/next?worker=a%07").status, 400);
        QVERIFY(m_api->get("/worker").at("workers").toArray().isEmpty());
    }

    void release_givesTheTaskBack()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        const QByteArray token = m_api->get("/task/next?worker=w").at("lease_token").toString().toUtf8();
        QCOMPARE(m_api->post(location + "/release", R"({"lease_token":"wrong"})").status, 409);
        QCOMPARE(m_api->post(location + "/release", "{}").status, 400);
        QCOMPARE(m_api->post(location + "/release", "{\"lease_token\":\"" + token + "\"}").body,
                 QByteArray(R"({"status":"Pending"})"));
        QCOMPARE(m_api->get(location).at("uncharged").toInt(), 1);
        QCOMPARE(m_api->get(location + "/attempts").at("attempts").toArray().first().toObject().value("outcome"_L1).toString(),
                 u"released"_s);
    }

    void aWorkersHeartbeat_renewsAllItsLeases()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
        const auto task = m_api->get("/task/next?worker=w&lease=10");
        const QByteArray lease = "{\"id\":\"" + task.at("id").toString().toUtf8() + "\",\"lease_token\":\""
            + task.at("lease_token").toString().toUtf8() + "\",\"progress\":{\"percent\":1}}";
        const auto beat =
            m_api->post("/worker/w/heartbeat",
                        "{\"host\":\"h\",\"pid\":7,\"version\":\"1\",\"types\":[\"echo\"],\"queues\":[],\"concurrency\":4,"
                        "\"leases\":["
                            + lease + ",{\"id\":\"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10\",\"lease_token\":\"x\"}]}");
        QCOMPARE(beat.status, 200);
        const auto leases = beat.at("leases").toArray();
        QVERIFY(leases[0].toObject().contains("lease_expires_at"_L1));
        QCOMPARE(leases[1].toObject().value("error"_L1).toObject().value("code"_L1).toString(), u"not_found"_s);
        const auto worker = m_api->get("/worker").at("workers").toArray().first().toObject();
        QCOMPARE(worker.value("name"_L1).toString(), u"w"_s);
        QCOMPARE(worker.value("concurrency"_L1).toInt(), 4);
        QCOMPARE(worker.value("running"_L1).toInt(), 1);
        QCOMPARE(m_api->post("/worker/w/heartbeat", R"({"hosst":"h"})").status, 400);
    }

    void aHeartbeat_mayTellTheTime()
    {
        const auto beat = [&](const QByteArray &sentAt) {
            return m_api->send(Method::Post, "/worker/w/heartbeat", "{}", {.sentAt = sentAt}).status;
        };
        const auto ahead = [&] {
            return m_api->get("/worker").at("workers").toArray().first().toObject().value("clock_ahead"_L1);
        };
        QCOMPARE(beat({}), 200);
        QVERIFY(ahead().isNull());
        QCOMPARE(beat(textFromMoment(m_api->inside.clock.now() - 2'250ms)), 200);
        QCOMPARE(ahead().toDouble(), -2.25);
        // A heartbeat is not lost over a time that nobody can read; only the clock is not known any more.
        for (const char *unreadable : {"yesterday", "+010000-01-01T00:00:00.000Z"}) {
            QCOMPARE(beat(unreadable), 200);
            QVERIFY(ahead().isNull());
            QCOMPARE(beat(textFromMoment(m_api->inside.clock.now() + 3s)), 200);
            QCOMPARE(ahead().toDouble(), 3.0);
        }
        QCOMPARE(beat({}), 200);
        QVERIFY(ahead().isNull());
    }

    void queuesOfAHeartbeat_mayHaveWeightsAsInAClaim()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","queue":"mail"})").status, 201);
        QCOMPARE(m_api->post("/worker/w/heartbeat", R"({"queues":["mail:3","default"]})").status, 200);
        const auto worker = m_api->get("/worker").at("workers").toArray().first().toObject();
        QCOMPARE(worker.value("queues"_L1).toArray(), (QJsonArray {u"mail"_s, u"default"_s}));
        const auto id = m_api->get("/task").at("tasks").toArray().first().toObject().value("id"_L1).toString().toUtf8();
        const auto waiting = m_api->get("/task/" + id).at("waiting_for").toArray().first().toObject();
        QCOMPARE(waiting.value("reason"_L1).toString(), u"workers_busy"_s);
    }

private:
    std::unique_ptr<ApiFixture> m_api;
};

QTEST_GUILESS_MAIN(TestWorkerApi)
#include "tst_worker_api.moc"
