// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_front.h"

#include "broker/http/client_socket.h"
#include "broker/http/connection.h"
#include "broker/http/descriptor_limit.h"
#include "broker/http/front_desk.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>
#include <QTimer>

#include <unistd.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

// Connections that the kernel completes while the front is busy; more meet a delay.
constexpr int kBacklogMax = 1024;
// So many clients at a time are told that there are too many; beyond them connections are closed without a word.
constexpr int kToldMax = 64;
// For the database, its readers, logs and workers.
constexpr qint64 kDescriptorsReserved = 128;
// Timers are checked so often that one is late by an eighth of its length, but never oftener than this.
constexpr auto kSweepPeriodMin = 5ms;
constexpr auto kSweepPeriodMax = 250ms;

std::chrono::milliseconds sweepPeriod(const HttpLimits &limits)
{
    return std::clamp<std::chrono::milliseconds>(std::min({limits.headerTime, limits.bodyTime, limits.idleTime}) / 8,
                                                 kSweepPeriodMin, kSweepPeriodMax);
}

/// Takes clients in and looks after the times they may need.
class Listener final : public QTcpServer
{
public:
    Listener(FrontDesk &desk, QObject *parent) : QTcpServer(parent), m_desk(desk)
    {
        setListenBacklogSize(kBacklogMax);
        m_connectionsMax = std::clamp<qint64>(raiseDescriptorLimit() - kDescriptorsReserved, 1, m_desk.limits.connectionsMax);
        m_sweep.setInterval(sweepPeriod(m_desk.limits));
        connect(&m_sweep, &QTimer::timeout, this, &Listener::sweep);
        // Most likely there are no descriptors left. Qt has paused, or it would spin; the sweep tries again.
        connect(this, &QTcpServer::acceptError, this, [this] {
            m_isPaused = true;
            m_sweep.start();
        });
    }

    /// Qt asks for each client once, before it connects to the socket: here the connection gets in front of it.
    QTcpSocket *nextPendingConnection() override
    {
        auto *socket = static_cast<ClientSocket *>(QTcpServer::nextPendingConnection());
        if (!socket)
            return nullptr;
        auto owned = std::make_unique<Connection>(m_desk, *socket);
        Connection *connection = owned.get();
        socket->setUser(std::move(owned));
        if (m_desk.connections.count() > m_connectionsMax)
            connection->refuse({ErrorCode::TooManyConnections, u"Too many connections; try again in a moment."_s});
        if (!m_sweep.isActive())
            m_sweep.start();
        return socket;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (m_desk.connections.count() >= m_connectionsMax + kToldMax) {
            ::close(static_cast<int>(descriptor));
            return;
        }
        addPendingConnection(new ClientSocket(static_cast<int>(descriptor), this));
    }

private:
    void sweep()
    {
        const auto now = std::chrono::steady_clock::now();
        m_desk.connections.forEach([now](Connection &connection) { connection.checkDeadline(now); });
        if (m_isPaused && isListening()) {
            m_isPaused = false;
            resumeAccepting();
        } else if (m_desk.connections.count() == 0) {
            m_sweep.stop();
        }
    }

    FrontDesk &m_desk;
    qint64 m_connectionsMax = 0;
    QTimer m_sweep;
    bool m_isPaused = false;
};

/// Qt's server. The way to answer that it offers stays unused: in Qt 6.4 a late answer through it meets a freed socket.
class HandingServer final : public QAbstractHttpServer
{
public:
    explicit HandingServer(FrontDesk &desk) : m_desk(desk) { }

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *) override { return handOver(); }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override { }
#else
    bool handleRequest(const QHttpServerRequest &, QHttpServerResponder &) override { return handOver(); }
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override { }
#endif

private:
    /// Runs while the connection shows its request. The body was never shown: Qt would only copy it.
    bool handOver()
    {
        if (Connection *connection = std::exchange(m_desk.admitted, nullptr))
            connection->receive();
        return true;
    }

    FrontDesk &m_desk;
};

} // namespace

