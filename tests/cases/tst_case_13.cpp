// SPDX-License-Identifier: GPL-3.0-only
// Case 13: sixty-four megabytes of headers.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"

#include <QElapsedTimer>

#include <functional>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;
constexpr qint64 kBodyBytesMax = 8 * kMebibyte;
/// What the kernel's socket buffers and the broker's draining may swallow of a flood that was refused.
constexpr qint64 kSwallowedMax = 24 * kMebibyte;

/// The i-th piece of a flood; an empty one ends it.
using Flood = std::function<QByteArray(int piece)>;

} // namespace

class CaseFloods : public CaseWithBroker
{
    Q_OBJECT

    // Freed memory that the address sanitizer keeps for a while would look like a leak here.
    void prepare(BrokerProcess &broker) override
    {
        broker.setEnvironment(u"ASAN_OPTIONS"_s,
                              withSanitizerOption(broker.environment(u"ASAN_OPTIONS"_s), u"quarantine_size_mb=1"_s));
    }

    /// Sends until the broker closes, answers or takes no more; asks as another client in between.
    qint64 sendFlood(RawHttpClient &client, const Flood &flood)
    {
        qint64 sent = 0;
        auto other = connect();
        for (int i = 0;; ++i) {
            const QByteArray piece = flood(i);
            if (piece.isEmpty() || client.hasAnswerWithin(std::chrono::milliseconds(0)) || !client.send(piece))
                return sent;
            sent += piece.size();
            if (sent / kMebibyte != (sent - piece.size()) / kMebibyte) {
                QElapsedTimer time;
                time.start();
                m_othersAreServed = m_othersAreServed && other.get("/task/types").status == 200 && time.elapsed() < 1'000;
                m_residentMax = std::max(m_residentMax, residentBytes(broker().pid()));
            }
        }
    }

    bool m_othersAreServed = true;
    qint64 m_residentMax = 0;

private Q_SLOTS:
    void flood_isRefusedLongBeforeItsEnd_data()
    {
        QTest::addColumn<Flood>("flood");
        QTest::addColumn<int>("status");
        QTest::addColumn<qint64>("growthMax");
        const QByteArray get = "GET /task/types HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        const QByteArray post = "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        const qint64 headerGrowthMax = 20 * kMebibyte;
        const QByteArray mebibyte(kMebibyte, 'b');
        QTest::newRow("64 headers of 1 MiB") << Flood([=](int i) {
            return i == 0 ? get
                : i <= 64 ? "H" + QByteArray::number(i) + ": " + mebibyte + "\r\n"
                : i == 65 ? QByteArray("\r\n")
                          : QByteArray();
        }) << 431 << headerGrowthMax;
        QTest::newRow("100,000 small headers") << Flood([=](int i) {
            return i == 0      ? get
                : i <= 100'000 ? "H" + QByteArray::number(i) + ": v\r\n"
                : i == 100'001 ? QByteArray("\r\n")
                               : QByteArray();
        }) << 431 << headerGrowthMax;
        QTest::newRow("a request line without an end") << Flood([=](int i) {
            return i == 0 ? QByteArray("GET /") : i <= 64 ? mebibyte : QByteArray();
        }) << 431 << headerGrowthMax;
        QTest::newRow("a body of 200 MiB") << Flood([=](int i) {
            return i == 0 ? post + "Content-Length: 209715200\r\n\r\n" : i <= 200 ? mebibyte : QByteArray();
        }) << 413 << 2 * kBodyBytesMax;
        QTest::newRow("chunks of 200 MiB together") << Flood([=](int i) {
            return i == 0  ? post + "Transfer-Encoding: chunked\r\n\r\n"
                : i <= 200 ? "100000\r\n" + mebibyte + "\r\n"
                           : QByteArray();
        }) << 413 << 2 * kBodyBytesMax;
        QTest::newRow("a chunk that announces 200 MiB") << Flood([=](int i) {
            return i == 0 ? post + "Transfer-Encoding: chunked\r\n\r\nc800000\r\n" : i <= 200 ? mebibyte : QByteArray();
        }) << 413 << 2 * kBodyBytesMax;
        QTest::newRow("a chunk size without an end") << Flood([=](int i) {
            return i == 0 ? post + "Transfer-Encoding: chunked\r\n\r\n" : i <= 64 ? QByteArray(kMebibyte, '0') : QByteArray();
        }) << 400 << headerGrowthMax;
        QTest::newRow("trailers without an end") << Flood([=](int i) {
            return i == 0      ? post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
                : i <= 100'000 ? "T" + QByteArray::number(i) + ": v\r\n"
                               : QByteArray();
        }) << 400 << headerGrowthMax;
    }
    void flood_isRefusedLongBeforeItsEnd()
    {
        QFETCH(const Flood, flood);
        QFETCH(const int, status);
        QFETCH(const qint64, growthMax);
        // What grows at the first use of anything is not what this test is about.
        auto client = connect();
        QVERIFY(!enqueue(client, R"({"task_type":"echo"})").isEmpty());
        const qint64 before = residentBytes(broker().pid());
        m_residentMax = before;
        m_othersAreServed = true;

        auto flooder = connect();
        const qint64 sent = sendFlood(flooder, flood);
        const HttpAnswer answer = flooder.readAnswer();
        // A reset may overtake the answer, since the peer closes while we send.
        QVERIFY2(answer.status == status || answer.status == 0, answer.body.constData());
        QVERIFY2(answer.status == status || flooder.isClosedWithin(std::chrono::milliseconds(0)), answer.failure.constData());
        QVERIFY2(sent < kSwallowedMax, qPrintable(u"%1 bytes were taken"_s.arg(sent)));
        QVERIFY(flooder.isClosedWithin(std::chrono::seconds(5)));
        QVERIFY(m_othersAreServed);
        const qint64 growth = std::max(m_residentMax, residentBytes(broker().pid())) - before;
        QVERIFY2(growth <= growthMax, qPrintable(u"resident memory grew by %1 bytes"_s.arg(growth)));
        QVERIFY(survives());
    }

    void requestAtTheLimits_isServed()
    {
        auto client = connect();
        const QByteArray header = "X-Long: " + QByteArray(30 * 1024, 'h') + "\r\n";
        COMPARE_STATUS(client.request("GET", "/task/types", {}, header), 200);
        // 7 MiB of payload are allowed, and the body around it.
        const QByteArray text(7 * kMebibyte - 2, 'p');
        const QByteArray start = R"({"task_type":"echo","payload":)";
        COMPARE_STATUS(client.post("/task", start + quoted(text) + '}'), 201);
        COMPARE_STATUS(client.post("/task", start + quoted(text + 'p') + '}'), 413);
        QVERIFY(survives());
    }

    void manyIdleConnections_leaveOthersServed()
    {
        std::vector<RawHttpClient> idle;
        for (int i = 0; i < 400; ++i) {
            idle.push_back(connect());
            QVERIFY(idle.back().isConnected());
            idle.back().send("GET /task/types HTTP/1.1\r\n");
        }
        auto client = connect();
        QElapsedTimer time;
        time.start();
        COMPARE_STATUS(client.get("/task/types"), 200);
        QVERIFY(time.elapsed() < 1'000);
        idle.clear();
        QVERIFY(survives());
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseFloods)
#include "tst_case_13.moc"
