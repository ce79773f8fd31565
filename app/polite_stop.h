// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/broker_host.h"
#include "app/worker_pools.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace conduit::app {

/// The end of the program (contract §4.8): the broker hands out nothing more but still takes results, local workers finish or
/// release their tasks, workers elsewhere get the time that is left; then the broker closes. Main thread; never waits.
class PoliteStop : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it. The whole stop takes no longer than `grace`.
    PoliteStop(BrokerHost &host, WorkerPools &pools, std::chrono::milliseconds grace, QObject *parent = nullptr);

    void start();
    /// Kills the local workers, lets the broker know, so that their tasks go back, and closes it: somebody is impatient.
    void hurry();
    /// For a stop that has not begun.
    void setGrace(std::chrono::milliseconds grace);
    [[nodiscard]] bool isUnderWay() const { return m_stage != Stage::Idle; }

Q_SIGNALS:
    /// Tasks that are still running while it waits.
    void waitingFor(int tasks);
    void finished();

private:
    enum class Stage { Idle, Draining, Killing, Closing };

    void noteAllEnded();
    void look();
    void close();
    void noteStopped();

    BrokerHost &m_host;
    WorkerPools &m_pools;
    Stage m_stage = Stage::Idle;
    bool m_hasWorkers = true;
    QTimer m_look;
    QTimer m_deadline;
};

} // namespace conduit::app
