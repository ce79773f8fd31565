// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/moment_text.h"
#include "broker/core/task_store.h"
#include "broker/engine/lease_service.h"
#include "broker/engine/task_life.h"

namespace conduit::broker {

/// What to change about a waiting task; what is absent stays.
struct TaskEdit
{
    std::optional<int> priority;
    std::optional<Moment> runAt;
    std::optional<QByteArray> payload; ///< JSON text that fits its schema.
    std::optional<QStringList> tags;
    std::optional<QByteArray> meta; ///< JSON text of an object, or empty.
    std::optional<QString> queue;
};

/// A held task is due at the end of time.
[[nodiscard]] inline bool isHeld(const Task &task) { return task.state == TaskState::Scheduled && task.runAt == kMomentMax; }

/// What people do with single tasks. On the lane; each change belongs to the running turn. Each call may name the version that its caller
/// has seen: when the task has moved on since, VersionMoved tells so and nothing is changed. WrongState says what keeps a task from it.
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
    /// A dead or cancelled task gets all its attempts once more; one that rests is due at once.
    Result<Task> retry(const QUuid &id, Version version = {});
    /// Due at once.
    Result<Task> promote(const QUuid &id, Version version = {});
    /// Not due until somebody promotes it.
    Result<Task> hold(const QUuid &id, Version version = {});
    /// Not while it runs or after it ended.
    Result<Task> edit(const QUuid &id, const TaskEdit &edit, Version version = {});
    /// Into the trash; not while it runs.
    Result<Task> trash(const QUuid &id, Version version = {});
    /// Back to where it was deleted from.
    Result<Task> restore(const QUuid &id, Version version = {});
    /// Out of the trash, for good: nothing of it is kept but that its id was used.
    Status purge(const QUuid &id, Version version = {});

    /// Puts back what was changed: `before` is the task as it was, `version` the one that the change gave it. VersionMoved when something
    /// else has happened to it since.
    Status undo(const Task &before, qint64 version);

private:
    Result<Task> headOf(const QUuid &id, Version version);
    /// Takes the unique key of a task that becomes live again, unless it would have let it go; Duplicate when another task holds it.
    Status takeKey(Task &task);
    Result<Task> revive(Task task);
    Result<Task> moved(Task task, TaskEvent event);

    TaskStore &m_store;
    TaskLife &m_life;
    LeaseService &m_leases;
    const Clock &m_clock;
};

} // namespace conduit::broker
