// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_guard.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kHidden = "GET /hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

QByteArray get(const QByteArray &headers) { return "GET /task/next HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n"; }

QByteArray post(const QByteArray &headers, const QByteArray &body = {})
{
    return "POST /task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body) { return post("Transfer-Encoding: chunked\r\n", body); }

/// What became of the bytes of one request.
struct Verdict
{
    std::optional<ErrorCode> refused;
    RequestGuard::Stage stage = RequestGuard::Stage::Head;
    qsizetype taken = 0;
};

/// Feeds the guard pieces of `step` bytes.
Verdict feed(RequestGuard &guard, QByteArrayView bytes, qsizetype step)
{
    Verdict verdict;
    while (verdict.taken < bytes.size() && guard.stage() != RequestGuard::Stage::Whole) {
        const auto taken = guard.take(bytes.sliced(verdict.taken).first(std::min(step, bytes.size() - verdict.taken)));
        if (!taken) {
            verdict.refused = taken.error().code;
            break;
        }
        verdict.taken += *taken;
    }
    verdict.stage = guard.stage();
    return verdict;
}

} // namespace

class TestRequestGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_isTakenToItsEnd_data();
    void request_isTakenToItsEnd();
    void request_isRefused_data();
    void request_isRefused();
    void request_isIncomplete_data();
    void request_isIncomplete();
    void head_saysWhatWasAsked();
    void head_keepsTheHeadersThatDecideAboutAccess();
    void head_knowsWhetherTheConnectionEnds_data();
    void head_knowsWhetherTheConnectionEnds();
    void guard_takesOneRequestAfterTheOther();
    void guard_ignoresBlankLinesBeforeARequest();
    void headers_areLimited();
    void headers_areLimitedWhateverIsSet();
    void body_comesWithoutItsFraming();
    void body_ofARefusedRequestIsForgotten();
    void requestLine_isTheLineAsItCame();
    void body_isLimitedBeforeItComes();
    void chunks_areLimitedBeforeTheyCome();
    void chunks_mustNotBeMostlyFraming();
};

void TestRequestGuard::request_isTakenToItsEnd_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("GET") << get({});
    QTest::newRow("empty value") << get("X-Empty:\r\n");
    QTest::newRow("spaces around the value") << get("X-A: \t b \t \r\n");
    QTest::newRow("no space after the colon") << get("X-A:b\r\n");
    QTest::newRow("letters beyond ASCII in a value") << get("X-A: gr\xc3\xbc\xc3\x9f\r\n");
    QTest::newRow("a hundred headers") << get(QByteArray("X-A: b\r\n").repeated(99));
    QTest::newRow("upgrade to HTTP/2, ignored")
        << get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n");
    QTest::newRow("old HTTP without Host") << "GET / HTTP/1.0\r\n\r\n"_ba;
    QTest::newRow("old HTTP with a length") << "POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"_ba;
    QTest::newRow("OPTIONS of the server") << "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"_ba;
    QTest::newRow("long target") << "GET /" + QByteArray(8000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("length") << post("Content-Length: 4\r\n", "{\n}\n");
    QTest::newRow("length 0") << post("Content-Length: 0\r\n");
    QTest::newRow("length with zeros before it") << post("Content-Length: 0004\r\n", "true");
    QTest::newRow("a body that looks like a request")
        << post("Content-Length: " + QByteArray::number(kHidden.size()) + "\r\n", kHidden);
    QTest::newRow("chunk") << chunked("4\r\ntrue\r\n0\r\n\r\n");
    QTest::newRow("chunks") << chunked("7\r\n{\"task_\r\n26\r\ntype\":\"echo\",\"payload\":{\"m\":\"chunks\"}}\r\n0\r\n\r\n");
    QTest::newRow("empty chunked body") << chunked("0\r\n\r\n");
    QTest::newRow("zeros before a size") << chunked("0004\r\ntrue\r\n000\r\n\r\n");
    QTest::newRow("hexadecimal, both cases") << chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n");
    QTest::newRow("extension") << chunked("4;name=\"value\"\r\ntrue\r\n0;last\r\n\r\n");
    QTest::newRow("line ends inside a chunk") << chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n");
    QTest::newRow("chunked in capitals") << post("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n");
}

