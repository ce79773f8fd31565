// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/fault_proxy.h"

#include <QTcpSocket>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;

namespace conduit::test {

namespace {

constexpr auto kHalfWay = 50ms;
constexpr auto kTrickle = 20ms;
constexpr auto kPage =
    "<html><head><title>Internal Server Error</title></head><body><h1>It is <b>broken</b></h1></body></html>";

/// Of an answer by the proxy itself; null when it gives none.
const char *statusOf(FaultProxy::Fault fault)
{
    switch (fault) {
    case FaultProxy::Fault::Babbles:
        return "500 Internal Server Error";
    case FaultProxy::Fault::Forbids:
        return "401 Unauthorized";
    case FaultProxy::Fault::Conflicts:
        return "409 Conflict";
    case FaultProxy::Fault::TooLarge:
        return "413 Content Too Large";
    default:
        return nullptr;
    }
}

bool isWrite(const QByteArray &question)
{
    return question.startsWith("POST ") || question.startsWith("PUT ") || question.startsWith("DELETE ")
        || question.startsWith("PATCH ");
}

} // namespace

FaultProxy::FaultProxy(quint16 port) : m_brokerPort(port)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port for a proxy");
    m_port = m_server.serverPort();
}

FaultProxy::~FaultProxy()
{
    for (auto *console : m_ways.keys())
        drop(*console);
}

QString FaultProxy::address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

void FaultProxy::setFault(Fault fault)
{
    const bool hasSwallowed = m_fault == Fault::IsSilent || m_fault == Fault::Trickles;
    m_fault = fault;
    if (fault == Fault::Refuses)
        m_server.close();
    else if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("the proxy's port was taken");
    if (fault != Fault::Refuses && !hasSwallowed)
        return;
    for (auto *console : m_ways.keys())
        drop(*console);
}

void FaultProxy::accept()
{
    while (auto *console = m_server.nextPendingConnection()) {
        auto *broker = new QTcpSocket(console);
        m_ways.insert(console, broker);
        broker->connectToHost(QHostAddress(QHostAddress::LocalHost), m_brokerPort);
        connect(console, &QTcpSocket::readyRead, this, [this, console] { passOn(*console); });
        connect(broker, &QTcpSocket::readyRead, this, [this, console] { answer(*console); });
        // Queued: nobody is taken away from under the socket that has just told us.
        connect(console, &QTcpSocket::disconnected, this, [this, console] { drop(*console); }, Qt::QueuedConnection);
        connect(broker, &QTcpSocket::disconnected, this, [this, console] { drop(*console); }, Qt::QueuedConnection);
    }
}

void FaultProxy::passOn(QTcpSocket &console)
{
    auto *broker = m_ways.value(&console);
    if (!broker)
        return;
    const QByteArray question = console.readAll();
    if (m_fault == Fault::IsSilent)
        return;
    if (const char *status = statusOf(m_fault)) {
        const QByteArray page = kPage;
        console.write(QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: text/html\r\nContent-Length: "
                      + QByteArray::number(page.size()) + "\r\n\r\n" + page);
        return;
    }
    m_writes += isWrite(question) ? 1 : 0;
    if (m_fault == Fault::IsFarAway)
        QTimer::singleShot(kHalfWay, broker, [broker, question] { broker->write(question); });
    else
        broker->write(question);
}

void FaultProxy::answer(QTcpSocket &console)
{
    auto *broker = m_ways.value(&console);
    if (!broker)
        return;
    switch (m_fault) {
    case Fault::CutsOff: {
        const QByteArray answer = broker->readAll();
        console.write(answer.first(answer.size() / 2));
        console.flush();
        drop(console);
        return;
    }
    case Fault::Trickles:
        if (broker->bytesAvailable() > 0) {
            console.write(broker->read(1));
            QTimer::singleShot(kTrickle, &console, [this, to = &console] { answer(*to); });
        }
        return;
    case Fault::IsFarAway:
        QTimer::singleShot(kHalfWay, &console, [to = &console, answer = broker->readAll()] { to->write(answer); });
        return;
    case Fault::IsSilent:
    case Fault::Babbles:
    case Fault::Forbids:
    case Fault::Conflicts:
    case Fault::TooLarge:
        broker->readAll();
        return;
    case Fault::None:
    case Fault::Refuses:
        console.write(broker->readAll());
        return;
    }
}

void FaultProxy::drop(QTcpSocket &console)
{
    auto *broker = m_ways.take(&console);
    if (!broker)
        return;
    broker->disconnect(this);
    console.disconnect(this);
    broker->abort();
    console.abort();
    console.deleteLater(); // The broker's socket is its child.
}

} // namespace conduit::test
