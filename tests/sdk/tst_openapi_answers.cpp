// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/contract_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ContractFixture;

/// Each answer of the broker has the status that sdk/contract/openapi.yaml says, and exactly the members.
class TestOpenApiAnswers : public QObject, private ContractFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { readContract(); }
    void init() { beginAnew(); }

    void lifeOfATask_isAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"echo","payload":{"echo":"hi"},"tags":["a"]})");
        ask(Method::Get, "/task", {});
        ask(Method::Get, "/stats", {});
        ask(Method::Get, "/stats/series", "of=broker,type:echo&by=second");
        const QString token = claim("worker=w&types=echo");
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task/{id}/log", {}, {}, Expect::Good, id);
        ask(Method::Post, "/task/{id}/heartbeat", {},
            compact({{u"lease_token"_s, token}, {u"progress"_s, QJsonObject {{u"percent"_s, 1}}}, {u"checkpoint"_s, 7}}),
            Expect::Good, id);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id);
        ask(Method::Post, "/task/{id}/result", {},
            compact({{u"lease_token"_s, token}, {u"error"_s, u"no"_s}, {u"error_class"_s, u"c"_s}, {u"stack"_s, u"s"_s}}),
            Expect::Good, id);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id); // retrying
        m_api->inside.clock.advance(2s);
        m_api->inside.turn([this] { (void)m_api->inside.engine->promoter.runOnce(); });
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id); // ready

        const QJsonArray results {QJsonObject {{u"id"_s, id}, {u"lease_token"_s, claim("worker=w")}, {u"output"_s, 1}},
                                  QJsonObject {{u"id"_s, id}, {u"lease_token"_s, u"x"_s}}};
        const auto done = ask(Method::Post, "/task/claim", {}, compact({{u"worker"_s, u"w"_s}, {u"results"_s, results}}));
        QCOMPARE(done.at("results").toArray().size(), 2);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id); // completed
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task", "state=completed&sort=-duration");
        ask(Method::Get, "/task", "at=2026-11-25T10:00:00Z");
        expectNone(m_faults);
    }

    void scheduledReleasedAndDeadTasks_areAnsweredAsDocumented()
    {
        const QString later = enqueue(R"({"task_type":"t","delay":60})");
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, later);
        const QString id = enqueue(R"({"task_type":"u"})");
        ask(Method::Post, "/task/{id}/release", {}, compact({{u"lease_token"_s, claim("worker=w")}}), Expect::Good, id);
        ask(Method::Post, "/task/{id}/result", {},
            compact({{u"lease_token"_s, claim("worker=w")}, {u"error"_s, u"never"_s}, {u"no_retry"_s, true}}), Expect::Good,
            id);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task", "status=Failed");
        ask(Method::Get, "/task/facets", "facets=state,worker,signature");
        ask(Method::Get, "/task/groups", {});
        ask(Method::Get, "/task/histogram", "of=ended&limit=100");
        expectNone(m_faults);
    }

    void severalTasksAndTheirWorker_areAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"t"})");
        const auto claimed = ask(Method::Post, "/task/claim", {}, R"({"worker":"w","n":3})");
        const auto token = claimed.at("tasks").toArray().first().toObject().value(u"lease_token"_s);
        ask(Method::Get, "/worker", {}); // only its name is known
        const QJsonArray leases {QJsonObject {{u"id"_s, id}, {u"lease_token"_s, token}},
                                 QJsonObject {{u"id"_s, id}, {u"lease_token"_s, u"x"_s}}};
        const QJsonObject words {
            {u"host"_s, u"h"_s}, {u"pid"_s, 7}, {u"version"_s, u"1"_s}, {u"leases"_s, leases}, {u"stopping"_s, true}};
        const auto beat = ask(Method::Post, "/worker/{name}/heartbeat", {}, compact(words));
        QCOMPARE(beat.at("leases").toArray().size(), 2);
        ask(Method::Get, "/worker", {});
        ask(Method::Delete, "/worker/{name}", {}, {}, Expect::Refused, u"w"_s);
        ask(Method::Delete, "/worker/{name}", {}, {}, Expect::Refused, u"nobody"_s);
        ask(Method::Post, "/worker/{name}/heartbeat", {}, "{}", Expect::Good, u"gone"_s);
        m_api->inside.clock.advance(91s);
        ask(Method::Delete, "/worker/{name}", {}, {}, Expect::Good, u"gone"_s);
        expectNone(m_faults);
    }

    void cancelledRetriedAndDeletedTasks_areAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"t","delay":60,"meta":{"a":1},"expires_at":"2099-01-01T00:00:00Z"})");
        ask(Method::Patch, "/task/{id}", {}, R"({"priority":9,"tags":["b"],"payload":{"n":2},"queue":"other"})", Expect::Good,
            id);
        ask(Method::Post, "/task/{id}/hold", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id);
        ask(Method::Post, "/task/{id}/promote", {}, {}, Expect::Good, id);
        const QString token = claim("worker=w");
        const auto asked = ask(Method::Post, "/task/{id}/cancel", {}, R"({"reason":"no need"})", Expect::Good, id);
        QCOMPARE(asked.status, 202);
        ask(Method::Post, "/task/{id}/heartbeat", {}, compact({{u"lease_token"_s, token}}), Expect::Good, id);
        ask(Method::Post, "/task/{id}/result", {}, compact({{u"lease_token"_s, token}, {u"error"_s, u"stopped"_s}}),
            Expect::Good, id);
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Good, id);
        ask(Method::Post, "/task/{id}/retry", {}, {}, Expect::Good, id);
        const auto cancelled = ask(Method::Post, "/task/{id}/cancel", {}, {}, Expect::Good, id);
        QCOMPARE(cancelled.status, 200);
        ask(Method::Delete, "/task/{id}", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id);
        ask(Method::Get, "/task/{id}", "head_bytes=1", {}, Expect::Good, id);
        ask(Method::Get, "/task", "trash=true");
        ask(Method::Post, "/task/{id}/restore", {}, {}, Expect::Good, id);
        expectNone(m_faults);
    }

    void policiesAndSnoozedTasks_areAnsweredAsDocumented()
    {
        ask(Method::Put, "/task/types/{type}", {}, R"({"defaults":{"delivery":"at_most_once","non_retryable":["bad"]}})",
            Expect::Good, u"t"_s);
        for (const QByteArray backoff :
             {R"({"kind":"fixed","base":2})", R"({"kind":"list","delays":[1,2.5]})", R"({"kind":"exponential","base":1})"}) {
            const QString id = enqueue(R"({"task_type":"t","retry_for":90,"timeout":0,"backoff":)" + backoff + '}');
            ask(Method::Get, "/task/{id}", "effective=true", {}, Expect::Good, id);
        }
        const auto claimed = ask(Method::Get, "/task/next", "worker=w&queues=default:3,other&types=t");
        ask(Method::Post, "/task/{id}/result", {}, compact({{u"lease_token"_s, claimed.at("lease_token")}, {u"snooze"_s, 5}}),
            Expect::Good, claimed.at("id").toString());
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Good, claimed.at("id").toString());
        ask(Method::Post, "/task/claim", {}, R"({"worker":"w","queues":["default","other"],"strict":true})");
        expectNone(m_faults);
    }

    void batchesAndKeys_areAnsweredAsDocumented()
    {
        const QByteArray keyed =
            R"({"task_type":"t","unique_key":"k","unique_for":60,"on_conflict":"reject","serial_key":"s"})";
        ask(Method::Post, "/task/batch", {}, R"({"tasks":[{"task_type":"t"},)" + keyed + "]}");
        ask(Method::Post, "/task/batch", "dry_run=true", R"({"tasks":[{"task_type":"t"}]})");
        ask(Method::Post, "/task/batch", "partial=true", R"({"tasks":[{"task_type":"u"},)" + keyed + "]}");
        ask(Method::Post, "/task/batch", {}, R"({"tasks":[)" + keyed + "]}", Expect::Refused);
        ask(Method::Post, "/task", {}, keyed, Expect::Refused);
        ask(Method::Post, "/task", "dry_run=true", R"({"task_type":"u","unique_key":"v","unique_for":"start"})");
        ask(Method::Post, "/task", {}, R"({"task_type":"v","unique_key":"v","on_conflict":"keep_last"})");
        const QString behind = enqueue(R"({"task_type":"t","serial_key":"s"})");
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, behind); // blocked
        const QJsonArray results {QJsonObject {{u"id"_s, behind}, {u"lease_token"_s, u"x"_s}}};
        ask(Method::Post, "/task/results", {}, compact({{u"results"_s, results}}));
        expectNone(m_faults);
    }

    void repeatedRequest_isAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"t"})");
        struct
        {
            QByteArray pattern;
            QByteArray body;
        } const remembered[] {{"/task", R"({"task_type":"t"})"}, {"/task/batch", R"({"tasks":[{"task_type":"t"}]})"},
                              {"/task/{id}/hold", {}},           {"/task/{id}/promote", {}},
                              {"/task/{id}/cancel", {}},         {"/task/{id}/retry", {}}};
        for (const auto &[pattern, body] : remembered) {
            const QByteArray target = QByteArray(pattern).replace("{id}", id.toLatin1());
            (void)m_api->send(Method::Post, target, body, {.idempotencyKey = pattern});
            const auto again = m_api->send(Method::Post, target, body, {.idempotencyKey = pattern});
            QCOMPARE(again.header("Idempotent-Replay"), QByteArray("true"));
            m_faults += answerFaultsOf(m_contract->operation("post", pattern), again);
        }
        expectNone(m_faults);
    }

    void operations_areAnsweredAsDocumented()
    {
        const QString task = enqueue(R"({"task_type":"t"})");
        const QByteArray byIds = "\"ids\":[\"" + task.toLatin1() + "\"]";
        ask(Method::Post, "/operation", {},
            R"({"verb":"tag","filter":"type:t","args":{"add":["b"],"remove":["a"]},"dry_run":true})");
        ask(Method::Post, "/operation", {}, "{\"verb\":\"hold\"," + byIds + ",\"dry_run\":true}");
        const auto started = ask(Method::Post, "/operation", {}, "{\"verb\":\"restore\"," + byIds + '}');
        const QString id = started.at("id").toString();
        const auto listed = ask(Method::Get, "/operation", "limit=1");
        QCOMPARE(listed.at("operations").toArray().size(), 1);
        ask(Method::Get, "/operation", "limit=101", {}, Expect::Refused);
        ask(Method::Post, "/operation/{id}/pause", {}, {}, Expect::Good, id);
        ask(Method::Post, "/operation/{id}/resume", {}, {}, Expect::Good, id);
        Operations &operations = m_api->inside.engine->operations;
        m_api->inside.turn([&] { QVERIFY(operations.goOn(**operations.due())); });
        ask(Method::Get, "/operation/{id}", {}, {}, Expect::Good, id); // failed, with an error
        ask(Method::Post, "/operation/{id}/stop", {}, {}, Expect::Refused, id);
        ask(Method::Post, "/operation/{id}/undo", {}, {}, Expect::Good, id);
        for (const QByteArray change : {"pause", "resume", "stop", "undo"})
            ask(Method::Post, "/operation/{id}/" + change, {}, {}, Expect::Refused, task);
        ask(Method::Get, "/operation/{id}", {}, {}, Expect::Refused, task);
        expectNone(m_faults);
    }

    void pausedQueues_areAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"t","queue":"mails"})");
        ask(Method::Patch, "/queue/{name}", {},
            R"({"paused":true,"reason":"r","by":"me","until":"2099-01-01T00:00:00Z","defaults":{"timeout":7,"keep_dead":1.5}})",
            Expect::Good, u"mails"_s);
        ask(Method::Get, "/queue", {});
        ask(Method::Patch, "/broker", {}, R"({"paused":true,"by":"me","quiet":true})");
        ask(Method::Get, "/info", {});
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Good, id); // waits for all of these
        ask(Method::Patch, "/broker", {}, R"({"paused":false,"quiet":false})");
        ask(Method::Patch, "/queue/{name}", {}, R"({"paused":false})", Expect::Good, u"mails"_s);
        ask(Method::Delete, "/queue/{name}", {}, {}, Expect::Refused, u"mails"_s);
        ask(Method::Delete, "/queue/{name}", {}, {}, Expect::Refused, u"nobody"_s);
        ask(Method::Patch, "/queue/{name}", {}, R"({"paused":false})", Expect::Good, u"idle"_s);
        ask(Method::Delete, "/queue/{name}", {}, {}, Expect::Good, u"idle"_s);
        expectNone(m_faults);
    }

    void theRecord_isAnsweredAsDocumented()
    {
        const QString id = enqueue(R"({"task_type":"t"})");
        (void)m_api->send(Method::Delete, "/task/" + id.toLatin1(), {}, {.actor = "anna"});
        ask(Method::Patch, "/broker", {}, R"({"paused":true,"reason":"r"})");
        ask(Method::Post, "/operation", {}, R"({"verb":"retry","filter":"state:dead"})");
        const auto page = ask(Method::Get, "/audit", "limit=2");
        QCOMPARE(page.at("entries").toArray().size(), 2);
        ask(Method::Get, "/audit", "kind=task");
        ask(Method::Get, "/audit", "verb=kill", {}, Expect::Refused);
        expectNone(m_faults);
    }

    void typesAndTheBroker_areAnsweredAsDocumented()
    {
        ask(Method::Post, "/task/set_schema", {},
            R"({"task_type":"t","description":null,"fields":{"n":{"field_type":"number","required":true,"example":1.50}}})");
        ask(Method::Get, "/task/types", {});
        ask(Method::Get, "/task/types/{type}/schema", {}, {}, Expect::Good, u"t"_s);
        ask(Method::Put, "/task/types/{type}", {}, R"({"description":"d","defaults":{"max_attempts":3}})", Expect::Good,
            u"t"_s);
        ask(Method::Get, "/task/types/{type}", {}, {}, Expect::Good, u"t"_s);
        ask(Method::Delete, "/task/types/{type}", {}, {}, Expect::Good, u"t"_s);
        ask(Method::Get, "/info", {});
        ask(Method::Get, "/healthz", {});
        ask(Method::Get, "/readyz", {});
        expectNone(m_faults);
    }

    void refusals_areAnsweredAsDocumented()
    {
        const QString unknown = u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff"_s;
        ask(Method::Post, "/task/set_schema", {},
            R"({"task_type":"t","fields":{"n":{"field_type":"number","required":true}}})");
        const auto misfit = ask(Method::Post, "/task", {}, R"({"task_type":"t","payload":{}})", Expect::Refused);
        QCOMPARE(misfit.status, 422);
        ask(Method::Post, "/task", {}, "{", Expect::Refused);
        ask(Method::Post, "/task", {}, compact({{u"task_type"_s, u"x"_s}, {u"payload"_s, QString(8'000'000, u'x')}}),
            Expect::Refused);
        const QString id = enqueue(R"({"task_type":"u"})");
        ask(Method::Post, "/task", {}, compact({{u"task_type"_s, u"u"_s}, {u"payload"_s, 1}, {u"id"_s, id}}), Expect::Refused);
        ask(Method::Get, "/task", "limit=0", {}, Expect::Refused);
        ask(Method::Get, "/task/{id}", {}, {}, Expect::Refused, unknown);
        ask(Method::Get, "/task/{id}/attempts", {}, {}, Expect::Refused, unknown);
        ask(Method::Get, "/task/{id}/log", {}, {}, Expect::Refused, unknown);
        ask(Method::Get, "/task/types/{type}/schema", {}, {}, Expect::Refused, u"nobody"_s);
        ask(Method::Get, "/task/types/{type}", {}, {}, Expect::Refused, u"nobody"_s);
        ask(Method::Delete, "/task/types/{type}", {}, {}, Expect::Refused, u"nobody"_s);
        ask(Method::Put, "/task/types/{type}", {}, R"({"task_type":"other"})", Expect::Refused, u"t"_s);
        ask(Method::Patch, "/queue/{name}", {}, R"({"by":"me"})", Expect::Refused, u"mails"_s);
        ask(Method::Patch, "/broker", {}, R"({"by":"me"})", Expect::Refused);
        ask(Method::Post, "/task/{id}/retry", {}, {}, Expect::Refused, id);
        ask(Method::Post, "/task/{id}/restore", {}, {}, Expect::Refused, id);
        ask(Method::Patch, "/task/{id}", {}, R"({"priority":10})", Expect::Refused, id);
        for (const QByteArray action : {"cancel", "retry", "promote", "hold", "restore"})
            ask(Method::Post, "/task/{id}/" + action, {}, {}, Expect::Refused, unknown);
        ask(Method::Delete, "/task/{id}", {}, {}, Expect::Refused, unknown);
        ask(Method::Patch, "/task/{id}", {}, "{}", Expect::Refused, unknown);
        ask(Method::Post, "/task/{id}/result", {}, R"({"output":1})", Expect::Refused, id);
        ask(Method::Post, "/task/{id}/heartbeat", {}, R"({"lease_token":"x"})", Expect::Refused, id);
        ask(Method::Post, "/task/{id}/release", {}, R"({"lease_token":"x"})", Expect::Refused, id);
        m_api->inside.engine->isDraining = true;
        ask(Method::Post, "/task", {}, R"({"task_type":"x"})", Expect::Refused);
        ask(Method::Get, "/task/next", {}, {}, Expect::Refused);
        ask(Method::Post, "/task/claim", {}, "{}", Expect::Refused);
        ask(Method::Post, "/task/batch", {}, R"({"tasks":[{"task_type":"x"}]})", Expect::Refused);
        ask(Method::Get, "/readyz", {}, {}, Expect::Refused);
        expectNone(m_faults);
    }
};

QTEST_GUILESS_MAIN(TestOpenApiAnswers)
#include "tst_openapi_answers.moc"
