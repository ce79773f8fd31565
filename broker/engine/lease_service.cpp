// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/lease_service.h"

#include <algorithm>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error leaseLost(const QString &message) { return {ErrorCode::LeaseLost, message}; }

bool isCancelled(const Task &task) { return task.stop && task.stop->kind == StopKind::Cancel; }
bool isTimedOut(const Task &task) { return task.stop && task.stop->kind == StopKind::Timeout; }

// What the broker says before the worker's own words.
const QString kWorkerStopped = u"; its worker stopped: "_s;
const QString kRetryForUsedUp = u"retry_for used up; the last: "_s;

/// Whether a failure that is kept as `kept` was reported as `error`.
bool isKeptFrom(QStringView kept, const QString &error)
{
    // Whatever was said before it, the whole was cut at the end.
    const bool isCut = kept.size() >= kErrorCharactersMax - 1;
    const auto isIt = [&](QStringView words) { return words == error || (isCut && error.startsWith(words)); };
    const auto isItBehindAStop = [&](QStringView words) {
        const qsizetype stop = words.indexOf(kWorkerStopped);
        return isIt(words) || (stop >= 0 && isIt(words.sliced(stop + kWorkerStopped.size())));
    };
    return isItBehindAStop(kept) || (kept.startsWith(kRetryForUsedUp) && isItBehindAStop(kept.sliced(kRetryForUsedUp.size())));
}

} // namespace

LeaseService::LeaseService(TaskStore &store, TaskLedger &ledger, TaskLife &life, const PolicyBook &policies,
                           const QueueRegistry &queues, const LocalWorkers &localWorkers, WorkerRegistry &workers,
                           const Clock &clock, IdSource &ids, const EngineSettings &settings)
    : m_store(store),
      m_ledger(ledger),
      m_life(life),
      m_policies(policies),
      m_queues(queues),
      m_localWorkers(localWorkers),
      m_workers(workers),
      m_clock(clock),
      m_ids(ids),
      m_settings(settings)
{
}

Result<Task> LeaseService::headOf(const QUuid &id)
{
    auto task = m_store.findHead(id);
    if (!task)
        return task.error();
    if (!*task)
        return Error {ErrorCode::NotFound, u"There is no task with this id."_s};
    return **task;
}

Result<Task> LeaseService::held(const QUuid &id, const QByteArray &token)
{
    auto task = headOf(id);
    if (!task)
        return task;
    if (task->state != TaskState::Running || task->lease->token != token)
        return leaseLost(
            u"The lease of this task is over: it ran out, the task has ended or another worker holds it. Stop working on it."_s);
    return task;
}

Result<Task> LeaseService::report(const QUuid &id, const std::optional<QByteArray> &token, const AttemptReport &report)
{
    auto task = headOf(id);
    if (!task)
        return task;
    if (!task->lease)
        return leaseLost(u"Nobody holds this task now, so its result is refused."_s);
    if (!token && !task->lease->isBare)
        return leaseLost(u"This task was claimed with a lease token: send it as lease_token with the result."_s);
    if (token && *token != task->lease->token)
        return leaseLost(u"The lease of this task is over and its late result is refused."_s);
    if (task->state != TaskState::Running)
        return repeated(*task, report);
    if (report.snooze)
        return snooze(*task, *report.snooze);
    return report.error ? fail(*task, report) : complete(*task, report);
}

Error LeaseService::tooLarge(const AttemptReport &report) const
{
    return {ErrorCode::PayloadTooLarge,
            u"result too large (%1 > %2 bytes)"_s.arg(report.output.size()).arg(m_settings.outputBytesMax())};
}

Result<Task> LeaseService::repeated(const Task &task, const AttemptReport &report)
{
    if (report.output.size() > m_settings.outputBytesMax())
        return tooLarge(report);
    const auto whole = m_store.find(task.id);
    if (!whole)
        return whole.error();
    const TaskState state = task.shownState();
    bool isSame = false;
    if (report.snooze)
        isSame = state == TaskState::Scheduled;
    else if (report.error)
        // A cancelled or timed out attempt tells another error than its worker did.
        isSame = state == TaskState::Cancelled || (state != TaskState::Completed && isKeptFrom(task.error, *report.error));
    else
        isSame = state == TaskState::Completed && (*whole)->output == report.output;
    if (!isSame)
        return Error {ErrorCode::AlreadyEnded, u"This attempt has ended already, with another result."_s};
    return **whole;
}

