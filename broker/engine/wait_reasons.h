// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"
#include "broker/core/task_store.h"
#include "broker/engine/queue_registry.h"
#include "broker/engine/worker_registry.h"

#include <vector>

namespace conduit::broker {

/// One thing that keeps a pending task from running.
struct WaitReason
{
    /// A stable word: `not_due`, `held`, `backoff`, `serial_key`, `queue_paused`, `broker_paused`, `broker_quiet`, `no_worker`,
    /// `workers_busy`.
    QString reason;
    QString detail; ///< A sentence for people.
    std::optional<Moment> until;
};

/// Who knows what may keep a task from running.
struct WaitWitnesses
{
    const WorkerRegistry &workers;
    const QueueRegistry &queues;
    TaskStore &store;
};

/// Everything that keeps `task` from running, the nearest first; empty only for one that runs or has ended.
[[nodiscard]] Result<std::vector<WaitReason>> waitReasonsOf(const Task &task, const WaitWitnesses &witnesses);

} // namespace conduit::broker
