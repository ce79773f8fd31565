// SPDX-License-Identifier: GPL-3.0-only
// Case 25: numbers that do not fit a double.
#include "tests/cases/case_broker.h"
#include "tests/support/worker_process.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

class CaseNumbers : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray taskWith(const QByteArray &payload) { return R"({"task_type":"echo","payload":)" + payload + '}'; }

    static inline const QByteArray kPayload =
        R"({"a":9007199254740993,"b":9223372036854775807,"c":-9223372036854775808,"d":12345678901234567890,)"
        R"("e":0.1,"f":123456789.12345679})";

private Q_SLOTS:
    void number_keepsEveryDigit_data()
    {
        QTest::addColumn<QByteArray>("number");
        for (const char *number : {"9007199254740993",
                                   "-9007199254740993",
                                   "9223372036854775807",
                                   "-9223372036854775808",
                                   "12345678901234567890",
                                   "18446744073709551615",
                                   "0.1",
                                   "123456789.12345679",
                                   "0.10000000000000000555111512312578270211815834",
                                   "1.0",
                                   "1.10",
                                   "-0",
                                   "-0.0",
                                   "1e2",
                                   "1E+2",
                                   "1e-2",
                                   "1.7976931348623157e308",
                                   "5e-324",
                                   "2147483648",
                                   "4294967296",
                                   "0",
                                   "3.141592653589793238462643383279"})
            QTest::newRow(number) << QByteArray(number);
        QTest::newRow("all of the case") << kPayload;
        QTest::newRow("in a list") << QByteArray("[9007199254740993,[1.0,{\"x\":-0.0}]]");
    }
    void number_keepsEveryDigit()
    {
        QFETCH(const QByteArray, number);
        const QByteArray asPosted = R"("payload":)" + number + ',';
        auto client = connect();
        const HttpAnswer made = client.post("/task", taskWith(number));
        COMPARE_STATUS(made, 201);
        QVERIFY2(made.body.contains(asPosted), made.body.constData());
        const QString id = made.json()["id"_L1].toString();
        const HttpAnswer claimed = client.get("/task/next?worker=w");
        COMPARE_STATUS(claimed, 200);
        QVERIFY2(claimed.body.contains(asPosted), claimed.body.constData());
        COMPARE_STATUS(report(client, claimed.json(), R"("output":{"echoed":)" + number + '}'), 200);

        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        const HttpAnswer read = again.get(taskPath(id));
        QVERIFY2(read.body.contains(asPosted), read.body.constData());
        QVERIFY2(read.body.contains(R"("output":{"echoed":)" + number + "},"), read.body.constData());
    }

    void numberThatCannotBeKept_isRefused_data()
    {
        QTest::addColumn<QByteArray>("number");
        for (const char *number : {"18446744073709551616",
                                   "-9223372036854775809",
                                   "123456789012345678901234567890",
                                   "1e400",
                                   "-1e400",
                                   "1e99999999999999999999",
                                   "NaN",
                                   "Infinity",
                                   "-Infinity",
                                   "+1",
                                   "01",
                                   "-01",
                                   ".5",
                                   "1.",
                                   "1.e5",
                                   "1e",
                                   "1e+",
                                   "-",
                                   "0x10",
                                   "1_000",
                                   "1,5",
                                   "1.234.567,25",
                                   "\u0661"})
            QTest::newRow(number) << QByteArray(number);
    }
    void numberThatCannotBeKept_isRefused()
    {
        QFETCH(const QByteArray, number);
        auto client = connect();
        for (const QByteArray &payload : {number, R"({"n":)" + number + '}', "[0," + number + ']'}) {
            // A comma inside an array makes two numbers of one.
            if (payload.startsWith('[') && number.contains(','))
                continue;
            const HttpAnswer answer = client.post("/task", taskWith(payload));
            COMPARE_STATUS(answer, 400);
            QVERIFY2(answer.errorMessage().size() > 10, answer.body.constData());
        }
        QVERIFY(client.get("/task?limit=500").json()["tasks"_L1].toArray().isEmpty());
        QVERIFY(survives());
    }

    void numberInAResultThatCannotBeKept_isRefused()
    {
        auto client = connect();
        QVERIFY(!enqueue(client, taskWith("1")).isEmpty());
        const QJsonObject held = claim(client, "worker=w");
        COMPARE_STATUS(report(client, held, R"("output":18446744073709551616)"), 400);
        COMPARE_STATUS(report(client, held, R"("output":1e400)"), 400);
        COMPARE_STATUS(report(client, held, R"("output":1)"), 200);
    }

    void option_isAnIntegerOrRefused_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("a priority") << QByteArray(R"("priority":9)") << true;
        QTest::newRow("half a priority") << QByteArray(R"("priority":4.5)") << false;
        QTest::newRow("a priority too high") << QByteArray(R"("priority":10)") << false;
        QTest::newRow("a negative priority") << QByteArray(R"("priority":-1)") << false;
        QTest::newRow("a priority that wraps to 0") << QByteArray(R"("priority":4294967296)") << false;
        QTest::newRow("a priority in quotes") << QByteArray(R"("priority":"5")") << false;
        QTest::newRow("attempts") << QByteArray(R"("max_attempts":1000)") << true;
        QTest::newRow("no attempts") << QByteArray(R"("max_attempts":0)") << false;
        QTest::newRow("too many attempts") << QByteArray(R"("max_attempts":1001)") << false;
        QTest::newRow("attempts that wrap to 1") << QByteArray(R"("max_attempts":18446744073709551617)") << false;
        QTest::newRow("a delay") << QByteArray(R"("delay":1.5)") << true;
        QTest::newRow("a negative delay") << QByteArray(R"("delay":-5)") << false;
        QTest::newRow("an endless delay") << QByteArray(R"("delay":1e300)") << false;
    }
    void option_isAnIntegerOrRefused()
    {
        QFETCH(const QByteArray, members);
        QFETCH(const bool, isGood);
        auto client = connect();
        COMPARE_STATUS(client.post("/task", R"({"task_type":"echo",)" + members + '}'), isGood ? 201 : 400);
    }

    void worker_echoesWhatWasPosted()
    {
        auto client = connect();
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker().address(), u"w"_s);
        QVERIFY(worker.start());
        // The worker's schema for echo wants a string in `echo`; the other members are free.
        const QByteArray payload = R"({"echo":"n",)" + kPayload.mid(1);
        const HttpAnswer made = client.post("/task", taskWith(payload));
        COMPARE_STATUS(made, 201);
        const HttpAnswer done = client.get(taskPath(made.json(), "?wait=15"));
        QVERIFY2(done.body.contains(R"("status":"Completed")"), (done.body + worker.log()).constData());
        QVERIFY2(done.body.contains(R"("output":{"echoed":)" + payload + '}'), done.body.constData());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseNumbers)
#include "tst_case_25.moc"
