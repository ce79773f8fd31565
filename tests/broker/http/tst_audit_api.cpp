// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

/// The record of what people and programs did, as clients write it by what they do and read it.
class TestAuditApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachActOnATask_leavesAnEntryWithWhoWhatAndWhy()
    {
        ApiFixture api;
        const QByteArray id = enqueue(api);
        api.send(Method::Post, "/task/" + id + "/cancel", R"({"reason":"not wanted"})", {.actor = "console anna@atlas"});
        const QJsonObject entry = only(api);
        QCOMPARE(entry["verb"_L1], u"cancel"_s);
        QCOMPARE(entry["kind"_L1], u"task"_s);
        QCOMPARE(entry["target"_L1], QString::fromLatin1(id));
        QCOMPARE(entry["reason"_L1], u"not wanted"_s);
        QCOMPARE(entry["outcome"_L1], u"done"_s);
        QCOMPARE(entry["counts"_L1], QJsonValue());
        const QJsonObject actor = entry["actor"_L1].toObject();
        QCOMPARE(actor["via"_L1], u"loopback"_s);
        QCOMPARE(actor["name"_L1], u"console anna@atlas"_s);
        QCOMPARE(actor["address"_L1], u"127.0.0.1"_s);
    }

    void eachVerb_isRecorded()
    {
        ApiFixture api;
        const QByteArray task = "/task/" + enqueue(api);
        api.post(task + "/hold", {});
        api.post(task + "/promote", {});
        api.send(Method::Patch, task, R"({"priority":9,"tags":["a"]})");
        api.send(Method::Delete, task);
        api.post(task + "/restore", {});
        api.post(task + "/cancel", {});
        api.post(task + "/retry", {});
        QCOMPARE(verbs(api), u"retry cancel restore delete edit promote hold"_s);
        QCOMPARE(entries(api, "?verb=edit")[0].toObject()["detail"_L1], u"priority, tags"_s);
    }

    void whatChangesNothing_orIsRefused_leavesNoEntry()
    {
        ApiFixture api;
        const QByteArray task = "/task/" + enqueue(api);
        QCOMPARE(api.post(task + "/promote", {}).status, 200);
        QCOMPARE(api.post(task + "/restore", {}).status, 409);
        QCOMPARE(api.post("/task/0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff/cancel", {}).status, 404);
        QCOMPARE(api.send(Method::Patch, "/queue/q", R"({"paused":false})").status, 200);
        QCOMPARE(api.send(Method::Patch, "/broker", R"({"quiet":false})").status, 200);
        QCOMPARE(entries(api).size(), 0);
    }

    void aRunningTask_isAskedToStop()
    {
        ApiFixture api;
        const QByteArray id = enqueue(api);
        api.get("/task/next?worker=w");
        QCOMPARE(api.post("/task/" + id + "/cancel", {}).status, 202);
        QCOMPARE(only(api)["outcome"_L1], u"asked"_s);
        QCOMPARE(api.post("/task/" + id + "/cancel", {}).status, 202);
        QCOMPARE(entries(api).size(), 1);
    }

    void whatTasksDoByThemselves_isNotRecorded()
    {
        ApiFixture api;
        const QByteArray id = enqueue(api);
        api.get("/task/next");
        QCOMPARE(api.post("/task/" + id + "/result", R"({"output":1})").status, 200);
        QCOMPARE(entries(api).size(), 0);
    }

    void queues_typesWorkersAndTheBroker_areRecorded()
    {
        ApiFixture api;
        api.send(Method::Patch, "/queue/mails",
                 R"({"paused":true,"reason":"server down","by":"ada","until":"2099-01-01T00:00:00Z"})");
        QJsonObject pause = only(api);
        QCOMPARE(pause["target"_L1], u"mails"_s);
        QCOMPARE(pause["reason"_L1], u"server down"_s);
        QCOMPARE(pause["detail"_L1], u"until 2099-01-01T00:00:00.000Z"_s);
        QCOMPARE(pause["actor"_L1].toObject()["name"_L1], u"ada"_s);
        api.send(Method::Patch, "/queue/mails", R"({"paused":false,"defaults":{"timeout":5}})");
        api.post("/task/set_schema", R"({"task_type":"echo","fields":{}})");
        api.post("/task/set_schema", R"({"task_type":"echo","fields":{}})");
        api.send(Method::Put, "/task/types/echo", R"({"defaults":{"timeout":7}})");
        api.send(Method::Delete, "/task/types/echo");
        api.post("/worker/w/heartbeat", "{}");
        api.post("/worker/w/drain", {});
        api.post("/worker/w/drain", {});
        api.post("/worker/w/stop", {});
        api.send(Method::Patch, "/broker", R"({"paused":true,"quiet":true})");
        api.send(Method::Patch, "/broker", R"({"paused":false,"quiet":false})");
        api.send(Method::Delete, "/queue/mails");
        api.inside.clock.advance(91s);
        api.send(Method::Delete, "/worker/w");
        api.send(Method::Delete, "/worker/w");
        QCOMPARE(verbs(api),
                 u"forget delete end_quiet resume quiet pause stop drain delete edit set_schema edit resume pause"_s);
        QCOMPARE(verbs(api, "?kind=worker"), u"forget stop drain"_s);
        QCOMPARE(verbs(api, "?kind=queue"), u"delete edit resume pause"_s);
        QCOMPARE(verbs(api, "?kind=broker,type&verb=pause,delete"), u"pause delete"_s);
    }

    void anOperation_showsHowFarItIs_andItsEnd()
    {
        ApiFixture api;
        enqueue(api);
        enqueue(api);
        const auto started =
            api.send(Method::Post, "/operation", R"({"verb":"cancel","filter":{"q":"type:a"},"args":{"reason":"old"}})",
                     {.actor = "script"});
        const QString id = started.at("id").toString();
        QJsonObject entry = only(api);
        QCOMPARE(entry["verb"_L1], u"cancel"_s);
        QCOMPARE(entry["kind"_L1], u"operation"_s);
        QCOMPARE(entry["target"_L1], id);
        QCOMPARE(entry["detail"_L1], u"type:a"_s);
        QCOMPARE(entry["reason"_L1], u"old"_s);
        QCOMPARE(entry["outcome"_L1], u"running"_s);

        finish(api);
        QCOMPARE(verbs(api), u"finish cancel"_s);
        const QJsonArray both = entries(api);
        for (const auto &shown : both) {
            QCOMPARE(shown.toObject()["outcome"_L1], u"done"_s);
            QCOMPARE(shown.toObject()["counts"_L1].toObject()["done"_L1].toInt(), 2);
        }
        QCOMPARE(both[0].toObject()["actor"_L1].toObject()["via"_L1], u"broker"_s);

        api.post("/operation/" + id.toLatin1() + "/undo", {});
        QCOMPARE(entries(api, "?verb=cancel")[0].toObject()["outcome"_L1], u"undoing"_s);
        QCOMPARE(verbs(api), u"undo finish cancel"_s);
    }

    void aRepeatedRequest_isRecordedOnce()
    {
        ApiFixture api;
        const QByteArray path = "/task/" + enqueue(api) + "/hold";
        api.send(Method::Post, path, {}, {.idempotencyKey = "k"});
        api.send(Method::Post, path, {}, {.idempotencyKey = "k"});
        QCOMPARE(verbs(api), u"hold"_s);
    }

    void anActorThatIsNoPlainText_isRefusedBeforeAnythingHappens_data()
    {
        QTest::addColumn<QByteArray>("actor");
        QTest::newRow("too long") << QByteArray(101, 'a');
        QTest::newRow("no UTF-8") << QByteArray("a\xff");
        QTest::newRow("a control character") << QByteArray("a\x01z");
        QTest::newRow("a line of another direction") << QByteArray("a\xe2\x80\xaez");
    }
    void anActorThatIsNoPlainText_isRefusedBeforeAnythingHappens()
    {
        QFETCH(QByteArray, actor);
        ApiFixture api;
        const QByteArray task = "/task/" + enqueue(api);
        const auto refused = api.send(Method::Delete, task, {}, {.actor = actor});
        QCOMPARE(refused.status, 400);
        QVERIFY(refused.errorMessage().contains(u"Conduit-Actor"_s));
        QCOMPARE(api.get(task).at("trashed_at"), QJsonValue());
    }

    void anActor_mayBeNamedInAnyScript()
    {
        ApiFixture api;
        api.send(Method::Delete, "/task/" + enqueue(api), {}, {.actor = "J\u00f6rg \U0001F600"});
        QCOMPARE(only(api)["actor"_L1].toObject()["name"_L1], u"J\u00f6rg \U0001F600"_s);
    }

    void pages_followOneAnotherByKey()
    {
        ApiFixture api;
        for (int i = 0; i < 5; ++i)
            api.send(Method::Delete, "/task/" + enqueue(api));
        const auto first = api.get("/audit?limit=2");
        QCOMPARE(idsOf(first), u"5 4"_s);
        QCOMPARE(first.at("next").toInt(), 4);
        QCOMPARE(idsOf(api.get("/audit?limit=2&older_than=4")), u"3 2"_s);
        const auto last = api.get("/audit?limit=2&older_than=2");
        QCOMPARE(idsOf(last), u"1"_s);
        QCOMPARE(last.at("next"), QJsonValue());
        QCOMPARE(idsOf(api.get("/audit?newer_than=3")), u"5 4"_s);
    }

    void filters_lookAtActorTargetAndTime()
    {
        ApiFixture api;
        api.send(Method::Patch, "/queue/Mails", R"({"paused":true})", {.actor = "console Anna@atlas"});
        api.inside.clock.advance(std::chrono::hours {1});
        api.send(Method::Patch, "/queue/images", R"({"paused":true})", {.actor = "script"});
        QCOMPARE(entries(api, "?actor=anna").size(), 1);
        QCOMPARE(entries(api, "?actor=loopback").size(), 2);
        QCOMPARE(entries(api, "?actor=127.0").size(), 2);
        QCOMPARE(entries(api, "?actor=berta").size(), 0);
        QCOMPARE(entries(api, "?target=mail").size(), 1);
        const QByteArray second = entries(api)[0].toObject()["time"_L1].toString().toLatin1();
        QCOMPARE(idsOf(api.get("/audit?since=" + second)), u"2"_s);
        const QByteArray first = entries(api)[1].toObject()["time"_L1].toString().toLatin1();
        QCOMPARE(idsOf(api.get("/audit?until=" + first)), u"1"_s);
    }

    void aQuestionThatIsNotClear_isRefused_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("verb") << QByteArray("verb=kill");
        QTest::newRow("kind") << QByteArray("kind=job");
        QTest::newRow("time without a zone") << QByteArray("since=2026-11-25T10:00:00");
        QTest::newRow("limit") << QByteArray("limit=501");
        QTest::newRow("unknown") << QByteArray("who=me");
    }
    void aQuestionThatIsNotClear_isRefused()
    {
        QFETCH(QByteArray, query);
        ApiFixture api;
        QCOMPARE(api.get("/audit?" + query).status, 400);
    }

    void aTurnThatFails_takesTheEntryBack()
    {
        ApiFixture api;
        const QByteArray id = enqueue(api);
        api.inside.turn([&] {
            AuditEntry entry;
            entry.outcome = kOutcomeDone;
            QVERIFY(api.inside.engine->audit.record(entry));
            api.inside.lane.fail({ErrorCode::StorageFull, u"full"_s});
        });
        QCOMPARE(entries(api).size(), 0);
    }

