// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/memory_task_store.h"

#include <algorithm>
#include <tuple>

namespace conduit::test {

using namespace conduit::broker;
using broker::Result;
using broker::Status;
using namespace Qt::StringLiterals;

namespace {

Task headOf(Task task)
{
    task.payload.clear();
    task.output.clear();
    return task;
}

std::optional<Task> optionalHead(const Task *task) { return task ? std::optional(headOf(*task)) : std::nullopt; }

Error refused(const QString &why) { return {ErrorCode::StorageFailed, u"The store in memory refuses: %1"_s.arg(why)}; }

Moment wakeAtOf(const Task &task) { return std::min(task.deadline.value_or(task.lease->expiresAt), task.lease->expiresAt); }

bool holdsKeyOf(const Task &a, const Task &b)
{
    return a.unique && a.unique->isHeld && b.unique && b.unique->isHeld && a.type == b.type && a.unique->key == b.unique->key;
}

bool isActive(const Task &task)
{
    return task.state == TaskState::Running || (isPending(task.state) && task.state != TaskState::Blocked);
}

/// What the tables check.
Status soundnessOf(const Task &task)
{
    if (task.state == TaskState::Running && (!task.lease || !task.startedAt))
        return refused(u"a running task without a lease"_s);
    if (task.state != TaskState::Trashed && hasEnded(task.state) != task.completedAt.has_value())
        return refused(u"a task that ended without a moment, or the other way round"_s);
    if ((task.state == TaskState::Trashed) != (task.trashedFrom && task.trashedAt))
        return refused(u"a deleted task that does not know where from"_s);
    if (task.uncharged < 0 || task.uncharged > task.attempt)
        return refused(u"more uncharged attempts than attempts"_s);
    return Unit {};
}

std::vector<Forgettable> forgettableOf(const std::vector<Task> &tasks, std::optional<Moment> Task::*since)
{
    std::vector<Forgettable> found;
    for (const Task &task : tasks)
        found.push_back({task.seq, task.queue, task.type, *(task.*since)});
    return found;
}

} // namespace

const Task *MemoryTaskStore::at(qint64 seq) const
{
    const auto found = m_tasks.find(seq);
    return found == m_tasks.end() ? nullptr : &found->second;
}

const Task *MemoryTaskStore::first(const Wanted &isWanted) const
{
    const auto found = std::find_if(m_tasks.begin(), m_tasks.end(), [&](const auto &entry) { return isWanted(entry.second); });
    return found == m_tasks.end() ? nullptr : &found->second;
}

template<typename MomentOf>
std::vector<Task> MemoryTaskStore::heads(const Wanted &isWanted, MomentOf momentOf, int max) const
{
    std::vector<const Task *> found;
    for (const auto &[seq, task] : m_tasks)
        if (isWanted(task))
            found.push_back(&task);
    std::stable_sort(found.begin(), found.end(), [&](const Task *a, const Task *b) { return momentOf(*a) < momentOf(*b); });
    found.resize(std::min(found.size(), static_cast<std::size_t>(max)));
    std::vector<Task> tasks;
    for (const Task *task : found)
        tasks.push_back(headOf(*task));
    return tasks;
}

Status MemoryTaskStore::replace(const Task &task)
{
    if (const Status sound = soundnessOf(task); !sound)
        return sound;
    if (first([&](const Task &other) { return other.seq != task.seq && holdsKeyOf(other, task); }))
        return refused(u"two tasks with one unique key"_s);
    Task &stored = m_tasks.at(task.seq);
    m_transaction.wrote([this, before = stored] { m_tasks.at(before.seq) = before; });
    stored = task;
    return Unit {};
}

Result<bool> MemoryTaskStore::insert(const Task &task)
{
    if (at(task.seq) || m_seqs.contains(task.id) || first([&](const Task &other) { return holdsKeyOf(other, task); }))
        return false;
    m_transaction.wrote([this, seq = task.seq, id = task.id] {
        m_tasks.erase(seq);
        m_seqs.erase(id);
    });
    m_tasks.emplace(task.seq, task);
    m_seqs.emplace(task.id, task.seq);
    return true;
}

Status MemoryTaskStore::insertFresh(const Task &task)
{
    const auto inserted = insert(task);
    if (!inserted)
        return inserted.error();
    return *inserted ? Status(Unit {}) : Status(refused(u"a new task whose id is taken"_s));
}

Result<std::optional<Task>> MemoryTaskStore::find(const QUuid &id)
{
    const auto seq = m_seqs.find(id);
    return seq == m_seqs.end() ? std::nullopt : std::optional(m_tasks.at(seq->second));
}

Result<std::optional<Task>> MemoryTaskStore::findHead(const QUuid &id)
{
    const auto seq = m_seqs.find(id);
    return seq == m_seqs.end() ? std::nullopt : optionalHead(at(seq->second));
}

Result<std::optional<Task>> MemoryTaskStore::findHeadBySeq(qint64 seq) { return optionalHead(at(seq)); }

Result<Documents> MemoryTaskStore::documentHeads(qint64 seq, qint64 bytesMax)
{
    const Task &task = *at(seq);
    return Documents {.payload = task.payload.left(bytesMax),
                      .output = task.output.left(bytesMax),
                      .payloadSize = task.payload.size(),
                      .outputSize = task.output.size()};
}

Result<std::optional<Task>> MemoryTaskStore::keyHolder(const QString &type, const QString &key)
{
    return optionalHead(first(
        [&](const Task &task) { return task.type == type && task.unique && task.unique->isHeld && task.unique->key == key; }));
}

Status MemoryTaskStore::dropKey(qint64 seq)
{
    Task task = m_tasks.at(seq);
    task.unique->isHeld = false;
    return replace(task);
}

Result<bool> MemoryTaskStore::isBuried(const QUuid &id) { return m_tombstones.contains(id); }

Result<std::optional<Task>> MemoryTaskStore::serialActive(const QString &key)
{
    return optionalHead(first([&](const Task &task) { return task.serialKey == key && isActive(task); }));
}

Result<std::optional<Task>> MemoryTaskStore::serialNext(const QString &key)
{
    return optionalHead(first([&](const Task &task) { return task.serialKey == key && task.state == TaskState::Blocked; }));
}

Result<std::vector<Claimable>> MemoryTaskStore::claimable(const QString &queue, const QString &type, int max)
{
    std::vector<const Task *> ready;
    for (const auto &[seq, task] : m_tasks)
        if (task.state == TaskState::Ready && task.queue == queue && task.type == type)
            ready.push_back(&task);
    std::sort(ready.begin(), ready.end(),
              [](const Task *a, const Task *b) { return std::tie(a->rank, a->seq) < std::tie(b->rank, b->seq); });
    ready.resize(std::min(ready.size(), static_cast<std::size_t>(max)));
    std::vector<Claimable> found;
    for (const Task *task : ready)
        found.push_back({task->seq, task->rank, task->payload.size(), task->policy});
    return found;
}

Result<std::optional<Moment>> MemoryTaskStore::nextDue(const QString &queue, const QString &type)
{
    const auto found = claimable(queue, type, 1);
    return found->empty() ? std::optional<Moment>() : m_tasks.at(found->front().seq).runAt;
}

Result<std::vector<Task>> MemoryTaskStore::claimableWhole(const QString &queue, const QString &type, int max,
                                                          qint64 payloadBytesMax)
{
    const auto found = claimable(queue, type, max);
    if (!found)
        return found.error();
    std::vector<Task> tasks;
    qint64 bytes = 0;
    for (const Claimable &candidate : *found) {
        bytes += candidate.payloadSize;
        if (!tasks.empty() && bytes > payloadBytesMax)
            break;
        tasks.push_back(*at(candidate.seq));
    }
    return tasks;
}

Result<Task> MemoryTaskStore::claim(qint64 seq, const ClaimStamp &stamp)
{
    const Task *ready = at(seq);
    if (!ready || ready->state != TaskState::Ready)
        return refused(u"a claim of a task that is not ready"_s);
    const Task task = claimedTask(*ready, stamp);
    if (const Status claimed = replace(task); !claimed)
        return claimed.error();
    return task;
}

Result<Task> MemoryTaskStore::claim(const Task &ready, const ClaimStamp &stamp) { return claim(ready.seq, stamp); }

Status MemoryTaskStore::update(const Task &task, TaskState from)
{
    const Task *before = at(task.seq);
    if (!before || before->state != from)
        return refused(u"a task that is not in the state that it was read in"_s);
    Task after = *before;
    after.state = task.state;
    after.rank = task.rank;
    after.runAt = task.runAt;
    after.completedAt = task.completedAt;
    after.uncharged = task.uncharged;
    after.snoozes = task.snoozes;
    after.lostLeases = task.lostLeases;
    after.version = task.version;
    after.revision = task.revision;
    after.lease = task.lease;
    after.deadline = task.deadline;
    after.stop = task.stop;
    if (after.unique)
        after.unique->isHeld = task.unique->isHeld;
    after.firstStartedAt = task.firstStartedAt;
    after.trashedFrom = task.trashedFrom;
    after.trashedAt = task.trashedAt;
    after.error = task.error;
    after.checkpoint = task.checkpoint;
    if (!task.output.isEmpty())
        after.output = task.output;
    return replace(after);
}

Status MemoryTaskStore::edit(const Task &task)
{
    const Task *before = at(task.seq);
    if (!before || before->state != task.state)
        return refused(u"a task that is not in the state that it was read in"_s);
    Task after = *before;
    after.queue = task.queue;
    after.priority = task.priority;
    after.rank = task.rank;
    after.runAt = task.runAt;
    after.expiresAt = task.expiresAt;
    if (after.unique)
        after.unique->until = task.unique->until;
    after.policy = task.policy;
    after.tags = task.tags;
    after.meta = task.meta;
    after.version = task.version;
    after.revision = task.revision;
    return replace(after);
}

Status MemoryTaskStore::setPayload(qint64 seq, const QByteArray &payload)
{
    Task task = m_tasks.at(seq);
    task.payload = payload;
    return replace(task);
}

Status MemoryTaskStore::renew(const Task &task)
{
    const Task *before = at(task.seq);
    if (!before || before->state != TaskState::Running)
        return refused(u"a renewal of a task that does not run"_s);
    Task after = *before;
    after.lease->expiresAt = task.lease->expiresAt;
    after.progress = task.progress;
    after.checkpoint = task.checkpoint;
    return replace(after);
}

Result<std::vector<Task>> MemoryTaskStore::dueBy(Moment now, int max)
{
    return heads(
        [&](const Task &task) {
            return (task.state == TaskState::Scheduled || task.state == TaskState::Retrying) && task.runAt <= now;
        },
        [](const Task &task) { return task.runAt; }, max);
}

Result<std::vector<Task>> MemoryTaskStore::overdueBy(Moment now, int max)
{
    return heads([&](const Task &task) { return task.state == TaskState::Running && wakeAtOf(task) <= now; }, wakeAtOf, max);
}

Result<std::vector<Task>> MemoryTaskStore::expiredBy(Moment now, int max)
{
    return heads(
        [&](const Task &task) {
            return task.expiresAt && *task.expiresAt <= now && !task.firstStartedAt && isPending(task.state)
                && task.state != TaskState::Retrying;
        },
        [](const Task &task) { return *task.expiresAt; }, max);
}

Result<std::vector<Task>> MemoryTaskStore::heldBy(const QString &worker)
{
    return heads([&](const Task &task) { return task.state == TaskState::Running && task.lease->worker == worker; }, wakeAtOf,
                 static_cast<int>(m_tasks.size()));
}

Result<std::vector<WorkerLoad>> MemoryTaskStore::loads()
{
    std::map<QString, int> running;
    for (const auto &[seq, task] : m_tasks)
        if (task.state == TaskState::Running && !task.lease->worker.isEmpty())
            ++running[task.lease->worker];
    std::vector<WorkerLoad> loads;
    for (const auto &[worker, count] : running)
        loads.push_back({worker, count});
    return loads;
}

Status MemoryTaskStore::insertAttempt(qint64 seq, const Attempt &attempt)
{
    const std::pair key {seq, attempt.number};
    if (!at(seq) || !m_attempts.emplace(key, attempt).second)
        return refused(u"an attempt that ended twice, or of no task"_s);
    m_transaction.wrote([this, key] { m_attempts.erase(key); });
    return Unit {};
}

Status MemoryTaskStore::appendLog(qint64 seq, int, const std::vector<LogLine> &)
{
    return at(seq) ? Status(Unit {}) : Status(refused(u"a log of no task"_s));
}

Result<std::vector<Forgettable>> MemoryTaskStore::forgettable(const EndedQuery &query, int max)
{
    const auto isWanted = [&](const Task &task) {
        const bool isHolding =
            task.unique && task.unique->isHeld && !(task.unique->until && *task.unique->until <= query.steadyNow);
        return task.state == query.state && task.queue == query.queue && task.type == query.type
            && *task.completedAt <= query.endedBy && !isHolding;
    };
    return forgettableOf(heads(isWanted, [](const Task &task) { return *task.completedAt; }, max), &Task::completedAt);
}

Result<std::vector<Forgettable>> MemoryTaskStore::trashedBy(Moment moment, int max)
{
    return forgettableOf(heads([&](const Task &task) { return task.state == TaskState::Trashed && *task.trashedAt <= moment; },
                               [](const Task &task) { return *task.trashedAt; }, max),
                         &Task::trashedAt);
}

Status MemoryTaskStore::forget(qint64 seq, Moment now)
{
    if (!at(seq))
        return refused(u"a task to forget that is not there"_s);
    const Task task = *at(seq);
    const auto firstAttempt = m_attempts.lower_bound({seq, 0});
    const auto lastAttempt = m_attempts.lower_bound({seq + 1, 0});
    m_transaction.wrote([this, task, attempts = Attempts(firstAttempt, lastAttempt)] {
        m_tasks.emplace(task.seq, task);
        m_seqs.emplace(task.id, task.seq);
        m_attempts.insert(attempts.begin(), attempts.end());
        unearth(task.id);
    });
    m_tasks.erase(seq);
    m_seqs.erase(task.id);
    m_attempts.erase(firstAttempt, lastAttempt);
    bury(task.id, now);
    return Unit {};
}

Result<int> MemoryTaskStore::dropTombstones(Moment forgottenBefore, int max)
{
    int dropped = 0;
    for (; dropped < max && !m_tombstonesByAge.empty() && m_tombstonesByAge.begin()->first <= forgottenBefore; ++dropped) {
        const auto [moment, id] = *m_tombstonesByAge.begin();
        m_transaction.wrote([this, stone = id, since = moment] { bury(stone, since); });
        unearth(id);
    }
    return dropped;
}

void MemoryTaskStore::bury(const QUuid &id, Moment now)
{
    m_tombstones.insert_or_assign(id, now);
    m_tombstonesByAge.emplace(now, id);
}

void MemoryTaskStore::unearth(const QUuid &id)
{
    m_tombstonesByAge.erase({m_tombstones.at(id), id});
    m_tombstones.erase(id);
}

Result<int> MemoryTaskStore::giveBackSpace(int, int) { return 0; }

Status MemoryTaskStore::saveCounters(qint64 seq, qint64 revision)
{
    m_transaction.wrote([this, savedSeq = m_savedSeq, savedRevision = m_savedRevision] {
        m_savedSeq = savedSeq;
        m_savedRevision = savedRevision;
    });
    m_savedSeq = seq;
    m_savedRevision = revision;
    return Unit {};
}

Status MemoryTaskStore::shortenLeases(Moment now)
{
    for (const auto &[seq, stored] : m_tasks) {
        if (stored.state != TaskState::Running || stored.lease->expiresAt <= now + stored.lease->duration)
            continue;
        Task task = stored;
        task.lease->expiresAt = now + task.lease->duration;
        if (const Status shortened = replace(task); !shortened)
            return shortened;
    }
    return Unit {};
}

Result<std::vector<TallyRow>> MemoryTaskStore::tally()
{
    std::map<std::tuple<QString, QString, TaskState>, qint64> counts;
    for (const auto &[seq, task] : m_tasks)
        ++counts[{task.queue, task.type, task.state}];
    std::vector<TallyRow> rows;
    for (const auto &[place, count] : counts)
        rows.push_back({std::get<0>(place), std::get<1>(place), std::get<2>(place), count});
    return rows;
}

Result<qint64> MemoryTaskStore::lastSeq() { return std::max(m_savedSeq, m_tasks.empty() ? 0 : m_tasks.rbegin()->first); }

Result<qint64> MemoryTaskStore::lastRevision()
{
    qint64 last = m_savedRevision;
    for (const auto &[seq, task] : m_tasks)
        last = std::max(last, task.revision);
    return last;
}

std::vector<Attempt> MemoryTaskStore::attemptsOf(qint64 seq) const
{
    std::vector<Attempt> attempts;
    for (auto attempt = m_attempts.lower_bound({seq, 0}); attempt != m_attempts.end() && attempt->first.first == seq; ++attempt)
        attempts.push_back(attempt->second);
    return attempts;
}

std::vector<Task> MemoryTaskStore::changedAfter(qint64 revision) const
{
    std::vector<Task> changed;
    for (const auto &[seq, task] : m_tasks)
        if (task.revision > revision)
            changed.push_back(task);
    return changed;
}

} // namespace conduit::test
