// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include "broker/http/request_guard.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace conduit::broker;
using namespace conduit::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kHidden = "GET /hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

QByteArray chunkedPost(const QByteArray &path, const QByteArray &chunks)
{
    return "POST " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

/// Two good requests with one or two faults somewhere.
QByteArray faultyRequests(QRandomGenerator &random)
{
    static const QByteArrayList kNasty {"\r",
                                        "\n",
                                        "\r\n",
                                        "\r\n\r\n",
                                        " ",
                                        "\t",
                                        "\x0b",
                                        QByteArray(1, '\0'),
                                        "\xff",
                                        "%",
                                        "0",
                                        "1",
                                        "G",
                                        ":",
                                        ";",
                                        ",",
                                        "chunked",
                                        "Content-Length: 1\r\n",
                                        "Transfer-Encoding: chunked\r\n"};
    static const QByteArray kHiddenSize = QByteArray::number(kHidden.size(), 16);
    static const QByteArrayList kSeeds {get("/a") + kHidden, post("/a", "{}") + kHidden, post("/a", kHidden) + get("/b"),
                                        chunkedPost("/a", "2\r\n{}\r\n0\r\n\r\n") + kHidden,
                                        chunkedPost("/a", kHiddenSize + ";b\r\n" + kHidden + "\r\n00\r\n\r\n") + get("/b")};
    QByteArray bytes = kSeeds[random.bounded(kSeeds.size())];
    for (int fault = random.bounded(1, 3); fault > 0; --fault) {
        const qsizetype at = random.bounded(bytes.size());
        if (random.bounded(3) == 0)
            bytes.remove(at, random.bounded(1, 4));
        else
            bytes.insert(at, kNasty[random.bounded(kNasty.size())]);
    }
    return bytes;
}

struct Expectation
{
    QByteArrayList paths; ///< Of the requests that are handed over.
    int answers = 0;      ///< To them and to those that are refused.
};

/// What the guard and the access policy make of the bytes.
Expectation expectationOf(QByteArrayView bytes)
{
    static constexpr HttpLimits kLimits;
    Expectation expected;
    RequestGuard guard(kLimits);
    while (!bytes.isEmpty()) {
        const auto taken = guard.take(bytes);
        const RequestHead &head = guard.head();
        const bool isAllowed =
            taken && !AccessPolicy {}.refusal(head.method, head.path, head.isOldHttp, head.hasBody(), head.access);
        const bool isCutOff = !taken || (guard.stage() != RequestGuard::Stage::Head && head.hasBody() && !isAllowed);
        if (isCutOff || guard.stage() == RequestGuard::Stage::Whole)
            ++expected.answers;
        if (isCutOff)
            break;
        bytes = bytes.sliced(*taken);
        if (guard.stage() != RequestGuard::Stage::Whole)
            continue;
        if (isAllowed)
            expected.paths.append(head.path.toByteArray());
        if (head.closes)
            break;
        guard.reset();
    }
    return expected;
}

} // namespace

class TestHttpFront : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_isHandedOverWhole();
    void request_comesInSingleBytes();
    void request_mayHaveAnEmptyLineBeforeIt();
    void chunkedRequest_isHandedOverWhole();
    void chunkedRequest_mayBeCutAnywhere();
    void largeBody_arrivesUnchanged();

    void requests_areLoggedWithoutWhatIsSecret();

    void answer_hasTheHeadersOfTheContract();
    void answer_carriesHeadersOfItsOwn();
    void answerWithoutContent_leavesTheConnectionOpen();
    void head_getsTheLengthWithoutTheBody();
    void oldAndPlainClients_seeTheConnectionClosed_data();
    void oldAndPlainClients_seeTheConnectionClosed();
    void closingClient_getsItsLateAnswerFirst();
    void manyRequests_useOneConnection();

    void badFraming_hidesNoSecondRequest_data();
    void badFraming_hidesNoSecondRequest();
    void refusal_isAnErrorOfTheContract();
    void refusal_letsTheClientFinishSending();
    void qt_readsWhatTheGuardHasSeen();

    void expectation_isAnsweredAtOnce();
    void expectation_waitsForEarlierAnswers();
    void expectation_ofARefusedRequestGetsTheRefusal();

    void stop_answersWhatIsOpenAndCloses();
    void destruction_leavesNobodyWaiting();
    void listening_failsWithAnAddress();
};

