// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/task_life.h"

namespace conduit::broker {

/// Makes scheduled and retrying tasks ready when their time has come. On the lane; bounded work per pass.
class DueTaskPromoter
{
public:
    static constexpr int kTasksPerPassMax = 500;

    DueTaskPromoter(TaskStore &store, TaskLife &life, const Clock &clock) : m_store(store), m_life(life), m_clock(clock) { }

    /// One pass. Returns how many tasks became ready; a full pass means: call again soon.
    Result<int> runOnce();

private:
    TaskStore &m_store;
    TaskLife &m_life;
    const Clock &m_clock;
};

} // namespace conduit::broker
