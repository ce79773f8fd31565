// SPDX-License-Identifier: GPL-3.0-only
// Case 51: the result is too big to store.
#include "tests/cases/case_broker.h"
#include "tests/support/worker_process.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMebibyte = 1024 * 1024;
constexpr qsizetype kPayloadBytesMax = 7 * kMebibyte;
constexpr qsizetype kOutputBytesMax = kPayloadBytesMax + 64 * 1024;
constexpr int kErrorCharactersMax = 10'000;
/// Of the broker that takes less than it took before.
constexpr qsizetype kLargeBytes = 2'000'000;

/// A JSON string of so many bytes.
QByteArray textOf(qsizetype bytes) { return quoted(QByteArray(bytes - 2, 'x')); }

QByteArray echoTask(const QByteArray &payload) { return R"({"task_type":"echo","payload":)" + payload + '}'; }

/// A payload for `echo` of exactly so many bytes, whose text repeats `piece`.
QByteArray payloadOf(const QByteArray &piece, qsizetype bytes)
{
    const QByteArray start = "{\"echo\":\"";
    const qsizetype room = bytes - start.size() - 2;
    return start + piece.repeated(room / piece.size()) + QByteArray(room % piece.size(), 'x') + "\"}";
}

} // namespace

class TstCase51 : public CaseWithBroker
{
    Q_OBJECT

    /// The task has had its one attempt, and nobody gets it again.
    void compareDead(const QString &id, const QString &error)
    {
        auto client = connect();
        const QJsonObject dead = awaitTask(client, id);
        QCOMPARE(dead["state"_L1].toString(), u"dead"_s);
        QCOMPARE(dead["status"_L1].toString(), u"Failed"_s);
        QCOMPARE(dead["attempt"_L1].toInt(), 1);
        QVERIFY(dead["result"_L1]["output"_L1].isNull());
        const QString said = dead["result"_L1]["error"_L1].toString();
        QVERIFY2(said.contains(error), qPrintable(said));
        QCOMPARE(outcomes(client, id), QStringList(u"failed"_s));
        COMPARE_STATUS(client.get("/task/next?worker=w"), 204);
    }

    static QByteArray leaseOf(const QJsonObject &claimed)
    {
        return "\"lease_token\":" + quoted(claimed["lease_token"_L1].toString());
    }
    static QByteArray listed(const QJsonObject &claimed, const QByteArray &output)
    {
        return R"("results":[{"id":)" + quoted(claimed["id"_L1].toString()) + ',' + leaseOf(claimed) + ",\"output\":" + output
            + "}]";
    }

    /// Sends the output by the way of the row; the code of the refusal, if any.
    static QString sendOutput(RawHttpClient &client, const QJsonObject &claimed, const QByteArray &way,
                              const QByteArray &output)
    {
        if (way == "bare")
            return client.post(taskPath(claimed, "/result"), "{\"output\":" + output + '}').errorCode();
        if (way == "alone")
            return report(client, claimed, "\"output\":" + output).errorCode();
        const HttpAnswer answer = way == "list"
            ? client.post("/task/results", '{' + listed(claimed, output) + '}')
            : client.post("/task/claim", R"({"worker":"w","types":["nothing"],)" + listed(claimed, output) + '}');
        return answer.json()["results"_L1][0]["error"_L1]["code"_L1].toString();
    }

    static void addWays()
    {
        QTest::addColumn<QByteArray>("way");
        for (const char *way : {"alone", "list", "claim", "bare"})
            QTest::newRow(way) << QByteArray(way);
    }

private Q_SLOTS:
    void sixtyFourMebibytes_areRefusedAndTheErrorInsteadIsTaken()
    {
        auto client = connect();
        const QString id = enqueue(client, echoTask("{}"));
        const QJsonObject claimed = claim(client, "worker=w&lease=60");
        const QByteArray output = R"({"blob":)" + textOf(64 * kMebibyte) + '}';
        auto other = connect();
        (void)other.send(other.requestBytes("POST", taskPath(claimed, "/result"),
                                            '{' + leaseOf(claimed) + R"(,"error":null,"output":)" + output + '}'));
        const HttpAnswer refused = other.readAnswer();
        COMPARE_STATUS(refused, 413);
        QCOMPARE(refused.errorCode(), u"payload_too_large"_s);
        QCOMPARE(loadTask(client, id)["state"_L1].toString(), u"running"_s);
        // The lease is still the worker's, so it can say what went wrong.
        COMPARE_STATUS(report(client, claimed, R"("error":"result too large","no_retry":true)"), 200);
        compareDead(id, u"result too large"_s);
        QVERIFY(survives());
    }

