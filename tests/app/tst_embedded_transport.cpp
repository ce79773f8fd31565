// SPDX-License-Identifier: GPL-3.0-only
#include "app/embedded_transport.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

/// Answers every request with its own first line.
class EchoServer
{
public:
    EchoServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray request = socket->readAll();
                const QByteArray body = request.left(request.indexOf('\r'));
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }

private:
    QTcpServer m_server;
};

} // namespace

class TestEmbeddedTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void calls_waitUntilTheBrokerServes();
    void calls_areRefusedWithTheReasonOfTheFailure();
    void calls_waitAgainDuringARetry();
    void abortedCalls_areNeverAnswered();

private:
    client::Transport::CallId ask(EmbeddedTransport &transport, const QByteArray &path)
    {
        return transport.send({.method = "GET", .path = path}, [this](const client::Reply &reply) { m_replies += reply; });
    }

    QList<client::Reply> m_replies;
};

void TestEmbeddedTransport::calls_waitUntilTheBrokerServes()
{
    m_replies.clear();
    EchoServer server;
    EmbeddedTransport transport;
    ask(transport, "/before");
    QCoreApplication::processEvents();
    QVERIFY(m_replies.isEmpty());
    transport.open(server.url(), {});
    QTRY_COMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.first().body, "GET /before HTTP/1.1");
    ask(transport, "/after");
    QTRY_COMPARE(m_replies.size(), 2);
    QCOMPARE(m_replies.last().body, "GET /after HTTP/1.1");
}

void TestEmbeddedTransport::calls_areRefusedWithTheReasonOfTheFailure()
{
    m_replies.clear();
    EmbeddedTransport transport;
    ask(transport, "/before");
    transport.refuse(u"port 8080 is taken"_s);
    QCOMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.first().status, 0);
    QCOMPARE(m_replies.first().failure, u"port 8080 is taken"_s);
    ask(transport, "/after");
    QCOMPARE(m_replies.size(), 1); // Never from inside the call.
    QTRY_COMPARE(m_replies.size(), 2);
}

void TestEmbeddedTransport::calls_waitAgainDuringARetry()
{
    m_replies.clear();
    EchoServer server;
    EmbeddedTransport transport;
    transport.refuse(u"port 8080 is taken"_s);
    transport.hold();
    ask(transport, "/again");
    QCoreApplication::processEvents();
    QVERIFY(m_replies.isEmpty());
    transport.open(server.url(), {});
    QTRY_COMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.first().status, 200);
}

void TestEmbeddedTransport::abortedCalls_areNeverAnswered()
{
    m_replies.clear();
    EchoServer server;
    EmbeddedTransport transport;
    const auto waiting = ask(transport, "/waiting");
    transport.abort(waiting);
    transport.open(server.url(), {});
    const auto sent = ask(transport, "/sent");
    transport.abort(sent);
    ask(transport, "/last");
    QTRY_COMPARE(m_replies.size(), 1);
    QCOMPARE(m_replies.first().body, "GET /last HTTP/1.1");
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestEmbeddedTransport)
#include "tst_embedded_transport.moc"
