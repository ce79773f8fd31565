// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QSocketNotifier>
#include <QTcpSocket>

#include <memory>
#include <span>

namespace conduit::broker {

/// The socket of one client. Qt's HTTP server takes it for a QTcpSocket like any other, but reads only what show() shows it, and what it
/// writes is swallowed: the bytes of the connection go through receive() and send(). QAbstractSocket itself has no descriptor, since its
/// way costs a call more for each read and a walk through three buffers (docs/adr/0023).
class ClientSocket final : public QTcpSocket
{
public:
    /// Whom the socket tells of its connection; lives as long as the socket.
    class User
    {
    public:
        virtual ~User() = default;
        virtual void bytesArrived() = 0;
        /// Some of what send() had to keep is out.
        virtual void bytesSent() = 0;
        /// The connection is gone, whoever ended it.
        virtual void ended() = 0;
    };

    /// Owns `descriptor`, which is connected.
    ClientSocket(int descriptor, QObject *parent);
    ~ClientSocket() override;
    Q_DISABLE_COPY_MOVE(ClientSocket)

    /// Begins to watch the connection.
    void setUser(std::unique_ptr<User> user);

    /// Shows Qt's HTTP server one request, which it reads before this returns.
    void show(QByteArrayView request);

    /// Reads once from the connection and returns how many bytes came. 0 also when the client has gone: then ended() was called.
    [[nodiscard]] qsizetype receive(std::span<char> room);
    /// Tells the client's kernel now that its bytes have come. Ours would wait for an answer to send that with, up to 40 ms; and a client
    /// that lets its kernel gather small pieces, as Qt's does, has the end of its request kept back for as long.
    void acknowledge();
    /// While not, what the client sends stays in the kernel's buffers, and nobody sees it go.
    void setReceiving(bool isReceiving) { m_arrivals->setEnabled(isReceiving); }
    /// Sends now what the kernel takes and the rest later. A broken connection shows as ended(), but not before this returns.
    void send(QByteArrayView bytes);
    /// Ends our side only, so that the client reads the last answer to its end before the connection goes.
    void finishSending();
    /// Ends the connection at once; ended() comes before this returns.
    void drop();
    /// The client has closed or reset the connection, or ended its side; asked of the kernel, which knows before we do.
    [[nodiscard]] bool peerHasGone() const;
    /// The client's address; null when it has gone.
    [[nodiscard]] QHostAddress peer() const;

    /// Of what was shown to Qt.
    [[nodiscard]] qint64 bytesAvailable() const override { return m_shownBytes - pos(); }
    /// What Qt is shown lies in memory. It reads byte by byte within a transaction, and of a sequential device QIODevice would keep each of
    /// them for the case that the transaction is undone.
    [[nodiscard]] bool isSequential() const override { return false; }
    /// Of what send() had to keep.
    [[nodiscard]] qint64 bytesToWrite() const override { return m_unsent.size(); }
    /// Qt's way to end a connection; ending it is not Qt's to decide.
    void disconnectFromHost() override { }

protected:
    qint64 readData(char *bytes, qint64 size) override;
    qint64 writeData(const char *bytes, qint64 size) override;

private:
    class Watch;
    void sendKept();

    int m_descriptor; ///< -1 when the connection is gone.
    std::unique_ptr<User> m_user;
    std::unique_ptr<QSocketNotifier> m_arrivals;
    std::unique_ptr<QSocketNotifier> m_room; ///< In the kernel's buffer; there once it was missing.
    QByteArrayView m_shown;                  ///< What Qt has not taken yet.
    qint64 m_shownBytes = 0;                 ///< So far.
    QByteArray m_unsent;
};

} // namespace conduit::broker
