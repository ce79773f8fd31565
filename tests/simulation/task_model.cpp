// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/task_model.h"

#include "broker/core/moment_text.h"

#include <algorithm>
#include <tuple>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

bool isLive(const Task &task) { return isPending(task.state) || task.state == TaskState::Running; }
bool isGone(const Task &task) { return hasEnded(task.state) || task.state == TaskState::Trashed; }

QString named(const Task &task)
{
    return u"task %1 (%2, version %3)"_s.arg(task.id.toString(QUuid::WithoutBraces), wordFrom(task.state)).arg(task.version);
}

} // namespace

void TaskModel::fail(const QString &fault)
{
    if (m_fault.isEmpty())
        m_fault = fault;
}

const Task *TaskModel::find(const QUuid &id) const
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? nullptr : &found->second;
}

void TaskModel::follow(const std::vector<Task> &changed, const QSet<QUuid> &touched)
{
    for (const Task &task : changed)
        see(task, touched.contains(task.id));
    for (const Task &task : changed) {
        atMostOneActivePerSerialKey(task.serialKey);
        if (task.unique)
            atMostOneHolderPerUniqueKey({task.type, task.unique->key});
    }
}

void TaskModel::see(const Task &task, bool isTouched)
{
    unchargedIsAtMostAttempt(task);
    momentsAreInOrder(task);
    outputIsWhatWasReported(task);
    keyIsHeldNoLongerThanItMay(task);
    checkpointIsNotOlderThanTold(task);
    if (const Task *before = find(task.id)) {
        terminalIsFinal(*before, task, isTouched);
        attemptsNeverShrink(*before, task);
        endOfAttemptIsRecorded(*before, task);
        count(*before, -1);
    } else {
        placesAreNeverReused(task);
    }
    m_tasks.insert_or_assign(task.id, task);
    count(task, 1);
}

void TaskModel::count(const Task &task, int by)
{
    m_live += isLive(task) ? by : 0;
    if (!task.serialKey.isEmpty() && isLive(task))
        (task.state == TaskState::Blocked ? m_lines[task.serialKey].blocked : m_lines[task.serialKey].active) += by;
    if (!task.unique || !task.unique->isHeld)
        return;
    std::set<QUuid> &holders = m_holders[{task.type, task.unique->key}];
    if (by > 0)
        holders.insert(task.id);
    else
        holders.erase(task.id);
}

void TaskModel::forget(const Task &task)
{
    m_forgotten.insert(task.id);
    count(task, -1);
    m_checkpoints.erase(task.id);
    m_leases.erase(task.id);
    m_tasks.erase(task.id);
}

void TaskModel::terminalIsFinal(const Task &before, const Task &after, bool isTouched)
{
    if (isGone(before) && !isTouched)
        fail(u"terminal is final: %1 became %2 and nobody asked for it"_s.arg(named(before), named(after)));
}

void TaskModel::attemptsNeverShrink(const Task &before, const Task &after)
{
    if (after.attempt < before.attempt || after.version <= before.version)
        fail(u"attempts and versions never shrink: %1, attempt %2, became %3, attempt %4"_s.arg(named(before))
                 .arg(before.attempt)
                 .arg(named(after))
                 .arg(after.attempt));
}

void TaskModel::endOfAttemptIsRecorded(const Task &before, const Task &after)
{
    // Only where nothing else has happened to it in the same turn.
    if (before.state != TaskState::Running || after.state == TaskState::Running || after.version != before.version + 1)
        return;
    const auto history = m_ground.reader().history(after.id);
    const auto &attempts = (*history)->attempts;
    const auto found = std::find_if(attempts.begin(), attempts.end(),
                                    [&](const Attempt &attempt) { return attempt.number == before.attempt; });
    const bool isRecorded = found != attempts.end();
    if (isRecorded == (after.state == TaskState::Completed))
        fail(u"each attempt that did not complete is recorded: attempt %1 of %2"_s.arg(before.attempt).arg(named(after)));
    else if (isRecorded)
        endOfAttemptIsCounted(before, after, found->outcome);
}

void TaskModel::endOfAttemptIsCounted(const Task &before, const Task &after, AttemptOutcome outcome)
{
    const bool isCharged = outcome != AttemptOutcome::Released && outcome != AttemptOutcome::Snoozed;
    if (after.attempt != before.attempt || after.uncharged != before.uncharged + (isCharged ? 0 : 1))
        fail(u"each attempt counts unless it was given back: attempt %1, uncharged %2 of %3 that was %4"_s.arg(after.attempt)
                 .arg(after.uncharged)
                 .arg(named(after), wordFrom(outcome)));
    if (outcome == AttemptOutcome::LeaseLost)
        leaseHasLasted(before);
    if (outcome != AttemptOutcome::LeaseLost && outcome != AttemptOutcome::WorkerDied)
        return;
    if (after.lostLeases != before.lostLeases + (before.lease->isBare ? 0 : 1))
        fail(u"each lost lease counts: %1 of %2"_s.arg(after.lostLeases).arg(named(after)));
    if (isPending(after.state) && (after.lostLeases >= kLostLeasesMax || after.type == kAtMostOnceType))
        fail(u"a task is not started again after too many lost leases: %1"_s.arg(named(after)));
}

