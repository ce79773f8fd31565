// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/task_service.h"

namespace conduit::broker {

/// Returns tasks of vanished workers to their queue. On the lane; bounded work per pass.
class LeaseReaper
{
public:
    static constexpr int kTasksPerPassMax = 500;

    LeaseReaper(TaskStore &store, TaskService &tasks, const Clock &clock) : m_store(store), m_tasks(tasks), m_clock(clock) { }

    /// One pass. Returns how many leases had run out; a full pass means: call again soon.
    Result<int> runOnce();

private:
    TaskStore &m_store;
    TaskService &m_tasks;
    const Clock &m_clock;
};

} // namespace conduit::broker
