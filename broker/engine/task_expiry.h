// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/task_life.h"

namespace conduit::broker {

/// Ends tasks that were to be started by a time that has passed. On the lane; bounded work per pass.
class TaskExpiry
{
public:
    static constexpr int kTasksPerPassMax = 500;

    TaskExpiry(TaskStore &store, TaskLife &life, const Clock &clock) : m_store(store), m_life(life), m_clock(clock) { }

    /// One pass. Returns how many tasks had expired; a full pass means: call again soon.
    Result<int> runOnce();

private:
    TaskStore &m_store;
    TaskLife &m_life;
    const Clock &m_clock;
};

} // namespace conduit::broker