private:
    static QByteArray enqueue(ApiFixture &api)
    {
        return api.post("/task", R"({"task_type":"a"})").at("id").toString().toLatin1();
    }
    static QJsonArray entries(ApiFixture &api, const QByteArray &query = {})
    {
        return api.get("/audit" + query).at("entries").toArray();
    }
    static QJsonObject only(ApiFixture &api)
    {
        const QJsonArray all = entries(api);
        return all.size() == 1 ? all[0].toObject() : QJsonObject();
    }
    static QString verbs(ApiFixture &api, const QByteArray &query = {})
    {
        QStringList verbs;
        for (const auto &entry : entries(api, query))
            verbs.append(entry.toObject()["verb"_L1].toString());
        return verbs.join(u' ');
    }
    static QString idsOf(const ApiFixture::Reply &reply)
    {
        QStringList ids;
        for (const auto &entry : reply.at("entries").toArray())
            ids.append(QString::number(entry.toObject()["id"_L1].toInt()));
        return ids.join(u' ');
    }
    /// Does what the runner would do: looks for tasks and goes on until the operation has ended.
    static void finish(ApiFixture &api)
    {
        api.inside.turn([&] {
            const auto operation = api.inside.engine->operations.due();
            QVERIFY(operation && *operation);
            MatchSearch search;
            const auto filter = parseFilter((*operation)->request.filter, (*operation)->request.askedAt);
            const auto seen = api.reader.matching(*filter, search);
            QVERIFY(seen);
            QVERIFY(api.inside.engine->operations.goOn((*operation)->number, 0, *seen));
        });
    }
};

QTEST_GUILESS_MAIN(TestAuditApi)
#include "tst_audit_api.moc"