    void outputAtItsLimit_isKept_data() { addWays(); }
    void outputAtItsLimit_isKept()
    {
        QFETCH(const QByteArray, way);
        auto client = connect();
        const QString id = enqueue(client, echoTask("{}"));
        const QJsonObject claimed = way == "bare" ? client.get("/task/next").json() : claim(client, "worker=w");
        QCOMPARE(sendOutput(client, claimed, way, textOf(kOutputBytesMax)), QString());
        QCOMPARE(loadTask(client, id)["result"_L1]["output"_L1].toString().size(), kOutputBytesMax - 2);
    }

    void outputBeyondItsLimit_endsTheTaskAtOnce_data() { addWays(); }
    void outputBeyondItsLimit_endsTheTaskAtOnce()
    {
        QFETCH(const QByteArray, way);
        auto client = connect();
        const QString id = enqueue(client, echoTask("{}"));
        const QJsonObject claimed = way == "bare" ? client.get("/task/next").json() : claim(client, "worker=w");
        const QByteArray output = textOf(kOutputBytesMax + 1);
        const QString error = u"result too large (%1 > %2 bytes)"_s.arg(output.size()).arg(kOutputBytesMax);
        // Said again it is refused again, and nothing moves.
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(sendOutput(client, claimed, way, output), u"payload_too_large"_s);
            compareDead(id, error);
        }
        // Nor is anything else taken in its place.
        QCOMPARE(sendOutput(client, claimed, way, "1"), u"already_ended"_s);
        compareDead(id, error);
    }

    void oneThatIsTooLarge_leavesTheOthersOfItsList()
    {
        auto client = connect();
        for (int i = 0; i < 2; ++i)
            enqueue(client, echoTask("{}"));
        const QJsonObject large = claim(client, "worker=w");
        const QJsonObject small = claim(client, "worker=w");
        const QByteArray body =
            '{' + listed(large, textOf(kOutputBytesMax + 1)).chopped(1) + ',' + listed(small, "1").mid(11) + '}';
        const QJsonArray results = client.post("/task/results", body).json()["results"_L1].toArray();
        QCOMPARE(results[0]["error"_L1]["code"_L1].toString(), u"payload_too_large"_s);
        QCOMPARE(results[1]["status"_L1].toString(), u"Completed"_s);
    }

    /// The real workers: what they take was enqueued when the broker's limits were higher, so its echo is too large now.
    void workerWithATooLargeOutput_saysSoItself_data()
    {
        QTest::addColumn<bool>("isLocal");
        QTest::addColumn<QString>("bodyBytesMax");
        QTest::addColumn<QString>("error");
        const QString stored = u"result too large (2000011 > 1065536 bytes)"_s;
        QTest::newRow("local, more than an output") << true << u"8388608"_s << stored;
        QTest::newRow("remote, more than an output") << false << u"8388608"_s << stored;
        QTest::newRow("local, more than a body") << true << u"1500000"_s << u"2000011 bytes"_s;
        QTest::newRow("remote, more than a body") << false << u"1500000"_s << u"2000011 bytes"_s;
    }
    void workerWithATooLargeOutput_saysSoItself()
    {
        QFETCH(const bool, isLocal);
        QFETCH(const QString, bodyBytesMax);
        QFETCH(const QString, error);
        auto client = connect();
        const QString id = enqueue(client, echoTask(payloadOf("x", kLargeBytes)));
        QVERIFY(!id.isEmpty());
        broker().setWorkers(isLocal ? 1 : 0);
        broker().setArguments({u"--max-payload-bytes"_s, u"1000000"_s, u"--max-body-bytes"_s, bodyBytesMax});
        QVERIFY2(broker().restart(), broker().log().constData());
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker().address(), u"remote"_s);
        if (!isLocal)
            QVERIFY(worker.start());
        compareDead(id, error);
        auto again = connect();
        QCOMPARE(awaitTask(again, enqueue(again, echoTask(R"({"echo":"afterwards"})")))["status"_L1].toString(),
                 u"Completed"_s);
    }

    void payloadAtItsLimit_isHandedOutEchoedAndRead_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("plain text") << QByteArray("x");
        QTest::newRow("letters of two bytes") << QByteArray("\xc3\xa9");
        QTest::newRow("escapes") << QByteArray("\\u0000");
        QTest::newRow("short escapes") << QByteArray("\\/");
    }
    void payloadAtItsLimit_isHandedOutEchoedAndRead()
    {
        QFETCH(const QByteArray, piece);
        const QByteArray payload = payloadOf(piece, kPayloadBytesMax);
        auto client = connect();
        COMPARE_STATUS(client.post("/task", echoTask(payloadOf(piece, kPayloadBytesMax + 1))), 413);
        broker().setWorkers(1);
        QVERIFY2(broker().restart(), broker().log().constData());
        client = connect();
        const QString id = enqueue(client, echoTask(payload));
        const HttpAnswer read = client.get(taskPath(id, "?wait=20"));
        QVERIFY(read.body.contains("\"payload\":" + payload));
        QVERIFY(read.body.contains("\"output\":{\"echoed\":" + payload + '}'));
        QCOMPARE(read.json()["attempt"_L1].toInt(), 1);
    }

    void tasksThatFillAnAnswer_comeOneByOne()
    {
        auto client = connect();
        QStringList ids;
        for (int i = 0; i < 3; ++i)
            ids.append(enqueue(client, echoTask(payloadOf("x", kPayloadBytesMax))));
        ids.append(enqueue(client, echoTask("{}")));
        for (int i = 0; i < 2; ++i) {
            const HttpAnswer answer = client.post("/task/claim", R"({"worker":"w","n":10})");
            const QJsonArray tasks = answer.json()["tasks"_L1].toArray();
            QCOMPARE(tasks.size(), 1);
            QCOMPARE(tasks[0]["id"_L1].toString(), ids[i]);
            QVERIFY(answer.body.size() <= 8 * kMebibyte);
        }
        // The last large one leaves room for a small one.
        QCOMPARE(client.post("/task/claim", R"({"worker":"w","n":10})").json()["tasks"_L1].toArray().size(), 2);
    }

    void errorText_isCut_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("plain text") << QByteArray("x");
        QTest::newRow("signs of two halves") << QByteArray("x\xf0\x9f\x98\x80");
        QTest::newRow("escaped halves") << QByteArray("x\\ud83d\\ude00");
    }
    void errorText_isCut()
    {
        QFETCH(const QByteArray, piece);
        auto client = connect();
        const QString id = enqueue(client, echoTask("{}"));
        const QByteArray text = quoted(piece.repeated(3 * kMebibyte / piece.size()));
        const QByteArray members = R"("no_retry":true,"error":)" + text + ",\"stack\":" + text
            + ",\"error_class\":" + text.right(100'000).prepend('"');
        COMPARE_STATUS(report(client, claim(client, "worker=w"), members), 200);
        const QJsonObject dead = loadTask(client, id);
        const QJsonValue attempt = client.get(taskPath(id, "/attempts")).json()["attempts"_L1][0];
        for (const QString &kept :
             {dead["result"_L1]["error"_L1].toString(), attempt["error"_L1].toString(), attempt["stack"_L1].toString()}) {
            QVERIFY2(kept.size() <= kErrorCharactersMax && kept.size() > kErrorCharactersMax - 3,
                     qPrintable(QString::number(kept.size())));
            QVERIFY(!kept.contains(QChar::ReplacementCharacter));
        }
        QVERIFY(attempt["error_class"_L1].toString().size() <= 200);
        QCOMPARE(dead["state"_L1].toString(), u"dead"_s);
    }

    void notesThatAreTooLarge_costNoLease()
    {
        auto client = connect();
        enqueue(client, echoTask("{}"));
        const QJsonObject claimed = claim(client, "worker=w");
        for (const QByteArray &members :
             {"\"checkpoint\":" + textOf(100'000), "\"progress\":{\"data\":" + textOf(kMebibyte) + '}',
              "\"checkpoint\":" + textOf(9 * kMebibyte)}) {
            auto other = connect();
            const int status = withLease(other, claimed, "heartbeat", members).status;
            QVERIFY2(status == 400 || status == 413, qPrintable(QString::number(status)));
        }
        COMPARE_STATUS(withLease(client, claimed, "heartbeat"), 200);
        COMPARE_STATUS(report(client, claimed, "\"output\":1"), 200);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase51)
#include "tst_case_51.moc"
