// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/lease_service.h"

#include <list>
#include <vector>

namespace conduit::broker {

/// Where workers come for tasks: a claim is answered at once or parks until a task fits. A parked claim holds no thread, no connection
/// to the database and no task; `ticket` is the caller's name for whoever waits. On the lane.
class ClaimDesk
{
public:
    struct Handout
    {
        quint64 ticket = 0;
        std::vector<Task> tasks;
    };

    ClaimDesk(LeaseService &leases, TaskLedger &ledger, const Clock &clock) : m_leases(leases), m_ledger(ledger), m_clock(clock)
    {
    }

    /// Parks a claim that found nothing, for `wait`.
    void park(quint64 ticket, const ClaimRequest &request, Milliseconds wait);
    /// The waiting client has gone. True when it waited here.
    bool forget(quint64 ticket);

    /// Hands the turn's newly ready tasks to those who have waited longest. To be called before the turn commits: the handouts belong to it.
    Result<std::vector<Handout>> serve();
    /// The wait of each claim of this worker is over now.
    void endWaitsOf(const QString &worker);
    /// Waits were ended before their time, and whoever waits should be told in this turn.
    [[nodiscard]] bool hasEndedWaits() const { return m_hasEndedWaits; }
    /// Tickets whose wait is over.
    std::vector<quint64> takeExpired();
    /// Everybody who waits, for a broker that stops.
    std::vector<quint64> takeAll();

    [[nodiscard]] int parked() const { return static_cast<int>(m_parked.size()); }

private:
    struct Parked
    {
        quint64 ticket = 0;
        ClaimRequest request;
        Moment until;
    };

    LeaseService &m_leases;
    TaskLedger &m_ledger;
    const Clock &m_clock;
    std::list<Parked> m_parked; ///< In the order of arrival.
    bool m_hasEndedWaits = false;
};

} // namespace conduit::broker
