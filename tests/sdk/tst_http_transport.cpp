// SPDX-License-Identifier: GPL-3.0-only
// What each way to speak HTTP has to do; every test runs with each of them.
#include "tests/sdk/canned_server.h"

#include <conduit/transport.h>

#include <QNetworkProxy>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::test;

class TestHttpTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isPlain");
        QTest::newRow("http") << false;
        QTest::newRow("plain") << true;
    }

    void init()
    {
        m_server = std::make_unique<CannedServer>();
        m_transport = makeTransport(m_server->address(), "s3cret");
        m_replies.clear();
    }

    void cleanup()
    {
        m_transport.reset();
        m_server.reset();
    }

    void request_isSentAsGiven()
    {
        send({.method = "POST", .path = "/task/types/img%2Fresize%2050%25/schema?types=a%2Cb,c", .body = "{}"});
        QTRY_VERIFY(m_server->received.endsWith("{}"));
        const QByteArray request = m_server->received.toLower();
        QVERIFY(m_server->received.startsWith("POST /task/types/img%2Fresize%2050%25/schema?types=a%2Cb,c HTTP/1.1\r\n"));
        QVERIFY(request.contains("\r\ncontent-type: application/json\r\n"));
        QVERIFY(request.contains("\r\nauthorization: bearer s3cret\r\n"));
        QVERIFY(request.contains("\r\ncontent-length: 2\r\n"));
        QVERIFY(!request.contains("upgrade"));
    }

    void request_withoutABodyClaimsNoMediaType()
    {
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(!m_server->received.toLower().contains("content-"));
    }

    void request_mayAskForAVersionAndCarryAKey()
    {
        send({.method = "DELETE", .path = "/task/x", .ifMatch = "\"12\"", .idempotencyKey = "k-1"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(m_server->received.startsWith("DELETE /task/x HTTP/1.1\r\n"));
        QVERIFY(m_server->received.toLower().contains("\r\nif-match: \"12\"\r\n"));
        QVERIFY(m_server->received.toLower().contains("\r\nidempotency-key: k-1\r\n"));
        QVERIFY(!m_server->received.toLower().contains("content-type"));
    }

    void request_withoutATokenAuthorizesNothing()
    {
        m_transport = makeTransport(m_server->address());
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(!m_server->received.toLower().contains("authorization"));
    }

    void address_mayHaveAPath()
    {
        m_transport = makeTransport(m_server->address(u"/queue/"_s));
        send({.method = "GET", .path = "/task?limit=1"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(m_server->received.startsWith("GET /queue/task?limit=1 HTTP/1.1\r\n"));
    }

    void reply_carriesStatusAndBody_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 201, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 501, 503, 507})
            QTest::addRow("%d", status) << status;
    }

    void reply_carriesStatusAndBody()
    {
        QFETCH(int, status);
        send({.method = "POST", .path = "/task", .body = "{}"});
        QTRY_VERIFY(m_server->received.endsWith("{}"));
        m_server->say(response(QByteArray::number(status) + " Word", R"({"a":1})",
                               "Retry-After: 7\r\nDate: Wed, 25 Nov 2026 14:03:07 GMT\r\n"));
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, status);
        QCOMPARE(m_replies[0].body, R"({"a":1})");
        QCOMPARE(m_replies[0].retryAfter, "7");
        QFETCH_GLOBAL(bool, isPlain);
        const QDateTime sentAt(QDate(2026, 11, 25), QTime(14, 3, 7), QTimeZone::utc());
        QCOMPARE(m_replies[0].sentAt, isPlain ? QDateTime() : sentAt);
        QVERIFY(m_replies[0].failure.isEmpty());
    }

    void timeout_mayBeLongerThanATimerCounts()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        send({.method = "GET", .path = "/info", .timeout = std::chrono::milliseconds {3'000'000'000}});
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("200 OK", "{}"));
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 200);
    }

    void redirect_isNotFollowed()
    {
        CannedServer elsewhere;
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("302 Found", "{}", "Location: " + elsewhere.address(u"/steal"_s).toEncoded() + "\r\n"));
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 302);
        QCOMPARE(elsewhere.connections, 0);
    }

    void cookies_areNotKept()
    {
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("200 OK", "{}", "Set-Cookie: a=b; Path=/\r\n"));
        QTRY_COMPARE(m_replies.size(), 1);
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(!m_server->received.toLower().contains("cookie"));
    }

    void connection_isKept()
    {
        for (int i = 1; i <= 3; ++i) {
            send({.method = "POST", .path = "/task", .body = "{}"});
            QTRY_VERIFY(m_server->received.endsWith("{}"));
            m_server->say(response("200 OK", "{}"));
            QTRY_COMPARE(m_replies.size(), i);
        }
        QCOMPARE(m_server->connections, 1);
    }

    void proxy_isNotAskedForLoopback()
    {
        CannedServer proxy;
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
        m_transport = makeTransport(m_server->address());
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QCOMPARE(proxy.connections, 0);
    }

    void largeBody_isSentAndAnsweredAsAnyOther()
    {
        const QByteArray body = '"' + QByteArray(1'000'000, 'x') + '"';
        const client::Call call {
            .method = "POST", .path = "/task/batch", .body = body, .actor = "console anna@host", .sentAt = "noon"};
        for (int i = 1; i <= 2; ++i) {
            send(call);
            QTRY_VERIFY(m_server->received.endsWith(body));
            QVERIFY(m_server->received.startsWith("POST /task/batch HTTP/1.1\r\n"));
            QVERIFY(m_server->received.toLower().contains("\r\nauthorization: bearer s3cret\r\n"));
            QVERIFY(m_server->received.toLower().contains("\r\nconduit-actor: console anna@host\r\n"));
            QVERIFY(m_server->received.toLower().contains("\r\nconduit-sent-at: noon\r\n"));
            QVERIFY(m_server->received.toLower().contains("\r\ncontent-length: 1000002\r\n"));
            m_server->say(response("200 OK", body));
            QTRY_COMPARE(m_replies.size(), i);
            QCOMPARE(m_replies.last().body, body);
        }
        QCOMPARE(m_server->connections, 1);

        const auto id = send(call);
        QTRY_VERIFY(m_server->received.endsWith(body));
        QSignalSpy gone(m_server->last, &QTcpSocket::disconnected);
        m_transport->abort(id);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(m_replies.size(), 2);
        m_transport->abort(id);
    }

    void replyToALargeBody_mayLetTheTransportGo()
    {
        QFETCH_GLOBAL(bool, isPlain);
        if (isPlain)
            return; // It says that it may not be.
        bool isTold = false;
        m_transport->send({.method = "POST", .path = "/task", .body = QByteArray(100'000, '1')}, [&](const client::Reply &) {
            m_transport.reset();
            isTold = true;
        });
        QTRY_VERIFY(m_server->received.endsWith("111"));
        m_server->say(response("200 OK", "{}"));
        QTRY_VERIFY(isTold);
    }

    void silence_endsInAFailure()
    {
        send({.method = "GET", .path = "/info", .body = {}, .timeout = 50ms});
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
        QVERIFY2(m_replies[0].failure.contains(u"no answer within 0.05 s"), qPrintable(m_replies[0].failure));
        QVERIFY(m_replies[0].isTimeout);
        QVERIFY(m_replies[0].failure.contains(m_server->address().toString()));
    }

    void nobodyThere_isAFailure()
    {
        m_server->close();
        send({.method = "GET", .path = "/info"});
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
        QVERIFY(!m_replies[0].failure.isEmpty());
        QVERIFY(!m_replies[0].failure.contains(u"s3cret"));
    }

    void halfAnAnswer_isNone()
    {
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
        m_server->last->disconnectFromHost();
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
    }

    void abort_neverCallsBack()
    {
        const auto id = send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QSignalSpy gone(m_server->last, &QTcpSocket::disconnected);
        m_transport->abort(id);
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(m_replies.isEmpty());
        m_transport->abort(id);
    }

    void destruction_neverCallsBack()
    {
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QSignalSpy gone(m_server->last, &QTcpSocket::disconnected);
        m_transport.reset();
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(m_replies.isEmpty());
    }

    void answer_comesLaterThanTheCall()
    {
        m_transport = makeTransport(QUrl(u"nonsense://x"_s));
        send({.method = "GET", .path = "/info"});
        QVERIFY(m_replies.isEmpty());
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
    }

private:
    static std::unique_ptr<client::Transport> makeTransport(const QUrl &broker, const QByteArray &token = {})
    {
        QFETCH_GLOBAL(bool, isPlain);
        if (isPlain)
            return std::make_unique<client::PlainTransport>(broker, token);
        return std::make_unique<client::HttpTransport>(broker, token);
    }

    client::Transport::CallId send(const client::Call &call)
    {
        return m_transport->send(call, [this](const client::Reply &reply) { m_replies.append(reply); });
    }

    std::unique_ptr<CannedServer> m_server;
    std::unique_ptr<client::Transport> m_transport;
    QList<client::Reply> m_replies;
};

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_http_transport.moc"
