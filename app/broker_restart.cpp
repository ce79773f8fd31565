// SPDX-License-Identifier: GPL-3.0-only
#include "app/broker_restart.h"

using namespace std::chrono_literals;

namespace conduit::app {

namespace {

/// As for the end of the program: longer than the broker takes to count again.
constexpr std::chrono::milliseconds kLookInterval = 250ms;

} // namespace

BrokerRestart::BrokerRestart(BrokerHost &host, WorkerPools &pools, const PoliteStop &stop, QObject *parent)
    : QObject(parent), m_host(host), m_pools(pools), m_stop(stop)
{
    m_look.setInterval(kLookInterval);
    m_deadline.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, &BrokerRestart::look);
    connect(&m_deadline, &QTimer::timeout, this, &BrokerRestart::close);
    connect(&m_host, &BrokerHost::stopped, this, &BrokerRestart::reopen);
    connect(&m_host, &BrokerHost::started, this, &BrokerRestart::finish);
    connect(&m_host, &BrokerHost::failed, this, &BrokerRestart::finish);
}

void BrokerRestart::start(const AppConfig &next, std::chrono::milliseconds grace)
{
    if (isUnderWay() || m_stop.isUnderWay())
        return;
    m_next = next;
    m_stage = Stage::Draining;
    m_host.drain();
    m_pools.detach();
    m_deadline.start(grace);
    m_look.start();
}

void BrokerRestart::look()
{
    m_host.countRunningTasks(this, [this](int tasks) {
        if (m_stage == Stage::Draining && tasks == 0 && !m_pools.hasProcesses())
            close();
    });
}

void BrokerRestart::close()
{
    m_look.stop();
    m_deadline.stop();
    if (m_stage != Stage::Draining)
        return;
    if (m_stop.isUnderWay()) // It closes the broker itself, for good.
        return finish();
    m_stage = Stage::Closing;
    m_host.stop();
}

void BrokerRestart::reopen()
{
    if (m_stage != Stage::Closing)
        return;
    if (m_stop.isUnderWay())
        return finish();
    m_stage = Stage::Opening;
    Q_EMIT reopening();
    m_host.configure(m_next);
    m_host.start();
}

void BrokerRestart::finish() { m_stage = Stage::Idle; }

} // namespace conduit::app