void TestHttpFront::request_isHandedOverWhole()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QCOMPARE(client.exchange(post("/echo?a=%20b&c", R"({"x":1})")).body, R"({"x":1})"_ba);
    client.exchange(get("/task/a%2Fb/"));
    client.exchange("DELETE /x HTTP/1.1\r\nHost: localhost\r\n\r\n");

    const auto requests = front.record().requests;
    QCOMPARE(requests.size(), 3U);
    QCOMPARE(requests[0].method, Method::Post);
    QCOMPARE(requests[0].path, "/echo"_ba);
    QCOMPARE(requests[0].query, "a=%20b&c"_ba);
    QCOMPARE(requests[0].body, R"({"x":1})"_ba);
    QCOMPARE(requests[1].method, Method::Get);
    QCOMPARE(requests[1].path, "/task/a%2Fb/"_ba);
    QCOMPARE(requests[1].query, QByteArray());
    QCOMPARE(requests[2].method, Method::Delete);
}

void TestHttpFront::request_comesInSingleBytes()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray bytes = post("/echo", "[1]") + chunkedPost("/echo", "3\r\n[2]\r\n0\r\n\r\n");
    for (const char byte : bytes) {
        QVERIFY(client.send(QByteArray(1, byte)));
        front.settle();
    }
    QCOMPARE(client.readAnswer().body, "[1]"_ba);
    QCOMPARE(client.readAnswer().body, "[2]"_ba);
}

void TestHttpFront::request_mayHaveAnEmptyLineBeforeIt()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QCOMPARE(client.exchange(post("/echo", "[1]") + "\r\n").body, "[1]"_ba);
    front.settle();
    QCOMPARE(client.exchange(post("/echo", "[2]")).body, "[2]"_ba);
}

void TestHttpFront::chunkedRequest_isHandedOverWhole()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray chunks = "7\r\n{\"task_\r\n26;x=y\r\ntype\":\"echo\",\"payload\":{\"m\":\"chunks\"}}\r\n0\r\n\r\n";
    QVERIFY(client.send(chunkedPost("/echo", chunks) + chunkedPost("/echo", "0\r\n\r\n") + get("/after")));
    QCOMPARE(client.readAnswer().body, R"({"task_type":"echo","payload":{"m":"chunks"}})"_ba);
    QCOMPARE(client.readAnswer().body, ""_ba);
    QCOMPARE(client.readAnswer().body, R"("/after")"_ba);
}

void TestHttpFront::chunkedRequest_mayBeCutAnywhere()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray bytes = chunkedPost("/echo", "2\r\n[1\r\n3\r\n,2]\r\n0\r\n\r\n") + get("/after");
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        QVERIFY(client.send(bytes.first(cut)));
        front.settle();
        QVERIFY(client.send(bytes.sliced(cut)));
        QCOMPARE(client.readAnswer().body, "[1,2]"_ba);
        QCOMPARE(client.readAnswer().body, R"("/after")"_ba);
    }
}

void TestHttpFront::largeBody_arrivesUnchanged()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QByteArray body(8 * 1024 * 1024, '\0');
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>('a' + i % 23);
    QCOMPARE(client.exchange(post("/echo", body)).body, body);

    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += 16 * 1024)
        chunks += "4000\r\n" + body.sliced(at, 16 * 1024) + "\r\n";
    QCOMPARE(client.exchange(chunkedPost("/echo", chunks + "0\r\n\r\n")).body, body);
    QCOMPARE(client.exchange(get("/after")).body, R"("/after")"_ba);
}

