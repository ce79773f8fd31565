// SPDX-License-Identifier: GPL-3.0-only
// Case 27: depth, and the reply that is deeper than the request.
#include "tests/cases/case_broker.h"
#include "tests/support/worker_process.h"

#include <QElapsedTimer>

#include <conduit/json_text.h>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

// The documented limits.
constexpr int kPayloadDepthMax = 64;
constexpr int kOutputDepthMax = 72;

QByteArray lists(int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); }

QByteArray objects(int depth)
{
    QByteArray text = "1";
    for (int i = 0; i < depth; ++i)
        text = R"({"d":)" + text + '}';
    return text;
}

/// What the payload of `echo` must be, so that the worker's schema takes it: `depth` levels in all.
QByteArray echoPayload(int depth) { return R"({"echo":"deep","d":)" + lists(depth - 1) + '}'; }

} // namespace

class CaseDepth : public CaseWithBroker
{
    Q_OBJECT

    static QByteArray taskWith(const QByteArray &payload) { return R"({"task_type":"echo","payload":)" + payload + '}'; }

private Q_SLOTS:
    void tooDeepText_isRefusedQuickly_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("1,000 levels") << caseFile(u"json-depth-1000.json"_s);
        QTest::newRow("100,000 levels") << caseFile(u"json-depth-100000.json"_s);
        QTest::newRow("one level too many, lists") << taskWith(lists(kPayloadDepthMax + 1));
        QTest::newRow("one level too many, objects") << taskWith(objects(kPayloadDepthMax + 1));
        QTest::newRow("too deep at the end") << taskWith("[1,2,{\"x\":[[]]}," + lists(kPayloadDepthMax) + ']');
        QTest::newRow("deep where nobody looks") << R"({"task_type":"echo","payload":1,"meta":)" + lists(100'000) + '}';
        QTest::newRow("deep and never closed") << R"({"task_type":"echo","payload":)" + QByteArray(1'000'000, '[');
        QTest::newRow("deep objects never closed")
            << R"({"task_type":"echo","payload":)" + QByteArray(R"({"a":)").repeated(500'000);
        QTest::newRow("nothing but depth") << lists(3'000'000);
    }
    void tooDeepText_isRefusedQuickly()
    {
        QFETCH(const QByteArray, body);
        QVERIFY(!body.isEmpty());
        auto client = connect();
        QElapsedTimer time;
        time.start();
        const HttpAnswer answer = client.post("/task", body);
        QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
        COMPARE_STATUS(answer, 400);
        const QString message = answer.errorMessage();
        QVERIFY2(message.contains("deep"_L1) || message.contains("depth"_L1) || message.contains("nest"_L1),
                 qPrintable(message));
        QVERIFY(survives());
    }

    void tooDeepResult_isRefusedAndMayBeCorrected()
    {
        auto client = connect();
        const QString id = enqueue(client, taskWith("1"));
        const QJsonObject held = claim(client, "worker=w");
        COMPARE_STATUS(report(client, held, R"("output":)" + lists(kOutputDepthMax + 1)), 400);
        COMPARE_STATUS(report(client, held, R"("output":)" + lists(100'000)), 400);
        COMPARE_STATUS(report(client, held, R"("output":)" + lists(kOutputDepthMax)), 200);
        QVERIFY(client.get(taskPath(id)).body.contains(R"("output":)" + lists(kOutputDepthMax) + ','));
        QVERIFY(survives());
    }

    void deepSchema_isRefused()
    {
        auto client = connect();
        COMPARE_STATUS(
            client.post("/task/set_schema",
                        R"({"task_type":"t","description":"d","fields":{"a":{"field_type":"array","required":true,"example":)"
                            + lists(100'000) + "}}}"),
            400);
        QVERIFY(survives());
    }

    void acceptedDepth_canBeReadByEverybody_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("lists") << lists(kPayloadDepthMax);
        QTest::newRow("objects") << objects(kPayloadDepthMax);
        QTest::newRow("a file's worth of both")
            << "[" + objects(kPayloadDepthMax - 1) + ',' + lists(kPayloadDepthMax - 1) + ']';
    }
    void acceptedDepth_canBeReadByEverybody()
    {
        QFETCH(const QByteArray, payload);
        auto client = connect();
        const HttpAnswer made = client.post("/task", taskWith(payload));
        COMPARE_STATUS(made, 201);
        const QJsonObject held = claim(client, "worker=w");
        QCOMPARE(held["id"_L1], made.json()["id"_L1]);
        // An echo is one level deeper.
        COMPARE_STATUS(report(client, held, R"("output":{"echoed":)" + payload + '}'), 200);

        const HttpAnswer read = client.get(taskPath(held));
        COMPARE_STATUS(read, 200);
        QVERIFY(!read.json().isEmpty());
        const auto document = json::Document::parse(read.body, json::kOutputDepthMax + json::kEnvelopeDepthMax);
        QVERIFY(document);
        QCOMPARE((*document).root().member(u"payload")->text(), payload);
        QCOMPARE((*document).root().member(u"result")->member(u"output")->member(u"echoed")->text(), payload);
    }

    void worker_echoesTheDeepest()
    {
        auto client = connect();
        WorkerProcess worker(QStringLiteral(CONDUIT_BIN_DIR), broker().address(), u"w"_s);
        QVERIFY(worker.start());
        const QByteArray payload = echoPayload(kPayloadDepthMax);
        const HttpAnswer made = client.post("/task", taskWith(payload));
        COMPARE_STATUS(made, 201);
        const HttpAnswer done = client.get(taskPath(made.json(), "?wait=15"));
        QVERIFY2(done.body.contains(R"("output":{"echoed":)" + payload + '}'), (done.body + worker.log()).constData());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseDepth)
#include "tst_case_27.moc"