Result<Task> LeaseService::complete(Task task, const AttemptReport &report)
{
    if (report.output.size() > m_settings.outputBytesMax()) {
        const Error error = tooLarge(report);
        auto attempt = m_life.attemptOf(task, AttemptOutcome::Failed);
        attempt.error = error.message;
        if (const Status recorded = recordFailure(task, attempt); !recorded)
            return recorded.error();
        if (const Status dead = die(task, error.message); !dead)
            return dead.error();
        return error;
    }
    task.completedAt = m_life.endOf(task);
    task.output = report.output;
    task.error.clear();
    task.lostLeases = 0;
    // Work that was done is not denied, whatever was asked of it meanwhile.
    if (const Status moved = m_life.move(task, TaskEvent::Complete); !moved)
        return moved.error();
    m_workers.completed(task.lease->worker);
    return task;
}

Status LeaseService::recordFailure(const Task &task, const Attempt &attempt)
{
    const Status recorded = m_store.insertAttempt(task.seq, attempt);
    if (recorded)
        m_workers.failed(attempt.worker);
    return recorded;
}

Result<Task> LeaseService::fail(Task task, const AttemptReport &report)
{
    task.lostLeases = 0;
    if (isCancelled(task)) {
        if (const Status cancelled = cancel(task, AttemptOutcome::Cancelled, u"its worker stopped"_s); !cancelled)
            return cancelled.error();
        return task;
    }
    auto attempt = m_life.attemptOf(task, isTimedOut(task) ? AttemptOutcome::Timeout : AttemptOutcome::Failed);
    attempt.error =
        isTimedOut(task) ? keptErrorText(task.stop->reason + kWorkerStopped + *report.error) : keptErrorText(*report.error);
    attempt.errorClass = report.errorClass;
    attempt.stack = report.stack;
    if (const Status recorded = recordFailure(task, attempt); !recorded)
        return recorded.error();
    task.error = attempt.error;
    const bool isHopeless = report.noRetry || m_policies.of(task).noRetryClasses.value.contains(report.errorClass);
    if (const Status done = retryOrDie(task, !isHopeless, report.retryIn); !done)
        return done.error();
    return task;
}

Status LeaseService::retryOrDie(Task &task, bool mayRetry, std::optional<Milliseconds> retryIn)
{
    const EffectivePolicy policy = m_policies.of(task);
    if (!mayRetry || task.chargedAttempts() >= policy.maxAttempts.value)
        return die(task, task.error);
    const Moment runAt = m_clock.steadyNow()
        + retryIn.value_or(policy.backoff.value.delayAfter(std::max(1, task.chargedAttempts()), m_ids.nextJitter()));
    if (policy.retryFor.value && runAt > task.firstStartedAt.value_or(runAt) + *policy.retryFor.value)
        return die(task, keptErrorText(kRetryForUsedUp + task.error));
    m_life.place(task, runAt);
    return m_life.move(task, TaskEvent::Retry);
}

Result<Task> LeaseService::snooze(Task task, Milliseconds rest)
{
    if (isCancelled(task)) {
        if (const Status cancelled = cancel(task, AttemptOutcome::Cancelled, u"its worker stopped"_s); !cancelled)
            return cancelled.error();
        return task;
    }
    if (const Status recorded = m_store.insertAttempt(task.seq, m_life.attemptOf(task, AttemptOutcome::Snoozed)); !recorded)
        return recorded.error();
    task.lostLeases = 0;
    ++task.uncharged;
    if (++task.snoozes > kSnoozesMax) {
        if (const Status dead = die(task, u"snoozed more than %1 times"_s.arg(kSnoozesMax)); !dead)
            return dead.error();
        return task;
    }
    // The lease stays, so that the same report is recognised when it comes again.
    m_life.place(task, m_clock.steadyNow() + rest);
    if (const Status moved = m_life.move(task, TaskEvent::Postpone); !moved)
        return moved.error();
    return task;
}

Result<Task> LeaseService::renew(const QUuid &id, const QByteArray &token, const Renewal &renewal)
{
    auto task = held(id, token);
    if (!task)
        return task;
    task->lease->expiresAt = m_clock.steadyNow() + task->lease->duration;
    task->progress = renewal.progress.value_or(task->progress);
    task->checkpoint = renewal.checkpoint.value_or(task->checkpoint);
    if (const Status renewed = m_store.renew(*task); !renewed)
        return renewed.error();
    if (const Status logged = m_store.appendLog(task->seq, task->attempt, renewal.log); !logged)
        return logged.error();
    return task;
}

