// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"
#include "broker/http/http_error.h"
#include "resources/contract/contract_json.h"
#include "tests/sdk/api_contract.h"
#include "tests/support/api_fixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::ApiContract;
using conduit::test::ApiFixture;

namespace {

QString projectFile(const QString &path)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

/// A list in a query is joined by commas that are not encoded.
QByteArray inUrl(const QJsonValue &value)
{
    const QStringList pieces = value.isArray() ? value.toVariant().toStringList() : QStringList {value.toVariant().toString()};
    QByteArrayList encoded;
    for (const QString &piece : pieces)
        encoded.append(QUrl::toPercentEncoding(piece));
    return encoded.join(',');
}

} // namespace

/// Holds sdk/contract/openapi.yaml against the broker that it describes.
class TestOpenApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const auto json = conduit::contract::jsonFromYaml(projectFile(u"sdk/contract/openapi.yaml"_s).toUtf8());
        QVERIFY2(json, json ? "" : qPrintable(json.error()));
        m_contract = std::make_unique<ApiContract>(QJsonDocument::fromJson(*json).object());
    }

    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        m_faults.clear();
    }

    void aDifference_isFound_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("fault");
        QTest::newRow("fine") << QByteArray(R"({"workers":[]})") << QString();
        QTest::newRow("undocumented") << QByteArray(R"({"workers":[],"more":1})") << u"/more is not documented"_s;
        QTest::newRow("missing") << QByteArray("{}") << u"/workers is missing"_s;
        QTest::newRow("type") << QByteArray(R"({"workers":{}})") << u"/workers should be of type array: [{}]"_s;
    }
    void aDifference_isFound()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, fault);
        const QStringList faults = m_contract->faultsOf(QJsonDocument::fromJson(answer).object(), schema(u"WorkerList"_s));
        QCOMPARE(faults, fault.isEmpty() ? QStringList() : QStringList {fault});
    }

    // The list of endpoints and words.

    void endpoint_isDocumentedAndDocumentedIsThere()
    {
        QStringList built;
        for (const Endpoint &endpoint : HttpApi::router().endpoints())
            built.append(QString::fromLatin1(nameOf(endpoint.method) + ' ' + endpoint.pattern));
        QStringList documented;
        const QJsonObject paths = m_contract->paths();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            for (const QString &method : path.value().toObject().keys())
                documented.append(method.toUpper() + u' ' + path.key());
        }
        built.sort();
        documented.sort();
        QCOMPARE(documented, built);
    }

    void errorWord_isListedOnce()
    {
        QStringList words;
        for (int code = 0; code <= static_cast<int>(ErrorCode::StorageFailed); ++code)
            words.append(QString::fromLatin1(errorForm(static_cast<ErrorCode>(code)).word));
        QCOMPARE(schema(u"ErrorCode"_s).value(u"enum"_s).toVariant().toStringList(), words);
    }

    void pathPiece_isAParameter()
    {
        static const QRegularExpression piece(uR"(\{(\w+)\})"_s);
        for (const Endpoint &endpoint : HttpApi::router().endpoints()) {
            QStringList pieces;
            for (auto found = piece.globalMatch(QString::fromLatin1(endpoint.pattern)); found.hasNext();)
                pieces.append(found.next().captured(1));
            QStringList described;
            for (const QJsonObject &parameter : m_contract->parametersOf(operationOf(endpoint))) {
                if (parameter.value(u"in"_s) == u"path"_s)
                    described.append(parameter.value(u"name"_s).toString());
            }
            QCOMPARE(described, pieces);
        }
    }

    void version_isTheProjects()
    {
        QCOMPARE(m_contract->root().value(u"info"_s).toObject().value(u"version"_s).toString(),
                 QStringLiteral(CONDUIT_VERSION));
    }

    // What goes in.

    void queryParameter_isKnownToItsEndpoint()
    {
        for (const Endpoint &endpoint : HttpApi::router().endpoints()) {
            for (const QJsonObject &parameter : m_contract->parametersOf(operationOf(endpoint))) {
                if (parameter.value(u"in"_s) != u"query"_s)
                    continue;
                const QByteArray name = parameter.value(u"name"_s).toString().toLatin1();
                const auto example = parameter.value(u"example"_s);
                QVERIFY2(!example.isUndefined(), name + " of " + endpoint.pattern + " has no example");
                ask(endpoint.method, endpoint.pattern, name + '=' + inUrl(example), exampleBodyOf(endpoint), Expect::Taken);
            }
        }
        expectNone(m_faults);
    }

    void requestExample_isTaken()
    {
        for (const Endpoint &endpoint : HttpApi::router().endpoints()) {
            if (!m_contract->requestSchemaOf(operationOf(endpoint)).isEmpty())
                ask(endpoint.method, endpoint.pattern, {}, exampleBodyOf(endpoint), Expect::Taken);
        }
        expectNone(m_faults);
    }

    /// null counts as absent, but only for a member that the handler knows.
    void requestMember_isKnownToItsEndpoint()
    {
        for (const Endpoint &endpoint : HttpApi::router().endpoints()) {
            const QJsonObject schema = m_contract->requestSchemaOf(operationOf(endpoint));
            const QStringList required = m_contract->requiredOf(schema);
            for (const QString &member : m_contract->propertiesOf(schema).keys()) {
                QJsonObject body = m_contract->requestExampleOf(operationOf(endpoint)).toObject();
                if (!required.contains(member))
                    body.insert(member, QJsonValue::Null);
                ask(endpoint.method, endpoint.pattern, {}, compact(body), Expect::Taken);
            }
        }
        expectNone(m_faults);
    }

    /// The other way round: what the handlers read by name is documented.
    void nameThatAHandlerReads_isDocumented()
    {
        static const QRegularExpression reading(u"\\b(?:read\\.\\w+\\(|query\\.\\w+\\(|readCursor\\(read, )u?\"(\\w+)\""_s);
        static const QRegularExpression documenting(uR"(^ *(?:(?:- )?name: )?(\w+):?$)"_s, QRegularExpression::MultilineOption);
        QStringList documented;
        const QString yaml = projectFile(u"sdk/contract/openapi.yaml"_s);
        for (auto found = documenting.globalMatch(yaml); found.hasNext();)
            documented.append(found.next().captured(1));
        int read = 0;
        for (const QString &file :
             {u"task_routes.cpp"_s, u"list_routes.cpp"_s, u"claim_routes.cpp"_s, u"worker_routes.cpp"_s, u"type_routes.cpp"_s,
              u"control_routes.cpp"_s, u"operation_routes.cpp"_s, u"queue_routes.cpp"_s, u"broker_routes.cpp"_s,
              u"audit_routes.cpp"_s, u"activity_routes.cpp"_s, u"survey_routes.cpp"_s, u"task_query_reader.cpp"_s,
              u"new_task_reader.cpp"_s, u"policy_reader.cpp"_s}) {
            const QString code = projectFile(u"broker/http/"_s + file);
            for (auto found = reading.globalMatch(code); found.hasNext(); ++read) {
                const QString name = found.next().captured(1);
                QVERIFY2(documented.contains(name), qPrintable(file + u" reads "_s + name));
            }
        }
        QVERIFY(read > 80); // or the handlers read in another way by now, and this looks at nothing
    }

    // What comes out: each answer has the documented status and exactly the documented members.

    void example_fitsItsSchema()
    {
        const QJsonObject paths = m_contract->paths();
        QStringList faults;
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject operations = path.value().toObject();
            for (auto operation = operations.begin(); operation != operations.end(); ++operation)
                faults += exampleFaultsOf(operation.value().toObject(), operation.key() + u' ' + path.key());
        }
        expectNone(faults);
    }

    void everyMemberOfAnAnswer_isAlwaysThere()
    {
        const QStringList answers {
            u"Task"_s,           u"ClaimedTask"_s,       u"TaskRow"_s,         u"TaskPage"_s,       u"Attempt"_s,
            u"Worker"_s,         u"BrokerDescription"_s, u"Stats"_s,           u"StateCounts"_s,    u"ErrorContent"_s,
            u"Queue"_s,          u"BrokerSwitches"_s,    u"EffectivePolicy"_s, u"AuditPage"_s,      u"AuditEntry"_s,
            u"Actor"_s,          u"SeriesAnswer"_s,      u"Series"_s,          u"DurationSeries"_s, u"SeriesTotal"_s,
            u"Durations"_s,      u"FacetAnswer"_s,       u"GroupAnswer"_s,     u"DeathGroup"_s,     u"HistogramAnswer"_s,
            u"ListedOperation"_s};
        for (const QString &name : answers) {
            QStringList required = m_contract->requiredOf(schema(name));
            required.sort();
            QCOMPARE(required, m_contract->propertiesOf(schema(name)).keys());
        }
    }

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

    void auditWords_areThoseOfTheBroker()
    {
        const auto words = [](const auto &table) {
            QStringList list;
            for (const auto &[word, value] : table)
                list.append(word);
            return list;
        };
        const auto documented = [](const QJsonObject &text) { return text.value(u"enum"_s).toVariant().toStringList(); };
        QCOMPARE(documented(schema(u"AuditVerb"_s)), words(kAuditVerbs));
        QCOMPARE(documented(schema(u"AuditKind"_s)), words(kAuditKinds));
        QCOMPARE(documented(m_contract->propertiesOf(schema(u"Actor"_s)).value(u"via"_s).toObject()), words(kActorWays));
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

private:
    enum class Expect {
        Good,
        Refused,
        Taken, ///< Read without complaint, whatever comes of it.
    };

    /// Prints the faults one by one: a failed comparison of lists tells little.
    static void expectNone(const QStringList &faults)
    {
        for (const QString &fault : faults)
            qWarning().noquote() << fault;
        QCOMPARE(faults.size(), 0);
    }

    [[nodiscard]] QJsonObject schema(const QString &name) const
    {
        return m_contract->resolved({{u"$ref"_s, u"#/components/schemas/"_s + name}});
    }

    [[nodiscard]] QJsonObject operationOf(const Endpoint &endpoint) const
    {
        return m_contract->operation(nameOf(endpoint.method), endpoint.pattern);
    }

    [[nodiscard]] QByteArray exampleBodyOf(const Endpoint &endpoint) const
    {
        return compact(m_contract->requestExampleOf(operationOf(endpoint)).toObject());
    }

    /// Sends a request and notes where the answer is not the documented one. `piece` stands for the variable piece of the path.
    ApiFixture::Reply ask(Method method, const QByteArray &pattern, const QByteArray &query, const QByteArray &body = {},
                          Expect expect = Expect::Good, const QString &piece = {})
    {
        const QJsonObject operation = m_contract->operation(nameOf(method), pattern);
        QByteArray target = pattern;
        for (const QJsonObject &parameter : m_contract->parametersOf(operation)) {
            if (parameter.value(u"in"_s) == u"path"_s)
                target.replace('{' + parameter.value(u"name"_s).toString().toLatin1() + '}',
                               inUrl(piece.isEmpty() ? parameter.value(u"example"_s) : QJsonValue(piece)));
        }
        if (!query.isEmpty())
            target += '?' + query;
        const auto reply = m_api->send(method, target, m_contract->requestSchemaOf(operation).isEmpty() ? QByteArray() : body);
        const QString place = QString::fromUtf8(nameOf(method) + ' ' + target + ' ' + body.left(300)) + u": "_s;
        const bool isParked = reply.status == 0;
        if (isParked)
            return reply;

        const bool isAsExpected = expect == Expect::Good ? reply.status < 300
            : expect == Expect::Refused                  ? reply.status >= 400
                                                         : reply.status != 400;
        const QJsonObject responses = operation.value(u"responses"_s).toObject();
        if (!isAsExpected || !responses.contains(QString::number(reply.status)))
            m_faults += place + QString::number(reply.status) + u' ' + QString::fromUtf8(reply.body);
        for (const QString &fault : answerFaultsOf(operation, reply))
            m_faults += place + fault;
        return reply;
    }

    [[nodiscard]] QStringList answerFaultsOf(const QJsonObject &operation, const ApiFixture::Reply &reply) const
    {
        const QJsonObject response = m_contract->responseOf(operation, reply.status);
        QStringList faults;
        for (const auto &[name, value] : reply.headers) {
            const bool isEverywhere = name == "Cache-Control";
            if (!isEverywhere && !response.value(u"headers"_s).toObject().contains(QString::fromLatin1(name)))
                faults += u"the header %1 is not documented"_s.arg(QString::fromLatin1(name));
        }
        const QJsonObject content = response.value(u"content"_s).toObject().value(u"application/json"_s).toObject();
        if (reply.body.isEmpty() != content.isEmpty())
            return faults + QStringList {u"a body and its description do not go together"_s};
        if (content.isEmpty())
            return faults;
        // In brackets, since an answer may be no object.
        const QJsonValue body = QJsonDocument::fromJson('[' + reply.body + ']').array().first();
        return faults + m_contract->faultsOf(body, content.value(u"schema"_s).toObject());
    }

    [[nodiscard]] QStringList exampleFaultsOf(const QJsonObject &operation, const QString &place) const
    {
        QList<QJsonObject> owners {operation.value(u"requestBody"_s).toObject()};
        const QJsonObject responses = operation.value(u"responses"_s).toObject();
        for (const auto &response : responses)
            owners.append(m_contract->resolved(response.toObject()));
        QStringList faults;
        for (const QJsonObject &owner : owners) {
            const QJsonObject content = owner.value(u"content"_s).toObject().value(u"application/json"_s).toObject();
            if (content.contains(u"example"_s))
                faults += m_contract->faultsOf(content.value(u"example"_s), content.value(u"schema"_s).toObject(), place);
        }
        return faults;
    }

    QString enqueue(const QByteArray &task) { return ask(Method::Post, "/task", {}, task).at("id").toString(); }
    QString claim(const QByteArray &query) { return ask(Method::Get, "/task/next", query).at("lease_token").toString(); }

    std::unique_ptr<ApiContract> m_contract;
    std::unique_ptr<ApiFixture> m_api;
    QStringList m_faults;
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
