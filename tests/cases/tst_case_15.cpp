// SPDX-License-Identifier: GPL-3.0-only
// Case 15: two requests on one connection, the first one slow.
#include "tests/cases/case_broker.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CasePipelining : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray numbered(int i) { return R"({"task_type":"echo","payload":{"i":)" + QByteArray::number(i) + "}}"; }

private Q_SLOTS:
    void slowRequest_isAnsweredFirst_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("a parked claim") << QByteArray("GET") << QByteArray("/task/next?wait=1&queues=empty") << QByteArray()
                                        << 204;
        QTest::newRow("a parked claim by POST") << QByteArray("POST") << QByteArray("/task/claim")
                                                << QByteArray(R"({"worker":"w","wait":1,"queues":["empty"]})") << 200;
        QTest::newRow("a list") << QByteArray("GET") << QByteArray("/task?limit=500") << QByteArray() << 200;
        QTest::newRow("a post") << QByteArray("POST") << QByteArray("/task") << numbered(0) << 201;
        QTest::newRow("a wait for a task") << QByteArray("GET") << QByteArray("/task/%1?wait=1") << QByteArray() << 200;
    }
    void slowRequest_isAnsweredFirst()
    {
        QFETCH(QByteArray, target);
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        auto client = connect();
        const QString waiting = enqueue(client, R"({"task_type":"other","payload":1})");
        target.replace("%1", waiting.toUtf8());

        QVERIFY(client.send(client.requestBytes(method, target, body.isEmpty() ? QByteArrayView() : body)
                            + client.requestBytes("GET", "/task/types") + client.requestBytes("GET", "/nowhere")));
        const HttpAnswer first = client.readAnswer();
        COMPARE_STATUS(first, status);
        const HttpAnswer second = client.readAnswer();
        COMPARE_STATUS(second, 200);
        QCOMPARE(second.body, QByteArray("[]"));
        COMPARE_STATUS(client.readAnswer(), 404);
        QVERIFY(survives());
    }

    void posts_areAnsweredInTheirOrder_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("three") << 3;
        QTest::newRow("two hundred") << 200;
    }
    void posts_areAnsweredInTheirOrder()
    {
        QFETCH(const int, count);
        auto client = connect();
        QByteArray bytes;
        for (int i = 1; i <= count; ++i)
            bytes += client.requestBytes("POST", "/task", numbered(i));
        QVERIFY(client.send(bytes));
        QStringList ids;
        for (int i = 1; i <= count; ++i) {
            const HttpAnswer answer = client.readAnswer();
            COMPARE_STATUS(answer, 201);
            QCOMPARE(answer.json()["payload"_L1]["i"_L1].toInt(), i);
            ids.append(answer.json()["id"_L1].toString());
        }
        for (int i = 1; i <= count; ++i)
            QCOMPARE(loadTask(client, ids.at(i - 1))["payload"_L1]["i"_L1].toInt(), i);
    }

    void refusals_keepTheirPlace()
    {
        auto client = connect();
        QByteArray bytes = client.requestBytes("POST", "/task", numbered(1));
        bytes += client.requestBytes("POST", "/task", "{");
        bytes += client.requestBytes("GET", "/task/next?wait=1&types=nobody");
        bytes += client.requestBytes("POST", "/task", R"({"task_type":"echo","colour":"red"})");
        bytes += client.requestBytes("DELETE", "/task/next");
        bytes += client.requestBytes("GET", "/task/types");
        bytes += client.requestBytes("POST", "/task", numbered(2));
        QVERIFY(client.send(bytes));
        for (const int status : {201, 400, 204, 400, 405, 200, 201})
            COMPARE_STATUS(client.readAnswer(), status);
    }

    void claimAndTheTaskForIt_maySitOnOneConnection()
    {
        auto client = connect();
        QVERIFY(
            client.send(client.requestBytes("GET", "/task/next?wait=2") + client.requestBytes("POST", "/task", numbered(1))));
        const HttpAnswer claimed = client.readAnswer();
        QVERIFY2(claimed.status == 200 || claimed.status == 204, claimed.failure.constData());
        const HttpAnswer made = client.readAnswer();
        COMPARE_STATUS(made, 201);
        if (claimed.status == 200)
            QCOMPARE(claimed.json()["id"_L1], made.json()["id"_L1]);
    }

    void pipelineCutAnywhere_isTheSame()
    {
        auto reference = connect();
        const QByteArray bytes =
            reference.requestBytes("POST", "/task", numbered(1)) + reference.requestBytes("GET", "/task/types");
        for (qsizetype cut = 1; cut < bytes.size(); cut += 7) {
            auto client = connect();
            QVERIFY(client.send(bytes.left(cut)));
            QVERIFY(client.send(bytes.mid(cut)));
            COMPARE_STATUS(client.readAnswer(), 201);
            COMPARE_STATUS(client.readAnswer(), 200);
        }
    }

    void requestsBehindTheLastOne_areNotCarriedOut()
    {
        auto client = connect();
        QVERIFY(client.send(client.requestBytes("GET", "/task/types", {}, "Connection: close\r\n")
                            + client.requestBytes("POST", "/task", numbered(1))));
        COMPARE_STATUS(client.readAnswer(), 200);
        QVERIFY(client.isClosedWithin(std::chrono::seconds(1)));
        auto other = connect();
        QVERIFY(other.get("/task?limit=500").json()["tasks"_L1].toArray().isEmpty());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CasePipelining)
#include "tst_case_15.moc"