void TaskModel::leaseHasLasted(const Task &holder)
{
    const auto told = m_leases.find(holder.id);
    const bool isKnown = told != m_leases.end() && told->second.first == holder.lease->token;
    if (isKnown && m_clock.steadyNow() < told->second.second)
        fail(u"a lease lasts for as long as its worker was told: %1"_s.arg(named(holder)));
}

void TaskModel::unchargedIsAtMostAttempt(const Task &task)
{
    if (task.uncharged > task.attempt || task.uncharged < 0)
        fail(u"uncharged is at most attempt: %1"_s.arg(named(task)));
}

void TaskModel::momentsAreInOrder(const Task &task)
{
    const bool isStartEarly = task.startedAt && *task.startedAt < task.createdAt;
    const bool isEndEarly = task.completedAt && *task.completedAt < task.startedAt.value_or(task.createdAt);
    if (isStartEarly || isEndEarly)
        fail(u"a start is not before its task was made, nor an end before its start: %1"_s.arg(named(task)));
}

void TaskModel::outputIsWhatWasReported(const Task &task)
{
    const bool isCompleted = task.shownState() == TaskState::Completed;
    if (isCompleted ? !isMadeByHolder(task) : !task.output.isEmpty())
        fail(u"an output is what the last holder has reported: %1 has %2"_s.arg(named(task), QString::fromUtf8(task.output)));
}

bool TaskModel::isMadeByHolder(const Task &task) const
{
    const QByteArray token = makerOf(task.output);
    if (!task.lease || task.output != outputOf(token))
        return false;
    // Workers of the original's manner send no token, so nobody can tell which of them has made it.
    return token == task.lease->token || (task.lease->isBare && m_tokens.contains(token));
}

void TaskModel::placesAreNeverReused(const Task &task)
{
    if (m_forgotten.contains(task.id) || task.seq <= m_lastSeq)
        fail(u"ids and places are never reused: %1 at %2 after %3"_s.arg(named(task)).arg(task.seq).arg(m_lastSeq));
    m_lastSeq = std::max(m_lastSeq, task.seq);
}

void TaskModel::keyIsHeldNoLongerThanItMay(const Task &task)
{
    if (!task.unique || !task.unique->isHeld)
        return;
    const auto scope = task.unique->scope;
    const bool isTooLong = task.state == TaskState::Trashed || (scope != Uniqueness::Scope::Window && !isLive(task))
        || (scope == Uniqueness::Scope::Start && task.state == TaskState::Running);
    if (isTooLong)
        fail(u"a unique key is let go in time: %1 holds %2"_s.arg(named(task), task.unique->key));
}

void TaskModel::checkpointIsNotOlderThanTold(const Task &task)
{
    const auto told = m_checkpoints.find(task.id);
    if (told != m_checkpoints.end() && task.checkpoint.toInt() < told->second)
        fail(u"an acknowledged checkpoint is stored: %1 has that of step %2, not of %3"_s
                 .arg(named(task), QString::fromUtf8(task.checkpoint))
                 .arg(told->second));
}

void TaskModel::tokenIsNew(const QByteArray &token)
{
    if (m_tokens.contains(token))
        fail(u"lease tokens are never reused: %1"_s.arg(QString::fromUtf8(token)));
    m_tokens.insert(token);
}

void TaskModel::atMostOneActivePerSerialKey(const QString &key)
{
    const Line line = m_lines[key];
    if (line.active > 1)
        fail(u"at most one task of a serial key is active: %1 of %2"_s.arg(line.active).arg(key));
    if (line.blocked > 0 && line.active == 0)
        fail(u"each pending task can become something: %1 are blocked by %2 and nobody is before them"_s.arg(line.blocked)
                 .arg(key));
}

void TaskModel::atMostOneHolderPerUniqueKey(const Key &key)
{
    std::set<QUuid> &holders = m_holders[key];
    if (holders.size() < 2)
        return;
    // The end of a window takes a key away without a change of its task.
    std::erase_if(holders, [&](const QUuid &id) {
        const auto task = m_ground.tasks().findHead(id);
        Task &seen = m_tasks.at(id);
        seen.unique->isHeld = *task && (*task)->unique->isHeld;
        return !seen.unique->isHeld;
    });
    if (holders.size() > 1)
        fail(u"at most one task holds a unique key: %1 hold %2"_s.arg(holders.size()).arg(key.second));
}

