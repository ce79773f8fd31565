// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/http/scripted_front.h"

#include <QTest>

using namespace conduit::broker;
using namespace conduit::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

AccessPolicy policyWithToken()
{
    return {.token = "s3cret", .allowedHosts = {}, .allowedOrigins = {u"https://console.example.org"_s}};
}

} // namespace

/// Who may ask for what, as seen from outside; tst_access_policy has the rules.
class TestHttpFrontAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void access_isRefusedWithoutClosing()
    {
        ScriptedFront front({}, policyWithToken());
        RawHttpClient client = front.connect();
        const HttpAnswer answer = client.exchange(get("/task/next"));
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.errorCode(), u"unauthorized"_s);
        QCOMPARE(answer.header("WWW-Authenticate"), "Bearer"_ba);
        QCOMPARE(client.exchange(get("/task/next", "Sec-Fetch-Site: cross-site\r\n")).status, 403);
        QCOMPARE(client.exchange("GET /task/next HTTP/1.1\r\nHost: evil.example.org\r\n\r\n").status, 403);
        QCOMPARE(front.requestCount(), 0);
        QCOMPARE(client.exchange(get("/healthz")).status, 200);
        QCOMPARE(client.exchange(get("/task/next", "Authorization: Bearer s3cret\r\n")).status, 200);
        QCOMPARE(front.connectionCount(), 1);
    }

    void access_isRefusedBeforeTheBodyIsRead()
    {
        ScriptedFront front({}, policyWithToken());
        RawHttpClient client = front.connect();
        QCOMPARE(client.exchange(post("/task", QByteArray(100'000, ' ')).first(300)).status, 401);
        QVERIFY(client.isClosedWithin(1s));
        QCOMPARE(front.requestCount(), 0);
    }

    void allowedOrigin_mayReadTheAnswer()
    {
        ScriptedFront front({}, policyWithToken());
        RawHttpClient client = front.connect();
        const QByteArray page = "Origin: https://console.example.org\r\nSec-Fetch-Site: cross-site\r\n";
        for (const HttpAnswer &answer :
             {client.exchange(get("/x", page + "Authorization: Bearer s3cret\r\n")), client.exchange(get("/x", page))}) {
            QCOMPARE(answer.header("Access-Control-Allow-Origin"), "https://console.example.org"_ba);
            QCOMPARE(answer.header("Vary"), "Origin"_ba);
        }
        const HttpAnswer other = client.exchange(get("/x", "Origin: https://evil.example.org\r\n"));
        QCOMPARE(other.status, 403);
        QCOMPARE(other.header("Access-Control-Allow-Origin"), QByteArray());
    }

    void preflight_isAnsweredByTheFront()
    {
        ScriptedFront front({}, policyWithToken());
        RawHttpClient client = front.connect();
        const HttpAnswer answer =
            client.exchange("OPTIONS /task HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://console.example.org\r\n"
                            "Access-Control-Request-Method: POST\r\n\r\n");
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.header("Access-Control-Allow-Origin"), "https://console.example.org"_ba);
        QVERIFY(answer.header("Access-Control-Allow-Methods").contains("POST"));
        QVERIFY(answer.header("Access-Control-Allow-Headers").contains("Content-Type"));
        QCOMPARE(front.requestCount(), 0);
    }

    void options_ofTheServerAreAnsweredByTheFront()
    {
        ScriptedFront front;
        RawHttpClient client = front.connect();
        const HttpAnswer answer = client.exchange("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.header("Allow").contains("POST"));
        QCOMPARE(front.requestCount(), 0);
    }

    void options_ofAPathAreHandedOver()
    {
        ScriptedFront front;
        front.connect().exchange("OPTIONS /task HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QCOMPARE(front.record().requests[0].method, Method::Options);
    }
};

QTEST_GUILESS_MAIN(TestHttpFrontAccess)
#include "tst_http_front_access.moc"
