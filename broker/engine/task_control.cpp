// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_control.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

QString inTrash() { return u"The task is in the trash; restore it first."_s; }

Error wrongState(const Task &task, const QString &wanted)
{
    if (task.state == TaskState::Trashed)
        return {ErrorCode::WrongState, inTrash()};
    return {ErrorCode::WrongState, u"The task is %1; %2"_s.arg(wordFrom(task.shownState()), wanted)};
}

} // namespace

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

Result<Task> TaskControl::moved(Task task, TaskEvent event)
{
    if (const Status done = m_life.move(task, event); !done)
        return done.error();
    return task;
}

Status TaskControl::takeKey(Task &task)
{
    const bool hasLetItGo = task.unique && task.unique->scope == Uniqueness::Scope::Start && task.firstStartedAt;
    if (!task.unique || task.unique->isHeld || hasLetItGo)
        return Unit {};
    const auto holder = m_store.keyHolder(task.type, task.unique->key);
    if (!holder)
        return holder.error();
    const auto until = *holder ? (*holder)->unique->until : std::nullopt;
    const bool isOver = until && *until <= m_clock.steadyNow();
    if (*holder && !isOver)
        return Error {
            ErrorCode::Duplicate,
            u"Task %1 holds the unique key %2 now."_s.arg((*holder)->id.toString(QUuid::WithoutBraces), task.unique->key)};
    if (isOver) {
        if (const Status dropped = m_store.dropKey((*holder)->seq); !dropped)
            return dropped;
    }
    task.unique->isHeld = true;
    return Unit {};
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
    if (task->state == TaskState::Trashed)
        return Error {ErrorCode::AlreadyEnded, inTrash()};
    if (!isPending(task->state))
        return Error {ErrorCode::AlreadyEnded, u"The task has ended already, so it cannot be cancelled."_s};
    task->error = why;
    task->completedAt = m_life.endOf(*task);
    return moved(*task, TaskEvent::Cancel);
}

Result<Task> TaskControl::retry(const QUuid &id, Version version)
{
    auto task = headOf(id, version);
    if (!task)
        return task;
    if (task->state == TaskState::Retrying)
        return promote(id, version);
    if (task->state != TaskState::Dead && task->state != TaskState::Cancelled)
        return wrongState(*task, u"only a dead, cancelled or retrying one can be retried."_s);
    return revive(*task);
}

Result<Task> TaskControl::revive(Task task)
{
    // All the time that it may take, and its key as if it had never started.
    task.firstStartedAt.reset();
    if (const Status taken = takeKey(task); !taken)
        return taken.error();
    bool mustWait = false;
    if (!task.serialKey.isEmpty()) {
        const auto active = m_store.serialActive(task.serialKey);
        if (!active)
            return active.error();
        mustWait = active->has_value();
    }
    // All attempts once more.
    task.uncharged = task.attempt;
    task.snoozes = 0;
    task.lostLeases = 0;
    task.completedAt.reset();
    task.lease.reset();
    task.expiresAt.reset();
    m_life.place(task, m_clock.steadyNow());
    if (const Status edited = m_store.edit(task); !edited)
        return edited.error();
    return moved(task, mustWait ? TaskEvent::Requeue : TaskEvent::Revive);
}

Result<Task> TaskControl::promote(const QUuid &id, Version version)
{
    auto task = headOf(id, version);
    if (!task || task->state == TaskState::Ready)
        return task;
    if (task->state != TaskState::Scheduled && task->state != TaskState::Retrying)
        return wrongState(*task, u"only a scheduled or retrying one can be made due."_s);
    m_life.place(*task, m_clock.steadyNow());
    return moved(*task, TaskEvent::ComeDue);
}

Result<Task> TaskControl::hold(const QUuid &id, Version version)
{
    auto task = headOf(id, version);
    if (!task || isHeld(*task))
        return task;
    if (task->state != TaskState::Scheduled && task->state != TaskState::Ready && task->state != TaskState::Retrying)
        return wrongState(*task, u"only a waiting one can be held."_s);
    m_life.place(*task, kMomentMax);
    return moved(*task, TaskEvent::Postpone);
}

Result<Task> TaskControl::edit(const QUuid &id, const TaskEdit &edit, Version version)
{
    auto task = headOf(id, version);
    if (!task)
        return task;
    if (!isPending(task->state))
        return wrongState(*task, u"only a waiting one can be changed."_s);
    const QString queueBefore = task->queue;
    task->priority = edit.priority.value_or(task->priority);
    task->tags = edit.tags.value_or(task->tags);
    task->meta = edit.meta.value_or(task->meta);
    task->queue = edit.queue.value_or(task->queue);
    const Moment steadyNow = m_clock.steadyNow();
    m_life.place(*task, edit.runAt ? std::max(*edit.runAt, steadyNow) : task->runAt);
    if (edit.payload) {
        if (const Status set = m_store.setPayload(task->seq, *edit.payload); !set)
            return set.error();
    }
    if (const Status edited = m_life.edit(*task, queueBefore); !edited)
        return edited.error();
    // A new due time may make it ready, or not ready any more; a blocked one waits for its turn whatever the time.
    const bool isLater = task->runAt > steadyNow;
    if (edit.runAt && task->state == TaskState::Ready && isLater)
        return moved(*task, TaskEvent::Postpone);
    if (edit.runAt && !isLater && (task->state == TaskState::Scheduled || task->state == TaskState::Retrying))
        return moved(*task, TaskEvent::ComeDue);
    return task;
}

Result<Task> TaskControl::trash(const QUuid &id, Version version)
{
    auto task = headOf(id, version);
    if (!task)
        return task;
    if (task->state == TaskState::Running)
        return wrongState(*task, u"cancel it before you delete it."_s);
    if (task->state == TaskState::Trashed)
        return task;
    return moved(*task, TaskEvent::Trash);
}

Result<Task> TaskControl::restore(const QUuid &id, Version version)
{
    auto task = headOf(id, version);
    if (!task)
        return task;
    if (task->state != TaskState::Trashed)
        return wrongState(*task, u"only a deleted one can be restored."_s);
    if (isPending(*task->trashedFrom)) {
        if (const Status taken = takeKey(*task); !taken)
            return taken.error();
    }
    if (const Status done = m_life.putBack(*task, *task->trashedFrom); !done)
        return done.error();
    return task;
}

Status TaskControl::purge(const QUuid &id, Version version)
{
    const auto task = headOf(id, version);
    if (!task)
        return task.error();
    if (task->state != TaskState::Trashed)
        return wrongState(*task, u"only one in the trash can be deleted for good."_s);
    return m_life.forget(*task);
}

Status TaskControl::undo(const Task &before, qint64 version)
{
    auto task = headOf(before.id, version);
    if (!task)
        return task.error();
    // First of all, since nothing must be half undone.
    if (before.state != task->state && isPending(before.state)) {
        if (const Status taken = takeKey(*task); !taken)
            return taken;
    }
    const QString queueBefore = task->queue;
    task->queue = before.queue;
    task->priority = before.priority;
    task->tags = before.tags;
    task->expiresAt = before.expiresAt;
    m_life.place(*task, before.runAt);
    if (const Status edited = m_life.edit(*task, queueBefore); !edited)
        return edited;
    if (before.state == task->state)
        return Unit {};
    task->uncharged = before.uncharged;
    task->snoozes = before.snoozes;
    task->lostLeases = before.lostLeases;
    task->completedAt = before.completedAt;
    task->error = before.error;
    return m_life.putBack(*task, before.state);
}

} // namespace conduit::broker
