// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/client_socket.h"

#include <QScopedValueRollback>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

namespace conduit::broker {

void ClientSocket::send(QByteArrayView bytes)
{
    // QTcpSocket would enable a write notifier for every answer, and in Qt's dispatchers that costs a walk over all
    // connections. An error comes again, and is dealt with, when Qt writes the rest.
    if (bytesToWrite() == 0) {
        const auto sent = ::send(static_cast<int>(socketDescriptor()), bytes.data(), static_cast<size_t>(bytes.size()),
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
        bytes = bytes.sliced(std::max<qsizetype>(sent, 0));
    }
    if (bytes.isEmpty())
        return;
    const QScopedValueRollback<bool> sending(m_isSending, true);
    write(bytes.data(), bytes.size());
}

void ClientSocket::finishSending() { ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR); }

bool ClientSocket::peerHasGone() const
{
    pollfd state {.fd = static_cast<int>(socketDescriptor()), .events = POLLRDHUP, .revents = 0};
    return ::poll(&state, 1, 0) != 0;
}

qint64 ClientSocket::writeData(const char *bytes, qint64 size)
{
    return m_isSending ? QTcpSocket::writeData(bytes, size) : size;
}

} // namespace conduit::broker