Result<Task> LeaseService::release(const QUuid &id, const QByteArray &token, Milliseconds delay)
{
    auto task = held(id, token);
    if (!task)
        return task;
    if (isCancelled(*task)) {
        if (const Status cancelled = cancel(*task, AttemptOutcome::Cancelled, u"its worker gave it back"_s); !cancelled)
            return cancelled.error();
        return task;
    }
    if (const Status recorded = m_store.insertAttempt(task->seq, m_life.attemptOf(*task, AttemptOutcome::Released)); !recorded)
        return recorded.error();
    ++task->uncharged;
    // Without a delay the task keeps its due time and with it its place at the front.
    const bool isLater = delay.count() > 0;
    const Status moved = isLater ? returnToQueue(*task, TaskEvent::Postpone, m_clock.steadyNow() + delay)
                                 : returnToQueue(*task, TaskEvent::Release, task->runAt);
    if (!moved)
        return moved.error();
    return task;
}

Status LeaseService::giveBack(Task task)
{
    const auto released = release(task.id, task.lease->token, Milliseconds {0});
    if (!released)
        return released.error();
    return Unit {};
}

Status LeaseService::loseLease(Task task, const LeaseEnd &end)
{
    if (isCancelled(task))
        return cancel(task, AttemptOutcome::Cancelled, end.cause, end.exitCode);
    auto attempt = m_life.attemptOf(task, isTimedOut(task) ? AttemptOutcome::Timeout : end.outcome);
    attempt.error = isTimedOut(task) ? u"%1; %2"_s.arg(task.stop->reason, end.cause) : end.cause;
    attempt.exitCode = end.exitCode;
    if (const Status recorded = recordFailure(task, attempt); !recorded)
        return recorded;
    task.error = attempt.error;
    if (isTimedOut(task)) {
        task.lease.reset();
        return retryOrDie(task, true, std::nullopt);
    }

    const EffectivePolicy policy = m_policies.of(task);
    // A worker of the original's manner drops what it has no handler for without a word: that says nothing against the task.
    if (!task.lease->isBare)
        ++task.lostLeases;
    QString why;
    if (policy.isAtMostOnce.value)
        why = u"at most once: it may have run, so it is not run again"_s;
    else if (task.lostLeases >= kLostLeasesMax)
        why = u"poison: %1 leases in a row were lost"_s.arg(task.lostLeases);
    else if (task.chargedAttempts() >= policy.maxAttempts.value)
        why = u"attempts used up"_s;
    if (!why.isEmpty()) {
        task.lease.reset();
        return die(task, u"%1; the last: %2"_s.arg(why, end.cause));
    }
    return returnToQueue(task, TaskEvent::LoseLease, task.runAt);
}

Result<int> LeaseService::workerDied(const QString &worker, const LeaseEnd &end)
{
    const auto tasks = m_store.heldBy(worker);
    if (!tasks)
        return tasks.error();
    for (const Task &task : *tasks) {
        if (const Status lost = loseLease(task, end); !lost)
            return lost.error();
    }
    return static_cast<int>(tasks->size());
}

Result<int> LeaseService::workerStopped(const QString &worker)
{
    const auto tasks = m_store.heldBy(worker);
    if (!tasks)
        return tasks.error();
    for (const Task &task : *tasks) {
        if (const Status released = giveBack(task); !released)
            return released.error();
    }
    return static_cast<int>(tasks->size());
}

Status LeaseService::askToStop(Task &task, const Stop &stop)
{
    task.stop = stop;
    task.deadline = m_clock.steadyNow() + m_settings.stopGrace;
    ++task.version;
    task.revision = m_ledger.turnRevision();
    if (const Status updated = m_store.update(task, TaskState::Running); !updated)
        return updated;
    m_ledger.edited(task, task.queue);
    return Unit {};
}

Status LeaseService::endStopped(Task task, const QString &how)
{
    return loseLease(std::move(task), {AttemptOutcome::LeaseLost, how, std::nullopt});
}

Status LeaseService::die(Task &task, const QString &error)
{
    task.error = error;
    task.completedAt = m_life.endOf(task);
    return m_life.move(task, TaskEvent::Die);
}

Status LeaseService::cancel(Task &task, AttemptOutcome outcome, const QString &how, std::optional<int> exitCode)
{
    auto attempt = m_life.attemptOf(task, outcome);
    attempt.error = keptErrorText(u"%1; %2"_s.arg(task.stop->reason, how));
    attempt.exitCode = exitCode;
    if (const Status recorded = m_store.insertAttempt(task.seq, attempt); !recorded)
        return recorded;
    task.error = attempt.error;
    task.completedAt = m_life.endOf(task);
    return m_life.move(task, TaskEvent::Cancel);
}

Status LeaseService::returnToQueue(Task &task, TaskEvent event, Moment runAt)
{
    task.lease.reset();
    m_life.place(task, runAt);
    return m_life.move(task, event);
}

} // namespace conduit::broker
