// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/fault_proxy.h"

#include "tests/sdk/conformance/json_pattern.h"
#include "tests/support/broker_process.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#include <memory>
#include <sys/socket.h>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QByteArrayView kTask = R"({"task_type": "echo", "payload": 1.50})";

QJsonArray rules(const QByteArray &json) { return QJsonDocument::fromJson(json).array(); }

FaultProxy::Request request(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    FaultProxy::Request made;
    made.method = method;
    made.path = path;
    made.body = body;
    return made;
}

} // namespace

class TstFaultProxy : public QObject
{
    Q_OBJECT

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<FaultProxy> m_proxy;

    [[nodiscard]] RawHttpClient driver() const { return RawHttpClient(static_cast<quint16>(QUrl(m_proxy->address()).port())); }
    [[nodiscard]] int readyTasks() const { return m_broker->connect().get("/stats").json()["states"_L1]["ready"_L1].toInt(); }
    [[nodiscard]] QJsonObject record(std::size_t number) const { return m_proxy->requests().at(number).record(); }

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_proxy = std::make_unique<FaultProxy>(m_broker->port());
    }
    void cleanup()
    {
        m_proxy.reset();
        m_broker.reset();
    }

    void request_isPassedOnAndRecorded()
    {
        RawHttpClient client = driver();
        const HttpAnswer enqueued = client.request("POST", "/task?dry_run=false", kTask, "X-Word: Two  words\r\n");
        QCOMPARE(enqueued.status, 201);
        QVERIFY(enqueued.body.contains("\"payload\":1.50"));
        QVERIFY(!enqueued.header("ETag").isEmpty());
        QCOMPARE(client.get("/task/types").body, "[]"); // on the same connection
        QCOMPARE(m_proxy->requests().size(), 2U);
        const QJsonObject expected {{u"method"_s, u"POST"_s},
                                    {u"path"_s, u"/task"_s},
                                    {u"query"_s, QJsonObject {{u"dry_run"_s, u"false"_s}}},
                                    {u"headers"_s, QJsonObject {{u"x-word"_s, u"Two  words"_s}}},
                                    {u"body"_s, QJsonObject {{u"payload"_s, 1.5}}},
                                    {u"body_text"_s, QString::fromLatin1(kTask)},
                                    {u"status"_s, 201}};
        QCOMPARE(misfit(expected, record(0)), QString());
    }

    void chunksAndExpectations_arePassedOn()
    {
        RawHttpClient client = driver();
        client.send("POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                    "Expect: 100-continue\r\n\r\n");
        QVERIFY(client.readAnswer().head.startsWith("HTTP/1.1 100"));
        QCOMPARE(client.exchange("12\r\n{\"task_type\":\"echo\r\n2\r\n\"}\r\n0\r\n\r\n").status, 201);
        QCOMPARE(record(0)["body_text"_L1].toString(), u"{\"task_type\":\"echo\"}"_s);
    }

    void answer_comesFromTheRuleUntilItIsUsedUp()
    {
        m_proxy->setRules(rules(R"([{"on": "POST /task", "times": 1,
                                     "answer": {"status": 503, "headers": {"Retry-After": "7"}, "body": {"a": 1}}},
                                    {"on": "POST /task", "times": 1, "answer": {"status": 502, "body": "<html>"}}])"));
        RawHttpClient client = driver();
        const HttpAnswer first = client.post("/task", kTask);
        QCOMPARE(first.status, 503);
        QCOMPARE(first.header("Retry-After"), "7");
        QCOMPARE(first.body, R"({"a":1})");
        QCOMPARE(client.post("/task", kTask).body, "<html>");
        QCOMPARE(client.get("/task/types").status, 200);
        QCOMPARE(readyTasks(), 0);
        QCOMPARE(client.post("/task", kTask).status, 201);
        QCOMPARE(record(0)["status"_L1].toInt(), 503);
    }

    void drop_hangsUpBeforeOrAfterTheDeed_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<int>("stored");
        QTest::addColumn<QByteArray>("heard");
        QTest::newRow("before") << QByteArray("request") << 0 << QByteArray();
        QTest::newRow("after") << QByteArray("answer") << 1 << QByteArray();
        QTest::newRow("in the middle of the answer") << QByteArray("half") << 1 << QByteArray("{\"id\":");
    }
    void drop_hangsUpBeforeOrAfterTheDeed()
    {
        QFETCH(QByteArray, what);
        QFETCH(int, stored);
        QFETCH(QByteArray, heard);
        m_proxy->setRules(rules("[{\"on\": \"*\", \"drop\": \"" + what + "\"}]"));
        RawHttpClient client = driver();
        const HttpAnswer answer = client.post("/task", kTask);
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.failure.contains(heard), answer.failure.constData());
        QVERIFY(client.isClosedWithin(5s));
        QCOMPARE(readyTasks(), stored);
        QCOMPARE(record(0)["status"_L1].toInt(), 0);
    }

    void silence_lastsUntilTheDriverHangsUp()
    {
        m_proxy->setRules(rules(R"([{"on": "*", "silence": true}])"));
        RawHttpClient client = driver();
        QVERIFY(client.send(client.requestBytes("POST", "/task", kTask)));
        m_proxy->waitFor([](const auto &requests) { return !requests.empty(); }, 5s);
        QVERIFY(!client.hasAnswerWithin(100ms));
        QCOMPARE(readyTasks(), 0);
    }

    void lateAnswer_reachesADriverThatOnlyEndedItsSending()
    {
        m_proxy->setRules(rules(R"([{"on": "*", "late": true}])"));
        RawHttpClient client = driver();
        QVERIFY(client.send(client.requestBytes("POST", "/task", kTask)));
        m_proxy->waitFor([](const auto &requests) { return !requests.empty(); }, 5s);
        QVERIFY(!client.hasAnswerWithin(100ms));
        ::shutdown(client.descriptor(), SHUT_WR);
        QCOMPARE(client.readAnswer().status, 201);
    }

    void lateAnswer_comesWhenAWorkerSaysThatItStops()
    {
        m_proxy->setRules(rules(R"([{"on": "POST /task", "late": true}])"));
        RawHttpClient client = driver();
        QVERIFY(client.send(client.requestBytes("POST", "/task", kTask)));
        m_proxy->waitFor([](const auto &requests) { return !requests.empty(); }, 5s);
        QCOMPARE(driver().post("/worker/w/heartbeat", R"({"leases":[]})").status, 200);
        QVERIFY(!client.hasAnswerWithin(100ms));
        QCOMPARE(driver().post("/worker/w/heartbeat", R"({"stopping":true})").status, 200);
        QCOMPARE(client.readAnswer().status, 201);
    }

    void times_areShifted()
    {
        m_proxy->setRules(rules(R"([{"on": "*", "shift_times": -315360000}])"));
        const QString ours = driver().post("/task", kTask).json()["id"_L1].toString();
        const QByteArray path = "/task/" + ours.toLatin1();
        const auto createdAt = [](const HttpAnswer &answer) {
            return QDateTime::fromString(answer.json()["created_at"_L1].toString(), Qt::ISODateWithMs);
        };
        QCOMPARE(createdAt(driver().get(path)).addSecs(315'360'000), createdAt(m_broker->connect().get(path)));
    }

    void members_areMergedIntoAnswersAndTheirTasks()
    {
        m_proxy->setRules(rules(R"([{"on": "*", "merge": {"novelty": [1]}}])"));
        const QJsonArray novelty {1};
        RawHttpClient client = driver();
        QCOMPARE(client.post("/task", kTask).json()["novelty"_L1].toArray(), novelty);
        const QJsonObject page = client.get("/task").json();
        QCOMPARE(page["novelty"_L1].toArray(), novelty);
        QCOMPARE(page["tasks"_L1][0]["novelty"_L1].toArray(), novelty);
    }

    void absentBroker_isAConnectionThatEnds()
    {
        RawHttpClient kept = driver();
        QCOMPARE(kept.get("/task/types").status, 200);
        m_broker->kill();
        QVERIFY(kept.isClosedWithin(5s));
        QCOMPARE(driver().get("/task/types").status, 0);
        QCOMPARE(m_proxy->requests().size(), 2U);
        QVERIFY(m_broker->start());
        QCOMPARE(driver().get("/task/types").status, 200);
    }

    void kind_isToldFromPathAndBody_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("kinds");
        const QByteArray id = "01930000-0000-7000-8000-000000000001";
        const QByteArray list = "[{\"id\":\"" + id + "\"}]";
        QTest::newRow("enqueue") << QByteArray("POST") << QByteArray("/task") << QByteArray("{}")
                                 << QStringList {u"POST /task"_s};
        QTest::newRow("get") << QByteArray("GET") << "/task/" + id << QByteArray() << QStringList {u"GET /task/*"_s};
        QTest::newRow("claim") << QByteArray("POST") << QByteArray("/task/claim") << QByteArray("{\"results\":[]}")
                               << QStringList {u"POST /task/*"_s, u"claim"_s};
        QTest::newRow("claim with results") << QByteArray("POST") << QByteArray("/task/claim") << "{\"results\":" + list + '}'
                                            << QStringList {u"POST /task/*"_s, u"claim"_s, u"result"_s};
        QTest::newRow("result") << QByteArray("POST") << "/task/" + id + "/result" << QByteArray("{}")
                                << QStringList {u"POST /task/*/result"_s, u"result"_s};
        QTest::newRow("results") << QByteArray("POST") << QByteArray("/task/results") << "{\"results\":" + list + '}'
                                 << QStringList {u"POST /task/*"_s, u"result"_s};
        QTest::newRow("a task's heartbeat")
            << QByteArray("POST") << "/task/" + id + "/heartbeat" << QByteArray("{}") << QStringList {u"renewal"_s};
        QTest::newRow("a worker's heartbeat") << QByteArray("POST") << QByteArray("/worker/a%2Fb/heartbeat")
                                              << "{\"leases\":" + list + '}' << QStringList {u"heartbeat"_s, u"renewal"_s};
        QTest::newRow("an idle worker's") << QByteArray("POST") << QByteArray("/worker/a/heartbeat")
                                          << QByteArray("{\"leases\":[]}") << QStringList {u"heartbeat"_s};
        QTest::newRow("release") << QByteArray("POST") << "/task/" + id + "/release" << QByteArray("{}")
                                 << QStringList {u"release"_s};
    }
    void kind_isToldFromPathAndBody()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QStringList, kinds);
        const FaultProxy::Request one = request(method, path, body);
        QVERIFY(one.is(u"*"_s));
        for (const QString &kind : {u"POST /task"_s, u"GET /task/*"_s, u"POST /task/*"_s, u"POST /task/*/result"_s, u"claim"_s,
                                    u"result"_s, u"heartbeat"_s, u"renewal"_s, u"release"_s})
            QVERIFY2(one.is(kind) == kinds.contains(kind), qPrintable(kind));
        const bool speaksOfTask = path.contains("01930000") || body.contains("01930000");
        QCOMPARE(one.tasks(), speaksOfTask ? QStringList {u"01930000-0000-7000-8000-000000000001"_s} : QStringList());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstFaultProxy)
#include "tst_fault_proxy.moc"
