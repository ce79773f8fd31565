// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/canned_server.h"

#include <conduit/transport.h>

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTest>

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::test;

/// What is peculiar to it; tst_http_transport has the rest.
class TestPlainTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CannedServer>();
        m_transport = std::make_unique<client::PlainTransport>(m_server->address());
        m_replies.clear();
    }

    void cleanup()
    {
        m_transport.reset();
        m_server.reset();
    }

    void request_isExactlyThis()
    {
        m_transport = std::make_unique<client::PlainTransport>(m_server->address(u"/a%20b//"_s), "s3cret");
        const QByteArray host = "127.0.0.1:" + QByteArray::number(m_server->serverPort());
        send({.method = "PATCH", .path = "/task/x", .body = "{}", .ifMatch = "\"1\"", .idempotencyKey = "k-1"});
        QTRY_COMPARE(m_server->received,
                     "PATCH /a%20b/task/x HTTP/1.1\r\nHost: " + host
                         + "\r\nAuthorization: Bearer s3cret\r\nIf-Match: \"1\"\r\nIdempotency-Key: k-1\r\n"
                           "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    }

    void address_neverTellsItsPassword()
    {
        QUrl address = m_server->address();
        address.setUserName(u"me"_s);
        address.setPassword(u"pass"_s);
        m_transport = std::make_unique<client::PlainTransport>(address);
        send({.method = "GET", .path = "/info"});
        QTRY_VERIFY(m_server->hasRequest());
        QVERIFY(!m_server->received.contains("pass"));
        m_server->say("nonsense\r\n");
        QTRY_COMPARE(m_replies.size(), 1);
        QVERIFY2(!m_replies[0].failure.contains(u"pass"), qPrintable(m_replies[0].failure));
    }

    void connection_thatTheBrokerClosedIsReplacedForTheNextCall()
    {
        exchange();
        // Only the sending side, so that this side sees when the other one has noticed.
        QSignalSpy gone(m_server->last, &QTcpSocket::disconnected);
        ::shutdown(static_cast<int>(m_server->last->socketDescriptor()), SHUT_WR);
        QTRY_COMPARE(gone.size(), 1);
        exchange();
        QCOMPARE(m_server->connections, 2);
    }

    void connection_isNotKeptAgainstTheBrokersWord()
    {
        send(kGet);
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("200 OK", "{}", "Connection: close\r\n"));
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 200);
        exchange();
        QCOMPARE(m_server->connections, 2);
    }

    void connection_thatSaysWhatWasNotAskedForIsGivenUp()
    {
        exchange();
        QSignalSpy gone(m_server->last, &QTcpSocket::disconnected);
        m_server->say(response("200 OK", R"({"poison":true})"));
        QTRY_COMPARE(gone.size(), 1);
        exchange();
        QCOMPARE(m_server->connections, 2);
        QCOMPARE(m_replies.last().body, "{}");
    }

    void call_isNeverSentTwice()
    {
        exchange();
        send({.method = "POST", .path = "/task", .body = "{}"});
        QTRY_VERIFY(m_server->received.endsWith("{}"));
        m_server->last->disconnectFromHost();
        QTRY_COMPARE(m_replies.size(), 2);
        QCOMPARE(m_replies[1].status, 0);
        QVERIFY2(m_replies[1].failure.contains(u"the connection was closed"), qPrintable(m_replies[1].failure));
        QCOMPARE(m_server->connections, 1);
    }

    void call_thatIsResetFails()
    {
        send(kGet);
        QTRY_VERIFY(m_server->hasRequest());
        m_server->last->abort();
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
    }

    void nonsense_isAFailureThatSaysSo()
    {
        send(kGet);
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say("SSH-2.0-OpenSSH_9.2\r\n");
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 0);
        QCOMPARE(m_replies[0].failure, u"No answer from %1: it is no HTTP/1.1"_s.arg(m_server->address().toString()));
    }

    void answer_mayEndWithTheConnection()
    {
        send(kGet);
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}");
        m_server->last->disconnectFromHost();
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies[0].status, 200);
        QCOMPARE(m_replies[0].body, R"({"a":1})");
    }

    void silence_endsOnlyTheCallThatItLastsTooLongFor()
    {
        send(kGet);
        send({.method = "GET", .path = "/stats", .timeout = 50ms});
        QTRY_COMPARE(m_replies.size(), 1);
        QVERIFY2(m_replies[0].failure.contains(u"no answer within 0.05 s"), qPrintable(m_replies[0].failure));
        QVERIFY(m_replies[0].isTimeout);
        QCOMPARE(m_server->connections, 2);
    }

    void calls_beyondTheConnectionsWaitForOne()
    {
        constexpr int kMax = static_cast<int>(client::PlainTransport::kConnectionsMax);
        QList<client::Transport::CallId> ids;
        for (int i = 0; i < kMax + 2; ++i)
            ids.append(send(kGet));
        QTRY_COMPARE(m_server->received.count("\r\n\r\n"), kMax);
        QCOMPARE(m_server->connections, kMax);
        m_server->say(response("200 OK", "{}"));
        QTRY_VERIFY(m_server->hasRequest()); // the seventh, on the same connection
        QCOMPARE(m_server->connections, kMax);
        m_transport->abort(ids.last());
        m_transport->abort(ids.first());
        QCOMPARE(m_replies.size(), 1);
    }

    void call_maySendTheNextFromItsAnswer()
    {
        m_transport->send(kGet, [this](const client::Reply &) { send({.method = "GET", .path = "/second"}); });
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("200 OK", "{}"));
        QTRY_VERIFY(m_server->received.startsWith("GET /second "));
        m_server->say(response("200 OK", "{}"));
        QTRY_COMPARE(m_replies.size(), 1);
        QCOMPARE(m_server->connections, 1);
    }

    void call_mayAbortAnotherFromItsFailure()
    {
        client::Transport::CallId other = 0;
        m_transport->send({.method = "GET", .path = "/info", .timeout = 50ms}, [&](const client::Reply &reply) {
            m_replies.append(reply);
            m_transport->abort(other);
        });
        other = send({.method = "GET", .path = "/other", .timeout = 50ms});
        QTRY_COMPARE(m_replies.size(), 1);
        // What else was due is dealt with in the same moment.
        exchange();
        QCOMPARE(m_replies.size(), 2);
    }

    void choice_fallsOnTheLeanestThatGetsThere()
    {
        const auto isPlain = [](const QString &address) {
            return dynamic_cast<client::PlainTransport *>(client::transportTo(QUrl(address)).get()) != nullptr;
        };
        QVERIFY(isPlain(u"http://127.0.0.1:8080"_s));
        QVERIFY(!isPlain(u"https://127.0.0.1:8080"_s));
        QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 3128));
        QVERIFY(isPlain(u"http://localhost:8080"_s));
        QVERIFY(!isPlain(u"http://broker.example.org:8080"_s));
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QVERIFY(isPlain(u"http://broker.example.org:8080"_s));
    }

private:
    static inline const client::Call kGet {.method = "GET", .path = "/info"};

    client::Transport::CallId send(const client::Call &call)
    {
        return m_transport->send(call, [this](const client::Reply &reply) { m_replies.append(reply); });
    }

    void exchange()
    {
        const auto answered = m_replies.size() + 1;
        m_server->received.clear();
        send(kGet);
        QTRY_VERIFY(m_server->hasRequest());
        m_server->say(response("200 OK", "{}"));
        QTRY_COMPARE(m_replies.size(), answered);
    }

    std::unique_ptr<CannedServer> m_server;
    std::unique_ptr<client::PlainTransport> m_transport;
    QList<client::Reply> m_replies;
};

QTEST_GUILESS_MAIN(TestPlainTransport)
#include "tst_plain_transport.moc"