void TestRequestGuard::request_isTakenToItsEnd()
{
    QFETCH(QByteArray, request);
    const HttpLimits limits;
    for (const qsizetype step : {qsizetype {1}, qsizetype {2}, qsizetype {7}, request.size() + kHidden.size()}) {
        RequestGuard guard(limits);
        const Verdict verdict = feed(guard, request + kHidden, step);
        QVERIFY(!verdict.refused);
        QCOMPARE(verdict.stage, RequestGuard::Stage::Whole);
        QCOMPARE(verdict.taken, request.size());
    }
}

void TestRequestGuard::request_isRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<ErrorCode>("code");
    const auto malformed = [](const char *name, const QByteArray &request) {
        QTest::newRow(name) << request << ErrorCode::MalformedRequest;
    };
    const auto unknown = [](const char *name, const QByteArray &request) {
        QTest::newRow(name) << request << ErrorCode::NotImplemented;
    };

    malformed("length of letters", post("Content-Length: abc\r\n"));
    malformed("length with a sign", post("Content-Length: +5\r\n"));
    malformed("negative length", post("Content-Length: -5\r\n"));
    malformed("empty length", post("Content-Length:\r\n"));
    malformed("length in hexadecimal", post("Content-Length: 0x5\r\n"));
    malformed("length with a fraction", post("Content-Length: 5.0\r\n"));
    malformed("length with a space inside", post("Content-Length: 1 5\r\n"));
    malformed("length as a list", post("Content-Length: 5, 5\r\n"));
    malformed("length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n"));
    malformed("two lengths", post("Content-Length: 5\r\ncontent-length: 50\r\n"));
    malformed("length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"));
    malformed("chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"));
    malformed("chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"));
    malformed("chunked in old HTTP", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
    unknown("another coding", post("Transfer-Encoding: gzip\r\n"));
    unknown("two codings", post("Transfer-Encoding: gzip, chunked\r\n"));
    unknown("chunked as something else", post("Transfer-Encoding: xchunked\r\n"));
    unknown("identity", post("Transfer-Encoding: identity\r\n"));
    unknown("no coding", post("Transfer-Encoding:\r\n"));
    unknown("WebSocket", get("Connection: Upgrade\r\nUpgrade: WebSocket\r\n"));

    malformed("folded line", get("X-A: b\r\n c\r\n"));
    malformed("folded with a tab", get("X-A: b\r\n\tc\r\n"));
    malformed("first header folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n");
    malformed("space before the colon", get("Content-Length : 5\r\n"));
    malformed("tab before the colon", get("Content-Length\t: 5\r\n"));
    malformed("no colon", get("Content-Length 5\r\n"));
    malformed("no name", get(": 5\r\n"));
    malformed("name with a space", get("Content Length: 5\r\n"));
    malformed("name with a control character", get(QByteArray("X-\0A: b\r\n", 9)));
    malformed("name beyond ASCII", get("X-\xc3\xbc: b\r\n"));
    malformed("NUL in a value", get(QByteArray("X-A: \0b\r\n", 9)));
    malformed("bell in a value", get("X-A: \ab\r\n"));
    malformed("DEL in a value", get("X-A: \x7f\r\n"));
    malformed("bare line feed", get("X-A: b\nContent-Length: 5\r\n"));
    malformed("bare carriage return", get("X-A: b\rContent-Length: 5\r\n"));
    malformed("two carriage returns", get("X-A: b\r\r\n"));
    malformed("only line feeds", "GET / HTTP/1.1\nHost: a\n\n");
    malformed("headers ended by a line feed", "GET / HTTP/1.1\r\nHost: a\r\n\n");
    malformed("carriage return before the request", "\r \r\n" + get({}));

    malformed("no Host", "GET / HTTP/1.1\r\n\r\n");
    malformed("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
    malformed("two Origins", get("Origin: https://a\r\nOrigin: https://b\r\n"));
    malformed("two tokens", get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"));
    malformed("two media types", get("Content-Type: application/json\r\nContent-Type: text/plain\r\n"));
    malformed("two sites", get("Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n"));

    unknown("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
    unknown("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");
    unknown("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n");
    unknown("method in small letters", "get / HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("whole address", "GET http://127.0.0.1/task HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("authority", "GET 127.0.0.1:80 HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("no slash", "GET task HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("tab in the target", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("target beyond ASCII", "GET /\xc3\xbc HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("NUL in the target", QByteArray("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28));
    malformed("space before the method", " GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    malformed("space behind the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n");
    malformed("no version", "GET /\r\n\r\n");
    malformed("HTTP/2", "PRI * HTTP/2.0\r\n\r\n");
    malformed("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n");
    malformed("version in small letters", "GET / http/1.1\r\nHost: a\r\n\r\n");
    malformed("another protocol", "\x16\x03\x01\x02\r\n\r\n");

    malformed("chunk size of letters", chunked("x\r\n"));
    malformed("no chunk size", chunked("\r\n"));
    malformed("chunk size with a sign", chunked("+4\r\ntrue\r\n"));
    malformed("negative chunk size", chunked("-4\r\ntrue\r\n"));
    malformed("chunk size with 0x", chunked("0x4\r\ntrue\r\n"));
    malformed("space before a chunk size", chunked(" 4\r\ntrue\r\n"));
    malformed("space behind a chunk size", chunked("4 \r\ntrue\r\n"));
    malformed("chunk size of seventeen digits", chunked("00000000000000004\r\ntrue\r\n"));
    malformed("line feed behind a chunk size", chunked("4\ntrue\r\n"));
    malformed("carriage return behind a chunk size", chunked("4\rtrue\r\n"));
    malformed("line feed in an extension", chunked("4;a\ntrue\r\n"));
    malformed("NUL in an extension", chunked(QByteArray("4;\0\r\n", 5)));
    malformed("chunk longer than its size", chunked("4\r\ntruee\r\n0\r\n\r\n"));
    malformed("chunk ended by a line feed", chunked("4\r\ntrue\n0\r\n\r\n"));
    malformed("body ended by a line feed", chunked("4\r\ntrue\r\n0\r\n\n"));
    malformed("trailer", chunked("4\r\ntrue\r\n0\r\nX-A: b\r\n\r\n"));
    malformed("hidden in the trailer", chunked("0\r\n" + kHidden));
}

void TestRequestGuard::request_isRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(ErrorCode, code);
    const HttpLimits limits;
    for (const qsizetype step : {qsizetype {1}, qsizetype {3}, request.size() + kHidden.size()}) {
        RequestGuard guard(limits);
        const Verdict verdict = feed(guard, request + kHidden, step);
        QVERIFY(verdict.refused);
        QCOMPARE(*verdict.refused, code);
        QVERIFY(verdict.stage != RequestGuard::Stage::Whole);
    }
}

void TestRequestGuard::request_isIncomplete_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<RequestGuard::Stage>("stage");
    QTest::addColumn<bool>("isIdle");
    QTest::newRow("nothing") << QByteArray() << RequestGuard::Stage::Head << true;
    QTest::newRow("blank line") << "\r\n"_ba << RequestGuard::Stage::Head << true;
    QTest::newRow("half a blank line") << "\r"_ba << RequestGuard::Stage::Head << false;
    QTest::newRow("one letter") << "G"_ba << RequestGuard::Stage::Head << false;
    QTest::newRow("headers without an end") << get({}).chopped(2) << RequestGuard::Stage::Head << false;
    QTest::newRow("half a body") << post("Content-Length: 4\r\n", "tr") << RequestGuard::Stage::Body << false;
    QTest::newRow("chunks without an end") << chunked("4\r\ntrue\r\n0\r\n") << RequestGuard::Stage::Body << false;
}

void TestRequestGuard::request_isIncomplete()
{
    QFETCH(QByteArray, bytes);
    QFETCH(RequestGuard::Stage, stage);
    QFETCH(bool, isIdle);
    const HttpLimits limits;
    for (const qsizetype step : {qsizetype {1}, qsizetype {1000}}) {
        RequestGuard guard(limits);
        const Verdict verdict = feed(guard, bytes, step);
        QVERIFY(!verdict.refused);
        QCOMPARE(verdict.stage, stage);
        QCOMPARE(verdict.taken, bytes.size());
        QCOMPARE(guard.isIdle(), isIdle);
    }
}

void TestRequestGuard::head_saysWhatWasAsked()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    feed(guard, "PATCH /task/a%2Fb?x=1&y=?/%20 HTTP/1.1\r\nhost: a\r\nCONTENT-LENGTH: 12\r\nExpect: 100-Continue\r\n\r\n",
         1000);
    const RequestHead &head = guard.head();
    QCOMPARE(head.method, Method::Patch);
    QCOMPARE(head.path, QByteArrayView("/task/a%2Fb"));
    QCOMPARE(head.query, QByteArrayView("x=1&y=?/%20"));
    QCOMPARE(head.contentLength, 12);
    QVERIFY(head.hasBody());
    QVERIFY(head.expectsContinue);
    QVERIFY(!head.isOldHttp);
    QVERIFY(!head.isChunked);
}

void TestRequestGuard::head_keepsTheHeadersThatDecideAboutAccess()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    feed(guard,
         "OPTIONS / HTTP/1.1\r\nHost: a:1\r\nOrigin: null\r\nAuthorization: Bearer x\r\nSec-Fetch-Site: "
         "none\r\nContent-Type:\r\n"
         "Access-Control-Request-Method: POST\r\n\r\n",
         1000);
    const AccessHeaders &access = guard.head().access;
    QCOMPARE(access.host, QByteArrayView("a:1"));
    QCOMPARE(access.origin, QByteArrayView("null"));
    QCOMPARE(access.authorization, QByteArrayView("Bearer x"));
    QCOMPARE(access.secFetchSite, QByteArrayView("none"));
    QVERIFY(access.contentType && access.contentType->isEmpty());
    QVERIFY(access.asksPreflight);
}

void TestRequestGuard::head_knowsWhetherTheConnectionEnds_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("closes");
    QTest::newRow("usual") << get({}) << false;
    QTest::newRow("keep-alive") << get("Connection: keep-alive\r\n") << false;
    QTest::newRow("close") << get("Connection: close\r\n") << true;
    QTest::newRow("in capitals") << get("Connection: CLOSE\r\n") << true;
    QTest::newRow("in a list") << get("Connection: TE , close\r\n") << true;
    QTest::newRow("in a second header") << get("Connection: TE\r\nConnection: close\r\n") << true;
    QTest::newRow("then something else") << get("Connection: close\r\nConnection: TE\r\n") << true;
    QTest::newRow("part of a word") << get("Connection: closed, enclose\r\n") << false;
    QTest::newRow("old HTTP") << "GET / HTTP/1.0\r\n\r\n"_ba << true;
    QTest::newRow("old HTTP that asks to stay") << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << true;
}