void TestHttpFront::requests_areLoggedWithoutWhatIsSecret()
{
    ScriptedFront front;
    front.run([](HttpFront &http) { http.logRequests(); });
    const auto expect = [](const QString &line) {
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"^%1 \\d+ ms 127\\.0\\.0\\.1$"_s.arg(line)));
    };
    expect(u"GET /task 200"_s);
    expect(u"POST /%1\\.\\.\\. 200"_s.arg(QString(199, u'a')));
    expect(u"GET /later gone"_s);
    expect(u"- - 400"_s);
    RawHttpClient client = front.connect();
    QVERIFY(client.send(get("/task?q=payload.card:4711", "Authorization: Bearer hush\r\n")
                        + post('/' + QByteArray(1'000, 'a'), "{}")));
    QCOMPARE(client.readAnswer().status, 200);
    QCOMPARE(client.readAnswer().status, 200);
    QVERIFY(client.send(get("/later")));
    QTRY_COMPARE(front.waitingCount(), 1);
    client.close();
    QTRY_COMPARE(front.goneCount(), 1);
    RawHttpClient other = front.connect();
    QVERIFY(other.send("nonsense\r\n\r\n"));
    QCOMPARE(other.readAnswer().status, 400);
}

void TestHttpFront::answer_hasTheHeadersOfTheContract()
{
    ScriptedFront front;
    const HttpAnswer answer = front.connect().get("/x");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.head.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(answer.header("Content-Type"), "application/json"_ba);
    QCOMPARE(answer.header("Content-Length"), "4"_ba);
    QCOMPARE(answer.header("Date"), "Sun, 06 Nov 1994 08:49:37 GMT"_ba);
    QCOMPARE(answer.header("Connection"), QByteArray());
    QCOMPARE(answer.header("Access-Control-Allow-Origin"), QByteArray());
}

void TestHttpFront::answer_carriesHeadersOfItsOwn()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(get("/later")));
    QTRY_COMPARE(front.waitingCount(), 1);
    front.answer(front.record().waiting[0],
                 {.status = 201, .body = "{}", .headers = {{"Location", "/task/7"}, {"ETag", "\"1\""}}});
    const HttpAnswer answer = client.readAnswer();
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.header("Location"), "/task/7"_ba);
    QCOMPARE(answer.header("ETag"), "\"1\""_ba);
}

void TestHttpFront::answerWithoutContent_leavesTheConnectionOpen()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const HttpAnswer answer = client.exchange(get("/empty"));
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.header("Content-Length"), QByteArray());
    QCOMPARE(answer.header("Content-Type"), QByteArray());
    QCOMPARE(client.exchange(get("/after")).body, R"("/after")"_ba);
}

void TestHttpFront::head_getsTheLengthWithoutTheBody()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const HttpAnswer answer = client.exchange("HEAD /four HTTP/1.1\r\nHost: ::\r\n\r\n", RawHttpClient::Body::Absent);
    QCOMPARE(answer.status, 403); // a refusal, too, comes without a body
    const HttpAnswer good = client.exchange("HEAD /four HTTP/1.1\r\nHost: [::1]\r\n\r\n", RawHttpClient::Body::Absent);
    QCOMPARE(good.status, 200);
    QCOMPARE(good.header("Content-Length"), "7"_ba);
    QCOMPARE(client.exchange(get("/after")).body, R"("/after")"_ba);
    QCOMPARE(front.record().requests[0].method, Method::Head);
}

void TestHttpFront::oldAndPlainClients_seeTheConnectionClosed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("HTTP/1.0") << "GET /task/types HTTP/1.0\r\n\r\n"_ba;
    QTest::newRow("HTTP/1.0 that asks to stay") << "GET /task/types HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba;
    QTest::newRow("close") << get("/task/types", "Connection: close\r\n");
    QTest::newRow("close, with a body") << post("/echo", "[]", "Connection: close\r\n");
    QTest::newRow("close, then another request") << get("/x", "Connection: close\r\n") + kHidden;
}

void TestHttpFront::oldAndPlainClients_seeTheConnectionClosed()
{
    QFETCH(QByteArray, request);
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const HttpAnswer answer = client.exchange(request);
    QVERIFY(answer.status == 200 || answer.status == 201);
    QCOMPARE(answer.header("Connection"), "close"_ba);
    QVERIFY(client.isClosedWithin(1s));
    client.close();
    QTRY_COMPARE(front.connectionCount(), 0);
    QCOMPARE(front.requestCount(), 1);
}

void TestHttpFront::closingClient_getsItsLateAnswerFirst()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(get("/later", "Connection: close\r\n")));
    QTRY_COMPARE(front.waitingCount(), 1);
    front.answer(front.record().waiting[0], {.status = 200, .body = "[7]"});
    QCOMPARE(client.readAnswer().body, "[7]"_ba);
    QVERIFY(client.isClosedWithin(1s));
}

void TestHttpFront::manyRequests_useOneConnection()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    for (int i = 0; i < 500; ++i)
        QCOMPARE(client.post("/echo", QByteArray::number(i)).body, QByteArray::number(i));
    QCOMPARE(front.connectionCount(), 1);
}

