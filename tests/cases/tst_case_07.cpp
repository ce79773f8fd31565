// SPDX-License-Identifier: GPL-3.0-only
// Case 7: twenty pollers wait and vanish.
#include "tests/cases/case_broker.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseVanishingPollers : public CaseWithBroker
{
    Q_OBJECT

    enum class Vanish { Reset, Close, HalfClose };

    static void vanish(RawHttpClient &client, Vanish how)
    {
        switch (how) {
        case Vanish::Reset:
            return client.reset();
        case Vanish::Close:
            return client.close();
        case Vanish::HalfClose:
            return client.halfClose();
        }
    }

private Q_SLOTS:
    void vanishedPollers_takeNoTask_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("areParked");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Vanish>("how");
        const QByteArray get("GET");
        const QByteArray next("/task/next?wait=10");
        QTest::newRow("reset") << 20 << true << get << next << QByteArray() << Vanish::Reset;
        QTest::newRow("close") << 20 << true << get << next << QByteArray() << Vanish::Close;
        QTest::newRow("end of the sending side") << 20 << true << get << next << QByteArray() << Vanish::HalfClose;
        QTest::newRow("reset at once") << 20 << false << get << next << QByteArray() << Vanish::Reset;
        QTest::newRow("close at once") << 20 << false << get << next << QByteArray() << Vanish::Close;
        QTest::newRow("claims by POST") << 20 << true << QByteArray("POST") << QByteArray("/task/claim")
                                        << QByteArray(R"({"worker":"gone","wait":10,"n":5})") << Vanish::Reset;
        QTest::newRow("polls that do not wait")
            << 20 << false << get << QByteArray("/task/next?worker=gone") << QByteArray() << Vanish::Reset;
        QTest::newRow("five hundred") << 500 << true << get << next << QByteArray() << Vanish::Reset;
    }
    void vanishedPollers_takeNoTask()
    {
        QFETCH(const int, count);
        QFETCH(const bool, areParked);
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, body);
        QFETCH(const Vanish, how);
        std::vector<RawHttpClient> pollers;
        for (int i = 0; i < count; ++i) {
            pollers.push_back(connect());
            QVERIFY(pollers.back().send(pollers.back().requestBytes(method, target, body.isEmpty() ? QByteArrayView() : body)));
        }
        if (areParked)
            QVERIFY(!pollers.back().hasAnswerWithin(std::chrono::milliseconds(50)));
        for (RawHttpClient &poller : pollers)
            vanish(poller, how);

        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo","payload":{"n":1}})");
        QVERIFY(!id.isEmpty());
        auto live = connect();
        const QJsonObject task = claim(live, "worker=live&wait=10");
        QCOMPARE(task["id"_L1].toString(), id);
        // Who was gone before it was written to has not cost the task one of its attempts.
        QVERIFY2(task["attempt"_L1].toInt() - task["uncharged"_L1].toInt() <= 1, QJsonDocument(task).toJson().constData());
        COMPARE_STATUS(report(live, task, R"("output":null)"), 200);
        QVERIFY(survives());
    }

    void pollersThatVanishWhileTasksCome_loseNone()
    {
        // Every task must come to a live poller, whatever happened to be in flight to the dead ones.
        auto client = connect();
        QStringList ids;
        for (int round = 0; round < 20; ++round) {
            std::vector<RawHttpClient> pollers;
            for (int i = 0; i < 5; ++i) {
                pollers.push_back(connect());
                pollers.back().send(pollers.back().requestBytes("GET", "/task/next?worker=gone&wait=10&lease=3"));
            }
            QVERIFY(client.send(client.requestBytes("POST", "/task", R"({"task_type":"echo"})")));
            for (RawHttpClient &poller : pollers)
                poller.reset();
            const HttpAnswer made = client.readAnswer();
            COMPARE_STATUS(made, 201);
            ids.append(made.json()["id"_L1].toString());
        }
        auto live = connect();
        QStringList done;
        while (done.size() < ids.size()) {
            const QJsonObject task = claim(live, "worker=live&wait=15");
            QVERIFY2(!task.isEmpty(), "a task was lost to a poller that is gone");
            COMPARE_STATUS(report(live, task, R"("output":null)"), 200);
            done.append(task["id"_L1].toString());
        }
        done.sort();
        ids.sort();
        QCOMPARE(done, ids);
        QVERIFY(survives());
    }

    void vanishedPosters_harmNobody()
    {
        // Half a body, and nothing more.
        for (int i = 0; i < 20; ++i) {
            auto poster = connect();
            poster.send(
                "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            poster.reset();
        }
        // A whole request whose answer nobody reads: it may count, but only once.
        const QByteArray task = R"({"id":"01890a5d-ac96-774b-bcce-b302099a8057","task_type":"echo","payload":1})";
        for (int i = 0; i < 20; ++i) {
            auto poster = connect();
            poster.send(poster.requestBytes("POST", "/task", task));
            poster.reset();
        }
        auto client = connect();
        const HttpAnswer answer = client.post("/task", task);
        QVERIFY2(answer.status == 200 || answer.status == 201, answer.body.constData());
        QCOMPARE(client.get("/task?limit=500").json()["tasks"_L1].toArray().size(), 1);
        QVERIFY(survives());
    }

    void vanishedWaitersForATask_harmNobody()
    {
        auto client = connect();
        const QString id = enqueue(client, R"({"task_type":"echo"})");
        for (int i = 0; i < 20; ++i) {
            auto waiter = connect();
            waiter.send(waiter.requestBytes("GET", taskPath(id, "?wait=20")));
            if (i == 19)
                QVERIFY(!waiter.hasAnswerWithin(std::chrono::milliseconds(50)));
            waiter.reset();
        }
        const QJsonObject task = claim(client, "worker=live");
        COMPARE_STATUS(report(client, task, R"("output":null)"), 200);
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseVanishingPollers)
#include "tst_case_07.moc"
