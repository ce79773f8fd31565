// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "app/broker_host.h"
#include "app/broker_restart.h"
#include "app/console_broker.h"
#include "app/console_workers.h"
#include "app/embedded_transport.h"
#include "app/own_settings.h"
#include "app/polite_stop.h"
#include "app/stop_note.h"
#include "app/worker_pools.h"
#include "ui/console.h"
#include "ui/frame/guarded_transport.h"

#include <conduit/client.h>

namespace conduit::app {

/// The console with its own broker and local workers, which end politely after the last window has closed.
class OwnConsole final : public QObject
{
    Q_OBJECT
public:
    /// What is the person's and not the broker's. Everything outlives the console.
    struct Surroundings
    {
        QSettings &settings;
        ui::TokenStore &tokens;
        ui::Tray &tray;
        ui::Demonstration *demonstration = nullptr; ///< May be null, as the next.
        ui::LoginStart *loginStart = nullptr;
        QString person;
        QString actor;
    };
    OwnConsole(const AppConfig &config, const WorkerPools::Settings &workers, const WallClock &clock,
               const Surroundings &around);

    void open();
    /// Again: at once.
    void stop();
    [[nodiscard]] ui::Console &console() { return m_console; }

Q_SIGNALS:
    /// Of the broker, also when it serves anew.
    void serving(const conduit::app::ServedBroker &broker);
    /// Everything has ended.
    void finished();

private:
    void connectBroker();
    void connectEnd();

    AppConfig m_config;
    BrokerHost m_host;
    WorkerPools m_pools;
    PoliteStop m_stop;
    BrokerRestart m_restart;
    ConsoleBroker m_broker;
    ConsoleWorkers m_workers;
    OwnSettings m_brokerSettings;
    EmbeddedTransport m_transport;
    ui::GuardedTransport m_guard;
    client::Client m_client;
    ui::Console m_console;
    StopNote m_note;
};

} // namespace conduit::app