void TestHttpFront::badFraming_hidesNoSecondRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray start = "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    const QByteArray length = "Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n";
    QTest::newRow("length is no number") << "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: abc\r\n\r\n"_ba << 400;
    QTest::newRow("signed length") << start + "Content-Length: +0\r\n\r\n" << 400;
    QTest::newRow("two lengths") << start + length + "Content-Length: 0\r\n\r\n" << 400;
    QTest::newRow("length twice") << start + length + length + "\r\n" << 400;
    QTest::newRow("length and chunked") << start + length + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << 400;
    QTest::newRow("unknown coding") << start + "Transfer-Encoding: cow\r\n\r\n" << 501;
    QTest::newRow("coding in two words") << start + "Transfer-Encoding: chunked, identity\r\n\r\n" << 501;
    QTest::newRow("hidden behind a space") << start + "Content-Length : 0\r\n\r\n" << 400;
    QTest::newRow("folded length") << start + "X: y\r\n " + length + "\r\n" << 400;
    QTest::newRow("length behind a bare line feed") << start + "X: y\n" + length + "\r\n" << 400;
    QTest::newRow("NUL in a header") << start + QByteArray("X: \0\r\n", 6) + length + "\r\n" << 400;
    QTest::newRow("too many headers") << start + QByteArray("X: y\r\n").repeated(120) + length + "\r\n" << 431;
    QTest::newRow("bad chunk size") << start + "Transfer-Encoding: chunked\r\n\r\n0x\r\n\r\n" << 400;
    QTest::newRow("chunk too long") << start + "Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n" << 400;
    QTest::newRow("hidden in a trailer") << start + "Transfer-Encoding: chunked\r\n\r\n0\r\n" << 400;
    QTest::newRow("no Host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("two Hosts") << "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\n\r\n"_ba << 400;
    QTest::newRow("whole address as target") << "GET http://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"_ba << 400;
    QTest::newRow("unknown method") << "BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"_ba << 501;
    QTest::newRow("WebSocket") << get("/", "Connection: Upgrade\r\nUpgrade: websocket\r\n") << 501;
    QTest::newRow("refused media type") << "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\n" + length + "\r\n" << 415;
    QTest::newRow("too large") << start + "Content-Length: 99999999999\r\n\r\n" << 413;
}

void TestHttpFront::badFraming_hidesNoSecondRequest()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const HttpAnswer answer = client.exchange(request + kHidden);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("Connection"), "close"_ba);
    QVERIFY(client.isClosedWithin(1s));
    QVERIFY(!client.send(kHidden) || !client.hasAnswerWithin(20ms));
    QCOMPARE(pathsOf(front.record()), QByteArrayList());
}

void TestHttpFront::refusal_isAnErrorOfTheContract()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const HttpAnswer answer = client.exchange("GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(answer.errorCode(), u"malformed_request"_s);
    QVERIFY(answer.errorMessage().contains("Host"_L1));
    QCOMPARE(answer.header("Content-Type"), "application/json"_ba);
}

void TestHttpFront::refusal_letsTheClientFinishSending()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(
        client.send("POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1048576\r\n\r\n"));
    QVERIFY(client.hasAnswerWithin(5s));
    // Many libraries look for an answer only when they have sent everything, and a reset would come first.
    for (int i = 0; i < 64; ++i) {
        QVERIFY(client.send(QByteArray(16 * 1024, 'x')));
        front.settle();
    }
    QCOMPARE(client.readAnswer().status, 415);
    QVERIFY(client.isClosedWithin(1s));
}

/// Sends requests with random faults. What comes through Qt's server must be what the guard alone makes of the same bytes: else one of the
/// two has lost its place, and that is how requests are smuggled.
void TestHttpFront::qt_readsWhatTheGuardHasSeen()
{
    ScriptedFront front;
    QRandomGenerator random(4711);
    for (int round = 0; round < 3000; ++round) {
        const QByteArray bytes = faultyRequests(random);
        const Expectation expected = expectationOf(bytes);
        const int before = front.requestCount();
        RawHttpClient client = front.connect();
        QVERIFY(client.send(bytes));
        for (int i = 0; i < expected.answers; ++i)
            QVERIFY2(client.readAnswer().status != 0, bytes.toPercentEncoding(" \r\n/:").constData());
        front.settle();
        QVERIFY2(pathsOf(front.record()).mid(before) == expected.paths, bytes.toPercentEncoding(" \r\n/:").constData());
    }
    QVERIFY2(front.requestCount() > 1000,
             QByteArray::number(front.requestCount()).constData()); // the faults were not so many that all was refused
}

