// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_intake.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error buriedId(const QUuid &id)
{
    return {ErrorCode::Duplicate,
            u"The id %1 belonged to a task that was deleted a short while ago. Choose a new id."_s.arg(
                id.toString(QUuid::WithoutBraces))};
}

Error duplicateId(const QUuid &id)
{
    return {ErrorCode::Duplicate,
            u"The id %1 belongs to another task, of another type or payload. Choose a new id."_s.arg(
                id.toString(QUuid::WithoutBraces))};
}

Error heldKey(const Task &holder)
{
    return {ErrorCode::Duplicate,
            u"Task %1 holds the unique key %2 and is %3."_s.arg(holder.id.toString(QUuid::WithoutBraces), holder.unique->key,
                                                                wordFrom(holder.shownState()))};
}

} // namespace

Result<Task> TaskIntake::taskFrom(const NewTask &wanted)
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
    if (!wanted.uniqueKey.isEmpty()) {
        task.unique = Uniqueness {wanted.uniqueKey, wanted.uniqueScope, std::nullopt, true};
        if (wanted.uniqueScope == Uniqueness::Scope::Window)
            task.unique->until = steadyNow + wanted.uniqueWindow;
        // One that runs and the newest that waits for it: the key is free as soon as one starts, and none overtakes it.
        if (wanted.onConflict == OnConflict::KeepLast) {
            task.unique->scope = Uniqueness::Scope::Start;
            if (task.serialKey.isEmpty())
                task.serialKey = u"unique %1 %2"_s.arg(wanted.type, wanted.uniqueKey);
        }
    }
    // A moment in the past means now, and must not let a task overtake those that have waited.
    m_life.place(task, std::max(steadyNow, wanted.delay ? steadyNow + *wanted.delay : wanted.runAt.value_or(steadyNow)));
    task.state = task.runAt > steadyNow ? TaskState::Scheduled : TaskState::Ready;
    if (!task.serialKey.isEmpty()) {
        const auto active = m_store.serialActive(task.serialKey);
        if (!active)
            return active.error();
        if (*active)
            task.state = TaskState::Blocked;
    }
    return task;
}

Result<bool> TaskIntake::add(Task &task, bool hasChosenId)
{
    if (hasChosenId) {
        const auto buried = m_store.isBuried(task.id);
        if (!buried)
            return buried.error();
        if (*buried)
            return buriedId(task.id);
    }
    return m_life.add(task);
}

Result<TaskIntake::Enqueued> TaskIntake::enqueue(const NewTask &wanted)
{
    auto task = taskFrom(wanted);
    if (!task)
        return task.error();
    const auto added = add(*task, wanted.id.has_value());
    if (!added)
        return added.error();
    if (*added)
        return Enqueued {*task, true};
    const auto there = sameId(*task);
    if (!there)
        return there.error();
    if (*there)
        return **there;
    return settleConflict(*std::move(task), wanted);
}

Result<TaskIntake::Enqueued> TaskIntake::settleConflict(Task task, const NewTask &wanted)
{
    const auto found = m_store.keyHolder(task.type, task.unique->key);
    if (!found)
        return found.error();
    Q_ASSERT_X(*found, "TaskIntake::settleConflict", "only a taken id or a held key keeps a task out");
    const Task &holder = **found;
    if (holder.unique->until && *holder.unique->until <= m_clock.steadyNow()) {
        if (const Status dropped = m_store.dropKey(holder.seq); !dropped)
            return dropped.error();
        if (const auto added = m_life.add(task); !added)
            return added.error();
        return Enqueued {task, true};
    }
    switch (wanted.onConflict) {
    case OnConflict::Return: {
        const auto whole = m_store.find(holder.id);
        if (!whole)
            return whole.error();
        return Enqueued {**whole, false};
    }
    case OnConflict::Reject:
        break;
    case OnConflict::Replace:
    case OnConflict::KeepLast:
        if (isPending(holder.state))
            return replace(holder, wanted);
        break;
    }
    return heldKey(holder);
}

Result<TaskIntake::Enqueued> TaskIntake::replace(const Task &waiting, const NewTask &wanted)
{
    TaskEdit edit;
    edit.payload = wanted.payload;
    edit.priority = wanted.priority;
    edit.tags = wanted.tags;
    edit.meta = wanted.meta;
    if (wanted.delay)
        edit.runAt = m_clock.steadyNow() + *wanted.delay;
    else
        edit.runAt = wanted.runAt;
    if (const auto edited = m_control.edit(waiting.id, edit); !edited)
        return edited.error();
    const auto whole = m_store.find(waiting.id);
    if (!whole)
        return whole.error();
    return Enqueued {**whole, false};
}

Status TaskIntake::faultOf(const std::vector<NewTask> &wanted)
{
    QHash<QUuid, const NewTask *> ids;
    QSet<std::pair<QString, QString>> keys;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const NewTask &task = wanted[i];
        Status fault = Unit {};
        if (const NewTask *first = task.id ? ids.value(*task.id) : nullptr) {
            if (first->type != task.type || first->payload != task.payload)
                fault = duplicateId(*task.id);
        } else if (const Status idFault = faultOfId(task); !idFault) {
            fault = idFault;
        } else if (!task.uniqueKey.isEmpty()) {
            const std::pair key {task.type, task.uniqueKey};
            fault = faultOfKey(task);
            if (fault && task.onConflict == OnConflict::Reject && keys.contains(key))
                fault = Error {ErrorCode::Duplicate, u"The unique key %1 stands there twice."_s.arg(task.uniqueKey)};
            keys.insert(key);
        }
        if (!fault)
            return Error {fault.error().code, u"tasks[%1]: %2"_s.arg(i).arg(fault.error().message), fault.error().faults};
        if (task.id)
            ids.insert(*task.id, &task);
    }
    return Unit {};
}

Status TaskIntake::faultOfId(const NewTask &wanted)
{
    if (!wanted.id)
        return Unit {};
    const auto buried = m_store.isBuried(*wanted.id);
    if (!buried)
        return buried.error();
    if (*buried)
        return buriedId(*wanted.id);
    const auto existing = m_store.find(*wanted.id);
    if (!existing)
        return existing.error();
    if (*existing && ((*existing)->type != wanted.type || (*existing)->payload != wanted.payload))
        return duplicateId(*wanted.id);
    return Unit {};
}

Status TaskIntake::faultOfKey(const NewTask &wanted)
{
    const auto holder = m_store.keyHolder(wanted.type, wanted.uniqueKey);
    if (!holder)
        return holder.error();
    const bool isFree = !*holder || (wanted.id && (*holder)->id == *wanted.id)
        || ((*holder)->unique->until && *(*holder)->unique->until <= m_clock.steadyNow());
    const bool isSettled = wanted.onConflict == OnConflict::Return
        || (wanted.onConflict != OnConflict::Reject && !isFree && isPending((*holder)->state));
    if (isFree || isSettled)
        return Unit {};
    return heldKey(**holder);
}

Result<std::optional<TaskIntake::Enqueued>> TaskIntake::sameId(const Task &task)
{
    const auto existing = m_store.find(task.id);
    if (!existing)
        return existing.error();
    if (!*existing)
        return std::optional<Enqueued>();
    if ((*existing)->type != task.type || (*existing)->payload != task.payload)
        return duplicateId(task.id);
    return std::optional(Enqueued {**existing, false});
}

} // namespace conduit::broker
