// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/worker_registry.h"

#include <algorithm>
#include <utility>

namespace conduit::broker {

namespace {

bool takes(const WorkerRecord &worker, const QString &queue, const QString &type)
{
    return (worker.queues.isEmpty() || worker.queues.contains(queue))
        && (worker.types.isEmpty() || worker.types.contains(type));
}

} // namespace

WorkerRecord *WorkerRegistry::entry(const QString &name)
{
    const auto known = m_workers.find(name);
    if (known != m_workers.end())
        return &known->second;
    prune();
    if (m_workers.size() >= kWorkersMax)
        return nullptr;
    WorkerRecord &made = m_workers[name];
    made.name = name;
    made.startedAt = m_clock.now();
    made.heardAt = m_clock.steadyNow();
    return &made;
}

void WorkerRegistry::describe(const WorkerRecord &worker, std::optional<Moment> sentAt)
{
    WorkerRecord *known = entry(worker.name);
    if (!known)
        return;
    const bool isAnotherProcess = known->pid != 0 && (known->pid != worker.pid || known->host != worker.host);
    const Moment startedAt = isAnotherProcess ? m_clock.now() : known->startedAt;
    const WorkerOrder order = isAnotherProcess ? WorkerOrder::Work : known->order;
    const auto ends = isAnotherProcess ? std::pair<qint64, qint64>() : std::pair(known->completed, known->failed);
    // Who tells no more has perhaps been set right since: what it told once holds no longer.
    ClockDifference clock = isAnotherProcess || !sentAt ? ClockDifference() : known->clock;
    if (sentAt)
        clock.note(*sentAt, m_clock.now());
    *known = worker;
    known->clock = std::move(clock);
    known->startedAt = startedAt;
    known->order = order;
    known->completed = ends.first;
    known->failed = ends.second;
    known->lastSeenAt = m_clock.now();
    known->heardAt = m_clock.steadyNow();
}

void WorkerRegistry::touch(const QString &name, const QStringList &types, const QStringList &queues)
{
    WorkerRecord *known = entry(name);
    if (!known)
        return;
    known->types = types;
    known->queues = queues;
    known->lastSeenAt = m_clock.now();
    known->heardAt = m_clock.steadyNow();
}

void WorkerRegistry::commit()
{
    for (const auto &[worker, count] : m_turnEnds)
        if (const auto known = m_workers.find(worker); known != m_workers.end())
            ++(known->second.*count);
    m_turnEnds.clear();
}

bool WorkerRegistry::order(const QString &name, WorkerOrder order)
{
    const auto known = m_workers.find(name);
    if (known == m_workers.end())
        return false;
    known->second.order = order;
    return true;
}

WorkerOrder WorkerRegistry::orderOf(const QString &name) const
{
    const auto known = m_workers.find(name);
    return known == m_workers.end() ? WorkerOrder::Work : known->second.order;
}

const WorkerRecord *WorkerRegistry::find(const QString &name) const
{
    const auto known = m_workers.find(name);
    return known == m_workers.end() || !isListed(known->second) ? nullptr : &known->second;
}

std::vector<WorkerRecord> WorkerRegistry::workers() const
{
    std::vector<WorkerRecord> workers;
    for (const auto &[name, worker] : m_workers)
        if (isListed(worker))
            workers.push_back(worker);
    return workers;
}

bool WorkerRegistry::hasLiveWorkerFor(const QString &queue, const QString &type) const
{
    return std::any_of(m_workers.begin(), m_workers.end(),
                       [&](const auto &entry) { return isAlive(entry.second) && takes(entry.second, queue, type); });
}

void WorkerRegistry::prune()
{
    const Moment oldest = m_clock.steadyNow() - kForgetAfter;
    std::erase_if(m_workers, [&](const auto &entry) { return entry.second.heardAt < oldest; });
}

} // namespace conduit::broker
