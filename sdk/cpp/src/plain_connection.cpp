// SPDX-License-Identifier: MIT
#include "plain_connection.h"

#include "no_answer.h"

#include <QNetworkProxy>

#include <utility>

namespace conduit::client {

using namespace Qt::StringLiterals;

PlainConnection::PlainConnection(const QUrl &broker, QObject *parent) : QObject(parent), m_broker(broker)
{
    constexpr int kPort = 80;
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QTcpSocket::connected, this, &PlainConnection::begin);
    connect(&m_socket, &QTcpSocket::readyRead, this, &PlainConnection::read);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, [this] { m_deadline.setRemainingTime(m_timeout); });
    // Queued, since an address that refuses at once would else fail inside the call.
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &PlainConnection::noteEnd, Qt::QueuedConnection);
    m_socket.connectToHost(broker.host(), static_cast<quint16>(broker.port(kPort)));
}

void PlainConnection::send(const QByteArray &request, Transport::CallId call, std::chrono::milliseconds timeout,
                           Transport::Done done)
{
    Q_ASSERT_X(m_call == 0, "PlainConnection::send", "one call at a time");
    m_request = request;
    m_call = call;
    m_done = std::move(done);
    m_timeout = timeout;
    m_deadline.setRemainingTime(timeout);
    if (m_socket.state() == QTcpSocket::ConnectedState)
        write();
}

bool PlainConnection::isFree() const
{
    return m_isUsable && m_call == 0 && m_socket.state() == QTcpSocket::ConnectedState && !m_idleUntil.hasExpired();
}

void PlainConnection::close()
{
    m_isUsable = false;
    m_call = 0;
    m_done = nullptr;
    m_socket.disconnect(this);
    m_socket.abort();
}

void PlainConnection::giveUp() { fail(noAnswerInTime(m_broker, m_timeout)); }

void PlainConnection::begin()
{
    // The last segment of a large request must not wait for the acknowledgement of the one before.
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    write();
}

void PlainConnection::write()
{
    m_socket.write(std::exchange(m_request, {}));
    m_socket.flush(); // else it would leave in the event loop's next turn
}

void PlainConnection::read()
{
    if (m_call == 0) {
        fail(noAnswer(m_broker, u"it says what was not asked for"_s));
        return;
    }
    switch (m_reader.take(m_socket.readAll())) {
    case AnswerReader::Stage::Head:
        break; // a broker that thinks says nothing
    case AnswerReader::Stage::Body:
        m_deadline.setRemainingTime(m_timeout);
        break;
    case AnswerReader::Stage::Whole:
        finish();
        break;
    case AnswerReader::Stage::Broken:
        fail(noAnswer(m_broker, m_reader.fault()));
        break;
    }
}

void PlainConnection::finish()
{
    const Reply reply = m_reader.takeReply();
    const auto done = std::exchange(m_done, nullptr);
    m_call = 0;
    m_idleUntil.setRemainingTime(kIdleMax);
    if (!m_reader.keepsConnection())
        close();
    Q_EMIT ended();
    done(reply);
}

/// Of the socket.
void PlainConnection::noteEnd()
{
    if (!m_isUsable)
        return; // closed in the meantime
    const bool hasClosed = m_socket.error() == QTcpSocket::RemoteHostClosedError;
    if (m_call != 0 && hasClosed && m_reader.end() == AnswerReader::Stage::Whole)
        finish();
    else
        fail(noAnswer(m_broker, hasClosed && m_call != 0 ? m_reader.fault() : m_socket.errorString()));
}

void PlainConnection::fail(const Reply &reply)
{
    const auto done = std::exchange(m_done, nullptr);
    close();
    Q_EMIT ended();
    if (done)
        done(reply);
}

} // namespace conduit::client