void TestRequestGuard::head_knowsWhetherTheConnectionEnds()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, closes);
    const HttpLimits limits;
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, request, 1000).stage, RequestGuard::Stage::Whole);
    QCOMPARE(guard.head().closes, closes);
}

void TestRequestGuard::guard_takesOneRequestAfterTheOther()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    QByteArray bytes = chunked("4\r\ntrue\r\n0\r\n\r\n") + get("X-Long: " + QByteArray(5000, 'x') + "\r\n")
        + post("Content-Length: 2\r\n", "{}") + kHidden;
    for (const QByteArrayView path : {"/task", "/task/next", "/task", "/hidden"}) {
        const Verdict verdict = feed(guard, bytes, 16);
        QVERIFY(!verdict.refused);
        QCOMPARE(verdict.stage, RequestGuard::Stage::Whole);
        QCOMPARE(guard.head().path, path);
        bytes = bytes.sliced(verdict.taken);
        guard.reset();
        QVERIFY(guard.isIdle());
    }
    QVERIFY(bytes.isEmpty());
}

void TestRequestGuard::guard_ignoresBlankLinesBeforeARequest()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    const QByteArray bytes = "\r\n\r\n" + get({});
    const Verdict verdict = feed(guard, bytes, 1);
    QCOMPARE(verdict.stage, RequestGuard::Stage::Whole);
    QCOMPARE(verdict.taken, bytes.size());
    QCOMPARE(guard.head().path, QByteArrayView("/task/next"));
}

