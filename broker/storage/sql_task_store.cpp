// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_store.h"

#include "broker/core/error_signature.h"
#include "broker/storage/sql_task_log.h"
#include "broker/storage/sql_values.h"
#include "broker/storage/task_row.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Status statusOf(const Result<Statement *> &done)
{
    if (!done)
        return done.error();
    return Unit {};
}

/// When something must be done about a running task.
std::optional<Moment> wakeAtOf(const Task &task)
{
    if (task.state != TaskState::Running)
        return std::nullopt;
    return std::min(task.deadline.value_or(task.lease->expiresAt), task.lease->expiresAt);
}

std::optional<qint64> holdsKey(const Task &task)
{
    return task.unique && task.unique->isHeld ? std::optional<qint64>(1) : std::nullopt;
}

/// Whether it can be one of NewTaskRows.
bool isPlain(const Task &task) { return !task.unique && task.payload.size() <= SqlTaskStore::kPayloadInRowMax; }

SqlValue uniqueScopeOf(const Task &task) { return task.unique ? SqlValue(wordFrom(task.unique->scope)) : SqlValue(); }

/// A write that names the state it leaves and finds no row met a task that is not what the engine has just read: a bug, not bad luck.
Status changedOneRow(const Result<Statement *> &done)
{
    if (!done)
        return done.error();
    const bool isOne = (*done)->rowsChanged() == 1;
    Q_ASSERT_X(isOne, "SqlTaskStore", "the task is not in the state that it was read in");
    if (!isOne)
        return Error {ErrorCode::StorageFailed, u"Internal error: a task changed under the engine's hands."_s};
    return Unit {};
}

} // namespace

SqlTaskStore::SqlTaskStore(Database &database)
    : m_database(database), m_newTasks(std::make_shared<NewTaskRows>(database)), m_running(std::make_shared<RunningHeads>())
{
    m_database.whenRolledBack([running = m_running] { running->clear(); });
}

Result<bool> SqlTaskStore::insert(const Task &task)
{
    if (!isPlain(task))
        return insertAlone(task);
    const auto isTaken = isIdTaken(task.id);
    if (!isTaken)
        return isTaken.error();
    if (*isTaken)
        return false;
    const Status done = insertWithOthers(task);
    return done ? Result<bool>(true) : done.error();
}

Status SqlTaskStore::insertFresh(const Task &task)
{
    if (isPlain(task))
        return insertWithOthers(task);
    const auto isNew = insertAlone(task);
    if (!isNew)
        return isNew.error();
    Q_ASSERT_X(*isNew, "SqlTaskStore::insertFresh", "nobody has this id, and no key is held");
    return Unit {};
}

Result<bool> SqlTaskStore::isIdTaken(const QUuid &id)
{
    if (m_newTasks->contains(id))
        return true;
    return m_database.hasRow(u"task.is_there"_s, {{u":id"_s, sqlFrom(id)}});
}

Status SqlTaskStore::insertWithOthers(const Task &task)
{
    // The first of a turn begins its transaction, and hears when that cannot be done.
    if (const Status done = m_database.putOff(m_newTasks); !done)
        return done;
    m_newTasks->add(task);
    return m_newTasks->isFull() ? m_database.writePutOff() : Status(Unit {});
}

Result<bool> SqlTaskStore::insertAlone(const Task &task)
{
    const bool isInRow = task.payload.size() <= kPayloadInRowMax;
    const auto rows = m_database.write(u"task.insert"_s,
                                       {{u":seq"_s, task.seq},
                                        {u":id"_s, sqlFrom(task.id)},
                                        {u":state"_s, wordFrom(task.state)},
                                        {u":queue"_s, task.queue},
                                        {u":type"_s, task.type},
                                        {u":priority"_s, task.priority},
                                        {u":rank"_s, task.rank},
                                        {u":run_at"_s, sqlFrom(task.runAt)},
                                        {u":created_at"_s, sqlFrom(task.createdAt)},
                                        {u":revision"_s, task.revision},
                                        {u":expires_at"_s, sqlFrom(task.expiresAt)},
                                        {u":unique_scope"_s, uniqueScopeOf(task)},
                                        {u":unique_until"_s, task.unique ? sqlFrom(task.unique->until) : SqlValue()},
                                        {u":holds_key"_s, task.unique && task.unique->isHeld ? SqlValue(1) : SqlValue()},
                                        {u":unique_key"_s, sqlFromOptional(task.unique ? task.unique->key : QString())},
                                        {u":serial_key"_s, sqlFromOptional(task.serialKey)},
                                        {u":policy"_s, sqlFromOptional(textFrom(task.policy))},
                                        {u":meta"_s, sqlFromOptional(task.meta)},
                                        {u":tags"_s, sqlFromOptional(textFromTags(task.tags))},
                                        {u":payload"_s, isInRow ? SqlValue(task.payload) : sqlFromOptional(QByteArray())},
                                        {u":enqueued_by"_s, sqlFromOptional(task.enqueuedBy)}});
    if (!rows)
        return rows.error();
    const bool isNew = (*rows)->rowsChanged() == 1;
    if (!isNew || isInRow)
        return isNew;
    if (auto done = m_database.write(u"task.insert_payload"_s, {{u":seq"_s, task.seq}, {u":payload"_s, task.payload}}); !done)
        return done.error();
    return true;
}

