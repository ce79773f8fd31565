// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/id_source.h"
#include "broker/core/operation_store.h"
#include "broker/core/task_reader.h"
#include "broker/engine/audit_log.h"
#include "broker/engine/task_control.h"
#include "broker/engine/task_ledger.h"

#include <map>

namespace conduit::broker {

/// Work on many tasks, in steps that are short enough for claims and results to come in between. How far each has come is stored with
/// what it did, in the same turn, so that a broker that starts anew goes on where the last one was. On the lane.
class Operations
{
public:
    static constexpr int kTasksPerStepMax = 200;
    /// A step takes no further task after this.
    static constexpr Milliseconds kStepTime {10};
    static constexpr std::size_t kFailuresMax = 20;
    /// How long one that has ended can be looked at and undone.
    static constexpr std::chrono::hours kKeepFor {24};
    static constexpr qsizetype kTagsMax = 16; ///< Of one task, after its tags were changed.

    Operations(OperationStore &store, TaskStore &tasks, TaskControl &control, const TaskLedger &ledger, AuditLog &audit,
               TurnNews &news, const Clock &clock, IdSource &ids)
        : m_store(store),
          m_tasks(tasks),
          m_control(control),
          m_ledger(ledger),
          m_audit(audit),
          m_news(news),
          m_clock(clock),
          m_ids(ids)
    {
    }

    Result<Operation> start(OperationRequest request);
    Result<Operation> find(const QUuid &id);
    Result<Operation> pause(const QUuid &id);
    Result<Operation> resume(const QUuid &id);
    /// What was done stays done.
    Result<Operation> stop(const QUuid &id);
    /// Puts back each task to which nothing else has happened since.
    Result<Operation> undo(const QUuid &id);

    /// One that can go on now; the first of them.
    Result<std::optional<Operation>> due();
    /// Whether somebody must look for its tasks, from the reader's thread.
    [[nodiscard]] static bool mustLook(const Operation &operation)
    {
        return operation.state == OperationState::Running && operation.request.ids.empty();
    }
    /// How many tasks its next step takes at most.
    [[nodiscard]] static int tasksPerStep(const Operation &operation);
    /// A step of one for which nobody must look.
    Status goOn(Operation operation);
    /// A step with the tasks that were seen after `lookedUpTo`. Does nothing when the operation is not there any more.
    Status goOn(qint64 number, qint64 lookedUpTo, const MatchSlice &seen);

    /// A pass: forgets what ended long ago. Returns how many tasks' records were forgotten.
    Result<int> forgetOld();

private:
    enum class Doing { Done, Skipped, Failed };

    Result<Operation> known(const QUuid &id);
    Result<Operation> saved(Operation operation);
    Status save(const Operation &operation);
    Status end(Operation &operation, OperationState state);
    /// It has come to its end by itself.
    Status finish(Operation &operation, OperationState state);
    Status goOnWithIds(Operation &operation, Moment until);
    Status goOnUndoing(Operation &operation, Moment until);
    Status doTo(Operation &operation, const QUuid &id, TaskControl::Version version);
    Status putBack(Operation &operation, const OperationItem &item);
    Status purge(Operation &operation, const Task &before);
    void noteFailed(Operation &operation, const QUuid &task, const QString &message);
    Result<Task> act(const OperationRequest &request, const Task &before);
    Result<Task> reschedule(const OperationRequest &request, const Task &before);
    Result<Task> tag(const OperationRequest &request, const Task &before);
    [[nodiscard]] bool isTimeUp(Moment until) const { return m_clock.steadyNow() >= until; }
    void keepPace(const Operation &operation, qint64 tasks);

    OperationStore &m_store;
    TaskStore &m_tasks;
    TaskControl &m_control;
    const TaskLedger &m_ledger;
    AuditLog &m_audit;
    TurnNews &m_news;
    const Clock &m_clock;
    IdSource &m_ids;
    std::map<qint64, Moment> m_notBefore; ///< When those with a rate may go on.
    Moment m_lookedAt {};
};

} // namespace conduit::broker
