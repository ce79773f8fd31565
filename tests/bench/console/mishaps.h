// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"
#include "tests/support/broker_process.h"
#include "tests/support/worker_process.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>

#include <memory>
#include <vector>

namespace conduit::bench {

/// What dies and comes back, at random: one of some workers about twice a minute, the broker a few times an hour, and in a short time
/// at least once.
class Mishaps
{
public:
    Mishaps(test::BrokerProcess &broker, const QString &binFolder, std::chrono::seconds time, QRandomGenerator &random);

    /// Starts the workers.
    [[nodiscard]] Result<Unit> begin();
    /// Does what is due.
    [[nodiscard]] Result<Unit> proceed();
    /// A broker that is away comes back.
    [[nodiscard]] Result<Unit> end();

    [[nodiscard]] int workersKilled() const { return m_workersKilled; }
    [[nodiscard]] int brokersKilled() const { return m_brokersKilled; }

private:
    [[nodiscard]] Result<Unit> startBroker();
    [[nodiscard]] Result<Unit> start(test::WorkerProcess &worker);
    [[nodiscard]] Result<Unit> killAWorker();
    void killTheBroker();
    /// Half of `usual` to half as much again.
    [[nodiscard]] QDeadlineTimer after(std::chrono::milliseconds usual);

    test::BrokerProcess &m_broker;
    QRandomGenerator &m_random;
    std::chrono::milliseconds m_brokerLife;
    std::vector<std::unique_ptr<test::WorkerProcess>> m_workers;
    QDeadlineTimer m_nextWorker;
    QDeadlineTimer m_nextBroker; ///< When it dies, or comes back.
    int m_workersKilled = 0;
    int m_brokersKilled = 0;
};

} // namespace conduit::bench