Status SqlTaskStore::dropKey(qint64 seq)
{
    m_running->dropPlace(seq);
    return changedOneRow(m_database.write(u"task.drop_key"_s, {{u":seq"_s, seq}}));
}

Result<Task> SqlTaskStore::claim(qint64 seq, const ClaimStamp &stamp)
{
    const auto ready = m_database.readOne(u"task.find_by_seq"_s, {{u":seq"_s, seq}}, taskFromRow);
    if (!ready)
        return ready.error();
    Q_ASSERT_X(*ready, "SqlTaskStore::claim", "the engine has just read this task");
    return claim(**ready, stamp);
}

Result<Task> SqlTaskStore::claim(const Task &ready, const ClaimStamp &stamp)
{
    const Task task = claimedTask(ready, stamp);
    const Status claimed = changedOneRow(m_database.writeBound(u"task.claim"_s, [&](Binder &binder) {
        binder.integer(task.attempt);
        binder.moment(task.startedAt);
        binder.moment(task.firstStartedAt);
        binder.optionalText(task.lease->worker);
        binder.bytes(task.lease->token);
        binder.moment(task.lease->expiresAt);
        binder.integer(task.lease->duration.count());
        binder.integer(task.lease->isBare ? 1 : 0);
        binder.moment(task.deadline);
        binder.moment(wakeAtOf(task));
        binder.optionalInteger(holdsKey(task));
        binder.integer(task.version);
        binder.integer(task.revision);
        binder.integer(task.seq);
    }));
    if (!claimed)
        return claimed.error();
    m_running->note(task);
    return task;
}

Status SqlTaskStore::update(const Task &task, TaskState from)
{
    const Lease none;
    const Lease &lease = task.lease ? *task.lease : none;
    m_running->note(task);
    Status updated = changedOneRow(m_database.writeBound(u"task.update"_s, [&](Binder &binder) {
        binder.word(wordFrom(task.state));
        binder.integer(task.rank);
        binder.moment(task.runAt);
        binder.moment(task.completedAt);
        binder.integer(task.uncharged);
        binder.integer(task.snoozes);
        binder.integer(task.lostLeases);
        binder.integer(task.version);
        binder.integer(task.revision);
        binder.optionalText(lease.worker);
        binder.optionalBytes(lease.token);
        binder.moment(task.lease ? std::optional(lease.expiresAt) : std::nullopt);
        binder.moment(task.deadline);
        binder.moment(wakeAtOf(task));
        if (task.stop)
            binder.word(wordFrom(task.stop->kind));
        else
            binder.null();
        binder.optionalText(task.stop ? task.stop->reason : QString());
        binder.optionalInteger(holdsKey(task));
        binder.moment(task.firstStartedAt);
        if (task.trashedFrom)
            binder.word(wordFrom(*task.trashedFrom));
        else
            binder.null();
        binder.moment(task.trashedAt);
        binder.optionalText(task.error);
        binder.optionalBytes(task.checkpoint);
        binder.optionalBytes(task.output);
        binder.integer(task.seq);
        binder.word(wordFrom(from));
    }));
    if (updated && (task.state == TaskState::Dead || from == TaskState::Dead))
        return noteDeath(task, from);
    return updated;
}

Status SqlTaskStore::noteDeath(const Task &task, TaskState from)
{
    if (from == TaskState::Dead) {
        if (const Status done = statusOf(m_database.write(u"death.forget"_s, {{u":seq"_s, task.seq}})); !done)
            return done;
    }
    if (task.state != TaskState::Dead)
        return Unit {};
    return statusOf(m_database.write(u"death.insert"_s,
                                     {{u":died_at"_s, sqlFrom(task.completedAt)},
                                      {u":seq"_s, task.seq},
                                      {u":type"_s, task.type},
                                      {u":signature"_s, u""_s + signatureOf(task.error)}}));
}

Status SqlTaskStore::edit(const Task &task)
{
    return changedOneRow(m_database.write(u"task.edit"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":state"_s, wordFrom(task.state)},
                                           {u":queue"_s, task.queue},
                                           {u":priority"_s, task.priority},
                                           {u":rank"_s, task.rank},
                                           {u":run_at"_s, sqlFrom(task.runAt)},
                                           {u":expires_at"_s, sqlFrom(task.expiresAt)},
                                           {u":unique_until"_s, task.unique ? sqlFrom(task.unique->until) : SqlValue()},
                                           {u":policy"_s, sqlFromOptional(textFrom(task.policy))},
                                           {u":tags"_s, sqlFromOptional(textFromTags(task.tags))},
                                           {u":meta"_s, sqlFromOptional(task.meta)},
                                           {u":version"_s, task.version},
                                           {u":revision"_s, task.revision}}));
}