void TestHttpFront::expectation_isAnsweredAtOnce()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray bytes = post("/echo", "[1]", "Expect: 100-continue\r\n");
    QCOMPARE(client.exchange(bytes.chopped(3)).status, 100);
    const HttpAnswer answer = client.exchange("[1]");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body, "[1]"_ba);
    // A client that does not wait gets no second say.
    QCOMPARE(client.exchange(bytes).status, 201);
    QCOMPARE(client.exchange(get("/after")).body, R"("/after")"_ba);
}

void TestHttpFront::expectation_waitsForEarlierAnswers()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    QVERIFY(client.send(get("/later") + post("/echo", "[1]", "Expect: 100-continue\r\n").chopped(3)));
    QTRY_COMPARE(front.waitingCount(), 1);
    QVERIFY(!client.hasAnswerWithin(20ms));
    front.answer(front.record().waiting[0], {.status = 200, .body = "0"});
    QCOMPARE(client.readAnswer().body, "0"_ba);
    QCOMPARE(client.readAnswer().status, 100);
    QCOMPARE(client.exchange("[1]").body, "[1]"_ba);
}

void TestHttpFront::expectation_ofARefusedRequestGetsTheRefusal()
{
    ScriptedFront front;
    RawHttpClient client = front.connect();
    const QByteArray head = "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 5000000\r\n"
                            "Expect: 100-continue\r\n\r\n";
    QCOMPARE(client.exchange(head).status, 415);
    QVERIFY(client.isClosedWithin(1s));

    RawHttpClient large = front.connect();
    const QByteArray tooLarge =
        "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 8388609\r\n"
        "Expect: 100-continue\r\n\r\n";
    QCOMPARE(large.exchange(tooLarge).status, 413);
}

void TestHttpFront::stop_answersWhatIsOpenAndCloses()
{
    ScriptedFront front;
    RawHttpClient waiting = front.connect();
    RawHttpClient idle = front.connect();
    QVERIFY(waiting.send(get("/later/1") + get("/later/2")));
    QTRY_COMPARE(front.waitingCount(), 2);
    idle.exchange(get("/x"));
    front.run([](HttpFront &http) { http.stopAccepting(); });

    QVERIFY(!front.connect().isConnected());
    const HttpAnswer last = idle.exchange(get("/y"));
    QCOMPARE(last.body, R"("/y")"_ba);
    QCOMPARE(last.header("Connection"), "close"_ba);
    QVERIFY(idle.isClosedWithin(1s));

    const auto tickets = front.record().waiting;
    front.answer(tickets[0], {.status = 200, .body = "1"});
    const HttpAnswer first = waiting.readAnswer();
    QCOMPARE(first.body, "1"_ba);
    QCOMPARE(first.header("Connection"), QByteArray()); // another answer is due on this connection
    front.answer(tickets[1], {.status = 200, .body = "2"});
    QCOMPARE(waiting.readAnswer().header("Connection"), "close"_ba);
    QVERIFY(waiting.isClosedWithin(1s));
}

void TestHttpFront::destruction_leavesNobodyWaiting()
{
    ScriptedFront front;
    RawHttpClient parked = front.connect();
    RawHttpClient half = front.connect();
    RawHttpClient idle = front.connect();
    QVERIFY(parked.send(get("/later")));
    QVERIFY(half.send(post("/echo", "[1]").chopped(1)));
    QTRY_COMPARE(front.waitingCount(), 1);
    QTRY_COMPARE(front.connectionCount(), 3);
    front.stop();
    for (RawHttpClient *client : {&parked, &half, &idle})
        QVERIFY(client->isClosedWithin(5s));
}

void TestHttpFront::listening_failsWithAnAddress()
{
    ScriptedFront front;
    QString message;
    front.run([&](HttpFront &) {
        class Nobody final : public RequestReceiver
        {
            void receive(Ticket, Request) override { }
            void clientGone(Ticket) override { }
            void undelivered(const Answer &) override { }
        } nobody;
        const SystemClock clock;
        HttpFront second(nobody, {}, {}, clock);
        const Status listening = second.listen(QHostAddress(QHostAddress::LocalHost), front.port());
        message = listening ? QString() : listening.error().message;
    });
    QVERIFY2(message.contains(u"127.0.0.1:%1"_s.arg(front.port())), qPrintable(message));
}

QTEST_GUILESS_MAIN(TestHttpFront)
#include "tst_http_front.moc"
