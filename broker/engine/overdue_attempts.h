// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/lease_service.h"
#include "broker/engine/local_workers.h"

namespace conduit::broker {

/// Ends what a running task may not do for ever: hold a lease that nobody renews, run longer than its timeout, go on after it was asked
/// to stop. On the lane; bounded work per pass.
class OverdueAttempts
{
public:
    static constexpr int kTasksPerPassMax = 500;

    OverdueAttempts(TaskStore &store, LeaseService &leases, LocalWorkers &localWorkers, const PolicyBook &policies,
                    const Clock &clock)
        : m_store(store), m_leases(leases), m_localWorkers(localWorkers), m_policies(policies), m_clock(clock)
    {
    }

    /// One pass. Returns how many attempts were overdue; a full pass means: call again soon.
    Result<int> runOnce();

private:
    Status timeOut(Task task);
    Status enforceStop(const Task &task);
    Status loseLease(const Task &task);

    TaskStore &m_store;
    LeaseService &m_leases;
    LocalWorkers &m_localWorkers;
    const PolicyBook &m_policies;
    const Clock &m_clock;
};

} // namespace conduit::broker
