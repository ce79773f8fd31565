// SPDX-License-Identifier: GPL-3.0-only
// Case 17: equal times, kept order.
#include "tests/cases/case_broker.h"

#include <QDateTime>

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseOrder : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray numbered(int i, const QByteArray &members = {})
    {
        return R"({"task_type":"echo","payload":{"i":)" + QByteArray::number(i) + '}' + members + '}';
    }

    /// The numbers of the next `count` tasks, claimed one at a time.
    static QList<int> claimNumbers(RawHttpClient &client, int count, const QByteArray &query = "wait=10")
    {
        QList<int> numbers;
        for (int i = 0; i < count; ++i) {
            const QJsonObject task = claim(client, query);
            numbers.append(task["payload"_L1]["i"_L1].toInt(-1));
        }
        return numbers;
    }

    static QList<int> upTo(int count)
    {
        QList<int> numbers;
        for (int i = 0; i < count; ++i)
            numbers.append(i);
        return numbers;
    }

    /// The broker's own time, `later` from now, as a client would write it.
    static QByteArray momentIn(RawHttpClient &client, std::chrono::milliseconds later)
    {
        const HttpAnswer made = client.post("/task", R"({"task_type":"clock","queue":"clock"})");
        const auto now = QDateTime::fromString(made.json()["created_at"_L1].toString(), Qt::ISODateWithMs);
        return now.addMSecs(later.count()).toString(Qt::ISODateWithMs).toUtf8();
    }

private Q_SLOTS:
    void tasksOfOneMillisecond_comeInTheirOrder()
    {
        auto client = connect();
        for (int i = 0; i < 500; ++i)
            QVERIFY(!enqueue(client, numbered(i)).isEmpty());
        QCOMPARE(claimNumbers(client, 500, "types=echo"), upTo(500));
    }

    void plainClient_seesTheOldestFirst()
    {
        auto client = connect();
        for (int i = 0; i < 20; ++i)
            enqueue(client, numbered(i));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(client.get("/task/next").json()["payload"_L1]["i"_L1].toInt(-1), i);
    }

    void pipelinedTasks_comeInTheirOrder()
    {
        // One turn takes many of these, so they share a transaction and a moment.
        auto client = connect();
        QByteArray bytes;
        for (int i = 0; i < 60; ++i)
            bytes += client.requestBytes("POST", "/task", numbered(i));
        QVERIFY(client.send(bytes));
        for (int i = 0; i < 60; ++i)
            COMPARE_STATUS(client.readAnswer(), 201);
        QCOMPARE(claimNumbers(client, 60, "types=echo"), upTo(60));
    }

    void tasksWithOneDueTime_comeInTheOrderOfEnqueueing()
    {
        auto client = connect();
        const QByteArray runAt = R"(,"run_at":)" + quoted(momentIn(client, std::chrono::milliseconds(1500)));
        for (int i = 0; i < 20; ++i)
            QVERIFY(!enqueue(client, numbered(i, runAt)).isEmpty());
        COMPARE_STATUS(client.get("/task/next?types=echo"), 204);
        QCOMPARE(claimNumbers(client, 20, "types=echo&wait=10"), upTo(20));
    }

    void tasksOfTheSameMomentWrittenDifferently_keepTheirOrder()
    {
        // The same instant as a time in Z, with an offset and with another offset.
        auto client = connect();
        const auto moment =
            QDateTime::fromString(QString::fromUtf8(momentIn(client, std::chrono::milliseconds(1500))), Qt::ISODateWithMs);
        for (int i = 0; i < 9; ++i) {
            const QByteArray text = moment.toOffsetFromUtc(i % 3 * 3600).toString(Qt::ISODateWithMs).toUtf8();
            QVERIFY2(!enqueue(client, numbered(i, R"(,"run_at":)" + quoted(text))).isEmpty(), text.constData());
        }
        QCOMPARE(claimNumbers(client, 9, "types=echo&wait=10"), upTo(9));
    }

    void claimOfMany_isInTheSameOrder()
    {
        auto client = connect();
        for (int i = 0; i < 100; ++i)
            enqueue(client, numbered(i));
        QList<int> numbers;
        for (int call = 0; call < 4; ++call) {
            const auto tasks = client.post("/task/claim", R"({"worker":"w","n":25})").json()["tasks"_L1].toArray();
            for (const auto &task : tasks)
                numbers.append(task["payload"_L1]["i"_L1].toInt(-1));
        }
        QCOMPARE(numbers, upTo(100));
    }

    void order_survivesARestart()
    {
        auto client = connect();
        for (int i = 0; i < 50; ++i)
            enqueue(client, numbered(i));
        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        for (int i = 50; i < 100; ++i)
            enqueue(again, numbered(i));
        QCOMPARE(claimNumbers(again, 100, "types=echo"), upTo(100));
    }

    void idOfTheClient_decidesNothing()
    {
        // Falling ids, rising order.
        auto client = connect();
        for (int i = 0; i < 50; ++i) {
            const QByteArray id = "01890a5d-ac96-774b-bcce-b302099a80" + QByteArray::number(99 - i).rightJustified(2, '0');
            QVERIFY(!enqueue(client, numbered(i, R"(,"id":)" + quoted(id))).isEmpty());
        }
        QCOMPARE(claimNumbers(client, 50, "types=echo"), upTo(50));
    }

    void retriedTask_takesItsPlaceByItsNewDueTime()
    {
        auto client = connect();
        enqueue(client, numbered(0));
        const QJsonObject first = claim(client, "types=echo");
        QCOMPARE(first["payload"_L1]["i"_L1].toInt(-1), 0);
        // The first retry is due about a second later: behind what is due at once, ahead of what is due in three.
        const HttpAnswer failed = report(client, first, R"("error":"not now")");
        COMPARE_STATUS(failed, 200);
        QCOMPARE(failed.json()["status"_L1].toString(), u"Pending"_s);
        QVERIFY(!enqueue(client, numbered(1)).isEmpty());
        QVERIFY(!enqueue(client, numbered(2, R"(,"delay":3)")).isEmpty());
        QCOMPARE(claimNumbers(client, 3), (QList<int> {1, 0, 2}));
    }

    void releasedTask_comesBackFirst()
    {
        auto client = connect();
        for (int i = 0; i < 3; ++i)
            enqueue(client, numbered(i));
        const QJsonObject first = claim(client, "types=echo");
        COMPARE_STATUS(withLease(client, first, "release"), 200);
        QCOMPARE(claimNumbers(client, 3), upTo(3));
    }

    void priority_comesBeforeAge()
    {
        auto client = connect();
        enqueue(client, numbered(3, R"(,"priority":0)"));
        enqueue(client, numbered(2));
        enqueue(client, numbered(0, R"(,"priority":9)"));
        enqueue(client, numbered(1, R"(,"priority":9)"));
        QCOMPARE(claimNumbers(client, 4), upTo(4));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseOrder)
#include "tst_case_17.moc"
