// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_intake.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

Task TaskIntake::taskFrom(const NewTask &wanted)
{
    const Moment steadyNow = m_clock.steadyNow();
    Task task;
    task.id = wanted.id ? *wanted.id : m_ids.newTaskId(m_clock.now());
    task.type = wanted.type;
    task.queue = wanted.queue;
    task.priority = wanted.priority;
    task.tags = wanted.tags;
    task.meta = wanted.meta;
    task.payload = wanted.payload;
    task.policy = wanted.policy;
    task.serialKey = wanted.serialKey;
    task.createdAt = m_clock.now();
    task.expiresAt = wanted.expiresAt;
    // A moment in the past means now, and must not let a task overtake those that have waited.
    m_life.place(task, std::max(steadyNow, wanted.delay ? steadyNow + *wanted.delay : wanted.runAt.value_or(steadyNow)));
    task.state = task.runAt > steadyNow ? TaskState::Scheduled : TaskState::Ready;
    return task;
}

Result<TaskIntake::Enqueued> TaskIntake::enqueue(const NewTask &wanted)
{
    Task task = taskFrom(wanted);
    if (wanted.id) {
        const auto buried = m_store.isBuried(task.id);
        if (!buried)
            return buried.error();
        if (*buried)
            return Error {ErrorCode::Duplicate,
                          u"The id %1 belonged to a task that was deleted a short while ago. Choose a new id."_s.arg(
                              task.id.toString(QUuid::WithoutBraces))};
    }
    const auto added = m_life.add(task);
    if (!added)
        return added.error();
    if (*added)
        return Enqueued {task, true};
    auto there = sameId(task);
    if (!there)
        return there.error();
    Q_ASSERT_X(*there, "TaskIntake::enqueue", "only a taken id keeps a task out");
    return **there;
}

Result<std::optional<TaskIntake::Enqueued>> TaskIntake::sameId(const Task &task)
{
    const auto existing = m_store.find(task.id);
    if (!existing)
        return existing.error();
    if (!*existing)
        return std::optional<Enqueued>();
    if ((*existing)->type != task.type || (*existing)->payload != task.payload)
        return Error {ErrorCode::Duplicate,
                      u"The id %1 belongs to another task, of another type or payload. Choose a new id."_s.arg(
                          task.id.toString(QUuid::WithoutBraces))};
    return std::optional(Enqueued {**existing, false});
}

} // namespace conduit::broker
