// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/id_source.h"
#include "broker/core/task_store.h"
#include "broker/engine/engine_settings.h"
#include "broker/engine/local_workers.h"
#include "broker/engine/policy_book.h"
#include "broker/engine/queue_registry.h"
#include "broker/engine/queue_turns.h"
#include "broker/engine/task_ledger.h"
#include "broker/engine/task_life.h"
#include "broker/engine/worker_registry.h"

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
    std::vector<LogLine> log = {};
};

/// What workers do with tasks: claim, renew, report, give back, vanish. On the lane; each change belongs to the running turn. An error
/// means that nothing was changed, except where it says otherwise.
class LeaseService
{
public:
    /// A task that was snoozed more often is dead: it would come back for ever.
    static constexpr int kSnoozesMax = 1'000;

    LeaseService(TaskStore &store, TaskLedger &ledger, TaskLife &life, const PolicyBook &policies, const QueueRegistry &queues,
                 const LocalWorkers &localWorkers, WorkerRegistry &workers, const Clock &clock, IdSource &ids,
                 const EngineSettings &settings);

    /// Up to `n` tasks, best first; fewer when there are no more or their payloads would be too many bytes together.
    Result<std::vector<Task>> claim(const ClaimRequest &request);
    /// The end of an attempt, as its worker tells it. Without a token only for a bare claim. The same report twice gives the same answer.
    /// PayloadTooLarge: the output cannot be kept; then the task is dead.
    Result<Task> report(const QUuid &id, const std::optional<QByteArray> &token, const AttemptReport &report);
    Result<Task> renew(const QUuid &id, const QByteArray &token, const Renewal &renewal);
    /// Gives a task back unharmed and uncharged. One that was asked to stop because somebody cancelled it is cancelled then.
    Result<Task> release(const QUuid &id, const QByteArray &token, Milliseconds delay);
    /// The same, by the broker itself: its worker is about to be stopped.
    Status giveBack(Task task);

    /// Why a lease ended without a word from its worker.
    struct LeaseEnd
    {
        AttemptOutcome outcome = AttemptOutcome::LeaseLost;
        QString cause;
        std::optional<int> exitCode;
    };
    /// A running task's worker has vanished. One that was asked to stop is cancelled, or has timed out.
    Status loseLease(Task task, const LeaseEnd &end);
    /// Ends the leases of a worker that is known to be dead. Returns how many.
    Result<int> workerDied(const QString &worker, const LeaseEnd &end);
    /// A worker was stopped on purpose: what it still holds is given back. Returns how many.
    Result<int> workerStopped(const QString &worker);

    /// Asks the attempt to stop; its worker hears of it with its next heartbeat.
    Status askToStop(Task &task, const Stop &stop);
    /// An attempt that was asked to stop and did not, in time: cancelled, or failed as timed out. `how` says what ended it.
    Status endStopped(Task task, const QString &how);

private:
    /// The best tasks of what `filter` takes, whatever its sharing.
    Result<std::vector<Task>> claimBest(const ClaimFilter &filter, int n, const ClaimRequest &request);
    /// The same where only one place has any: they are read only once.
    Result<std::vector<Task>> claimOf(const TaskLedger::Place &place, int n, const ClaimRequest &request);
    /// What a claim writes now into a task whose attempts may take `timeout`; 0: any time.
    [[nodiscard]] ClaimStamp stampFor(const ClaimRequest &request, Milliseconds timeout);
    /// The queue that has the next turn; nothing when all are empty or paused.
    std::optional<QString> queueInTurn(const ClaimRequest &request);
    [[nodiscard]] std::vector<TaskLedger::Place> openPlaces(const ClaimFilter &filter) const;
    Result<Task> headOf(const QUuid &id);
    /// The running task that `token` holds, or why it does not.
    Result<Task> held(const QUuid &id, const QByteArray &token);
    Result<Task> complete(Task task, const AttemptReport &report);
    Result<Task> fail(Task task, const AttemptReport &report);
    Result<Task> snooze(Task task, Milliseconds rest);
    [[nodiscard]] Error tooLarge(const AttemptReport &report) const;
    /// Records an attempt that counts as a failure of its worker.
    Status recordFailure(const Task &task, const Attempt &attempt);
    Result<Task> repeated(const Task &task, const AttemptReport &report);
    /// After an attempt that failed and was recorded: another one later, or none.
    Status retryOrDie(Task &task, bool mayRetry, std::optional<Milliseconds> retryIn);
    Status die(Task &task, const QString &error);
    Status cancel(Task &task, AttemptOutcome outcome, const QString &how, std::optional<int> exitCode = {});
    Status returnToQueue(Task &task, TaskEvent event, Moment runAt);

    TaskStore &m_store;
    TaskLedger &m_ledger;
    TaskLife &m_life;
    const PolicyBook &m_policies;
    const QueueRegistry &m_queues;
    const LocalWorkers &m_localWorkers;
    WorkerRegistry &m_workers;
    QueueTurns m_turns;
    const Clock &m_clock;
    IdSource &m_ids;
    const EngineSettings &m_settings;
};

} // namespace conduit::broker
