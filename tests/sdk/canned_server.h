// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace conduit::test {

/// Takes what clients send and says what it is told to, byte for byte.
class CannedServer : public QTcpServer
{
public:
    CannedServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no free port");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const peer = nextPendingConnection();
            ++connections;
            connect(peer, &QTcpSocket::readyRead, this, [this, peer] {
                received += peer->readAll();
                last = peer;
            });
        });
    }

    [[nodiscard]] QUrl address(const QString &path = {}) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
    }
    /// The head of the one request so far, once it is whole.
    [[nodiscard]] bool hasRequest() const { return received.contains("\r\n\r\n"); }
    void say(const QByteArray &bytes)
    {
        received.clear();
        last->write(bytes);
    }

    QByteArray received;
    QPointer<QTcpSocket> last;
    int connections = 0;
};

inline QByteArray response(const QByteArray &statusLine, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + statusLine + "\r\nContent-Type: application/json\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace conduit::test
