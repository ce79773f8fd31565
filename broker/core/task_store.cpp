// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_store.h"

#include <algorithm>

namespace conduit::broker {

Task claimedTask(Task ready, const ClaimStamp &stamp)
{
    ready.state = TaskState::Running;
    ++ready.attempt;
    // No task starts before it was made, wherever the clock was set.
    ready.startedAt = std::max(stamp.now, ready.createdAt);
    ready.firstStartedAt = ready.firstStartedAt.value_or(stamp.steadyNow);
    ready.lease = stamp.lease;
    ready.deadline = stamp.deadline;
    ready.stop.reset();
    ready.progress.clear();
    if (ready.unique && ready.unique->scope == Uniqueness::Scope::Start)
        ready.unique->isHeld = false;
    ++ready.version;
    ready.revision = stamp.revision;
    return ready;
}

} // namespace conduit::broker
