// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/broker_host.h"
#include "ui/embedded_broker.h"

namespace conduit::app {

/// The broker of this program as the console knows it.
class ConsoleBroker final : public ui::EmbeddedBroker
{
    Q_OBJECT
public:
    /// The host outlives it.
    explicit ConsoleBroker(BrokerHost &host, QObject *parent = nullptr);

    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QString address() const override { return m_address; }
    [[nodiscard]] QString errorText() const override { return m_errorText; }
    [[nodiscard]] PortTrouble portTrouble() const override { return m_portTrouble; }
    [[nodiscard]] QStringList recentLog() const override;
    void retry() override;
    /// It is closed and opened again.
    void noteRestart() { become(State::Restarting, {}, {}); }

private:
    void become(State state, const QString &address, const QString &errorText);

    BrokerHost &m_host;
    State m_state = State::Starting;
    QString m_address;
    QString m_errorText;
    PortTrouble m_portTrouble;
};

} // namespace conduit::app
