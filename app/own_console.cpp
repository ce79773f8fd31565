// SPDX-License-Identifier: GPL-3.0-only
#include "app/own_console.h"
#include "app/type_stubs.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcApp, "conduit.app")

} // namespace

OwnConsole::OwnConsole(const AppConfig &config, const WorkerPools::Settings &workers, const WallClock &clock,
                       const Surroundings &around)
    : m_config(config),
      m_host(config),
      m_pools(workers, &std::chrono::steady_clock::now, clock),
      m_stop(m_host, m_pools, config.broker.grace),
      m_restart(m_host, m_pools, m_stop),
      m_broker(m_host),
      m_workers(m_pools),
      m_brokerSettings(config, m_host, m_pools, m_stop, m_restart),
      m_guard(m_transport),
      m_client(m_guard),
      m_console({.client = m_client,
                 .address = u"http://%1:%2"_s.arg(config.broker.host).arg(config.broker.port),
                 .settings = around.settings,
                 .now = clock,
                 .person = around.person,
                 .actor = around.actor,
                 .localWorkers = &m_workers,
                 .broker = &m_broker,
                 .brokerSettings = &m_brokerSettings,
                 .guard = &m_guard,
                 .tray = &around.tray,
                 .demonstration = around.demonstration,
                 .loginStart = around.loginStart,
                 .stubs = &typeStub},
                &around.tokens)
{
    m_client.setActor(around.actor);
    connectBroker();
    connectEnd();
}

void OwnConsole::connectBroker()
{
    connect(&m_host, &BrokerHost::started, this, [this](const ServedBroker &served) {
        qCInfo(lcApp).noquote() << u"listening on "_s + served.address;
        m_transport.open(QUrl(served.localUrl), served.token);
        if (!m_stop.isUnderWay())
            m_pools.attach(served.localUrl, served.token.isEmpty() ? QString() : m_config.tokenFile);
        Q_EMIT serving(served);
    });
    connect(&m_host, &BrokerHost::failed, this, [this](const broker::Broker::OpenError &error) {
        qCCritical(lcApp).noquote() << error.message;
        m_transport.refuse(error.message);
    });
    connect(&m_broker, &ui::EmbeddedBroker::stateChanged, this, [this] {
        if (m_broker.state() == ui::EmbeddedBroker::State::Starting)
            m_transport.hold();
    });
    connect(&m_restart, &BrokerRestart::reopening, this, [this] {
        m_broker.noteRestart(); // First: what is answered now is no outage.
        m_transport.hold();
    });
    connect(&m_pools, &WorkerPools::workerStarted, &m_host, &BrokerHost::workerStarted);
    connect(&m_pools, &WorkerPools::workerDied, &m_host, &BrokerHost::workerDied);
    connect(&m_pools, &WorkerPools::workerStopped, &m_host, &BrokerHost::workerStopped);
    connect(&m_host, &BrokerHost::workerKillRequested, &m_pools, &WorkerPools::kill);
}

void OwnConsole::connectEnd()
{
    connect(&m_console, &ui::Console::stopNowRequested, this, [this] {
        m_stop.start();
        m_stop.hurry();
    });
    connect(&m_console, &ui::Console::ended, &m_stop, &PoliteStop::start);
    connect(&m_stop, &PoliteStop::waitingFor, &m_note, &StopNote::showTasks);
    connect(&m_note, &StopNote::hurryRequested, &m_stop, &PoliteStop::hurry);
    connect(&m_stop, &PoliteStop::finished, this, &OwnConsole::finished);
}

void OwnConsole::open()
{
    m_console.start(m_config.beginsInTray);
    m_host.start();
}

void OwnConsole::stop()
{
    if (m_stop.isUnderWay())
        m_stop.hurry();
    else
        m_stop.start();
}

} // namespace conduit::app
