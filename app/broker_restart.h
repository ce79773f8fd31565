// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/polite_stop.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace conduit::app {

/// Closes the broker and opens it again with other settings, while the program goes on: it hands out nothing more, local workers finish or
/// release their tasks, and what workers elsewhere hold keeps its leases. The end of the program goes before. Main thread; never waits.
class BrokerRestart : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    BrokerRestart(BrokerHost &host, WorkerPools &pools, const PoliteStop &stop, QObject *parent = nullptr);

    /// Running tasks get no longer than `grace`. Does nothing while one is under way.
    void start(const AppConfig &next, std::chrono::milliseconds grace);
    [[nodiscard]] bool isUnderWay() const { return m_stage != Stage::Idle; }

Q_SIGNALS:
    /// The old broker is closed; the new one is being opened.
    void reopening();

private:
    enum class Stage { Idle, Draining, Closing, Opening };

    void look();
    void close();
    void reopen();
    void finish();

    BrokerHost &m_host;
    WorkerPools &m_pools;
    const PoliteStop &m_stop;
    AppConfig m_next;
    Stage m_stage = Stage::Idle;
    QTimer m_look;
    QTimer m_deadline;
};

} // namespace conduit::app
