// SPDX-License-Identifier: GPL-3.0-only
// Which tasks a claim gets.
#include "broker/engine/lease_service.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace conduit::broker {

Result<std::vector<Task>> LeaseService::claim(const ClaimRequest &request)
{
    // It is about to be killed, and whatever it were given would die with it.
    if (m_localWorkers.isDoomed(request.worker))
        return std::vector<Task>();
    if (request.filter.sharing == ClaimFilter::Sharing::Together)
        return claimBest(request.filter, request.n, request);

    std::vector<Task> tasks;
    while (static_cast<int>(tasks.size()) < request.n) {
        const auto queue = queueInTurn(request);
        if (!queue)
            break;
        auto next = claimBest({request.filter.types, {*queue}}, 1, request);
        if (!next)
            return next.error();
        std::move(next->begin(), next->end(), std::back_inserter(tasks));
    }
    return tasks;
}

std::optional<QString> LeaseService::queueInTurn(const ClaimRequest &request)
{
    std::vector<QueueShare> ready;
    for (qsizetype i = 0; i < request.filter.queues.size(); ++i) {
        const QString &queue = request.filter.queues.at(i);
        if (openPlaces({request.filter.types, {queue}}).empty())
            continue;
        if (request.filter.sharing == ClaimFilter::Sharing::Strict)
            return queue;
        ready.push_back({queue, request.filter.weights.value(i, 1)});
    }
    if (ready.empty())
        return std::nullopt;
    return m_turns.next(request.worker, ready);
}

std::vector<TaskLedger::Place> LeaseService::openPlaces(const ClaimFilter &filter) const
{
    auto places = m_ledger.readyPlaces(filter);
    std::erase_if(places, [&](const TaskLedger::Place &place) { return !m_queues.isOpen(place.queue); });
    return places;
}

Result<std::vector<Task>> LeaseService::claimBest(const ClaimFilter &filter, int n, const ClaimRequest &request)
{
    const auto places = openPlaces(filter);
    if (places.size() == 1)
        return claimOf(places.front(), n, request);
    struct Choice
    {
        qint64 rank;
        qint64 seq;
        qint64 payloadSize;
        Milliseconds timeout;
    };
    std::vector<Choice> best;
    for (const TaskLedger::Place &place : places) {
        auto found = m_store.claimable(place.queue, place.type, n);
        if (!found)
            return found.error();
        for (const Claimable &candidate : *found)
            best.push_back({candidate.rank, candidate.seq, candidate.payloadSize,
                            m_policies.timeoutOf(candidate.policy, place.queue, place.type)});
    }
    std::sort(best.begin(), best.end(),
              [](const Choice &a, const Choice &b) { return std::tie(a.rank, a.seq) < std::tie(b.rank, b.seq); });
    best.resize(std::min(best.size(), static_cast<std::size_t>(n)));

    std::vector<Task> tasks;
    qint64 bytes = 0;
    for (const Choice &candidate : best) {
        bytes += candidate.payloadSize;
        if (!tasks.empty() && bytes > m_settings.claimBytesMax)
            break;
        auto task = m_store.claim(candidate.seq, stampFor(request, candidate.timeout));
        if (!task)
            return task.error();
        m_life.claimed(*task);
        tasks.push_back(*std::move(task));
    }
    return tasks;
}

Result<std::vector<Task>> LeaseService::claimOf(const TaskLedger::Place &place, int n, const ClaimRequest &request)
{
    auto tasks = m_store.claimableWhole(place.queue, place.type, n, m_settings.claimBytesMax);
    if (!tasks)
        return tasks;
    for (Task &task : *tasks) {
        const Milliseconds timeout = m_policies.timeoutOf(task.policy, place.queue, place.type);
        auto claimed = m_store.claim(task, stampFor(request, timeout));
        if (!claimed)
            return claimed.error();
        task = *std::move(claimed);
        m_life.claimed(task);
    }
    return tasks;
}

ClaimStamp LeaseService::stampFor(const ClaimRequest &request, Milliseconds timeout)
{
    const Moment steadyNow = m_clock.steadyNow();
    return {{request.worker, m_ids.newLeaseToken(), steadyNow + request.lease, request.lease, request.isBare},
            m_clock.now(),
            steadyNow,
            timeout.count() > 0 ? std::optional(steadyNow + timeout) : std::nullopt,
            m_ledger.turnRevision()};
}

} // namespace conduit::broker
