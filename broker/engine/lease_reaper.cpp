// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/lease_reaper.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<int> LeaseReaper::runOnce()
{
    const auto expired = m_store.leasesExpiredBy(m_clock.now(), kTasksPerPassMax);
    if (!expired)
        return expired.error();
    for (const Task &task : *expired) {
        const QString worker = task.lease->worker.isEmpty() ? u"its worker"_s : u"worker %1"_s.arg(task.lease->worker);
        const QString cause = u"lease lost: nothing was heard of %1 in time"_s.arg(worker);
        if (const Status lost = m_tasks.loseLease(task, {AttemptOutcome::LeaseLost, cause, std::nullopt}); !lost)
            return lost.error();
    }
    return static_cast<int>(expired->size());
}

} // namespace conduit::broker