void TaskModel::pendingCanBecomeSomething(const std::vector<Task> &changed, const TaskLedger &ledger)
{
    for (const Task &task : changed) {
        const bool isKnown = task.state != TaskState::Ready || ledger.hasReady({{task.type}, {task.queue}});
        const bool canBeDue = task.state != TaskState::Retrying || task.runAt < kMomentMax;
        const bool hasALine = task.state != TaskState::Blocked || !task.serialKey.isEmpty();
        if (!isKnown || !canBeDue || !hasALine)
            fail(u"each pending task can become something: %1"_s.arg(named(task)));
    }
}

void TaskModel::noAcknowledgedTaskIsMissing(const TaskLedger &ledger, const QSet<QUuid> &touched)
{
    qint64 counted = 0;
    for (const TaskState state : kTaskStates)
        counted += ledger.total(state);
    if (counted == static_cast<qint64>(m_tasks.size()))
        return;
    std::vector<Task> missing;
    for (const auto &[id, task] : m_tasks)
        if (!*m_ground.tasks().findHeadBySeq(task.seq))
            missing.push_back(task);
    for (const Task &task : missing) {
        // What people have done to it may have ended it in the same turn.
        const bool mayBeForgotten = isGone(task) || touched.contains(task.id);
        if (!mayBeForgotten || !*m_ground.tasks().isBuried(task.id))
            fail(u"no acknowledged task is missing: %1"_s.arg(named(task)));
        forget(task);
    }
    if (counted != static_cast<qint64>(m_tasks.size()))
        fail(u"no acknowledged task is missing: the ledger counts %1 of %2"_s.arg(counted).arg(m_tasks.size()));
}

void TaskModel::everythingIsAsItWasSeen(const TaskLedger &ledger)
{
    for (const auto &[id, seen] : m_tasks) {
        const auto found = m_ground.tasks().find(id);
        const Task *task = found && *found ? &**found : nullptr;
        if (!task)
            return fail(u"no acknowledged task is missing: %1"_s.arg(named(seen)));
        if (std::tie(task->seq, task->state, task->version, task->attempt, task->queue, task->payload, task->output)
            != std::tie(seen.seq, seen.state, seen.version, seen.attempt, seen.queue, seen.payload, seen.output))
            return fail(u"nothing changes silently: %1 was %2"_s.arg(named(*task), named(seen)));
        checkpointIsNotOlderThanTold(*task);
    }
    std::map<std::tuple<QString, QString, TaskState>, qint64> stored;
    const auto tally = m_ground.tasks().tally();
    for (const TallyRow &row : *tally)
        stored[{row.queue, row.type, row.state}] = row.count;
    std::map<std::tuple<QString, QString, TaskState>, qint64> counted;
    for (const auto &[place, counts] : ledger.counts())
        for (const TaskState state : kTaskStates)
            if (const qint64 count = counts[static_cast<std::size_t>(state)])
                counted[{place.queue, place.type, state}] = count;
    if (stored != counted)
        fail(u"the ledger counts what the store holds"_s);
}

void TaskModel::resultIsStored(const QUuid &id, const QByteArray &token)
{
    const Task *task = find(id);
    const bool isStored =
        task && task->shownState() == TaskState::Completed && (task->lease->token == token || task->lease->isBare);
    if (task && !isStored)
        fail(u"an acknowledged result is stored: %1"_s.arg(named(*task)));
    if (!task && !m_forgotten.contains(id))
        fail(u"an acknowledged result is stored: its task is missing"_s);
}

void TaskModel::taskIsStored(const Task &told)
{
    const Task *task = find(told.id);
    if (!task && !m_forgotten.contains(told.id))
        fail(u"no acknowledged task is missing: %1"_s.arg(named(told)));
    if (!task)
        return;
    const auto visible = [](const Task &seen) {
        return std::tie(seen.state, seen.queue, seen.priority, seen.runAt, seen.attempt, seen.uncharged);
    };
    if (task->version < told.version || (task->version == told.version && visible(*task) != visible(told)))
        fail(u"what was acknowledged is stored: %1, but %2 was told"_s.arg(named(*task), named(told)));
}

void TaskModel::leaseLasts(const QUuid &id, const QByteArray &token, Moment until)
{
    if (find(id))
        m_leases[id] = {token, until};
}

void TaskModel::checkpointIsStored(const QUuid &id, int step)
{
    if (find(id))
        m_checkpoints[id] = step;
}

} // namespace conduit::test
