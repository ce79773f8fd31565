// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/id_source.h"
#include "broker/core/task_store.h"
#include "broker/engine/engine_settings.h"
#include "broker/engine/task_ledger.h"

#include <vector>

namespace conduit::broker {

/// What a worker asks for.
struct ClaimRequest
{
    ClaimFilter filter;
    QString worker;
    int n = 1;
    Milliseconds lease {0};
    bool isBare = false; ///< In the original's manner: cannot renew, sends no token.
};

/// What a heartbeat says beside "alive".
struct Renewal
{
    std::optional<QByteArray> progress;   ///< JSON text.
    std::optional<QByteArray> checkpoint; ///< JSON text.
};

/// The use cases of a task. On the lane; each change belongs to the running turn. An error means that nothing was changed, except where
/// it says otherwise.
class TaskService
{
public:
    TaskService(TaskStore &store, TaskLedger &ledger, const Clock &clock, IdSource &ids, const EngineSettings &settings);

    struct Enqueued
    {
        Task task;
        bool isNew = true; ///< False: the id was there already, with the same type and payload.
    };
    Result<Enqueued> enqueue(const NewTask &wanted);
    Result<std::optional<Task>> find(const QUuid &id);

    /// Up to `n` tasks, best first; fewer when there are no more or their payloads would be too many bytes together.
    Result<std::vector<Task>> claim(const ClaimRequest &request);
    /// The end of an attempt, as its worker tells it. Without a token only for a bare claim. The same report twice gives the same answer.
    /// PayloadTooLarge: the output cannot be kept; then the task is dead.
    Result<Task> report(const QUuid &id, const std::optional<QByteArray> &token, const AttemptReport &report);
    Result<Task> renew(const QUuid &id, const QByteArray &token, const Renewal &renewal);
    /// Gives a task back unharmed and uncharged.
    Result<Task> release(const QUuid &id, const QByteArray &token, Milliseconds delay);

    /// Why a lease ended without a word from its worker.
    struct LeaseEnd
    {
        AttemptOutcome outcome = AttemptOutcome::LeaseLost;
        QString cause;
        std::optional<int> exitCode;
    };
    Status loseLease(Task task, const LeaseEnd &end);
    /// Ends the leases of a worker that is known to be dead. Returns how many.
    Result<int> workerDied(const QString &worker, const LeaseEnd &end);
    /// Scheduled or Retrying → Ready.
    Status comeDue(Task task);

private:
    Result<Task> headOf(const QUuid &id);
    /// The running task that `token` holds, or why it does not.
    Result<Task> held(const QUuid &id, const QByteArray &token);
    Result<Task> complete(Task task, const AttemptReport &report);
    Result<Task> fail(Task task, const AttemptReport &report);
    [[nodiscard]] Error tooLarge(const AttemptReport &report) const;
    Result<Task> repeated(const Task &task, const AttemptReport &report);
    Status die(Task &task, const QString &error);
    Status giveBack(Task &task, TaskEvent event, Moment runAt);
    /// Writes `task` after `event`; the one place where a task changes its state.
    Status move(Task &task, TaskEvent event);
    [[nodiscard]] Attempt attemptOf(const Task &task, AttemptOutcome outcome) const;

    TaskStore &m_store;
    TaskLedger &m_ledger;
    const Clock &m_clock;
    IdSource &m_ids;
    const EngineSettings m_settings;
};

} // namespace conduit::broker
