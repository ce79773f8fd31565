// SPDX-License-Identifier: GPL-3.0-only
#include "app/broker_host.h"

#include "app/access_token.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

QString localUrlFrom(const QString &host, quint16 port)
{
    QHostAddress address(host);
    if (address == QHostAddress::AnyIPv4)
        address = QHostAddress::LocalHost;
    else if (address == QHostAddress::AnyIPv6)
        address = QHostAddress::LocalHostIPv6;
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u"http://[%1]:%2"_s : u"http://%1:%2"_s).arg(address.toString()).arg(port);
}

/// Nobody listens on it now; whoever asks may be too late by the next moment.
quint16 freePortAfter(const QString &host, quint16 port)
{
    constexpr int kTries = 100;
    for (int next = port + 1; next <= std::min(port + kTries, 65'535); ++next) {
        QTcpServer trial;
        if (trial.listen(QHostAddress(host), static_cast<quint16>(next)))
            return trial.serverPort();
    }
    return 0;
}

} // namespace

BrokerHost::BrokerHost(const AppConfig &config, QObject *parent) : QObject(parent), m_config(config)
{
    m_thread.setObjectName(u"broker"_s);
    m_context.moveToThread(&m_thread);
    m_thread.start();
}

BrokerHost::~BrokerHost()
{
    post([this] {
        m_broker.reset();
        m_thread.quit();
    });
    m_thread.wait();
}

void BrokerHost::configure(const AppConfig &config)
{
    post([this, config] { m_config = config; });
}

void BrokerHost::start()
{
    post([this] { open(); });
}

void BrokerHost::stop()
{
    post([this] {
        m_broker.reset();
        Q_EMIT stopped();
    });
}

void BrokerHost::drain()
{
    withBroker([](broker::Broker &broker) { broker.drain(); });
}

void BrokerHost::workerStarted(const QString &name)
{
    withBroker([name](broker::Broker &broker) { broker.workerStarted(name); });
}

void BrokerHost::workerDied(const QString &name, const QString &cause, std::optional<int> exitCode)
{
    withBroker([name, cause, exitCode](broker::Broker &broker) { broker.workerDied(name, cause, exitCode); });
}

void BrokerHost::workerStopped(const QString &name)
{
    withBroker([name](broker::Broker &broker) { broker.workerStopped(name); });
}

void BrokerHost::countRunningTasks(QObject *context, const std::function<void(int)> &then)
{
    post([this, guard = QPointer<QObject>(context), then] {
        const int count = m_broker ? m_broker->runningTasks() : 0;
        QMetaObject::invokeMethod(this, [guard, then, count] {
            if (guard)
                then(count);
        });
    });
}

void BrokerHost::open()
{
    if (const auto folder = prepareFolder(m_config); !folder) {
        Q_EMIT failed(folder.error());
        return;
    }
    const auto token = tokenFor(m_config);
    if (!token) {
        Q_EMIT failed(token.error());
        return;
    }
    broker::BrokerConfig config = m_config.broker;
    config.token = *token;
    auto broker = broker::Broker::open(config);
    if (!broker) {
        const quint16 taken = broker.error().takenPort;
        Q_EMIT failed(broker.error(), taken > 0 ? freePortAfter(config.host, taken) : 0);
        return;
    }
    m_broker = *std::move(broker);
    // Called on the broker's lane; the processes belong to the main thread.
    m_broker->setWorkerKiller([this](const QString &name) {
        QMetaObject::invokeMethod(this, [this, name] { Q_EMIT workerKillRequested(name); }, Qt::QueuedConnection);
    });
    Q_EMIT started({m_broker->address(), localUrlFrom(config.host, m_broker->port()), *token});
}

void BrokerHost::withBroker(std::function<void(broker::Broker &)> act)
{
    post([this, act = std::move(act)] {
        if (m_broker)
            act(*m_broker);
    });
}

void BrokerHost::post(std::function<void()> act)
{
    QMetaObject::invokeMethod(&m_context, std::move(act), Qt::QueuedConnection);
}

} // namespace conduit::app
