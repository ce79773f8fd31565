// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/operations.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes kMinute {1};
constexpr int kForgottenPerPassMax = 500;

Error wrongState(const QString &message) { return {ErrorCode::WrongState, message}; }

void note(Operation &operation, const QUuid &task, const QString &message)
{
    if (operation.failures.size() < Operations::kFailuresMax)
        operation.failures.push_back({task, message});
}

bool isExcepted(const OperationRequest &request, const QUuid &id)
{
    return std::binary_search(request.except.begin(), request.except.end(), id);
}

} // namespace

Result<Operation> Operations::start(OperationRequest request)
{
    Operation operation;
    operation.id = m_ids.newTaskId(m_clock.now());
    operation.createdAt = m_clock.now();
    request.askedAt = m_clock.steadyNow();
    request.upTo = m_ledger.lastSeq();
    operation.matched = static_cast<qint64>(request.ids.size());
    operation.request = std::move(request);
    const auto number = m_store.insert(operation);
    if (!number)
        return number.error();
    operation.number = *number;
    m_news.operation(operation.id);
    return operation;
}

Result<Operation> Operations::known(const QUuid &id)
{
    const auto operation = m_store.find(id);
    if (!operation)
        return operation.error();
    if (!*operation)
        return Error {ErrorCode::NotFound, u"There is no operation with this id."_s};
    return **operation;
}

Status Operations::save(const Operation &operation)
{
    m_news.operation(operation.id);
    // Those that are gone for good may have been the last ones.
    if (operation.request.verb == OperationVerb::Purge) {
        if (const Status kept = m_tasks.saveCounters(m_ledger.lastSeq(), m_ledger.turnRevision()); !kept)
            return kept;
    }
    return m_store.save(operation);
}

Result<Operation> Operations::saved(Operation operation)
{
    if (const Status done = save(operation); !done)
        return done.error();
    return operation;
}

Result<Operation> Operations::find(const QUuid &id) { return known(id); }

Result<Operation> Operations::pause(const QUuid &id)
{
    auto operation = known(id);
    if (!operation || operation->state == OperationState::Paused)
        return operation;
    if (operation->state != OperationState::Running)
        return wrongState(u"Only an operation that runs can be paused."_s);
    operation->state = OperationState::Paused;
    return saved(*std::move(operation));
}

Result<Operation> Operations::resume(const QUuid &id)
{
    auto operation = known(id);
    if (!operation || operation->state == OperationState::Running)
        return operation;
    if (operation->state != OperationState::Paused)
        return wrongState(u"Only a paused operation can go on."_s);
    operation->state = OperationState::Running;
    return saved(*std::move(operation));
}

Result<Operation> Operations::stop(const QUuid &id)
{
    auto operation = known(id);
    if (!operation || operation->state == OperationState::Stopped)
        return operation;
    if (operation->state == OperationState::Done || operation->state == OperationState::Undone)
        return wrongState(u"The operation has ended already."_s);
    if (const Status ended = end(*operation, OperationState::Stopped); !ended)
        return ended.error();
    return operation;
}

Result<Operation> Operations::undo(const QUuid &id)
{
    auto operation = known(id);
    if (!operation || operation->state == OperationState::Undoing || operation->state == OperationState::Undone)
        return operation;
    if (!isUndoable(operation->request.verb))
        return wrongState(u"What was deleted for good cannot be put back."_s);
    if (operation->state == OperationState::Running || operation->state == OperationState::Paused)
        return wrongState(u"Stop the operation before you undo it."_s);
    operation->state = OperationState::Undoing;
    operation->failures.clear();
    operation->endedAt.reset();
    return saved(*std::move(operation));
}

Result<std::optional<Operation>> Operations::due()
{
    const auto numbers = m_store.active();
    if (!numbers)
        return numbers.error();
    const Moment now = m_clock.steadyNow();
    const auto first = std::find_if(numbers->begin(), numbers->end(), [&](qint64 number) {
        const auto pace = m_notBefore.find(number);
        return pace == m_notBefore.end() || pace->second <= now;
    });
    if (first == numbers->end())
        return std::optional<Operation>();
    return m_store.findByNumber(*first);
}

int Operations::tasksPerStep(const Operation &operation)
{
    // A rate is kept by about one step a second, or by single tasks when it is lower than that.
    if (operation.request.rate == 0 || operation.state != OperationState::Running)
        return kTasksPerStepMax;
    return std::clamp(operation.request.rate / 60, 1, kTasksPerStepMax);
}

void Operations::keepPace(const Operation &operation, qint64 tasks)
{
    if (operation.state != OperationState::Running)
        m_notBefore.erase(operation.number);
    else if (operation.request.rate > 0)
        m_notBefore[operation.number] = m_clock.steadyNow() + Milliseconds(kMinute) * tasks / operation.request.rate;
}

