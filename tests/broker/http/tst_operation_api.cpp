// SPDX-License-Identifier: GPL-3.0-only
#include "broker/broker.h"
#include "tests/support/api_fixture.h"
#include "tests/support/raw_http_client.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::ApiFixture;
using conduit::test::HttpAnswer;
using conduit::test::RawHttpClient;

/// Work on many tasks as a client asks for it.
class TestOperationApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDryRun_countsAndShowsTheFirstTwenty()
    {
        ApiFixture api;
        enqueue(api, 3'000);
        const auto preview = api.post("/operation", R"({"verb":"cancel","filter":{"q":"type:a"},"dry_run":true})");
        QCOMPARE(preview.status, 200);
        QCOMPARE(preview.at("matched").toInt(), 1'000);
        QCOMPARE(preview.at("more").toBool(), false);
        QCOMPARE(preview.at("states").toObject(), (QJsonObject {{u"ready"_s, 1'000}}));
        QCOMPARE(preview.at("sample").toArray().size(), 20);
        QCOMPARE(api.inside.ledger.total(TaskState::Ready), 3'000);
    }

    void aDryRunByIds_countsThoseThatAreThere()
    {
        ApiFixture api;
        const QByteArray id = api.post("/task", R"({"task_type":"a"})").at("id").toString().toLatin1();
        const auto preview = api.post("/operation",
                                      "{\"verb\":\"cancel\",\"dry_run\":true,\"ids\":[\"" + id + "\",\"" + id
                                          + "\",\"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff\"]}");
        QCOMPARE(preview.at("matched").toInt(), 1);
    }

    void aRequest_isRefusedWhenItIsNotClear_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no verb") << QByteArray(R"({"filter":""})");
        QTest::newRow("unknown verb") << QByteArray(R"({"verb":"kill","filter":""})");
        QTest::newRow("no tasks") << QByteArray(R"({"verb":"retry"})");
        QTest::newRow("empty ids") << QByteArray(R"({"verb":"retry","ids":[]})");
        QTest::newRow("no id") << QByteArray(R"({"verb":"retry","ids":["x"]})");
        QTest::newRow("ids and filter") << QByteArray(
            R"({"verb":"retry","filter":"","ids":["0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff"]})");
        QTest::newRow("a filter without q") << QByteArray(R"({"verb":"retry","filter":{}})");
        QTest::newRow("a filter that is none") << QByteArray(R"({"verb":"retry","filter":"state:lost"})");
        QTest::newRow("move without queue") << QByteArray(R"({"verb":"move","filter":""})");
        QTest::newRow("priority") << QByteArray(R"({"verb":"set_priority","filter":"","args":{"priority":10}})");
        QTest::newRow("reschedule without a time") << QByteArray(R"({"verb":"reschedule","filter":""})");
        QTest::newRow("reschedule to no time")
            << QByteArray(R"({"verb":"reschedule","filter":"","args":{"run_at":"tomorrow"}})");
        QTest::newRow("tag without tags") << QByteArray(R"({"verb":"tag","filter":"","args":{}})");
        QTest::newRow("another verb's member") << QByteArray(R"({"verb":"retry","filter":"","args":{"queue":"q"}})");
    }
    void aRequest_isRefusedWhenItIsNotClear()
    {
        QFETCH(QByteArray, body);
        ApiFixture api;
        QCOMPARE(api.post("/operation", body).status, 400);
        QVERIFY(api.inside.operationStore.active()->empty());
    }

    void theList_hasTheNewestAndThoseUnderWayOrPausedWithWhoBeganThem()
    {
        ApiFixture api;
        enqueue(api, 3);
        api.send(Method::Post, "/operation", R"({"verb":"hold","filter":"type:a"})", {.actor = "console anna@atlas"});
        for (int i = 0; i < 3; ++i) {
            const QByteArray id =
                api.post("/operation", R"({"verb":"cancel","filter":"type:b"})").at("id").toString().toLatin1();
            QCOMPARE(api.post("/operation/" + id + "/stop", {}).status, 200);
            api.inside.clock.advance(std::chrono::hours(1));
        }
        const QJsonArray listed = api.get("/operation?limit=2").at("operations").toArray();
        QCOMPARE(listed.size(), 3);
        QCOMPARE(listed[0].toObject()["verb"_L1], u"cancel"_s);
        QCOMPARE(listed[0].toObject()["state"_L1], u"stopped"_s);
        QVERIFY(!listed[0].toObject()["ended_at"_L1].isNull());
        QCOMPARE(listed[1].toObject()["state"_L1], u"stopped"_s);
        const QJsonObject hold = listed[2].toObject();
        QCOMPARE(hold["state"_L1], u"running"_s);
        QVERIFY(hold["ended_at"_L1].isNull());
        QCOMPARE(hold["detail"_L1], u"type:a"_s);
        QCOMPARE(hold["progress"_L1].toDouble(-1), 0.0);
        QVERIFY(listed[0].toObject()["progress"_L1].isNull());
        QCOMPARE(hold["actor"_L1].toObject()["name"_L1], u"console anna@atlas"_s);
        QCOMPARE(api.get("/operation").at("operations").toArray().size(), 4);
        const QByteArray held = hold["id"_L1].toString().toLatin1();
        QCOMPARE(api.post("/operation/" + held + "/pause", {}).status, 200);
        const QJsonArray paused = api.get("/operation?limit=2").at("operations").toArray();
        QCOMPARE(paused.size(), 3);
        QCOMPARE(paused[2].toObject()["state"_L1], u"paused"_s);
        QCOMPARE(api.get("/operation?limit=0").status, 400);
    }

    void aRunningBroker_worksThroughThousandsAndTakesThemBack()
    {
        const QTemporaryDir folder;
        BrokerConfig config;
        config.databasePath = folder.filePath(u"c.db"_s);
        config.port = 0;
        const auto broker = Broker::open(config);
        QVERIFY(broker);
        RawHttpClient client((*broker)->port());
        QByteArray batch = "{\"tasks\":[{\"task_type\":\"a\"}";
        for (int i = 1; i < 1'000; ++i)
            batch += ",{\"task_type\":\"a\"}";
        for (int i = 0; i < 4; ++i)
            QCOMPARE(client.post("/task/batch", batch + "]}").status, 201);

        const auto preview = client.post("/operation", "{\"verb\":\"cancel\",\"filter\":\"type:a\",\"dry_run\":true}");
        QCOMPARE(preview.json().value(u"matched"_s).toInt(), 4'000);
        const auto started = client.post("/operation", "{\"verb\":\"cancel\",\"filter\":\"type:a\"}");
        QCOMPARE(started.status, 202);
        const QByteArray path = "/operation/" + started.json().value(u"id"_s).toString().toLatin1();
        QTRY_COMPARE_WITH_TIMEOUT(client.get(path).json().value(u"state"_s).toString(), u"done"_s, 20'000);
        QCOMPARE(client.get(path).json().value(u"done"_s).toInt(), 4'000);
        QCOMPARE(cancelled(client), 4'000);

        QCOMPARE(client.post(path + "/undo", "{}").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(client.get(path).json().value(u"state"_s).toString(), u"undone"_s, 20'000);
        QCOMPARE(cancelled(client), 0);
    }

    void purge_emptiesTheTrashAndSaysThatItCannotBeUndone()
    {
        const QTemporaryDir folder;
        BrokerConfig config;
        config.databasePath = folder.filePath(u"c.db"_s);
        config.port = 0;
        const auto broker = Broker::open(config);
        QVERIFY(broker);
        RawHttpClient client((*broker)->port());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.post("/task", "{\"task_type\":\"a\"}").status, 201);
        QVERIFY(isDone(client, client.post("/operation", "{\"verb\":\"delete\",\"filter\":\"type:a\"}")));
        QCOMPARE(client.post("/task", "{\"task_type\":\"a\"}").status, 201);
        const QByteArray order = "{\"verb\":\"purge\",\"filter\":{\"q\":\"\"}";
        QCOMPARE(client.post("/operation", order + ",\"dry_run\":true}").json().value(u"matched"_s).toInt(), 3);
        const auto started = client.post("/operation", order + '}');
        QCOMPARE(started.json().value(u"undoable"_s), QJsonValue(false));
        QVERIFY(isDone(client, started));
        QCOMPARE(inState(client, u"trashed"_s), 0);
        QCOMPARE(inState(client, u"ready"_s), 1);
        const QByteArray path = "/operation/" + started.json().value(u"id"_s).toString().toLatin1();
        QCOMPARE(client.post(path + "/undo", "{}").status, 409);
        const auto record = client.get("/audit?verb=purge").json().value(u"entries"_s).toArray();
        QCOMPARE(record.size(), 1);
        QCOMPARE(record.first().toObject().value(u"kind"_s).toString(), u"operation"_s);
    }

private:
    static bool isDone(RawHttpClient &client, const HttpAnswer &started)
    {
        const QByteArray path = "/operation/" + started.json().value(u"id"_s).toString().toLatin1();
        return QTest::qWaitFor([&] { return client.get(path).json().value(u"state"_s).toString() == u"done"; }, 20'000);
    }
    static int inState(RawHttpClient &client, const QString &state)
    {
        return client.get("/stats").json().value(u"states"_s).toObject().value(state).toInt();
    }
    static int cancelled(RawHttpClient &client) { return inState(client, u"cancelled"_s); }
    static void enqueue(ApiFixture &api, int count)
    {
        api.inside.turn([&] {
            for (int i = 0; i < count; ++i)
                QVERIFY(api.inside.intake.enqueue(conduit::test::LaneFixture::newTask(i % 3 == 0 ? u"a"_s : u"b"_s)));
        });
    }
};

QTEST_GUILESS_MAIN(TestOperationApi)
#include "tst_operation_api.moc"