/// Members in the order of dependence: the sockets, and with them the connections, go before what those share.
class HttpFront::Server
{
public:
    Server(RequestReceiver &receiver, const HttpLimits &limits, AccessPolicy policy, const Clock &clock)
        : desk {.receiver = receiver, .limits = limits, .policy = std::move(policy), .writer = AnswerWriter(clock)}
    {
    }
    ~Server() { desk.isEnding = true; }

    /// Null when nobody waits for the answer any more.
    Connection *deliver(Reply &reply)
    {
        Connection *connection = desk.connections.at(reply.ticket);
        if (connection && connection->put(ConnectionTable::sequenceOf(reply.ticket), reply.answer))
            return connection;
        if (!reply.answer.handedOut.isEmpty())
            desk.receiver.undelivered(reply.answer);
        return nullptr;
    }

    FrontDesk desk;
    HandingServer server {desk};
    Listener *listener = new Listener(desk, &server);
};

HttpFront::HttpFront(RequestReceiver &receiver, const HttpLimits &limits, AccessPolicy policy, const Clock &clock)
    : m_server(std::make_unique<Server>(receiver, limits, std::move(policy), clock))
{
}

HttpFront::~HttpFront() = default;

void HttpFront::logRequests() { m_server->desk.logsRequests = true; }

Status HttpFront::listen(const QHostAddress &address, quint16 port)
{
    if (!m_server->listener->listen(address, port)) {
        const bool isVersion6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        return Error {ErrorCode::InvalidArgument,
                      u"Cannot listen on %1:%2: %3.%4"_s.arg(
                          isVersion6 ? u'[' + address.toString() + u']' : address.toString(), QString::number(port),
                          m_server->listener->errorString(),
                          isPortTaken() ? u" Choose another port, or stop what listens there."_s : QString())};
    }
    m_server->server.bind(m_server->listener);
    return Unit {};
}

bool HttpFront::isPortTaken() const { return m_server->listener->serverError() == QAbstractSocket::AddressInUseError; }

quint16 HttpFront::port() const { return m_server->listener->serverPort(); }

void HttpFront::answer(std::vector<Reply> replies)
{
    std::vector<Connection *> answered;
    answered.reserve(replies.size());
    for (Reply &reply : replies) {
        if (Connection *connection = m_server->deliver(reply))
            answered.push_back(connection);
    }
    // After all are in place, so that the answers of one connection leave together. The last first: in a turn, who is handed a task is
    // answered after who has enqueued it, and is in more of a hurry.
    for (auto connection = answered.rbegin(); connection != answered.rend(); ++connection)
        (*connection)->flush();
}

void HttpFront::answer(Ticket ticket, Answer answer)
{
    Reply reply {.ticket = ticket, .answer = std::move(answer)};
    if (Connection *connection = m_server->deliver(reply))
        connection->flush();
}

HttpFront::Caller HttpFront::callerOf(Ticket ticket) const
{
    const Connection *connection = m_server->desk.connections.at(ticket);
    return {connection ? connection->peerAddress() : QHostAddress(), !m_server->desk.policy.token.isEmpty()};
}

std::optional<qint64> HttpFront::unsent(Ticket ticket) const
{
    const Connection *connection = m_server->desk.connections.at(ticket);
    return connection ? connection->unsentOf(ConnectionTable::sequenceOf(ticket)) : std::nullopt;
}

void HttpFront::write(Ticket ticket, QByteArrayView bytes)
{
    if (Connection *connection = m_server->desk.connections.at(ticket))
        connection->writeMore(ConnectionTable::sequenceOf(ticket), bytes);
}

void HttpFront::end(Ticket ticket)
{
    if (Connection *connection = m_server->desk.connections.at(ticket))
        connection->endStream(ConnectionTable::sequenceOf(ticket));
}

void HttpFront::cut(Ticket ticket)
{
    if (unsent(ticket))
        m_server->desk.connections.at(ticket)->drop();
}

void HttpFront::stopAccepting()
{
    m_server->listener->close();
    m_server->desk.isStopping = true;
}

int HttpFront::eventStreamsMax() const { return m_server->desk.limits.eventStreamsMax; }

int HttpFront::connectionCount() const { return m_server->desk.connections.count(); }

} // namespace conduit::broker
