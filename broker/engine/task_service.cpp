// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_service.h"

#include <algorithm>
#include <tuple>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Error leaseLost(const QString &message) { return {ErrorCode::LeaseLost, message}; }

} // namespace

TaskService::TaskService(TaskStore &store, TaskLedger &ledger, const Clock &clock, IdSource &ids,
                         const EngineSettings &settings)
    : m_store(store), m_ledger(ledger), m_clock(clock), m_ids(ids), m_settings(settings)
{
}

Result<TaskService::Enqueued> TaskService::enqueue(const NewTask &wanted)
{
    const Moment now = m_clock.now();
    Task task;
    task.id = wanted.id ? *wanted.id : m_ids.newTaskId(now);
    task.type = wanted.type;
    task.queue = wanted.queue;
    task.priority = wanted.priority;
    task.tags = wanted.tags;
    task.payload = wanted.payload;
    task.createdAt = now;
    // A moment in the past means now, and must not let a task overtake those that have waited.
    task.runAt = std::max(now, wanted.delay ? now + *wanted.delay : wanted.runAt.value_or(now));
    task.state = task.runAt > now ? TaskState::Scheduled : TaskState::Ready;
    task.rank = rankOf(task.runAt, task.priority, m_settings.priorityStep);
    task.maxAttempts = wanted.maxAttempts;
    task.seq = m_ledger.takeSeq();
    task.revision = m_ledger.turnRevision();

    const auto inserted = m_store.insert(task);
    if (!inserted)
        return inserted.error();
    if (*inserted) {
        m_ledger.added(task);
        return Enqueued {task, true};
    }
    const auto existing = m_store.find(task.id);
    if (!existing)
        return existing.error();
    if ((*existing)->type != task.type || (*existing)->payload != task.payload)
        return Error {ErrorCode::Duplicate,
                      u"The id %1 belongs to another task, of another type or payload. Choose a new id."_s.arg(
                          task.id.toString(QUuid::WithoutBraces))};
    return Enqueued {**existing, false};
}

Result<std::optional<Task>> TaskService::find(const QUuid &id) { return m_store.find(id); }

Result<std::vector<Task>> TaskService::claim(const ClaimRequest &request)
{
    std::vector<Claimable> best;
    for (const TaskLedger::Place &place : m_ledger.readyPlaces(request.filter)) {
        const auto found = m_store.claimable(place.queue, place.type, request.n);
        if (!found)
            return found.error();
        best.insert(best.end(), found->begin(), found->end());
    }
    std::sort(best.begin(), best.end(),
              [](const Claimable &a, const Claimable &b) { return std::tie(a.rank, a.seq) < std::tie(b.rank, b.seq); });
    best.resize(std::min(best.size(), static_cast<std::size_t>(request.n)));

    const Moment now = m_clock.now();
    std::vector<Task> tasks;
    qint64 bytes = 0;
    for (const Claimable &candidate : best) {
        bytes += candidate.payloadSize;
        if (!tasks.empty() && bytes > m_settings.claimBytesMax)
            break;
        const ClaimStamp stamp {{request.worker, m_ids.newLeaseToken(), now + request.lease, request.lease, request.isBare},
                                now,
                                m_ledger.turnRevision()};
        auto task = m_store.claim(candidate.seq, stamp);
        if (!task)
            return task.error();
        m_ledger.moved(*task, TaskState::Ready);
        tasks.push_back(*std::move(task));
    }
    return tasks;
}

Result<Task> TaskService::headOf(const QUuid &id)
{
    auto task = m_store.findHead(id);
    if (!task)
        return task.error();
    if (!*task)
        return Error {ErrorCode::NotFound, u"There is no task with this id."_s};
    return **task;
}

Result<Task> TaskService::held(const QUuid &id, const QByteArray &token)
{
    auto task = headOf(id);
    if (!task)
        return task;
    if (task->state != TaskState::Running || task->lease->token != token)
        return leaseLost(
            u"The lease of this task is over: it ran out, the task has ended or another worker holds it. Stop working on it."_s);
    return task;
}

Result<Task> TaskService::report(const QUuid &id, const std::optional<QByteArray> &token, const AttemptReport &report)
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
    return report.error ? fail(*task, report) : complete(*task, report);
}

Error TaskService::tooLarge(const AttemptReport &report) const
{
    return {ErrorCode::PayloadTooLarge,
            u"result too large (%1 > %2 bytes)"_s.arg(report.output.size()).arg(m_settings.outputBytesMax())};
}

Result<Task> TaskService::repeated(const Task &task, const AttemptReport &report)
{
    if (report.output.size() > m_settings.outputBytesMax())
        return tooLarge(report);
    const auto whole = m_store.find(task.id);
    if (!whole)
        return whole.error();
    const bool isSame = report.error ? task.state != TaskState::Completed && task.error == keptErrorText(*report.error)
                                     : task.state == TaskState::Completed && (*whole)->output == report.output;
    if (!isSame)
        return Error {ErrorCode::AlreadyEnded, u"This attempt has ended already, with another result."_s};
    return **whole;
}

