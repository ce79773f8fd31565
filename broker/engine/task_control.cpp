// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_control.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Result<Task> TaskControl::headOf(const QUuid &id, Version version)
{
    const auto task = m_store.findHead(id);
    if (!task)
        return task.error();
    if (!*task)
        return Error {ErrorCode::NotFound, u"There is no task with this id."_s};
    if (version && *version != (*task)->version)
        return Error {ErrorCode::VersionMoved,
                      u"The task has changed since: it is at version %1 now. Look at it again."_s.arg((*task)->version)};
    return **task;
}

Result<Task> TaskControl::cancel(const QUuid &id, const QString &reason, Version version)
{
    auto task = headOf(id, version);
    if (!task)
        return task;
    const QString why = reason.isEmpty() ? u"cancelled"_s : u"cancelled: %1"_s.arg(reason);
    if (task->state == TaskState::Running) {
        // Asking twice changes nothing: the first grace runs on. A task that has timed out is cancelled all the same.
        if (task->stop && task->stop->kind == StopKind::Cancel)
            return task;
        if (const Status asked = m_leases.askToStop(*task, {StopKind::Cancel, why}); !asked)
            return asked.error();
        return task;
    }
    if (!isPending(task->state))
        return Error {ErrorCode::AlreadyEnded, u"The task has ended already, so it cannot be cancelled."_s};
    task->error = why;
    task->completedAt = m_life.endOf(*task);
    if (const Status moved = m_life.move(*task, TaskEvent::Cancel); !moved)
        return moved.error();
    return task;
}

} // namespace conduit::broker
