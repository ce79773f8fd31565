// SPDX-License-Identifier: GPL-3.0-only
// Case 3: a stale worker's result comes after its lease ended.
#include "tests/cases/case_broker.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseStaleWorker : public CaseWithBroker
{
    Q_OBJECT

    /// A task whose lease worker A let run out, and that worker B holds now.
    struct Handover
    {
        QString id;
        QJsonObject stale;
        QJsonObject current;
    };

    Handover handOver(RawHttpClient &client)
    {
        Handover task;
        task.id = enqueue(client, R"({"task_type":"echo","payload":{"who":"?"}})");
        task.stale = claim(client, "worker=a&lease=1");
        // Parked until the broker takes the task back from A.
        task.current = claim(client, "worker=b&lease=60&wait=15");
        return task;
    }

private Q_SLOTS:
    void lostTask_goesToTheNextWorkerAsAnotherAttempt()
    {
        auto client = connect();
        const Handover task = handOver(client);
        QVERIFY(!task.id.isEmpty());
        QCOMPARE(task.stale["id"_L1].toString(), task.id);
        QCOMPARE(task.stale["attempt"_L1].toInt(), 1);
        QCOMPARE(task.current["id"_L1].toString(), task.id);
        QCOMPARE(task.current["attempt"_L1].toInt(), 2);
        QCOMPARE(task.current["worker"_L1].toString(), u"b"_s);
        QVERIFY(task.current["lease_token"_L1] != task.stale["lease_token"_L1]);
    }

    void staleReport_changesNothing_data()
    {
        QTest::addColumn<QByteArray>("act");
        QTest::addColumn<QByteArray>("members");
        QTest::newRow("an output") << QByteArray("result") << QByteArray(R"("output":{"who":"A"},"error":null)");
        QTest::newRow("an error") << QByteArray("result") << QByteArray(R"("output":null,"error":"A failed")");
        QTest::newRow("a final error") << QByteArray("result") << QByteArray(R"("error":"A failed","no_retry":true)");
        QTest::newRow("a heartbeat") << QByteArray("heartbeat") << QByteArray();
        QTest::newRow("a release") << QByteArray("release") << QByteArray();
    }
    void staleReport_changesNothing()
    {
        QFETCH(const QByteArray, act);
        QFETCH(const QByteArray, members);
        auto client = connect();
        const Handover task = handOver(client);
        const QJsonObject before = loadTask(client, task.id);
        QCOMPARE(before["status"_L1].toString(), u"Running"_s);

        const HttpAnswer late = withLease(client, task.stale, act, members);
        COMPARE_STATUS(late, 409);
        QCOMPARE(late.errorCode(), u"lease_lost"_s);
        QVERIFY(!late.errorMessage().isEmpty());
        QCOMPARE(loadTask(client, task.id), before);

        COMPARE_STATUS(report(client, task.current, R"("output":{"who":"B"},"error":null)"), 200);
        const QJsonObject done = loadTask(client, task.id);
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(done["result"_L1]["output"_L1]["who"_L1].toString(), u"B"_s);
        QCOMPARE(done["attempt"_L1].toInt(), 2);
        QVERIFY(done["completed_at"_L1].toString() >= task.current["started_at"_L1].toString());

        COMPARE_STATUS(withLease(client, task.stale, act, members), 409);
        QCOMPARE(loadTask(client, task.id), done);
        QCOMPARE(outcomes(client, task.id), (QStringList {u"lease_lost"_s, u"completed"_s}));
    }

    void staleResultBesideAClaim_isRefusedAlone()
    {
        auto client = connect();
        const Handover task = handOver(client);
        const QString next = enqueue(client, R"({"task_type":"echo"})");
        const QByteArray result = R"({"id":)" + quoted(task.id) + R"(,"lease_token":)"
            + quoted(task.stale["lease_token"_L1].toString()) + R"(,"output":{"who":"A"}})";
        const HttpAnswer answer = client.post("/task/claim", R"({"worker":"a","n":1,"results":[)" + result + "]}");
        COMPARE_STATUS(answer, 200);
        QCOMPARE(answer.json()["tasks"_L1][0]["id"_L1].toString(), next);
        QCOMPARE(answer.json()["results"_L1][0]["error"_L1]["code"_L1].toString(), u"lease_lost"_s);
        QCOMPARE(loadTask(client, task.id)["worker"_L1].toString(), u"b"_s);
        COMPARE_STATUS(report(client, task.current, R"("output":{"who":"B"})"), 200);
    }

    void staleWorker_staysFencedOverARestart()
    {
        auto client = connect();
        const Handover task = handOver(client);
        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        COMPARE_STATUS(report(again, task.stale, R"("output":{"who":"A"})"), 409);
        COMPARE_STATUS(report(again, task.current, R"("output":{"who":"B"})"), 200);
        QCOMPARE(loadTask(again, task.id)["result"_L1]["output"_L1]["who"_L1].toString(), u"B"_s);
    }

    void lostLease_isRefusedBeforeAnybodyElseHasTheTask()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const QJsonObject stale = claim(client, "worker=a&lease=1");
        QTRY_COMPARE_WITH_TIMEOUT(loadTask(client, id)["state"_L1].toString(), u"ready"_s, 10'000);
        COMPARE_STATUS(report(client, stale, R"("output":1)"), 409);
        QCOMPARE(loadTask(client, id)["state"_L1].toString(), u"ready"_s);
    }

    void heartbeat_keepsTheLease()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const QJsonObject held = claim(client, "worker=a&lease=2");
        // A rival stays parked for longer than the lease; A renews whenever it was not answered for a while.
        auto rival = connect();
        rival.send(rival.requestBytes("GET", "/task/next?worker=b&wait=5"));
        for (int i = 0; i < 8 && !rival.hasAnswerWithin(std::chrono::milliseconds(500)); ++i)
            COMPARE_STATUS(withLease(client, held, "heartbeat"), 200);
        COMPARE_STATUS(report(client, held, R"("output":1)"), 200);
        COMPARE_STATUS(rival.readAnswer(), 204);
        QCOMPARE(outcomes(client, id), QStringList {u"completed"_s});
    }

    void sameResultAgain_getsTheSameAnswer()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const QJsonObject held = claim(client, "worker=a");
        const HttpAnswer first = report(client, held, R"("output":{"who":"A"})");
        COMPARE_STATUS(first, 200);
        const QJsonObject done = loadTask(client, id);
        const HttpAnswer second = report(client, held, R"("output":{"who":"A"})");
        COMPARE_STATUS(second, 200);
        QCOMPARE(second.body, first.body);

        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        const HttpAnswer third = report(again, held, R"("output":{"who":"A"})");
        COMPARE_STATUS(third, 200);
        QCOMPARE(third.body, first.body);
        QCOMPARE(loadTask(again, id), done);
    }

    void wrongToken_isRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("none") << QByteArray(R"({"output":1,"error":null})");
        QTest::newRow("another") << QByteArray(R"({"lease_token":"x","output":1})");
        QTest::newRow("an empty one") << QByteArray(R"({"lease_token":"","output":1})");
    }
    void wrongToken_isRefused()
    {
        QFETCH(const QByteArray, body);
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const QJsonObject held = claim(client, "worker=a");
        const HttpAnswer answer = client.post(taskPath(id, "/result"), body);
        QVERIFY2(answer.status == 409 || answer.status == 400, answer.body.constData());
        QCOMPARE(loadTask(client, id)["state"_L1].toString(), u"running"_s);
        COMPARE_STATUS(report(client, held, R"("output":1)"), 200);
    }

    void plainWorker_needsNoTokenWhileItsClaimIsTheCurrentOne()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        const HttpAnswer claimed = client.get("/task/next");
        COMPARE_STATUS(claimed, 200);
        QCOMPARE(claimed.json()["id"_L1].toString(), id);
        COMPARE_STATUS(client.post(taskPath(id, "/result"), R"({"output":{"who":"A"},"error":null})"), 200);
        QCOMPARE(loadTask(client, id)["status"_L1].toString(), u"Completed"_s);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseStaleWorker)
#include "tst_case_03.moc"