Result<Task> TaskService::complete(Task task, const AttemptReport &report)
{
    if (report.output.size() > m_settings.outputBytesMax()) {
        const Error error = tooLarge(report);
        auto attempt = attemptOf(task, AttemptOutcome::Failed);
        attempt.error = error.message;
        if (const Status recorded = m_store.insertAttempt(task.seq, attempt); !recorded)
            return recorded.error();
        if (const Status dead = die(task, error.message); !dead)
            return dead.error();
        return error;
    }
    // A clock that was set back must not end a task before it started.
    task.completedAt = std::max(m_clock.now(), *task.startedAt);
    task.output = report.output;
    task.error.clear();
    task.lostLeases = 0;
    if (const Status moved = move(task, TaskEvent::Complete); !moved)
        return moved.error();
    return task;
}

Result<Task> TaskService::fail(Task task, const AttemptReport &report)
{
    auto attempt = attemptOf(task, AttemptOutcome::Failed);
    attempt.error = keptErrorText(*report.error);
    attempt.errorClass = report.errorClass;
    attempt.stack = report.stack;
    if (const Status recorded = m_store.insertAttempt(task.seq, attempt); !recorded)
        return recorded.error();

    task.lostLeases = 0;
    if (report.noRetry || !task.hasAttemptsLeft()) {
        if (const Status dead = die(task, attempt.error); !dead)
            return dead.error();
        return task;
    }
    task.error = attempt.error;
    task.runAt =
        m_clock.now() + report.retryIn.value_or(m_settings.retry.delayAfter(task.chargedAttempts(), m_ids.nextJitter()));
    task.rank = rankOf(task.runAt, task.priority, m_settings.priorityStep);
    if (const Status moved = move(task, TaskEvent::Retry); !moved)
        return moved.error();
    return task;
}

Result<Task> TaskService::renew(const QUuid &id, const QByteArray &token, const Renewal &renewal)
{
    auto task = held(id, token);
    if (!task)
        return task;
    task->lease->expiresAt = m_clock.now() + task->lease->duration;
    task->progress = renewal.progress.value_or(task->progress);
    task->checkpoint = renewal.checkpoint.value_or(task->checkpoint);
    if (const Status renewed = m_store.renew(*task); !renewed)
        return renewed.error();
    return task;
}

Result<Task> TaskService::release(const QUuid &id, const QByteArray &token, Milliseconds delay)
{
    auto task = held(id, token);
    if (!task)
        return task;
    if (const Status recorded = m_store.insertAttempt(task->seq, attemptOf(*task, AttemptOutcome::Released)); !recorded)
        return recorded.error();
    ++task->uncharged;
    // Without a delay the task keeps its due time and with it its place at the front.
    const bool isLater = delay.count() > 0;
    const Status moved = isLater ? giveBack(*task, TaskEvent::Postpone, m_clock.now() + delay)
                                 : giveBack(*task, TaskEvent::Release, task->runAt);
    if (!moved)
        return moved.error();
    return task;
}

Status TaskService::loseLease(Task task, const LeaseEnd &end)
{
    auto attempt = attemptOf(task, end.outcome);
    attempt.error = end.cause;
    attempt.exitCode = end.exitCode;
    if (const Status recorded = m_store.insertAttempt(task.seq, attempt); !recorded)
        return recorded;
    task.error = end.cause;
    // A worker of the original's manner drops what it has no handler for without a word: that says nothing against the task.
    if (!task.lease->isBare)
        ++task.lostLeases;
    if (task.lostLeases >= kLostLeasesMax || !task.hasAttemptsLeft()) {
        const QString why = task.lostLeases >= kLostLeasesMax ? u"poison: %1 leases in a row were lost"_s.arg(task.lostLeases)
                                                              : u"attempts used up"_s;
        task.lease.reset();
        return die(task, u"%1; the last: %2"_s.arg(why, end.cause));
    }
    return giveBack(task, TaskEvent::LoseLease, task.runAt);
}

Result<int> TaskService::workerDied(const QString &worker, const LeaseEnd &end)
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

Status TaskService::comeDue(Task task) { return move(task, TaskEvent::ComeDue); }

Status TaskService::die(Task &task, const QString &error)
{
    task.error = error;
    task.completedAt = std::max(m_clock.now(), *task.startedAt);
    return move(task, TaskEvent::Die);
}

Status TaskService::giveBack(Task &task, TaskEvent event, Moment runAt)
{
    task.lease.reset();
    task.runAt = runAt;
    task.rank = rankOf(runAt, task.priority, m_settings.priorityStep);
    return move(task, event);
}

Status TaskService::move(Task &task, TaskEvent event)
{
    const TaskState from = task.state;
    const auto to = next(from, event);
    Q_ASSERT_X(to, "TaskService::move", "the caller has checked the state");
    task.state = *to;
    ++task.version;
    task.revision = m_ledger.turnRevision();
    if (const Status updated = m_store.update(task, from); !updated)
        return updated;
    m_ledger.moved(task, from);
    return Unit {};
}

Attempt TaskService::attemptOf(const Task &task, AttemptOutcome outcome) const
{
    Attempt attempt;
    attempt.number = task.attempt;
    attempt.worker = task.lease->worker;
    attempt.startedAt = *task.startedAt;
    attempt.endedAt = std::max(m_clock.now(), *task.startedAt);
    attempt.outcome = outcome;
    return attempt;
}

} // namespace conduit::broker
