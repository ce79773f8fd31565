// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_intake.h"

#include <QHash>

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
    const Moment now = m_clock.now();
    Task task;
    task.id = wanted.id ? *wanted.id : m_ids.newTaskId(now);
    task.type = wanted.type;
    task.queue = wanted.queue;
    task.priority = wanted.priority;
    task.tags = wanted.tags;
    task.meta = wanted.meta;
    task.payload = wanted.payload;
    task.policy = wanted.policy;
    task.serialKey = wanted.serialKey;
    task.createdAt = now;
    task.enqueuedBy = wanted.enqueuedBy;
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
    if (!hasChosenId && !task.unique) {
        const Status added = m_life.addFresh(task);
        return added ? Result<bool>(true) : added.error();
    }
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
        return Enqueued {*std::move(task), true};
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

/// What the tasks of a batch that come before one will have changed.
struct TaskIntake::Foresight
{
    QHash<QUuid, const NewTask *> payloads;               ///< Of new and of replaced tasks, by their ids.
    QHash<std::pair<QString, QString>, QUuid> newHolders; ///< Of unique keys, by type and key; null: its id is not known yet.
};

Status TaskIntake::faultOf(const std::vector<NewTask> &wanted)
{
    Foresight foreseen;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (const Status fault = faultOf(wanted[i], foreseen); !fault)
            return Error {fault.error().code, u"tasks[%1]: %2"_s.arg(i).arg(fault.error().message), fault.error().faults};
    }
    return Unit {};
}

Status TaskIntake::faultOf(const NewTask &wanted, Foresight &foreseen)
{
    const auto isThere = willBeThere(wanted, foreseen);
    if (!isThere)
        return isThere.error();
    // One that is there already is the answer, whoever holds its key by now.
    if (*isThere)
        return Unit {};
    if (!wanted.uniqueKey.isEmpty())
        return faultOfKey(wanted, foreseen);
    if (wanted.id)
        foreseen.payloads.insert(*wanted.id, &wanted);
    return Unit {};
}

Result<bool> TaskIntake::willBeThere(const NewTask &wanted, const Foresight &foreseen)
{
    if (!wanted.id)
        return false;
    if (const NewTask *before = foreseen.payloads.value(*wanted.id)) {
        if (before->type != wanted.type || before->payload != wanted.payload)
            return duplicateId(*wanted.id);
        return true;
    }
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
    return existing->has_value();
}

Status TaskIntake::faultOfKey(const NewTask &wanted, Foresight &foreseen)
{
    const std::pair key {wanted.type, wanted.uniqueKey};
    const bool isTaken = foreseen.newHolders.contains(key);
    const auto holder =
        isTaken ? Result<std::optional<Task>>(std::optional<Task>()) : m_store.keyHolder(wanted.type, wanted.uniqueKey);
    if (!holder)
        return holder.error();
    const bool isHeld = *holder && !((*holder)->unique->until && *(*holder)->unique->until <= m_clock.steadyNow());
    if (!isTaken && !isHeld) {
        foreseen.newHolders.insert(key, wanted.id.value_or(QUuid()));
        if (wanted.id)
            foreseen.payloads.insert(*wanted.id, &wanted);
        return Unit {};
    }
    if (wanted.onConflict == OnConflict::Return)
        return Unit {};
    const bool isReplaced = wanted.onConflict != OnConflict::Reject && (isTaken || isPending((*holder)->state));
    if (isReplaced) {
        foreseen.payloads.insert(isTaken ? foreseen.newHolders.value(key) : (*holder)->id, &wanted);
        return Unit {};
    }
    return isTaken ? Error {ErrorCode::Duplicate, u"The unique key %1 stands there twice."_s.arg(wanted.uniqueKey)}
                   : heldKey(**holder);
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