Status SqlTaskStore::setPayload(qint64 seq, const QByteArray &payload)
{
    const bool isInRow = payload.size() <= kPayloadInRowMax;
    if (auto done = m_database.write(u"task.drop_payload"_s, {{u":seq"_s, seq}}); !done)
        return done.error();
    if (const Status done = changedOneRow(
            m_database.write(u"task.set_payload"_s,
                             {{u":seq"_s, seq}, {u":payload"_s, isInRow ? SqlValue(payload) : sqlFromOptional(QByteArray())}}));
        !done || isInRow)
        return done;
    return statusOf(m_database.write(u"task.insert_payload"_s, {{u":seq"_s, seq}, {u":payload"_s, payload}}));
}

Status SqlTaskStore::renew(const Task &task)
{
    m_running->note(task);
    return changedOneRow(m_database.write(u"task.renew"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":lease_expires_at"_s, sqlFrom(task.lease->expiresAt)},
                                           {u":wake_at"_s, sqlFrom(wakeAtOf(task))},
                                           {u":progress"_s, sqlFromOptional(task.progress)},
                                           {u":checkpoint"_s, sqlFromOptional(task.checkpoint)}}));
}

Status SqlTaskStore::insertAttempt(qint64 seq, const Attempt &attempt)
{
    return statusOf(m_database.write(u"attempt.insert"_s,
                                     {{u":seq"_s, seq},
                                      {u":number"_s, attempt.number},
                                      {u":worker"_s, sqlFromOptional(attempt.worker)},
                                      {u":started_at"_s, sqlFrom(attempt.startedAt)},
                                      {u":ended_at"_s, sqlFrom(attempt.endedAt)},
                                      {u":outcome"_s, wordFrom(attempt.outcome)},
                                      {u":error"_s, sqlFromOptional(attempt.error)},
                                      {u":error_class"_s, sqlFromOptional(attempt.errorClass)},
                                      {u":stack"_s, sqlFromOptional(attempt.stack)},
                                      {u":exit_code"_s, attempt.exitCode ? SqlValue(*attempt.exitCode) : SqlValue()}}));
}

Status SqlTaskStore::appendLog(qint64 seq, int attempt, const std::vector<LogLine> &lines)
{
    return SqlTaskLog(m_database).append(seq, attempt, lines);
}

Status SqlTaskStore::forget(qint64 seq, Moment now)
{
    if (auto done = m_database.write(u"task.bury"_s, {{u":seq"_s, seq}, {u":now"_s, sqlFrom(now)}}); !done)
        return done.error();
    // Payload, attempts and log go with it.
    return changedOneRow(m_database.write(u"task.forget"_s, {{u":seq"_s, seq}}));
}

Result<int> SqlTaskStore::dropTombstones(Moment forgottenBefore, int max)
{
    const auto done = m_database.write(u"task.drop_tombstones"_s, {{u":moment"_s, sqlFrom(forgottenBefore)}, {u":max"_s, max}});
    if (!done)
        return done.error();
    return (*done)->rowsChanged();
}

Result<int> SqlTaskStore::emptyPages()
{
    const auto pages = m_database.readNumber(u"empty pages"_s, u"PRAGMA freelist_count"_s);
    if (!pages)
        return pages.error();
    return static_cast<int>(*pages);
}

Result<int> SqlTaskStore::giveBackSpace(int pages, int pagesKept)
{
    const auto before = emptyPages();
    if (!before)
        return before.error();
    const int steps = std::min(pages, *before - pagesKept);
    if (steps <= 0)
        return 0;
    // Each step outside of a transaction would be synced on its own.
    if (!m_database.isOpen()) {
        if (const Status begun = m_database.begin(); !begun)
            return begun.error();
    }
    if (auto done = m_database.runText(u"give back"_s, u"PRAGMA incremental_vacuum(%1)"_s.arg(steps)); !done)
        return done.error();
    const auto after = emptyPages();
    if (!after)
        return after.error();
    return *before - *after;
}

Status SqlTaskStore::saveCounters(qint64 seq, qint64 revision)
{
    for (const auto &[name, value] : {std::pair {u"last_seq"_s, seq}, std::pair {u"last_revision"_s, revision}}) {
        if (auto done = m_database.write(u"state.save"_s, {{u":name"_s, name}, {u":value"_s, QString::number(value)}}); !done)
            return done.error();
    }
    return Unit {};
}

Status SqlTaskStore::shortenLeases(Moment now)
{
    m_running->clear();
    return statusOf(m_database.write(u"task.shorten_leases"_s, {{u":now"_s, sqlFrom(now)}}));
}

} // namespace conduit::broker
