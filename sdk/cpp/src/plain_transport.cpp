// SPDX-License-Identifier: MIT
#include <conduit/transport.h>

#include "no_answer.h"
#include "plain_connection.h"

#include <QTimer>

#include <algorithm>
#include <limits>
#include <list>
#include <vector>

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTimeoutMax {std::numeric_limits<int>::max()};

} // namespace

/// The connections, and the calls that wait for one.
class PlainTransport::Dialogue : public QObject
{
public:
    Dialogue(const QUrl &broker, const QByteArray &token);

    void send(CallId id, const Call &call, Done done);
    void abort(CallId id);

private:
    struct Waiting
    {
        CallId id;
        QByteArray request;
        std::chrono::milliseconds timeout;
        Done done;
    };

    [[nodiscard]] QByteArray requestOf(const Call &call) const;
    void sendWaiting();
    void refuseWaiting();
    [[nodiscard]] PlainConnection *freeConnection();
    void forgetUseless();
    void watch(QDeadlineTimer deadline);
    void endSilences();

    QUrl m_broker;
    QByteArray m_basePath;
    QByteArray m_headers; ///< Those of each request.
    std::vector<PlainConnection *> m_connections;
    std::list<Waiting> m_waiting;
    QTimer m_silence; ///< Fires no later than the first deadline, and seldom: what is answered does not stop it.
    QDeadlineTimer m_silenceEnds;
};

PlainTransport::Dialogue::Dialogue(const QUrl &broker, const QByteArray &token)
    : m_broker(broker), m_basePath(broker.path(QUrl::FullyEncoded).toLatin1())
{
    QUrl host = broker;
    host.setUserInfo({});
    m_headers = "Host: " + host.authority(QUrl::FullyEncoded).toLatin1() + "\r\n";
    if (!token.isEmpty())
        m_headers += "Authorization: Bearer " + token + "\r\n";
    while (m_basePath.endsWith('/'))
        m_basePath.chop(1);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &Dialogue::endSilences);
}

QByteArray PlainTransport::Dialogue::requestOf(const Call &call) const
{
    constexpr qsizetype kNames = 128;
    QByteArray request;
    request.reserve(call.method.size() + m_basePath.size() + call.path.size() + m_headers.size() + call.ifMatch.size()
                    + call.idempotencyKey.size() + call.actor.size() + call.sentAt.size() + call.body.size() + kNames);
    request += call.method + ' ' + m_basePath + call.path + " HTTP/1.1\r\n" + m_headers;
    if (!call.ifMatch.isEmpty())
        request += "If-Match: " + call.ifMatch + "\r\n";
    if (!call.idempotencyKey.isEmpty())
        request += "Idempotency-Key: " + call.idempotencyKey + "\r\n";
    if (!call.actor.isEmpty())
        request += "Conduit-Actor: " + call.actor + "\r\n";
    if (!call.sentAt.isEmpty())
        request += "Conduit-Sent-At: " + call.sentAt + "\r\n";
    if (!call.body.isEmpty())
        request += "Content-Type: application/json\r\n";
    if (!call.body.isEmpty() || call.method != "GET")
        request += "Content-Length: " + QByteArray::number(call.body.size()) + "\r\n";
    return request += "\r\n" + call.body;
}

void PlainTransport::Dialogue::send(CallId id, const Call &call, Done done)
{
    m_waiting.push_back({id, requestOf(call), std::min(call.timeout, kTimeoutMax), std::move(done)});
    if (m_broker.scheme() == u"http" && !m_broker.host().isEmpty())
        sendWaiting();
    else
        QMetaObject::invokeMethod(this, &Dialogue::refuseWaiting, Qt::QueuedConnection); // never from inside the call
}

void PlainTransport::Dialogue::refuseWaiting()
{
    while (!m_waiting.empty()) {
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        next.done(noAnswer(m_broker, u"this is no address of the form http://HOST:PORT"_s));
    }
}

void PlainTransport::Dialogue::sendWaiting()
{
    forgetUseless();
    while (!m_waiting.empty()) {
        PlainConnection *const connection = freeConnection();
        if (!connection)
            return;
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        connection->send(next.request, next.id, next.timeout, std::move(next.done));
        watch(connection->deadline());
    }
}

/// Null when as many calls are under way as may be.
PlainConnection *PlainTransport::Dialogue::freeConnection()
{
    const auto found =
        std::find_if(m_connections.begin(), m_connections.end(), [](const auto *connection) { return connection->isFree(); });
    if (found != m_connections.end())
        return *found;
    if (m_connections.size() == kConnectionsMax)
        return nullptr;
    auto *const connection = new PlainConnection(m_broker, this);
    connect(connection, &PlainConnection::ended, this, &Dialogue::sendWaiting);
    m_connections.push_back(connection);
    return connection;
}

/// Lets those go that have ended or been idle for too long.
void PlainTransport::Dialogue::forgetUseless()
{
    std::erase_if(m_connections, [](PlainConnection *connection) {
        const bool isUseful = connection->isUsable() && (connection->call() != 0 || connection->isFree());
        if (!isUseful) {
            connection->close();
            connection->deleteLater(); // it may be the one that has just said so
        }
        return !isUseful;
    });
}

void PlainTransport::Dialogue::abort(CallId id)
{
    std::erase_if(m_waiting, [id](const Waiting &waiting) { return waiting.id == id; });
    for (PlainConnection *const connection : m_connections) {
        if (connection->call() == id)
            connection->close();
    }
    sendWaiting();
}

void PlainTransport::Dialogue::watch(QDeadlineTimer deadline)
{
    if (m_silence.isActive() && m_silenceEnds <= deadline)
        return;
    m_silenceEnds = deadline;
    m_silence.start(std::chrono::milliseconds(deadline.remainingTime()));
}

void PlainTransport::Dialogue::endSilences()
{
    // Callers who hear of it may begin new calls.
    for (PlainConnection *const connection : std::vector(m_connections)) {
        if (connection->call() != 0 && connection->deadline().hasExpired())
            connection->giveUp();
    }
    for (const PlainConnection *const connection : m_connections) {
        if (connection->call() != 0)
            watch(connection->deadline());
    }
}

PlainTransport::PlainTransport(const QUrl &broker, const QByteArray &token)
    : m_dialogue(std::make_unique<Dialogue>(broker, token))
{
}

PlainTransport::~PlainTransport() = default;

Transport::CallId PlainTransport::send(const Call &call, Done done)
{
    m_dialogue->send(++m_lastId, call, std::move(done));
    return m_lastId;
}

void PlainTransport::abort(CallId id) { m_dialogue->abort(id); }

} // namespace conduit::client