void TestRequestGuard::headers_areLimited()
{
    HttpLimits limits;
    limits.headerBytesMax = 1000;
    const QByteArray fitting = get("X: " + QByteArray(1000 - get("X: \r\n").size(), 'x') + "\r\n");
    QCOMPARE(fitting.size(), 1000);
    const QByteArray tooLong = get("X: " + QByteArray(1001 - get("X: \r\n").size(), 'x') + "\r\n");
    for (const qsizetype step : {qsizetype {1}, qsizetype {2000}}) {
        RequestGuard guard(limits);
        QCOMPARE(feed(guard, fitting, step).stage, RequestGuard::Stage::Whole);
        guard.reset();
        QCOMPARE(feed(guard, tooLong, step).refused, ErrorCode::HeadersTooLarge);
        RequestGuard another(limits);
        QCOMPARE(feed(another, "GET /" + QByteArray(5000, 'a'), step).refused, ErrorCode::HeadersTooLarge);
    }
}

void TestRequestGuard::body_comesWithoutItsFraming()
{
    const HttpLimits limits;
    const QByteArray chunks = "5;a=b\r\n{\"a\":\r\n000004\r\n\r\n\r\n\r\n3\r\n1 }\r\n0\r\n\r\n";
    const QByteArray content = "{\"a\":\r\n\r\n1 }";
    for (const qsizetype step : {qsizetype {1}, qsizetype {3}, qsizetype {1000}}) {
        RequestGuard guard(limits);
        for (const QByteArray &request : {chunked(chunks), post("Content-Length: 12\r\n", content)}) {
            QCOMPARE(feed(guard, request, step).stage, RequestGuard::Stage::Whole);
            QCOMPARE(guard.moveBody(), content);
            guard.reset();
        }
        QCOMPARE(feed(guard, get({}), step).stage, RequestGuard::Stage::Whole);
        QCOMPARE(guard.moveBody(), QByteArray());
    }
}

