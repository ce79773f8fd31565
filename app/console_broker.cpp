// SPDX-License-Identifier: GPL-3.0-only
#include "app/console_broker.h"

#include "app/log_sink.h"

namespace conduit::app {

ConsoleBroker::ConsoleBroker(BrokerHost &host, QObject *parent) : ui::EmbeddedBroker(parent), m_host(host)
{
    connect(&m_host, &BrokerHost::started, this,
            [this](const ServedBroker &broker) { become(State::Serving, broker.address, {}); });
    connect(&m_host, &BrokerHost::failed, this, [this](const broker::Broker::OpenError &error, quint16 freePort) {
        m_portTrouble = {error.takenPort, freePort};
        become(State::Failed, {}, error.message);
    });
}

void ConsoleBroker::retry()
{
    if (m_state != State::Failed)
        return;
    become(State::Starting, {}, {});
    m_host.start();
}

QStringList ConsoleBroker::recentLog() const
{
    QStringList lines;
    for (const QByteArray &line : recentLogLines())
        lines.append(QString::fromUtf8(line.trimmed()));
    return lines;
}

void ConsoleBroker::become(State state, const QString &address, const QString &errorText)
{
    if (state != State::Failed)
        m_portTrouble = {};
    m_state = state;
    m_address = address;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

} // namespace conduit::app
