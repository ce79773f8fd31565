// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include "tests/support/process_usage.h"

#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>

using namespace conduit::broker;
using namespace conduit::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;
// A sanitizer's allocator keeps what a growing body has left behind.
#ifdef CONDUIT_SANITIZED
constexpr qint64 kGrowthMax = 40 * kMebibyte;
#else
constexpr qint64 kGrowthMax = 20 * kMebibyte;
#endif
const QByteArray kStart = "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\n";

QByteArray postHead(const QByteArray &framing)
{
    return "POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
}

/// The limit of descriptors, put back at the end.
class LimitGuard
{
public:
    LimitGuard() { getrlimit(RLIMIT_NOFILE, &m_before); }
    ~LimitGuard() { setrlimit(RLIMIT_NOFILE, &m_before); }
    LimitGuard(const LimitGuard &) = delete;
    LimitGuard &operator=(const LimitGuard &) = delete;

    void setSoft(rlim_t descriptors)
    {
        rlimit limit = m_before;
        limit.rlim_cur = descriptors;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    static rlim_t soft()
    {
        rlimit limit {};
        getrlimit(RLIMIT_NOFILE, &limit);
        return limit.rlim_cur;
    }

private:
    rlimit m_before {};
};

/// Takes every descriptor that is left, until it goes.
class DescriptorPlug
{
public:
    DescriptorPlug()
    {
        for (int descriptor = dup(0); descriptor >= 0; descriptor = dup(0))
            m_descriptors.push_back(descriptor);
    }
    ~DescriptorPlug()
    {
        for (const int descriptor : m_descriptors)
            close(descriptor);
    }
    DescriptorPlug(const DescriptorPlug &) = delete;
    DescriptorPlug &operator=(const DescriptorPlug &) = delete;

private:
    std::vector<int> m_descriptors;
};

} // namespace

/// What one client may cost.
class TestHttpFrontLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flood_costsLittle_data();
    void flood_costsLittle();
    void floodWithoutARequest_costsLittle();
    void slowHeaders_endIn408();
    void slowBody_endsIn408();
    void idleConnection_isClosed();
    void waitingRequest_isNotIdle();
    void connections_areLimited();
    void manyConnectionsAtOnce_areLimited();
    void clientThatReadsNothing_isCutOff();
    void slowReader_getsItsWholeAnswer();
    void descriptors_areRaised();
    void descriptors_mayRunOut();
};

void TestHttpFrontLimits::flood_costsLittle_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("pieces");
    QTest::addColumn<int>("status");
    QTest::newRow("64 MiB in 64 headers") << kStart << "H: " + QByteArray(kMebibyte, 'v') + "\r\n" << 64 << 431;
    QTest::newRow("many headers") << kStart << QByteArray("H123: v\r\n").repeated(10'000) << 400 << 431;
    QTest::newRow("a target without an end") << "GET /"_ba << QByteArray(kMebibyte, 'a') << 64 << 431;
    QTest::newRow("200 MiB of body") << postHead("Content-Length: 209715200") << QByteArray(kMebibyte, 'b') << 200 << 413;
    QTest::newRow("200 MiB in chunks") << postHead("Transfer-Encoding: chunked")
                                       << "100000\r\n" + QByteArray(kMebibyte, 'b') + "\r\n"
                                       << 200 << 413;
    QTest::newRow("chunks of one byte") << postHead("Transfer-Encoding: chunked") << QByteArray("1\r\nb\r\n").repeated(200'000)
                                        << 100 << 413;
    QTest::newRow("a chunk size without an end")
        << postHead("Transfer-Encoding: chunked") << QByteArray(kMebibyte, '0') << 64 << 400;
    QTest::newRow("behind a refusal") << "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"_ba << QByteArray(kMebibyte, 'b') << 64 << 501;
}

void TestHttpFrontLimits::flood_costsLittle()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, piece);
    QFETCH(int, pieces);
    QFETCH(int, status);
    ScriptedFront front;
    RawHttpClient other = front.connect();
    RawHttpClient client = front.connect();
    QCOMPARE(other.get("/x").status, 200);

    const qint64 before = residentBytes(getpid());
    qint64 growth = 0;
    int sent = 0;
    QVERIFY(client.send(start));
    while (sent < pieces && client.send(piece)) {
        ++sent;
        growth = std::max(growth, residentBytes(getpid()) - before);
        const auto asked = std::chrono::steady_clock::now();
        QCOMPARE(other.get("/x").status, 200);
        QVERIFY(std::chrono::steady_clock::now() - asked < 1s);
    }
    QVERIFY2(sent < pieces / 2, "the front has read most of the flood");
    QVERIFY2(growth < kGrowthMax, qPrintable(u"%1 bytes more"_s.arg(growth)));
    QCOMPARE(client.readAnswer().status, status);
    QTRY_COMPARE(front.connectionCount(), 1);
    QCOMPARE(front.requestCount(), sent + 1);
}

