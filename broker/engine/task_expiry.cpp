// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_expiry.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<int> TaskExpiry::runOnce()
{
    const auto expired = m_store.expiredBy(m_clock.steadyNow(), kTasksPerPassMax);
    if (!expired)
        return expired.error();
    for (const Task &found : *expired) {
        // The end of one may have given its turn to another one of the same serial key, which has expired as well.
        const auto current = m_store.findHeadBySeq(found.seq);
        if (!current)
            return current.error();
        if (!*current || !isPending((*current)->state))
            continue;
        Task task = **current;
        task.error = u"expired: it was not started in time"_s;
        task.completedAt = m_life.endOf(task);
        if (const Status done = m_life.move(task, TaskEvent::Expire); !done)
            return done.error();
    }
    return static_cast<int>(expired->size());
}

} // namespace conduit::broker
