// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>
#include <QTcpSocket>

namespace conduit::broker {

/// The socket of one client. Only send() writes to it: what Qt's HTTP server writes by itself (6.8 answers
/// `Expect: 100-continue` when it parses, which is too late and out of turn) is swallowed.
class ClientSocket final : public QTcpSocket
{
public:
    using QTcpSocket::QTcpSocket;

    /// Sends now what the kernel takes and the rest later. A broken connection shows as disconnected(), but not before this returns.
    void send(QByteArrayView bytes);
    /// Ends our side only, so that the client reads the last answer to its end before the connection goes.
    void finishSending();
    /// The client has closed or reset the connection, or ended its side; asked of the kernel, which knows before Qt does.
    [[nodiscard]] bool peerHasGone() const;

protected:
    qint64 writeData(const char *bytes, qint64 size) override;

private:
    bool m_isSending = false;
};

} // namespace conduit::broker
