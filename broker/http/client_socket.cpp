// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/client_socket.h"

#include <QEvent>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace conduit::broker {

/// Calls the socket without the way through a signal.
class ClientSocket::Watch final : public QSocketNotifier
{
public:
    using Act = void (*)(ClientSocket &);

    Watch(ClientSocket &socket, Type type, Act act) : QSocketNotifier(socket.m_descriptor, type), m_socket(socket), m_act(act)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct)
            return QSocketNotifier::event(event);
        m_act(m_socket);
        return true;
    }

private:
    ClientSocket &m_socket;
    Act m_act;
};

ClientSocket::ClientSocket(int descriptor, QObject *parent) : QTcpSocket(parent), m_descriptor(descriptor)
{
    setOpenMode(QIODevice::ReadWrite);
    setSocketState(QAbstractSocket::ConnectedState);
    const int yes = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
}

ClientSocket::~ClientSocket()
{
    m_user.reset();
    m_arrivals.reset();
    m_room.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    setSocketState(QAbstractSocket::UnconnectedState); // or QAbstractSocket would close what it does not have
}

void ClientSocket::setUser(std::unique_ptr<User> user)
{
    m_user = std::move(user);
    m_arrivals =
        std::make_unique<Watch>(*this, QSocketNotifier::Read, [](ClientSocket &socket) { socket.m_user->bytesArrived(); });
}

void ClientSocket::show(QByteArrayView request)
{
    m_shown = request;
    m_shownBytes += request.size();
    Q_EMIT readyRead();
    m_shown = {};
}

qint64 ClientSocket::readData(char *bytes, qint64 size)
{
    const qsizetype count = std::min<qint64>(size, m_shown.size());
    std::copy_n(m_shown.begin(), count, bytes);
    m_shown = m_shown.sliced(count);
    return count;
}

qint64 ClientSocket::writeData(const char *, qint64 size) { return size; }

qsizetype ClientSocket::receive(std::span<char> room)
{
    const auto count = ::recv(m_descriptor, room.data(), room.size(), MSG_DONTWAIT);
    if (count > 0)
        return count;
    if (count == 0 || (errno != EAGAIN && errno != EINTR))
        drop();
    return 0;
}

void ClientSocket::acknowledge()
{
    const int yes = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof(yes));
}

void ClientSocket::send(QByteArrayView bytes)
{
    if (m_unsent.isEmpty()) {
        // An error comes again, and is dealt with, when the rest is sent.
        const auto sent = ::send(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        bytes = bytes.sliced(std::max<qsizetype>(sent, 0));
    }
    if (bytes.isEmpty())
        return;
    m_unsent.append(bytes);
    if (!m_room)
        m_room = std::make_unique<Watch>(*this, QSocketNotifier::Write, [](ClientSocket &socket) { socket.sendKept(); });
    m_room->setEnabled(true);
}

void ClientSocket::sendKept()
{
    const auto sent =
        ::send(m_descriptor, m_unsent.constData(), static_cast<size_t>(m_unsent.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
        if (errno != EAGAIN && errno != EINTR)
            drop();
        return;
    }
    m_unsent.remove(0, sent);
    if (m_unsent.isEmpty()) {
        m_unsent = {};
        m_room->setEnabled(false);
    }
    m_user->bytesSent();
}

void ClientSocket::finishSending() { ::shutdown(m_descriptor, SHUT_WR); }

void ClientSocket::drop()
{
    if (m_descriptor < 0)
        return;
    // Before the descriptor goes, whose number may come back.
    m_arrivals->setEnabled(false);
    if (m_room)
        m_room->setEnabled(false);
    ::close(std::exchange(m_descriptor, -1));
    m_unsent = {};
    setSocketState(QAbstractSocket::UnconnectedState);
    m_user->ended();
    Q_EMIT disconnected(); // Qt deletes the socket later.
}

QHostAddress ClientSocket::peer() const
{
    sockaddr_storage storage {};
    socklen_t size = sizeof(storage);
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(m_descriptor, address, &size) != 0)
        return {};
    const QHostAddress peer(address);
    // A socket for both families shows the old one inside of the new one.
    bool isVersion4 = false;
    const quint32 version4 = peer.toIPv4Address(&isVersion4);
    return isVersion4 ? QHostAddress(version4) : peer;
}

bool ClientSocket::peerHasGone() const
{
    pollfd state {.fd = m_descriptor, .events = POLLRDHUP, .revents = 0};
    return ::poll(&state, 1, 0) != 0;
}

} // namespace conduit::broker
