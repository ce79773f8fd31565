// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/activity.h"
#include "broker/core/result.h"

#include <vector>

namespace conduit::broker {

/// What the engine needs of storage to keep its rings over a restart. The rules of TaskStore hold.
class ActivityStore
{
public:
    virtual ~ActivityStore() = default;
    /// Oldest first.
    virtual Result<std::vector<ActivityRow>> load() = 0;
    /// Inserts or replaces.
    virtual Status save(const ActivityRow &row) = 0;
    /// Forgets steps of this length that began before `moment`, at most `max`; returns how many.
    virtual Result<int> forget(ActivityStep step, Moment moment, int max) = 0;
};

} // namespace conduit::broker