void TestHttpFrontLimits::floodWithoutARequest_costsLittle()
{
    HttpLimits limits;
    limits.pipelinedMax = 1;
    ScriptedFront front(limits);
    const qint64 before = residentBytes(getpid());
    RawHttpClient client(front.port(), 200ms);
    QVERIFY(client.send("GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    QTRY_COMPARE(front.waitingCount(), 1);
    // The front reads no more, so at last the kernel takes no more.
    const QByteArray piece = QByteArray("GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").repeated(10'000);
    int sent = 0;
    while (sent < 200 && client.send(piece))
        ++sent;
    QVERIFY(sent < 100);
    QVERIFY(residentBytes(getpid()) - before < 10 * kMebibyte);
    QCOMPARE(front.requestCount(), 1);
    client.reset();
}

void TestHttpFrontLimits::slowHeaders_endIn408()
{
    HttpLimits limits;
    limits.headerTime = 200ms;
    ScriptedFront front(limits);
    RawHttpClient client = front.connect();
    // One byte now and then does not help.
    int sent = 0;
    do {
        QVERIFY(client.send(kStart.mid(sent++, 1)));
    } while (!client.hasAnswerWithin(20ms) && sent < kStart.size());
    const HttpAnswer answer = client.readAnswer();
    QCOMPARE(answer.status, 408);
    QCOMPARE(answer.errorCode(), u"request_timeout"_s);
    QVERIFY(client.isClosedWithin(1s));
}

void TestHttpFrontLimits::slowBody_endsIn408()
{
    HttpLimits limits;
    limits.bodyTime = 200ms;
    ScriptedFront front(limits);
    for (const QByteArray &framing : {"Content-Length: 100"_ba, "Transfer-Encoding: chunked"_ba}) {
        RawHttpClient client = front.connect();
        QVERIFY(client.send(postHead(framing)));
        int sent = 0;
        do {
            QVERIFY(client.send(QByteArray("2\r\n{}\r\n2\r\n{}\r\n2\r\n{}\r\n2\r\n{}\r\n2\r\n{}\r\n").mid(sent++, 1)));
        } while (!client.hasAnswerWithin(20ms) && sent < 35);
        QCOMPARE(client.readAnswer().status, 408);
        QVERIFY(client.isClosedWithin(1s));
    }
    QCOMPARE(front.requestCount(), 0);
}

void TestHttpFrontLimits::idleConnection_isClosed()
{
    HttpLimits limits;
    limits.idleTime = 200ms;
    ScriptedFront front(limits);
    RawHttpClient silent = front.connect();
    RawHttpClient used = front.connect();
    QCOMPARE(used.get("/x").status, 200);
    QVERIFY(!silent.hasAnswerWithin(0ms)); // it is closed without a word
    QVERIFY(silent.isClosedWithin(2s));
    QVERIFY(used.isClosedWithin(2s));
    silent.close();
    used.close();
    QTRY_COMPARE(front.connectionCount(), 0);
}

void TestHttpFrontLimits::waitingRequest_isNotIdle()
{
    HttpLimits limits;
    limits.idleTime = 100ms;
    limits.headerTime = 100ms;
    limits.bodyTime = 100ms;
    ScriptedFront front(limits);
    RawHttpClient waiting = front.connect();
    QVERIFY(waiting.send("GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    QTRY_COMPARE(front.waitingCount(), 1);
    for (int i = 0; i < 3; ++i) {
        RawHttpClient idle = front.connect();
        QVERIFY(idle.isClosedWithin(5s));
    }
    front.answer(front.record().waiting[0], {.status = 200, .body = "[]"});
    QCOMPARE(waiting.readAnswer().body, "[]"_ba);
}

void TestHttpFrontLimits::connections_areLimited()
{
    HttpLimits limits;
    limits.connectionsMax = 3;
    ScriptedFront front(limits);
    std::vector<RawHttpClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(front.connect());
        QCOMPARE(clients.back().get("/x").status, 200);
    }
    RawHttpClient fourth = front.connect();
    const HttpAnswer answer = fourth.readAnswer();
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.errorCode(), u"too_many_connections"_s);
    QCOMPARE(answer.header("Retry-After"), "1"_ba);
    QVERIFY(fourth.isClosedWithin(1s));
    fourth.close();
    for (RawHttpClient &client : clients)
        QCOMPARE(client.get("/x").status, 200);

    clients.pop_back();
    QTRY_COMPARE(front.connectionCount(), 2);
    QCOMPARE(front.connect().get("/x").status, 200);
}

void TestHttpFrontLimits::manyConnectionsAtOnce_areLimited()
{
    HttpLimits limits;
    limits.connectionsMax = 3;
    ScriptedFront front(limits);
    std::vector<RawHttpClient> clients;
    clients.reserve(300);
    for (int i = 0; i < 300; ++i)
        clients.push_back(front.connect());
    front.settle();
    QVERIFY(front.connectionCount() < 100);
    clients.erase(clients.begin() + 3, clients.end());
    for (RawHttpClient &client : clients)
        QCOMPARE(client.get("/x").status, 200);
    QTRY_COMPARE(front.connectionCount(), 3);
}

void TestHttpFrontLimits::clientThatReadsNothing_isCutOff()
{
    HttpLimits limits;
    limits.answerBacklogBytesMax = 8 * kMebibyte;
    ScriptedFront front(limits);
    RawHttpClient client = front.connect();
    QVERIFY(client.send(QByteArray("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").repeated(60)));
    QTRY_COMPARE(front.connectionCount(), 0);
    QVERIFY(front.requestCount() < 60);

    // Answers that wait for one before them count as well.
    RawHttpClient blocked = front.connect();
    QVERIFY(blocked.send("GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                         + QByteArray("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").repeated(20)));
    QTRY_COMPARE(front.goneCount(), 1);
    QTRY_COMPARE(front.connectionCount(), 0);
}

void TestHttpFrontLimits::slowReader_getsItsWholeAnswer()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray body = QByteArray("[\"0123456789\"] ").repeated(500'000);
    QVERIFY(client.send("GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    QTRY_COMPARE(front.waitingCount(), 1);
    front.answer(front.record().waiting[0], {.status = 200, .body = body});
    QCOMPARE(client.readAnswer().body, body);
    QVERIFY(client.isClosedWithin(1s));
}

void TestHttpFrontLimits::descriptors_areRaised()
{
    LimitGuard limit;
    limit.setSoft(100);
    QCOMPARE(LimitGuard::soft(), rlim_t {100});
    const ScriptedFront front;
    QVERIFY(LimitGuard::soft() > 100);
}

void TestHttpFrontLimits::descriptors_mayRunOut()
{
    ScriptedFront front;
    LimitGuard limit;
    limit.setSoft(200);
    std::vector<RawHttpClient> clients;
    std::optional<DescriptorPlug> plug;
    // While the front is here it accepts nobody: the kernel completes the connections, and then there is nothing left.
    front.run([&](HttpFront &) {
        for (int i = 0; i < 5; ++i)
            clients.push_back(front.connect());
        plug.emplace();
    });
    const std::clock_t before = std::clock();
    for (RawHttpClient &client : clients) {
        QVERIFY(client.send(kStart + "\r\n"));
        QVERIFY(!client.hasAnswerWithin(100ms));
    }
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 0.1, qPrintable(u"%1 s of processor time"_s.arg(seconds)));
    QCOMPARE(front.requestCount(), 0);

    plug.reset();
    for (RawHttpClient &client : clients)
        QCOMPARE(client.readAnswer().status, 200);
    QCOMPARE(front.connect().get("/x").status, 200);
}

QTEST_GUILESS_MAIN(TestHttpFrontLimits)
#include "tst_http_front_limits.moc"
