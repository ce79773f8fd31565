// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_life.h"

#include <algorithm>

namespace conduit::broker {

namespace {

bool isLive(TaskState state) { return isPending(state) || state == TaskState::Running; }

} // namespace

void TaskLife::settle(Task &task)
{
    task.seq = m_ledger.takeSeq();
    task.revision = m_ledger.turnRevision();
}

Result<bool> TaskLife::add(Task &task)
{
    settle(task);
    const auto inserted = m_store.insert(task);
    if (inserted && *inserted)
        added(task);
    return inserted;
}

Status TaskLife::addFresh(Task &task)
{
    settle(task);
    const Status inserted = m_store.insertFresh(task);
    if (inserted)
        added(task);
    return inserted;
}

void TaskLife::added(const Task &task)
{
    m_ledger.added(task);
    m_activity.enqueued(task);
}

void TaskLife::claimed(const Task &task)
{
    m_ledger.moved(task, TaskState::Ready);
    const Moment claimedAt = task.lease->expiresAt - task.lease->duration;
    m_activity.started(task, std::max(claimedAt - task.runAt, Milliseconds {0}));
}

Status TaskLife::move(Task &task, TaskEvent event)
{
    const auto to = next(task.state, event);
    Q_ASSERT_X(to, "TaskLife::move", "the caller has checked the state");
    if (event == TaskEvent::Trash) {
        task.trashedFrom = task.state;
        task.trashedAt = m_clock.now();
    }
    const TaskState from = task.state;
    if (const Status entered = enter(task, *to); !entered)
        return entered;
    noteActivity(task, from, event);
    return Unit {};
}

void TaskLife::noteActivity(const Task &task, TaskState from, TaskEvent event)
{
    if (event == TaskEvent::Complete)
        m_activity.completed(task, *task.completedAt - *task.startedAt);
    const bool hasFailed =
        from == TaskState::Running && (event == TaskEvent::Retry || event == TaskEvent::Die || event == TaskEvent::LoseLease);
    if (hasFailed)
        m_activity.failed(task, endOf(task) - *task.startedAt);
    if (task.state == TaskState::Dead)
        m_activity.died(task);
}

Status TaskLife::putBack(Task &task, TaskState state)
{
    TaskState to = state;
    if (!task.serialKey.isEmpty() && isLive(state)) {
        const auto active = m_store.serialActive(task.serialKey);
        if (!active)
            return active.error();
        if (*active && (*active)->seq != task.seq)
            to = TaskState::Blocked;
        else if (state == TaskState::Blocked)
            // The one that it waited for has ended meanwhile, and nobody would ever unblock it.
            to = task.runAt > m_clock.steadyNow() ? TaskState::Scheduled : TaskState::Ready;
    }
    task.trashedFrom.reset();
    task.trashedAt.reset();
    return enter(task, to);
}

Status TaskLife::enter(Task &task, TaskState to)
{
    const TaskState from = task.state;
    task.state = to;
    ++task.version;
    task.revision = m_ledger.turnRevision();
    if (to != TaskState::Running) {
        task.deadline.reset();
        task.stop.reset();
    }
    if (task.unique && task.unique->scope != Uniqueness::Scope::Window && !isLive(to))
        task.unique->isHeld = false;
    if (to == TaskState::Trashed && task.unique)
        task.unique->isHeld = false;
    if (const Status updated = m_store.update(task, from); !updated)
        return updated;
    m_ledger.moved(task, from);
    const bool wasActive = isLive(from) && from != TaskState::Blocked;
    if (!task.serialKey.isEmpty() && wasActive && !isLive(to))
        return giveTurn(task.serialKey);
    return Unit {};
}

Status TaskLife::forget(const Task &task)
{
    if (const Status forgotten = m_store.forget(task.seq, m_clock.now()); !forgotten)
        return forgotten;
    m_ledger.forgotten({task.queue, task.type}, task.state);
    return Unit {};
}

Status TaskLife::giveTurn(const QString &serialKey)
{
    const auto waiting = m_store.serialNext(serialKey);
    if (!waiting)
        return waiting.error();
    if (!*waiting)
        return Unit {};
    Task next = **waiting;
    return move(next, next.runAt > m_clock.steadyNow() ? TaskEvent::Defer : TaskEvent::Unblock);
}

Status TaskLife::edit(Task &task, const QString &queueBefore)
{
    ++task.version;
    task.revision = m_ledger.turnRevision();
    if (const Status edited = m_store.edit(task); !edited)
        return edited;
    m_ledger.edited(task, queueBefore);
    return Unit {};
}

void TaskLife::place(Task &task, Moment runAt) const
{
    task.runAt = runAt;
    task.rank = rankOf(runAt, task.priority, m_settings.priorityStep);
}

Moment TaskLife::endOf(const Task &task) const { return std::max(m_clock.now(), task.startedAt.value_or(task.createdAt)); }

Attempt TaskLife::attemptOf(const Task &task, AttemptOutcome outcome) const
{
    Attempt attempt;
    attempt.number = task.attempt;
    attempt.worker = task.lease->worker;
    attempt.startedAt = *task.startedAt;
    attempt.endedAt = endOf(task);
    attempt.outcome = outcome;
    return attempt;
}

} // namespace conduit::broker
