// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/due_task_promoter.h"

namespace conduit::broker {

Result<int> DueTaskPromoter::runOnce()
{
    const auto due = m_store.dueBy(m_clock.steadyNow(), kTasksPerPassMax);
    if (!due)
        return due.error();
    for (Task task : *due) {
        if (const Status done = m_life.move(task, TaskEvent::ComeDue); !done)
            return done.error();
    }
    return static_cast<int>(due->size());
}

} // namespace conduit::broker
