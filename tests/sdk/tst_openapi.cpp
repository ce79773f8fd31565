// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"
#include "broker/http/http_error.h"
#include "tests/sdk/contract_fixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::ContractFixture;

/// Holds sdk/contract/openapi.yaml against the broker that it describes: endpoints, words, requests, examples. Its answers stand in
/// tst_openapi_answers.cpp.
class TestOpenApi : public QObject, private ContractFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { readContract(); }
    void init() { beginAnew(); }

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
              u"new_task_reader.cpp"_s, u"policy_reader.cpp"_s, u"operation_reader.cpp"_s, u"report_reader.cpp"_s,
              u"renewal_reader.cpp"_s}) {
            const QString code = projectFile(u"broker/http/"_s + file);
            for (auto found = reading.globalMatch(code); found.hasNext(); ++read) {
                const QString name = found.next().captured(1);
                QVERIFY2(documented.contains(name), qPrintable(file + u" reads "_s + name));
            }
        }
        QVERIFY(read > 80); // or the handlers read in another way by now, and this looks at nothing
    }

    // What comes out.

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
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
