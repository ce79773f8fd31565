// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"
#include "broker/engine/worker_registry.h"

#include <vector>

namespace conduit::broker {

/// One thing that keeps a pending task from running.
struct WaitReason
{
    QString reason; ///< A stable word: `not_due`, `backoff`, `no_worker`, `workers_busy`.
    QString detail; ///< A sentence for people.
    std::optional<Moment> until;
};

/// Why `task` is not running; empty for one that runs or has ended.
[[nodiscard]] std::vector<WaitReason> waitReasonsOf(const Task &task, const WorkerRegistry &workers);

} // namespace conduit::broker