Status Operations::end(Operation &operation, OperationState state)
{
    operation.state = state;
    operation.endedAt = m_clock.now();
    m_notBefore.erase(operation.number);
    return save(operation);
}

Status Operations::finish(Operation &operation, OperationState state)
{
    if (const Status ended = end(operation, state); !ended)
        return ended;
    AuditEntry entry;
    entry.verb = AuditVerb::Finish;
    entry.kind = AuditKind::Operation;
    entry.target = operation.id.toString(QUuid::WithoutBraces);
    entry.detail = wordIn(kOperationVerbs, operation.request.verb);
    entry.outcome = wordIn(kOperationStates, state);
    entry.counts = AuditCounts {operation.matched, operation.done, operation.skipped, operation.failed};
    return m_audit.record(std::move(entry));
}

Status Operations::goOn(Operation operation)
{
    const Moment until = m_clock.steadyNow() + kStepTime;
    return operation.state == OperationState::Undoing ? goOnUndoing(operation, until) : goOnWithIds(operation, until);
}

Status Operations::goOnWithIds(Operation &operation, Moment until)
{
    const auto &ids = operation.request.ids;
    const qint64 from = operation.lookedUpTo;
    const qint64 to = std::min(static_cast<qint64>(ids.size()), from + tasksPerStep(operation));
    while (operation.lookedUpTo < to) {
        if (const Status done = doTo(operation, ids[static_cast<std::size_t>(operation.lookedUpTo)], {}); !done)
            return done;
        ++operation.lookedUpTo;
        if (isTimeUp(until))
            break;
    }
    keepPace(operation, operation.lookedUpTo - from);
    if (operation.lookedUpTo == static_cast<qint64>(ids.size()))
        return finish(operation, OperationState::Done);
    return save(operation);
}

Status Operations::goOn(qint64 number, qint64 lookedUpTo, const MatchSlice &seen)
{
    const auto found = m_store.findByNumber(number);
    if (!found)
        return found.error();
    // Meanwhile it may have been paused, or what it did since may not have come to the disk.
    if (!*found || !mustLook(**found) || (*found)->lookedUpTo != lookedUpTo)
        return Unit {};
    Operation operation = **found;
    const Moment until = m_clock.steadyNow() + kStepTime;
    qint64 tasks = 0;
    bool isAtEnd = seen.isAtEnd || seen.lookedUpTo >= operation.request.upTo;
    qint64 lookedUpToNow = seen.lookedUpTo;
    for (const TaskRow &row : seen.rows) {
        if (row.task.seq > operation.request.upTo)
            break;
        if (tasks > 0 && isTimeUp(until)) {
            isAtEnd = false;
            lookedUpToNow = row.task.seq - 1;
            break;
        }
        if (isExcepted(operation.request, row.task.id))
            continue;
        ++operation.matched;
        ++tasks;
        if (const Status done = doTo(operation, row.task.id, row.task.version); !done)
            return done;
    }
    operation.lookedUpTo = lookedUpToNow;
    keepPace(operation, tasks);
    return isAtEnd ? finish(operation, OperationState::Done) : save(operation);
}

void Operations::noteFailed(Operation &operation, const QUuid &task, const QString &message)
{
    ++operation.failed;
    note(operation, task, message);
}

Status Operations::goOnUndoing(Operation &operation, Moment until)
{
    const auto items = m_store.items(operation.number, kTasksPerStepMax);
    if (!items)
        return items.error();
    if (items->empty())
        return finish(operation, OperationState::Undone);
    for (const OperationItem &item : *items) {
        if (const Status done = putBack(operation, item); !done)
            return done;
        if (isTimeUp(until))
            break;
    }
    return save(operation);
}

Status Operations::putBack(Operation &operation, const OperationItem &item)
{
    Status done = Unit {};
    if (item.before.state == TaskState::Trashed) {
        if (const auto trashed = m_control.trash(item.before.id, item.version); !trashed)
            done = trashed.error();
    } else {
        done = m_control.undo(item.before, item.version);
    }
    if (done)
        --operation.done;
    else if (isStorageTrouble(done.error().code))
        return done;
    else
        note(operation, item.before.id, done.error().message);
    return m_store.forgetItem(operation.number, item.seq);
}

Result<int> Operations::forgetOld()
{
    const Moment now = m_clock.steadyNow();
    if (now < m_lookedAt + kMinute)
        return 0;
    const auto number = m_store.endedBy(m_clock.now() - kKeepFor);
    if (!number)
        return number.error();
    if (!*number) {
        m_lookedAt = now;
        return 0;
    }
    const auto forgotten = m_store.forgetItems(**number, kForgottenPerPassMax);
    if (!forgotten)
        return forgotten.error();
    if (*forgotten == 0) {
        if (const Status done = m_store.forget(**number); !done)
            return done.error();
    }
    return 1;
}

} // namespace conduit::broker
