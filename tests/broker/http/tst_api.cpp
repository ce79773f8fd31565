// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

namespace {

/// The original's members of a Task, in its order.
const QByteArrayList kOriginalMembers {"id",     "task_type",  "payload",    "status",
                                       "result", "created_at", "started_at", "completed_at"};

const QByteArray kEchoSchema = "{\"task_type\":\"echo\",\"description\":\"\",\"fields\":{\"echo\":{\"field_type\":\"string\","
                               "\"required\":true,\"description\":\"\"}}}";

} // namespace

class TestApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    // Enqueue.

    void enqueue_answersTheWholeTask()
    {
        const auto reply =
            m_api->post("/task",
                        R"({"task_type":"echo","payload":{"echo":"hi"},"queue":"mails","priority":7,"tags":["a"],)"
                        R"("max_attempts":3})");
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.header("Location"), "/task/" + reply.at("id").toString().toUtf8());
        QCOMPARE(reply.header("ETag"), QByteArray("\"1\""));
        QCOMPARE(reply.at("task_type").toString(), u"echo"_s);
        QCOMPARE(reply.at("status").toString(), u"Pending"_s);
        QCOMPARE(reply.at("state").toString(), u"ready"_s);
        QCOMPARE(reply.at("queue").toString(), u"mails"_s);
        QCOMPARE(reply.at("priority").toInt(), 7);
        QCOMPARE(reply.at("max_attempts").toInt(), 3);
        QCOMPARE(reply.at("tags").toArray(), QJsonArray {u"a"_s});
        QVERIFY(reply.at("result").isNull() && reply.at("started_at").isNull() && reply.at("completed_at").isNull());
        QCOMPARE(reply.at("created_at").toString(), u"2026-11-25T10:00:00.000Z"_s);
    }

    void aTask_beginsWithTheOriginalsMembersInTheirOrder()
    {
        const auto reply = m_api->post("/task", R"({"task_type":"echo","payload":1})");
        qsizetype last = -1;
        for (const QByteArray &member : kOriginalMembers) {
            const auto at = reply.body.indexOf("\"" + member + "\":");
            QVERIFY2(at > last, member.constData());
            last = at;
        }
        for (const char *member :
             {"state",      "queue",       "priority",   "run_at",   "attempt",          "max_attempts", "backoff", "retry_for",
              "uncharged",  "timeout",     "expires_at", "worker",   "lease_expires_at", "progress",     "tags",    "meta",
              "unique_key", "enqueued_by", "parents",    "workflow", "cancel_requested", "waiting_for",  "version"})
            QVERIFY2(reply.json().contains(QLatin1String(member)), member);
    }

    void enqueue_refusesWhatItWouldHaveToGuess_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("mentions");
        QTest::newRow("no JSON") << QByteArray("{") << 400 << u"JSON"_s;
        QTest::newRow("no type") << QByteArray("{\"payload\":1}") << 400 << u"task_type"_s;
        QTest::newRow("null type") << QByteArray("{\"task_type\":null}") << 400 << u"task_type"_s;
        QTest::newRow("empty type") << QByteArray("{\"task_type\":\"\"}") << 400 << u"task_type"_s;
        QTest::newRow("control character") << QByteArray("{\"task_type\":\"a\\u0007\"}") << 400 << u"control"_s;
        QTest::newRow("misspelt member") << QByteArray("{\"task_type\":\"t\",\"prioritty\":1}") << 400 << u"prioritty"_s;
        QTest::newRow("priority 10") << QByteArray("{\"task_type\":\"t\",\"priority\":10}") << 400 << u"priority"_s;
        QTest::newRow("both times") << QByteArray("{\"task_type\":\"t\",\"delay\":1,\"run_at\":\"2030-01-01T00:00:00Z\"}")
                                    << 400 << u"not both"_s;
        QTest::newRow("no zone") << QByteArray("{\"task_type\":\"t\",\"run_at\":\"2030-01-01T00:00:00\"}") << 400
                                 << u"run_at"_s;
        QTest::newRow("negative delay") << QByteArray("{\"task_type\":\"t\",\"delay\":-5}") << 400 << u"delay"_s;
        QTest::newRow("bad id") << QByteArray("{\"task_type\":\"t\",\"id\":\"42\"}") << 400 << u"UUID"_s;
        QTest::newRow("bad queue") << QByteArray("{\"task_type\":\"t\",\"queue\":\"a,b\"}") << 400 << u"queue"_s;
        QTest::newRow("no attempts") << QByteArray("{\"task_type\":\"t\",\"max_attempts\":0}") << 400 << u"max_attempts"_s;
        QTest::newRow("17 tags") << "{\"task_type\":\"t\",\"tags\":[" + QByteArray("\"x\",").repeated(16) + "\"x\"]}" << 400
                                 << u"tags"_s;
        QTest::newRow("too deep") << "{\"task_type\":\"t\",\"payload\":" + QByteArray("[").repeated(65)
                + QByteArray("]").repeated(65)
                + "}" << 400 << u"nested"_s;
        QTest::newRow("too large") << "{\"task_type\":\"t\",\"payload\":\"" + QByteArray(7 * 1024 * 1024, 'x') + "\"}" << 413
                                   << u"payload"_s;
    }
    void enqueue_refusesWhatItWouldHaveToGuess()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, mentions);
        const auto reply = m_api->post("/task", body);
        QTEST(reply.status, "status");
        QVERIFY2(reply.errorMessage().contains(mentions), qPrintable(reply.errorMessage()));
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 0);
    }

    void thePayload_isKeptToTheByte()
    {
        const QByteArray payload = R"({"z":1.50,"a":[1e3,9007199254740993,"\u0041\u0000"],"b":12345678901234567890,"c":-0.0})";
        const auto made =
            m_api->post("/task", "{ \"payload\" :\n" + QByteArray(payload).replace(",", " ,\t") + ", \"task_type\": \"t\" }");
        QCOMPARE(made.status, 201);
        QVERIFY(made.body.contains("\"payload\":" + payload + ","));
        QVERIFY(m_api->get("/task/" + made.at("id").toString().toUtf8()).body.contains("\"payload\":" + payload + ","));
        QVERIFY(m_api->get("/task/next?worker=w").body.contains("\"payload\":" + payload + ","));
    }

    void aPayloadAtTheLimitOfDepth_comesBackThroughAnEcho()
    {
        const QByteArray payload = QByteArray("[").repeated(64) + QByteArray("]").repeated(64);
        QCOMPARE(m_api->post("/task", "{\"task_type\":\"t\",\"payload\":" + payload + "}").status, 201);
        const auto task = m_api->get("/task/next");
        const QByteArray id = task.at("id").toString().toUtf8();
        QCOMPARE(m_api->post("/task/" + id + "/result", "{\"output\":{\"echoed\":" + payload + "}}").status, 200);
        QVERIFY(m_api->get("/task/" + id).body.contains("{\"echoed\":" + payload + "}"));
    }

    void theSameIdTwice_givesTheSameTask()
    {
        const QByteArray body = R"({"task_type":"t","payload":1,"id":"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"})";
        QCOMPARE(m_api->post("/task", body).status, 201);
        const auto again = m_api->post("/task", body);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.at("id").toString(), u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"_s);
        QByteArray other = body;
        const auto conflict = m_api->post("/task", other.replace("1,", "2,"));
        QCOMPARE(conflict.status, 409);
        QCOMPARE(conflict.errorCode(), u"duplicate"_s);
    }

    void aSchema_isEnforcedFromItsRegistrationOn()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":5})").status, 201);
        QCOMPARE(m_api->post("/task/set_schema", kEchoSchema).body, kEchoSchema);
        const auto refused = m_api->post("/task", R"({"task_type":"echo","payload":{"echo":5}})");
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.errorCode(), u"schema_mismatch"_s);
        const auto fault = refused.at("error").toObject().value("details"_L1).toArray().first().toObject();
        QCOMPARE(fault.value("pointer"_L1).toString(), u"/echo"_s);
        QCOMPARE(fault.value("keyword"_L1).toString(), u"type"_s);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 422);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":{"echo":"x","more":null}})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"other","payload":5})").status, 201);
    }

    void repeatingARequest_isHarmlessAlsoUnderAStricterSchema()
    {
        const QByteArray body = R"({"task_type":"echo","payload":5,"id":"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10"})";
        QCOMPARE(m_api->post("/task", body).status, 201);
        QCOMPARE(m_api->post("/task/set_schema", kEchoSchema).status, 200);
        QCOMPARE(m_api->post("/task", body).status, 200);
        QCOMPARE(m_api->post("/task", QByteArray(body).replace("2a10", "2a11")).status, 422);
    }

    // Types.

    void types_areListedAndFound()
    {
        QCOMPARE(m_api->get("/task/types").body, QByteArray("[]"));
        QCOMPARE(m_api->post("/task/set_schema", kEchoSchema).status, 200);
        QCOMPARE(m_api->get("/task/types").body, QByteArray("[\"echo\"]"));
        QCOMPARE(m_api->get("/task/types/echo/schema").body, kEchoSchema);
        QCOMPARE(m_api->get("/task/types/nobody/schema").status, 404);
        QCOMPARE(m_api
                     ->post("/task/set_schema",
                            "{\"task_type\":\"x\",\"fields\":{\"a\":{\"field_type\":\"int\",\"required\":true}}}")
                     .status,
                 400);
    }

    // Reading.

    void showTask_knowsNoOtherIds()
    {
        QCOMPARE(m_api->get("/task/0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10").status, 404);
        QCOMPARE(m_api->get("/task/42").status, 404);
        QCOMPARE(m_api->get("/task/42?colour=red").status, 400);
    }

    void showTask_saysWhatItWaitsFor()
    {
        const auto made = m_api->post("/task", R"({"task_type":"echo"})");
        QVERIFY(made.at("waiting_for").isNull());
        const auto shown = m_api->get(made.header("Location"));
        QCOMPARE(shown.at("waiting_for").toArray().first().toObject().value("reason"_L1).toString(), u"no_worker"_s);
    }

    void showTask_waitsForTheEnd()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        QCOMPARE(m_api->get(location + "?wait=20").status, 0);
        QCOMPARE(m_api->inside.waits.parked(), 1);
        const auto task = m_api->get("/task/next");
        QCOMPARE(m_api->post(location + "/result", R"({"output":1})").status, 200);
        QCOMPARE(m_api->get(location + "?wait=20").at("status").toString(), u"Completed"_s);
        QCOMPARE(m_api->get(location + "?wait=61").status, 400);
        QCOMPARE(m_api->get("/task/42?wait=20").status, 404);
    }

    void list_pagesAndFilters()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"mail"})").status, 201);
        const auto first = m_api->get("/task?limit=4");
        QCOMPARE(first.at("tasks").toArray().size(), 4);
        QVERIFY(first.at("prev").isNull());
        QCOMPARE(first.at("tasks").toArray().first().toObject().value("task_type"_L1).toString(), u"mail"_s);
        QVERIFY(!first.at("tasks").toArray().first().toObject().contains("payload"_L1));
        QVERIFY(first.at("tasks").toArray().first().toObject().contains("payload_size"_L1));
        const auto second = m_api->get("/task?limit=4&after=" + first.at("next").toString().toUtf8());
        QCOMPARE(second.at("tasks").toArray().size(), 2);
        QVERIFY(second.at("next").isNull());
        const auto back = m_api->get("/task?limit=4&before=" + second.at("prev").toString().toUtf8());
        QCOMPARE(back.at("tasks"), first.at("tasks"));
        QCOMPARE(m_api->get("/task?type=mail,nobody&state=ready,running&status=Pending").at("tasks").toArray().size(), 1);
        QCOMPARE(m_api->get("/task?status=Running").at("tasks").toArray().size(), 0);
        QCOMPARE(m_api->get("/task?changed_since=5").at("tasks").toArray().size(), 1);
    }

    void list_hasPayloadsWhenAsked()
    {
        const QByteArray payload = R"({"big":9007199254740993,"ratio":1.10})";
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":)" + payload + '}').status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
        const auto page = m_api->get("/task?payloads=true");
        QCOMPARE(page.status, 200);
        QVERIFY2(page.body.contains("\"payload\":" + payload), page.body);
        QVERIFY(page.at("tasks").toArray().first().toObject().value("payload"_L1).isNull());
        QVERIFY(!m_api->get("/task?payloads=false").body.contains("\"payload\""));
    }

    void list_beginsAtAMoment()
    {
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
            m_api->inside.clock.advance(10s);
        }
        const auto all = m_api->get("/task").at("tasks").toArray();
        const auto page = m_api->get("/task?at=2026-11-25T11:00:15%2B01:00");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.at("tasks").toArray(), (QJsonArray {all.at(1), all.at(2)}));
        QVERIFY(page.at("searched_to").isNull());
        const auto ahead = m_api->get("/task?before=" + page.at("prev").toString().toUtf8());
        QCOMPARE(ahead.at("tasks").toArray(), (QJsonArray {all.at(0)}));
    }

    void list_isEmptyWhenNoStateHasTheStatus()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
        const auto reply = m_api->get("/task?state=completed,ready&status=Completed,Failed");
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.at("tasks").toArray().isEmpty());
        QVERIFY(reply.at("next").isNull());
    }

    void list_narrowsToAFilter()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":{"user":"Ann"}})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo","payload":{"user":"Bob"}})").status, 201);
        QCOMPARE(m_api->post("/task", R"({"task_type":"mail","payload":{"user":"Ann"}})").status, 201);
        const auto count = [this](const QByteArray &query) {
            return m_api->get("/task?" + query).at("tasks").toArray().size();
        };
        QCOMPARE(count("q=payload.user:Ann"), 2);
        QCOMPARE(count("q=payload.user:Ann&type=mail"), 1);
        QCOMPARE(count("q=-payload.user%3AAnn%20OR%20mail"), 2);
        QCOMPARE(count("q=is:late"), 0);
        m_api->inside.clock.advance(61s);
        QCOMPARE(count("q=is:late"), 3);
        m_api->inside.clock.jump(-24h); // Somebody sets the clock; nothing is less late for that.
        QCOMPARE(count("q=is:late"), 3);
    }

    void list_showsTheTrashOnlyWhenAskedTo()
    {
        const auto made = m_api->post("/task", R"({"task_type":"echo"})");
        QCOMPARE(m_api->send(Method::Delete, made.header("Location")).status, 200);
        QVERIFY(m_api->get("/task").at("tasks").toArray().isEmpty());
        const auto trash = m_api->get("/task?trash=true&state=ready").at("tasks").toArray();
        QCOMPARE(trash.size(), 1);
        QCOMPARE(trash.first().toObject().value("id"_L1).toString(), made.at("id").toString());
        QVERIFY(m_api->get("/task?trash=true&state=dead").at("tasks").toArray().isEmpty());
    }

    void list_tellsOfADeletionAmongTheChanges()
    {
        const auto made = m_api->post("/task", R"({"task_type":"echo"})");
        const QByteArray since = QByteArray::number(m_api->get("/task").at("revision").toInteger());
        QCOMPARE(m_api->send(Method::Delete, made.header("Location")).status, 200);
        const auto changed = m_api->get("/task?state=ready&changed_since=" + since).at("tasks").toArray();
        QCOMPARE(changed.size(), 1);
        QVERIFY(changed.first().toObject().value("trashed_at"_L1).isString());
        QVERIFY(m_api->get("/task?q=state:dead&changed_since=" + since).at("tasks").toArray().isEmpty());
    }

    void aFilterThatCannotBeRead_isRefusedWithItsPlace()
    {
        const auto reply = m_api->get("/task?q=type:echo%20%F0%9F%99%82%20stat:dead");
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.errorCode(), u"invalid_argument"_s);
        const auto fault = reply.at("error").toObject().value("details"_L1).toArray().first().toObject();
        QCOMPARE(fault.value("pointer"_L1).toString(), u"q"_s);
        QCOMPARE(fault.value("keyword"_L1).toString(), u"syntax"_s);
        QVERIFY(fault.value("message"_L1).toString().contains(u"stat"_s));
        QCOMPARE(fault.value("position"_L1).toInt(), 13);
        QCOMPARE(fault.value("length"_L1).toInt(), 4);
    }

    void list_refuses_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char *query : {"limit=0",
                                  "limit=501",
                                  "limit=ten",
                                  "state=Ready",
                                  "status=ready",
                                  "sort=colour",
                                  "after=%25%25",
                                  "after=abc",
                                  "colour=red",
                                  "changed_since=-1",
                                  "state=",
                                  "state=trashed",
                                  "limit=1&limit=2",
                                  "q=",
                                  "q=stat%3Adead",
                                  "trash=yes",
                                  "payloads=yes",
                                  "at=2026-11-25",
                                  "at=2026-11-25T10:00:00Z&sort=-run_at",
                                  "at=2026-11-25T10:00:00Z&after=MTMuMTM",
                                  "after=MTMuMTM&before=MTMuMTM"})
            QTest::newRow(query) << QByteArray(query);
    }
    void list_refuses()
    {
        QFETCH(QByteArray, query);
        const auto reply = m_api->get("/task?" + query);
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.errorCode(), u"invalid_argument"_s);
    }

    // The broker itself.

    void info_and_stats_sayWhatIsThere()
    {
        QCOMPARE(m_api->post("/task", R"({"task_type":"echo"})").status, 201);
        QCOMPARE(m_api->get("/info").at("limits").toObject().value("payload_bytes"_L1).toInt(), 7 * 1024 * 1024);
        const auto stats = m_api->get("/stats");
        QCOMPARE(stats.at("states").toObject().value("ready"_L1).toInt(), 1);
        QCOMPARE(stats.at("types").toObject().value("echo"_L1).toObject().value("ready"_L1).toInt(), 1);
        QCOMPARE(stats.at("queues").toObject().value("default"_L1).toObject().value("completed"_L1).toInt(-1), 0);
        QCOMPARE(stats.at("revision"), m_api->get("/task").at("revision"));
        QVERIFY(stats.at("disk").isNull());
        m_api->inside.engine->disk.note({5, 10, 3}, m_api->inside.clock.steadyNow());
        const auto disk = m_api->get("/stats").at("disk").toObject();
        QCOMPARE(disk.value("free_bytes"_L1).toInt(), 5);
        QCOMPARE(disk.value("database_bytes"_L1).toInt(), 3);
        QCOMPARE(disk.value("grown_bytes"_L1).toInt(-1), 0);
        QCOMPARE(disk.value("grown_within"_L1).toInt(-1), 0);
        QCOMPARE(m_api->get("/healthz").status, 200);
        QCOMPARE(m_api->get("/readyz").status, 200);
        QCOMPARE(m_api->get("/healthz?x=1").status, 400);
        QCOMPARE(m_api->get("/readyz?x=1").status, 400);
    }

    void aDrainingBroker_takesResultsAndNothingNew()
    {
        const QByteArray location = m_api->post("/task", R"({"task_type":"echo"})").header("Location");
        const QByteArray token = m_api->get("/task/next?worker=w").at("lease_token").toString().toUtf8();
        m_api->inside.engine->isDraining = true;
        for (const auto &reply : {m_api->post("/task", R"({"task_type":"echo"})"), m_api->get("/task/next"),
                                  m_api->post("/task/claim", R"({"wait":20})"), m_api->get("/readyz")}) {
            QCOMPARE(reply.status, 503);
            QCOMPARE(reply.errorCode(), u"shutting_down"_s);
        }
        QCOMPARE(m_api->post(location + "/heartbeat", "{\"lease_token\":\"" + token + "\"}").status, 200);
        QCOMPARE(m_api->post(location + "/result", "{\"output\":1,\"lease_token\":\"" + token + "\"}").status, 200);
        QCOMPARE(m_api->get(location).at("status").toString(), u"Completed"_s);
        QCOMPARE(m_api->get("/healthz").status, 200);
    }

private:
    std::unique_ptr<ApiFixture> m_api;
};

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
