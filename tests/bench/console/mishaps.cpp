// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/mishaps.h"

#include <algorithm>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kWorkers = 3;
constexpr std::chrono::milliseconds kWorkerLife = 30s;
constexpr std::chrono::milliseconds kBrokerLife = 10min;
constexpr std::chrono::milliseconds kBrokerAway = 5s;

} // namespace

Mishaps::Mishaps(test::BrokerProcess &broker, const QString &binFolder, std::chrono::seconds time, QRandomGenerator &random)
    : m_broker(broker), m_random(random), m_brokerLife(std::min<std::chrono::milliseconds>(kBrokerLife, time / 2))
{
    for (int number = 1; number <= kWorkers; ++number)
        m_workers.push_back(std::make_unique<test::WorkerProcess>(binFolder, broker.address(), u"soak-%1"_s.arg(number)));
    m_nextWorker = after(kWorkerLife);
    m_nextBroker = after(m_brokerLife);
}

Result<Unit> Mishaps::begin()
{
    for (const auto &worker : m_workers)
        if (const auto started = start(*worker); !started)
            return started.error();
    return Unit {};
}

/// A start waits on the window's thread until the broker listens. That is no event of the window, and so not among what is judged.
Result<Unit> Mishaps::proceed()
{
    if (m_nextBroker.hasExpired()) {
        if (!m_broker.isRunning())
            return startBroker();
        killTheBroker();
    }
    return m_nextWorker.hasExpired() ? killAWorker() : Unit {};
}

Result<Unit> Mishaps::end() { return m_broker.isRunning() ? Unit {} : startBroker(); }

Result<Unit> Mishaps::startBroker()
{
    if (!m_broker.start())
        return QString::fromUtf8(m_broker.log());
    m_nextBroker = after(m_brokerLife);
    return Unit {};
}

Result<Unit> Mishaps::start(test::WorkerProcess &worker)
{
    if (!worker.start())
        return u"a worker does not start: "_s + QString::fromUtf8(worker.log());
    return Unit {};
}

Result<Unit> Mishaps::killAWorker()
{
    auto &worker = *m_workers[m_random.bounded(quint32(m_workers.size()))];
    worker.kill();
    ++m_workersKilled;
    m_nextWorker = after(kWorkerLife);
    return start(worker);
}

void Mishaps::killTheBroker()
{
    m_broker.kill();
    ++m_brokersKilled;
    m_nextBroker = after(kBrokerAway);
}

QDeadlineTimer Mishaps::after(std::chrono::milliseconds usual)
{
    return QDeadlineTimer(qint64(double(usual.count()) * (0.5 + m_random.generateDouble())));
}

} // namespace conduit::bench