void TestRequestGuard::body_ofARefusedRequestIsForgotten()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, post("Content-Length: 4\r\n", "true"), 1000).stage, RequestGuard::Stage::Whole);
    guard.reset();
    QCOMPARE(feed(guard, post("Content-Length: 2\r\n", "{}"), 1000).stage, RequestGuard::Stage::Whole);
    QCOMPARE(guard.moveBody(), "{}"_ba);
}

void TestRequestGuard::requestLine_isTheLineAsItCame()
{
    const HttpLimits limits;
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, "\r\nPOST /task?a=%20 HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}", 1).stage, RequestGuard::Stage::Whole);
    QCOMPARE(guard.requestLine(), QByteArrayView("POST /task?a=%20 HTTP/1.0\r\n"));
}

void TestRequestGuard::headers_areLimitedWhateverIsSet()
{
    HttpLimits limits;
    limits.headerBytesMax = 10 * 1024 * 1024;
    RequestGuard few(limits);
    QCOMPARE(feed(few, get(QByteArray("X-A: b\r\n").repeated(100)), 1000).refused, ErrorCode::HeadersTooLarge);
    RequestGuard large(limits);
    QCOMPARE(feed(large, get("X-A: " + QByteArray(100 * 1024, 'x') + "\r\n"), 1000).refused, ErrorCode::HeadersTooLarge);
}

void TestRequestGuard::body_isLimitedBeforeItComes()
{
    HttpLimits limits;
    limits.bodyBytesMax = 100;
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, post("Content-Length: 100\r\n"), 1000).stage, RequestGuard::Stage::Body);
    for (const QByteArray &length : {"101"_ba, "99999999999999999999999999"_ba}) {
        RequestGuard another(limits);
        QCOMPARE(feed(another, post("Content-Length: " + length + "\r\n"), 1000).refused, ErrorCode::PayloadTooLarge);
    }
}

void TestRequestGuard::chunks_areLimitedBeforeTheyCome()
{
    HttpLimits limits;
    limits.bodyBytesMax = 100;
    const QByteArray fifty = "32\r\n" + QByteArray(50, 'x') + "\r\n";
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, chunked(fifty + fifty + "0\r\n\r\n"), 1000).stage, RequestGuard::Stage::Whole);
    for (const QByteArray &more : {fifty + fifty + "1\r\n", fifty + "33\r\n", "65\r\n"_ba, "fffffffffffffff\r\n"_ba}) {
        RequestGuard another(limits);
        QCOMPARE(feed(another, chunked(more), 1000).refused, ErrorCode::PayloadTooLarge);
    }
}

void TestRequestGuard::chunks_mustNotBeMostlyFraming()
{
    const HttpLimits limits;
    const QByteArray tiny = "1\r\nx\r\n";
    RequestGuard guard(limits);
    QCOMPARE(feed(guard, chunked(tiny.repeated(10'000) + "0\r\n\r\n"), 1000).stage, RequestGuard::Stage::Whole);
    RequestGuard another(limits);
    QCOMPARE(feed(another, chunked(tiny.repeated(100'000)), 1000).refused, ErrorCode::PayloadTooLarge);
    RequestGuard endless(limits);
    QCOMPARE(feed(endless, chunked("1;" + QByteArray(100'000, 'x')), 1000).refused, ErrorCode::PayloadTooLarge);
    RequestGuard fair(limits);
    QCOMPARE(feed(fair, chunked(("400\r\n" + QByteArray(1024, 'x') + "\r\n").repeated(8 * 1024) + "0\r\n\r\n"), 16'000).stage,
             RequestGuard::Stage::Whole);
}

QTEST_APPLESS_MAIN(TestRequestGuard)
#include "tst_request_guard.moc"
