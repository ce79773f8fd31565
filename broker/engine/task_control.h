// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/task_store.h"
#include "broker/engine/lease_service.h"
#include "broker/engine/task_life.h"

namespace conduit::broker {

/// What people do with single tasks. On the lane; each change belongs to the running turn. Each call may name the version that its caller
/// has seen: when the task has moved on since, VersionMoved tells so and nothing is changed.
class TaskControl
{
public:
    using Version = std::optional<qint64>;

    TaskControl(TaskStore &store, TaskLife &life, LeaseService &leases, const Clock &clock)
        : m_store(store), m_life(life), m_leases(leases), m_clock(clock)
    {
    }

    /// Waiting: cancelled at once. Running: asked to stop; Task::stop tells so. AlreadyEnded otherwise.
    Result<Task> cancel(const QUuid &id, const QString &reason, Version version = {});

private:
    Result<Task> headOf(const QUuid &id, Version version);

    TaskStore &m_store;
    TaskLife &m_life;
    LeaseService &m_leases;
    const Clock &m_clock;
};

} // namespace conduit::broker
