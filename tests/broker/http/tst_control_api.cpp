// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiFixture;

/// What people and careful clients do, through router and handlers.
class TestControlApi : public QObject
{
    Q_OBJECT
    using Reply = ApiFixture::Reply;
private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    void anIdempotencyKey_givesTheSameAnswerAgain()
    {
        const ApiFixture::Extra key {.idempotencyKey = "order-1"};
        const Reply first = m_api->send(Method::Post, "/task", task(), key);
        QCOMPARE(first.status, 201);
        const Reply again = m_api->send(Method::Post, "/task", task(), key);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Location"), first.header("Location"));
        QCOMPARE(again.header("Idempotent-Replay"), QByteArray("true"));
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 1);
    }

    void anIdempotencyKey_refusesAnotherBody()
    {
        const ApiFixture::Extra key {.idempotencyKey = "order-1"};
        m_api->send(Method::Post, "/task", task(), key);
        const Reply other = m_api->send(Method::Post, "/task", task("\"priority\":9"), key);
        QCOMPARE(other.status, 409);
        QCOMPARE(other.errorCode(), u"idempotency_key_reused"_s);
    }

    void anIdempotencyKey_remembersOnlySuccessesAndForADay()
    {
        const ApiFixture::Extra key {.idempotencyKey = "k"};
        QCOMPARE(m_api->send(Method::Post, "/task", "{}", key).status, 400);
        QCOMPARE(m_api->send(Method::Post, "/task", task(), key).status, 201);
        m_api->inside.clock.advance(24h);
        QVERIFY(m_api->send(Method::Post, "/task", task(), key).header("Idempotent-Replay").isEmpty());
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 2);
    }

    void aForgottenAnswer_isGone()
    {
        m_api->send(Method::Post, "/task", task(), {.idempotencyKey = "k"});
        m_api->inside.clock.advance(24h);
        m_api->inside.turn([&] { QCOMPARE(*m_api->answers.runOnce(), 1); });
        QVERIFY(!*m_api->answerStore.find(u"k"_s));
    }

    void ifMatch_keepsAChangeFromATaskThatHasMovedOn()
    {
        const QByteArray path = enqueue();
        const QByteArray etag = m_api->get(path).header("ETag");
        QCOMPARE(m_api->send(Method::Patch, path, R"({"priority":9})", {.ifMatch = etag}).status, 200);
        for (const auto &[method, suffix] : {std::pair {Method::Post, "/cancel"}, std::pair {Method::Post, "/hold"},
                                             std::pair {Method::Delete, ""}, std::pair {Method::Patch, ""}}) {
            const Reply late =
                m_api->send(method, path + suffix, method == Method::Patch ? R"({"priority":1})" : "", {.ifMatch = etag});
            QCOMPARE(late.status, 412);
            QCOMPARE(late.errorCode(), u"version_moved"_s);
        }
        QCOMPARE(m_api->send(Method::Delete, path, {}, {.ifMatch = "seven"}).status, 400);
        QCOMPARE(m_api->get(path).at("priority").toInt(), 9);
    }

    void aRepeatedResult_isAnsweredTheSameOfADeletedTask()
    {
        enqueue();
        const Reply claimed = m_api->get("/task/next?worker=w");
        const QByteArray result = "{\"output\":1,\"lease_token\":\"" + claimed.at("lease_token").toString().toLatin1() + "\"}";
        const Reply first = m_api->post(idOf(claimed) + "/result", result);
        QCOMPARE(first.at("status").toString(), u"Completed"_s);
        QCOMPARE(m_api->send(Method::Delete, idOf(claimed)).status, 200);
        QCOMPARE(m_api->post(idOf(claimed) + "/result", result).body, first.body);
    }

    void cancel_saysWhetherItIsDoneOrAsked()
    {
        const QByteArray waiting = enqueue();
        const Reply done = m_api->post(waiting + "/cancel", R"({"reason":"a mistake"})");
        QCOMPARE(done.status, 200);
        QCOMPARE(done.at("state").toString(), u"cancelled"_s);
        QCOMPARE(done.at("result").toObject().value(u"error"_s).toString(), u"cancelled: a mistake"_s);
        QCOMPARE(m_api->post(waiting + "/cancel", {}).status, 409);

        const QByteArray running = enqueue();
        const QByteArray token = m_api->get("/task/next?worker=w").at("lease_token").toString().toLatin1();
        const Reply asked = m_api->post(running + "/cancel", {});
        QCOMPARE(asked.status, 202);
        QVERIFY(asked.at("cancel_requested").toBool());
        const Reply beat = m_api->post(running + "/heartbeat", "{\"lease_token\":\"" + token + "\"}");
        QVERIFY(beat.at("cancel_requested").toBool());
    }

    void snooze_comesBackUnchargedAndIsHarmlessTwice()
    {
        const QByteArray path = enqueue();
        const QByteArray token = m_api->get("/task/next?worker=w").at("lease_token").toString().toLatin1();
        const QByteArray snooze = "{\"lease_token\":\"" + token + "\",\"snooze\":60}";
        QCOMPARE(m_api->post(path + "/result", snooze).at("status").toString(), u"Pending"_s);
        QCOMPARE(m_api->post(path + "/result", snooze).status, 200);
        QCOMPARE(m_api->get(path).at("state").toString(), u"scheduled"_s);
        QCOMPARE(m_api->get(path).at("uncharged").toInt(), 1);
    }

    void aBatch_isAllOrNothing()
    {
        const QByteArray good = task();
        QCOMPARE(m_api->post("/task/batch", "{\"tasks\":[" + good + ",{}]}").status, 400);
        QVERIFY(m_api->post("/task/batch", "{\"tasks\":[" + good + ",{}]}").errorMessage().startsWith(u"tasks[1]"));
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 0);
        const Reply made = m_api->post("/task/batch", "{\"tasks\":[" + good + "," + good + "]}");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.at("tasks").toArray().size(), 2);
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 2);
    }

    void aPartialBatch_tellsEachItsOwn()
    {
        const Reply made = m_api->post("/task/batch?partial=true", "{\"tasks\":[" + task() + ",{}]}");
        QCOMPARE(made.status, 200);
        const QJsonArray results = made.at("results").toArray();
        QCOMPARE(results.at(0).toObject().value(u"status"_s).toInt(), 201);
        QCOMPARE(results.at(1).toObject().value(u"status"_s).toInt(), 400);
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 1);
    }

    void aDryRun_storesNothing()
    {
        QCOMPARE(m_api->post("/task?dry_run=true", task()).body, QByteArray(R"({"valid":true})"));
        QCOMPARE(m_api->post("/task?dry_run=true", "{}").status, 400);
        QCOMPARE(m_api->inside.ledger.total(TaskState::Ready), 0);
    }

    void aPausedQueue_handsNothingOutUntilItIsResumed()
    {
        enqueue();
        const Reply paused = m_api->send(Method::Patch, "/queue/default", R"({"paused":true,"reason":"upgrade","by":"ann"})");
        QCOMPARE(paused.status, 200);
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
        enqueue();
        QCOMPARE(m_api->send(Method::Patch, "/queue/default", R"({"paused":false})").status, 200);
        QCOMPARE(m_api->get("/task/next?worker=w").status, 200);
    }

    void anEmptyQueue_isDeletedWithWhatWasSaidAboutIt()
    {
        QCOMPARE(m_api->send(Method::Patch, "/queue/mails", R"({"paused":true,"defaults":{"timeout":7}})").status, 200);
        QCOMPARE(m_api->send(Method::Delete, "/queue/mails").status, 204);
        QCOMPARE(m_api->get("/queue").body, QByteArray(R"({"queues":[]})"));
        QCOMPARE(m_api->send(Method::Delete, "/queue/mails").status, 404);
        // One of the same name begins anew.
        enqueue(R"("queue":"mails")");
        const Reply claimed = m_api->get("/task/next?worker=w");
        QCOMPARE(claimed.status, 200);
        QCOMPARE(claimed.at("queue").toString(), u"mails"_s);
        QVERIFY(m_api->get("/queue").body.contains(R"("defaults":{})"));
    }

    void aQueueWithTasks_isNotDeleted()
    {
        const QByteArray path = enqueue(R"("queue":"mails")");
        m_api->send(Method::Patch, "/queue/mails", R"({"paused":true})");
        const Reply refused = m_api->send(Method::Delete, "/queue/mails");
        QCOMPARE(refused.status, 409);
        QVERIFY2(refused.body.contains("A task lies in this queue. "), refused.body.constData());
        QCOMPARE(m_api->send(Method::Delete, path).status, 200);
        const Reply trashed = m_api->send(Method::Delete, "/queue/mails");
        QCOMPARE(trashed.status, 409);
        QVERIFY2(trashed.body.contains("A task lies in this queue, in the trash. "), trashed.body.constData());
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
        QVERIFY(m_api->get("/queue").body.contains(R"("paused":true)"));
    }

    void aPauseWithAnEnd_endsByItself()
    {
        enqueue();
        QCOMPARE(m_api->send(Method::Patch, "/broker", R"({"paused":true,"until":"2026-11-25T10:01:00Z"})").status, 200);
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
        m_api->inside.clock.advance(60s);
        m_api->inside.turn(
            [&] { QVERIFY(m_api->inside.engine->queues.runOnce(m_api->inside.clock.steadyNow(), m_api->inside.clock.now())); });
        QCOMPARE(m_api->get("/task/next?worker=w").status, 200);
    }

    void whatNobodyHasSaidOfAPause_isNull()
    {
        for (const Reply &reply : {m_api->get("/info"), m_api->send(Method::Patch, "/broker", R"({"paused":true})"),
                                   m_api->send(Method::Patch, "/queue/default", R"({"paused":true})")})
            for (const char *member : {"reason", "by", "until"})
                QVERIFY2(reply.at(member).isNull(), reply.body.constData());
        QCOMPARE(m_api->send(Method::Patch, "/broker", R"({"paused":true,"reason":"upgrade","by":"ann"})").status, 200);
        const Reply told = m_api->get("/info");
        QCOMPARE(told.at("reason").toString(), u"upgrade"_s);
        QCOMPARE(told.at("by").toString(), u"ann"_s);
    }

    void aQuietBroker_takesTasksAndHandsNoneOut()
    {
        QCOMPARE(m_api->send(Method::Patch, "/broker", R"({"quiet":true})").status, 200);
        QVERIFY(m_api->get("/info").at("quiet").toBool());
        enqueue();
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
    }

    void aDrainingWorker_getsNothingMoreAndHearsOfIt()
    {
        QCOMPARE(m_api->post("/worker/w/drain", {}).status, 404);
        QCOMPARE(m_api->get("/task/next?worker=w&wait=20").status, 0);
        QCOMPARE(m_api->post("/worker/w/drain", {}).status, 200);
        enqueue();
        m_api->inside.turn([&] { QVERIFY(m_api->inside.claims.serve()->empty()); });
        QCOMPARE(m_api->inside.claims.takeExpired().size(), 1U);
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
        const Reply beat = m_api->post("/worker/w/heartbeat", R"({"pid":1})");
        QVERIFY(beat.at("drain").toBool() && !beat.at("stop").toBool());
        QVERIFY(m_api->get("/worker").at("workers").toArray().at(0).toObject().value(u"draining"_s).toBool());
        QCOMPARE(m_api->post("/worker/w/stop", {}).status, 200);
        QVERIFY(m_api->post("/worker/w/heartbeat", R"({"pid":1})").at("stop").toBool());
        QVERIFY(!m_api->post("/worker/w/heartbeat", R"({"pid":2})").at("drain").toBool());
    }

    void aSilentWorker_isForgottenUntilItsNextWord()
    {
        QCOMPARE(m_api->send(Method::Delete, "/worker/w").status, 404);
        m_api->post("/worker/w/heartbeat", R"({"pid":1})");
        QVERIFY(worker().value(u"alive"_s).toBool());
        const Reply refused = m_api->send(Method::Delete, "/worker/w");
        QCOMPARE(refused.status, 409);
        QVERIFY(refused.body.contains("alive"));
        m_api->inside.clock.advance(91s);
        QVERIFY(!worker().value(u"alive"_s).toBool());
        QCOMPARE(m_api->send(Method::Delete, "/worker/w").status, 204);
        QVERIFY(m_api->get("/worker").at("workers").toArray().isEmpty());
        m_api->post("/worker/w/heartbeat", R"({"pid":1})");
        QCOMPARE(worker().value(u"name"_s).toString(), u"w"_s);
    }

    void aWorker_isCountedByHowItsAttemptsEnd()
    {
        const auto end = [this](const QByteArray &report) {
            enqueue("\"max_attempts\":1");
            const Reply claimed = m_api->get("/task/next?worker=w");
            const QByteArray token = claimed.at("lease_token").toString().toUtf8();
            return m_api->post(idOf(claimed) + "/result", "{\"lease_token\":\"" + token + "\"," + report + "}").status;
        };
        QCOMPARE(end(R"("output":{})"), 200);
        QCOMPARE(end(R"("output":{})"), 200);
        QCOMPARE(end(R"("error":"disk full")"), 200);
        enqueue();
        QCOMPARE(m_api->get("/task/next?worker=w&lease=1").status, 200);
        m_api->inside.clock.advance(2s);
        m_api->inside.turn([&] { QCOMPARE(*m_api->inside.engine->overdue.runOnce(), 1); });
        QCOMPARE(worker().value(u"completed"_s).toInt(), 2);
        QCOMPARE(worker().value(u"failed"_s).toInt(), 2);
    }

    void aWorkerThatStops_waitsForNothingMore()
    {
        QCOMPARE(m_api->get("/task/next?worker=w&wait=20").status, 0);
        QCOMPARE(m_api->post("/worker/w/heartbeat", R"({"stopping":false})").status, 200);
        QVERIFY(!m_api->inside.claims.hasEndedWaits());
        QCOMPARE(m_api->post("/worker/w/heartbeat", R"({"stopping":"yes"})").status, 400);
        QCOMPARE(m_api->post("/worker/w/heartbeat", R"({"stopping":true})").status, 200);
        QVERIFY(m_api->inside.claims.hasEndedWaits());
        QCOMPARE(m_api->inside.claims.takeExpired().size(), 1U);
        // The next of this name is another, perhaps.
        QVERIFY(!m_api->post("/worker/w/heartbeat", R"({"pid":1})").at("drain").toBool());
        enqueue();
        QCOMPARE(m_api->get("/task/next?worker=w").status, 200);
    }

    void strictQueues_areEmptiedInTheirOrder()
    {
        const QByteArray low = enqueue("\"queue\":\"low\",\"priority\":9");
        const QByteArray high = enqueue("\"queue\":\"high\",\"priority\":0");
        QCOMPARE(idOf(m_api->get("/task/next?worker=w&queues=high,low&strict=true")), high);
        QCOMPARE(idOf(m_api->get("/task/next?worker=w&queues=high,low&strict=true")), low);
    }

    void weightedQueues_shareTheTurnsEvenly()
    {
        for (int i = 0; i < 12; ++i) {
            enqueue("\"queue\":\"mail\"");
            enqueue("\"queue\":\"default\"");
        }
        QString order;
        for (int i = 0; i < 8; ++i)
            order += m_api->get("/task/next?worker=w&queues=mail:3,default:1").at("queue").toString().at(0);
        QCOMPARE(order.count(u'm'), 6);
        QVERIFY(!order.contains(u"mmmm"_s));
        QCOMPARE(m_api->get("/task/next?queues=mail:0").status, 400);
        QCOMPARE(m_api->get("/task/next?queues=mail:3&strict=true").status, 400);
    }

    void aHead_isTheBeginningOfWhatIsTooLong()
    {
        const QByteArray payload = "\"" + QByteArray(2'999, 'p') + "\u00fc" + QByteArray(2'000, 'q') + '"';
        const QByteArray large = "{\"task_type\":\"echo\",\"payload\":" + payload + '}';
        const QByteArray path = idOf(m_api->post("/task", large));
        const Reply head = m_api->get(path + "?head_bytes=3001"); // It ends within a character.
        QCOMPARE(head.status, 200);
        QVERIFY(!head.json().contains(u"payload"_s) && !head.json().contains(u"result"_s));
        QCOMPARE(head.at("payload_size").toInt(), payload.size());
        QCOMPARE(head.at("payload_head").toString(), QString::fromUtf8(payload.first(3'000)));
        QVERIFY(head.at("output_head").isNull());
        QVERIFY(head.at("waiting_for").isArray());
        QCOMPARE(head.header("ETag"), m_api->get(path).header("ETag"));
        QCOMPARE(m_api->get(path + "?head_bytes=1000000").body, m_api->get(path).body);

        const Reply claimed = m_api->get("/task/next?worker=w");
        const QByteArray token = claimed.at("lease_token").toString().toLatin1();
        m_api->post(path + "/result", "{\"output\":[1,2],\"lease_token\":\"" + token + "\"}");
        QCOMPARE(m_api->get(path + "?head_bytes=100").at("output_head").toString(), u"[1,2]"_s);
        for (const QByteArray query :
             {"head_bytes=0", "head_bytes=2000000", "head_bytes=1&wait=1", "head_bytes=1&effective=true"})
            QCOMPARE(m_api->get(path + '?' + query).status, 400);
        QCOMPARE(m_api->get("/task/01a210d1-5e52-7c30-8b7d-093c390a2034?head_bytes=1").status, 404);
    }

    void effectiveValues_tellWhoSaidThem()
    {
        m_api->send(Method::Put, "/task/types/echo", R"({"defaults":{"timeout":60,"max_attempts":5}})");
        m_api->send(Method::Patch, "/queue/default", R"({"defaults":{"timeout":90,"retry_for":3600}})");
        const QByteArray path = enqueue("\"max_attempts\":3");
        const QJsonObject all = m_api->get(path + "?effective=true").json();
        const auto from = [&](const char *name) {
            return all.value(QLatin1String(name)).toObject().value(u"from"_s).toString();
        };
        QCOMPARE(from("max_attempts"), u"task"_s);
        QCOMPARE(from("timeout"), u"type"_s);
        QCOMPARE(from("retry_for"), u"queue"_s);
        QCOMPARE(from("backoff"), u"broker"_s);
        QCOMPARE(m_api->get(path).at("timeout").toInt(), 60);
        QCOMPARE(m_api->get(path).at("retry_for").toInt(), 3600);
    }

    void types_areShownWithWhatWasSaidAboutThem()
    {
        QCOMPARE(m_api->get("/task/types/echo").status, 404);
        m_api->send(Method::Put, "/task/types/echo", R"({"defaults":{"timeout":60}})");
        QCOMPARE(m_api->get("/task/types/echo").body, QByteArray(R"({"task_type":"echo","defaults":{"timeout":60}})"));
        m_api->post("/task/set_schema", R"({"task_type":"echo","description":"d","fields":{}})");
        QCOMPARE(m_api->get("/task/types/echo").body,
                 QByteArray(R"({"task_type":"echo","description":"d","fields":{},"defaults":{"timeout":60}})"));
    }

    void broker_tellsWhatHoldsWhereNobodyHasSaidAnything()
    {
        const QJsonObject defaults = m_api->get("/info").at("defaults").toObject();
        QCOMPARE(defaults.value(u"max_attempts"_s).toInt(), 20);
        QCOMPARE(defaults.value(u"timeout"_s).toInt(), 1'800);
        QCOMPARE(defaults.value(u"keep_dead"_s).toInt(), 90 * 86'400);
        QCOMPARE(defaults.value(u"delivery"_s).toString(), u"at_least_once"_s);
        QCOMPARE(defaults.value(u"backoff"_s).toObject().value(u"kind"_s).toString(), u"polynomial"_s);
        QVERIFY(!defaults.contains(u"retry_for"_s));
    }

    void atMostOnce_isNeverRunAgainAfterALostLease()
    {
        m_api->send(Method::Put, "/task/types/echo", R"({"defaults":{"delivery":"at_most_once"}})");
        const QByteArray path = enqueue();
        m_api->get("/task/next?worker=w");
        m_api->inside.clock.advance(31s);
        m_api->inside.turn([&] { QVERIFY(m_api->inside.engine->overdue.runOnce()); });
        QCOMPARE(m_api->get(path).at("state").toString(), u"dead"_s);
    }

    void retryFor_endsTheRetries()
    {
        const QByteArray path = enqueue("\"retry_for\":10,\"backoff\":{\"kind\":\"fixed\",\"base\":20}");
        fail();
        QCOMPARE(m_api->get(path).at("state").toString(), u"dead"_s);
        QVERIFY(m_api->get(path).at("result").toObject().value(u"error"_s).toString().startsWith(u"retry_for used up"));
    }

    void aClassThatCannotBeRetried_isDeadAtOnce()
    {
        m_api->send(Method::Put, "/task/types/echo", R"({"defaults":{"non_retryable":["BadImage"]}})");
        const QByteArray path = enqueue();
        fail("\"error_class\":\"BadImage\"");
        QCOMPARE(m_api->get(path).at("state").toString(), u"dead"_s);
    }

    void setSchema_leavesTheDefaultsOfAnOperatorAlone()
    {
        m_api->send(Method::Put, "/task/types/echo", R"({"defaults":{"max_attempts":5}})");
        m_api->post("/task/set_schema", R"({"task_type":"echo","description":"d","fields":{}})");
        QCOMPARE(m_api->get(enqueue()).at("max_attempts").toInt(), 5);
        QCOMPARE(m_api->send(Method::Delete, "/task/types/echo").status, 204);
        QCOMPARE(m_api->get(enqueue()).at("max_attempts").toInt(), 20);
        QCOMPARE(m_api->send(Method::Delete, "/task/types/echo").status, 404);
    }

    void aDeletedTask_isRestored()
    {
        const QByteArray path = enqueue();
        QCOMPARE(m_api->send(Method::Delete, path).status, 200);
        QVERIFY(!m_api->get(path).at("trashed_at").isNull());
        QCOMPARE(m_api->get("/task/next?worker=w").status, 204);
        QCOMPARE(m_api->post(path + "/restore", {}).status, 200);
        QCOMPARE(m_api->get("/task/next?worker=w").status, 200);
    }

private:
    static QByteArray task(const QByteArray &members = "\"priority\":5")
    {
        return "{\"task_type\":\"echo\",\"payload\":{}," + members + "}";
    }
    QByteArray enqueue(const QByteArray &members = "\"priority\":5")
    {
        return "/task/" + m_api->post("/task", task(members)).at("id").toString().toLatin1();
    }
    [[nodiscard]] QJsonObject worker() const { return m_api->get("/worker").at("workers").toArray().at(0).toObject(); }
    static QByteArray idOf(const Reply &claimed) { return "/task/" + claimed.at("id").toString().toLatin1(); }
    void fail(const QByteArray &members = "\"stack\":\"s\"")
    {
        const Reply claimed = m_api->get("/task/next?worker=w");
        const QByteArray token = claimed.at("lease_token").toString().toLatin1();
        QCOMPARE(m_api->post(idOf(claimed) + "/result", "{\"error\":\"no\",\"lease_token\":\"" + token + "\"," + members + "}")
                     .status,
                 200);
    }

    std::unique_ptr<ApiFixture> m_api;
};

QTEST_GUILESS_MAIN(TestControlApi)
#include "tst_control_api.moc"
