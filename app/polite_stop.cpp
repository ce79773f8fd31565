// SPDX-License-Identifier: GPL-3.0-only
#include "app/polite_stop.h"

using namespace std::chrono_literals;

namespace conduit::app {

namespace {

/// Longer than the broker takes to count again, so that the first look does not miss a task that was claimed a moment ago.
constexpr std::chrono::milliseconds kLookInterval = 250ms;

/// What a killed process may take to be gone: no time, unless a device holds it.
constexpr std::chrono::milliseconds kKillTime = 1s;

} // namespace

PoliteStop::PoliteStop(BrokerHost &host, WorkerPools &pools, std::chrono::milliseconds grace, QObject *parent)
    : QObject(parent), m_host(host), m_pools(pools)
{
    m_look.setInterval(kLookInterval);
    m_deadline.setSingleShot(true);
    setGrace(grace);
    connect(&m_look, &QTimer::timeout, this, &PoliteStop::look);
    connect(&m_deadline, &QTimer::timeout, this, &PoliteStop::hurry);
    connect(&m_host, &BrokerHost::stopped, this, &PoliteStop::noteStopped);
    connect(&m_pools, &WorkerPools::allEnded, this, &PoliteStop::noteAllEnded);
}

/// Not all of it: the rest is for closing the database.
void PoliteStop::setGrace(std::chrono::milliseconds grace) { m_deadline.setInterval(grace * 95 / 100); }

void PoliteStop::start()
{
    if (m_stage != Stage::Idle)
        return;
    m_stage = Stage::Draining;
    m_host.drain();
    m_pools.stopAll();
    m_deadline.start();
    m_look.start();
}

void PoliteStop::hurry()
{
    if (m_stage == Stage::Killing)
        close();
    if (m_stage == Stage::Closing)
        return;
    m_stage = Stage::Killing;
    m_look.stop();
    m_deadline.start(kKillTime);
    m_pools.killAll();
}

void PoliteStop::noteAllEnded()
{
    m_hasWorkers = false;
    if (m_stage == Stage::Killing)
        close();
}

void PoliteStop::look()
{
    m_host.countRunningTasks(this, [this](int tasks) {
        if (m_stage != Stage::Draining)
            return;
        if (tasks == 0 && !m_hasWorkers)
            close();
        else
            Q_EMIT waitingFor(tasks);
    });
}

/// The broker also stops in order to start again.
void PoliteStop::noteStopped()
{
    if (m_stage == Stage::Closing)
        Q_EMIT finished();
}

void PoliteStop::close()
{
    if (m_stage == Stage::Closing)
        return;
    m_stage = Stage::Closing;
    m_look.stop();
    m_deadline.stop();
    m_host.stop();
}

} // namespace conduit::app
