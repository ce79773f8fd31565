// SPDX-License-Identifier: GPL-3.0-only
// What an operation does to one task.
#include "broker/engine/operations.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Status Operations::doTo(Operation &operation, const QUuid &id, TaskControl::Version version)
{
    const auto before = m_tasks.findHead(id);
    if (!before)
        return before.error();
    const bool hasMovedOn = version && (!*before || (*before)->version != *version);
    if (hasMovedOn) {
        ++operation.skipped;
        return Unit {};
    }
    if (operation.request.verb == OperationVerb::Purge) {
        if (*before)
            return purge(operation, **before);
        ++operation.skipped; // It is gone already.
        return Unit {};
    }
    const auto after = *before ? act(operation.request, **before)
                               : Result<Task>(Error {ErrorCode::NotFound, u"There is no task with this id."_s});
    if (!after) {
        if (isStorageTrouble(after.error().code))
            return after.error();
        noteFailed(operation, id, after.error().message);
        return Unit {};
    }
    if (after->version == (*before)->version) {
        ++operation.skipped; // It was like that already.
        return Unit {};
    }
    ++operation.done;
    // What a worker was asked to do cannot be taken back.
    if (after->state == TaskState::Running)
        return Unit {};
    return m_store.insertItem(operation.number, {after->seq, after->version, **before});
}

/// Nothing is kept of the task, so nothing can be put back.
Status Operations::purge(Operation &operation, const Task &before)
{
    Status done = m_control.purge(before.id);
    if (!done && isStorageTrouble(done.error().code))
        return done;
    if (done)
        ++operation.done;
    else
        noteFailed(operation, before.id, done.error().message);
    return Unit {};
}

Result<Task> Operations::act(const OperationRequest &request, const Task &before)
{
    const QUuid &id = before.id;
    TaskEdit edit;
    switch (request.verb) {
    case OperationVerb::Retry:
        return m_control.retry(id);
    case OperationVerb::Cancel:
        return m_control.cancel(id, request.reason);
    case OperationVerb::Delete:
        return m_control.trash(id);
    case OperationVerb::Restore:
        return m_control.restore(id);
    case OperationVerb::Purge:
        break; // Leaves no task to return.
    case OperationVerb::Promote:
        return m_control.promote(id);
    case OperationVerb::Hold:
        return m_control.hold(id);
    case OperationVerb::Move:
        edit.queue = request.queue;
        return before.queue == request.queue ? Result<Task>(before) : m_control.edit(id, edit);
    case OperationVerb::SetPriority:
        edit.priority = request.priority;
        return before.priority == request.priority ? Result<Task>(before) : m_control.edit(id, edit);
    case OperationVerb::Reschedule:
        return reschedule(request, before);
    case OperationVerb::Tag:
        return tag(request, before);
    }
    Q_UNREACHABLE();
}

/// A time that has passed means now, which changes nothing for what is ready.
Result<Task> Operations::reschedule(const OperationRequest &request, const Task &before)
{
    const bool isReadyAnyway = before.state == TaskState::Ready && request.runAt <= m_clock.steadyNow();
    if (isPending(before.state) && (isReadyAnyway || before.runAt == request.runAt))
        return before;
    TaskEdit edit;
    edit.runAt = request.runAt;
    return m_control.edit(before.id, edit);
}

Result<Task> Operations::tag(const OperationRequest &request, const Task &before)
{
    QStringList tags = before.tags;
    for (const QString &removed : request.tagsRemoved)
        tags.removeAll(removed);
    for (const QString &added : request.tagsAdded)
        if (!tags.contains(added))
            tags.append(added);
    if (tags == before.tags)
        return before;
    if (tags.size() > kTagsMax)
        return Error {ErrorCode::InvalidArgument, u"The task would have more than %1 tags."_s.arg(kTagsMax)};
    TaskEdit edit;
    edit.tags = tags;
    return m_control.edit(before.id, edit);
}

} // namespace conduit::broker
