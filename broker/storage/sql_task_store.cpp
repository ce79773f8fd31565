// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_store.h"

#include "broker/storage/sql_task_log.h"
#include "broker/storage/sql_values.h"
#include "broker/storage/task_row.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

std::vector<Task> taskHeadsFrom(QSqlQuery &rows)
{
    std::vector<Task> tasks;
    while (rows.next())
        tasks.push_back(taskHeadFromRow(rows));
    return tasks;
}

Result<std::vector<Task>> taskHeadsFrom(const Result<QSqlQuery *> &rows)
{
    if (!rows)
        return rows.error();
    return taskHeadsFrom(**rows);
}

Status statusOf(const Result<QSqlQuery *> &done)
{
    if (!done)
        return done.error();
    return Unit {};
}

Result<std::vector<Forgettable>> forgettableFrom(const Result<QSqlQuery *> &rows)
{
    if (!rows)
        return rows.error();
    std::vector<Forgettable> tasks;
    while ((*rows)->next())
        tasks.push_back({(*rows)->value(0).toLongLong(), (*rows)->value(1).toString(), (*rows)->value(2).toString(),
                         momentFromSql((*rows)->value(3))});
    return tasks;
}

/// When something must be done about a running task.
QVariant wakeAtOf(const Task &task)
{
    if (task.state != TaskState::Running)
        return sqlFrom(std::optional<Moment>());
    return sqlFrom(task.deadline ? std::min(*task.deadline, task.lease->expiresAt) : task.lease->expiresAt);
}

QVariant holdsKey(const Task &task)
{
    return task.unique && task.unique->isHeld ? QVariant(1) : QVariant(QMetaType::fromType<int>());
}

QVariant uniqueScopeOf(const Task &task)
{
    return task.unique ? QVariant(QString(wordFrom(task.unique->scope))) : sqlFromOptional(QString());
}

/// A write that names the state it leaves and finds no row met a task that is not what the engine has just read: a bug, not bad luck.
Status changedOneRow(const Result<QSqlQuery *> &done)
{
    if (!done)
        return done.error();
    const bool isOne = (*done)->numRowsAffected() == 1;
    Q_ASSERT_X(isOne, "SqlTaskStore", "the task is not in the state that it was read in");
    if (!isOne)
        return Error {ErrorCode::StorageFailed, u"Internal error: a task changed under the engine's hands."_s};
    return Unit {};
}

} // namespace

Result<bool> SqlTaskStore::insert(const Task &task)
{
    const bool isInRow = task.payload.size() <= kPayloadInRowMax;
    const auto rows = m_database.write(u"task.insert"_s,
                                       {{u":seq"_s, task.seq},
                                        {u":id"_s, sqlFrom(task.id)},
                                        {u":state"_s, QString(wordFrom(task.state))},
                                        {u":queue"_s, task.queue},
                                        {u":type"_s, task.type},
                                        {u":priority"_s, task.priority},
                                        {u":rank"_s, task.rank},
                                        {u":run_at"_s, sqlFrom(task.runAt)},
                                        {u":created_at"_s, sqlFrom(task.createdAt)},
                                        {u":revision"_s, task.revision},
                                        {u":expires_at"_s, sqlFrom(task.expiresAt)},
                                        {u":unique_scope"_s, uniqueScopeOf(task)},
                                        {u":unique_until"_s, task.unique ? sqlFrom(task.unique->until) : QVariant()},
                                        {u":holds_key"_s, holdsKey(task)},
                                        {u":unique_key"_s, sqlFromOptional(task.unique ? task.unique->key : QString())},
                                        {u":serial_key"_s, sqlFromOptional(task.serialKey)},
                                        {u":policy"_s, sqlFromOptional(textFrom(task.policy))},
                                        {u":meta"_s, sqlFromOptional(task.meta)},
                                        {u":tags"_s, sqlFromOptional(textFromTags(task.tags))},
                                        {u":payload"_s, isInRow ? QVariant(task.payload) : sqlFromOptional(QByteArray())}});
    if (!rows)
        return rows.error();
    const bool isNew = (*rows)->next();
    (*rows)->finish();
    if (!isNew || isInRow)
        return isNew;
    if (auto done = m_database.write(u"task.insert_payload"_s, {{u":seq"_s, task.seq}, {u":payload"_s, task.payload}}); !done)
        return done.error();
    return true;
}

Result<std::optional<Task>> SqlTaskStore::find(const QUuid &id)
{
    const auto rows = m_database.read(u"task.find"_s, {{u":id"_s, sqlFrom(id)}});
    if (!rows)
        return rows.error();
    std::optional<Task> task;
    if ((*rows)->next())
        task = taskFromRow(**rows);
    (*rows)->finish();
    return task;
}

Result<std::optional<Task>> SqlTaskStore::oneHead(const QString &statement, Database::Binds binds)
{
    const auto rows = m_database.read(statement, binds);
    if (!rows)
        return rows.error();
    std::optional<Task> task;
    if ((*rows)->next())
        task = taskHeadFromRow(**rows);
    (*rows)->finish();
    return task;
}

Result<std::optional<Task>> SqlTaskStore::findHead(const QUuid &id)
{
    return oneHead(u"task.find_head"_s, {{u":id"_s, sqlFrom(id)}});
}

Result<std::optional<Task>> SqlTaskStore::findHeadBySeq(qint64 seq)
{
    return oneHead(u"task.find_head_by_seq"_s, {{u":seq"_s, seq}});
}

Result<std::optional<Task>> SqlTaskStore::keyHolder(const QString &type, const QString &key)
{
    return oneHead(u"task.key_holder"_s, {{u":type"_s, type}, {u":unique_key"_s, key}});
}

Status SqlTaskStore::dropKey(qint64 seq) { return changedOneRow(m_database.write(u"task.drop_key"_s, {{u":seq"_s, seq}})); }

Result<bool> SqlTaskStore::isBuried(const QUuid &id)
{
    const auto rows = m_database.read(u"task.is_buried"_s, {{u":id"_s, sqlFrom(id)}});
    if (!rows)
        return rows.error();
    const bool isBuried = (*rows)->next();
    (*rows)->finish();
    return isBuried;
}

Result<std::optional<Task>> SqlTaskStore::serialActive(const QString &key)
{
    return oneHead(u"task.serial_active"_s, {{u":serial_key"_s, key}});
}

Result<std::optional<Task>> SqlTaskStore::serialNext(const QString &key)
{
    return oneHead(u"task.serial_next"_s, {{u":serial_key"_s, key}});
}

Result<std::vector<Claimable>> SqlTaskStore::claimable(const QString &queue, const QString &type, int max)
{
    const auto rows = m_database.read(u"task.claimable"_s, {{u":queue"_s, queue}, {u":type"_s, type}, {u":max"_s, max}});
    if (!rows)
        return rows.error();
    std::vector<Claimable> found;
    while ((*rows)->next())
        found.push_back({(*rows)->value(0).toLongLong(), (*rows)->value(1).toLongLong(), (*rows)->value(2).toLongLong(),
                         taskPolicyFrom((*rows)->value(3).toByteArray()), std::nullopt});
    return found;
}

Result<Task> SqlTaskStore::claim(qint64 seq, const ClaimStamp &stamp)
{
    const auto rows = m_database.write(
        u"task.claim"_s,
        {{u":seq"_s, seq},
         {u":now"_s, sqlFrom(stamp.now)},
         {u":steady_now"_s, sqlFrom(stamp.steadyNow)},
         {u":deadline"_s, sqlFrom(stamp.deadline)},
         {u":wake_at"_s, sqlFrom(std::min(stamp.lease.expiresAt, stamp.deadline.value_or(stamp.lease.expiresAt)))},
         {u":worker"_s, sqlFromOptional(stamp.lease.worker)},
         {u":lease_token"_s, stamp.lease.token},
         {u":lease_expires_at"_s, sqlFrom(stamp.lease.expiresAt)},
         {u":lease_ms"_s, QVariant::fromValue<qint64>(stamp.lease.duration.count())},
         {u":lease_is_bare"_s, stamp.lease.isBare ? 1 : 0},
         {u":revision"_s, stamp.revision}});
    if (!rows)
        return rows.error();
    const bool isClaimed = (*rows)->next();
    Q_ASSERT_X(isClaimed, "SqlTaskStore::claim", "the lane has just read this task as ready");
    if (!isClaimed)
        return Error {ErrorCode::StorageFailed, u"Internal error: a task changed under the engine's hands."_s};
    const Task task = taskFromRow(**rows);
    (*rows)->finish();
    return task;
}

Status SqlTaskStore::update(const Task &task, TaskState from)
{
    return changedOneRow(m_database.write(
        u"task.update"_s,
        {{u":seq"_s, task.seq},
         {u":from"_s, QString(wordFrom(from))},
         {u":state"_s, QString(wordFrom(task.state))},
         {u":rank"_s, task.rank},
         {u":run_at"_s, sqlFrom(task.runAt)},
         {u":completed_at"_s, sqlFrom(task.completedAt)},
         {u":uncharged"_s, task.uncharged},
         {u":snoozes"_s, task.snoozes},
         {u":lost_leases"_s, task.lostLeases},
         {u":version"_s, task.version},
         {u":revision"_s, task.revision},
         {u":worker"_s, sqlFromOptional(task.lease ? task.lease->worker : QString())},
         {u":lease_token"_s, sqlFromOptional(task.lease ? task.lease->token : QByteArray())},
         {u":lease_expires_at"_s, task.lease ? sqlFrom(task.lease->expiresAt) : QVariant()},
         {u":deadline"_s, sqlFrom(task.deadline)},
         {u":wake_at"_s, wakeAtOf(task)},
         {u":stop"_s, sqlFromOptional(task.stop ? QString(wordFrom(task.stop->kind)) : QString())},
         {u":stop_reason"_s, sqlFromOptional(task.stop ? task.stop->reason : QString())},
         {u":holds_key"_s, holdsKey(task)},
         {u":first_started_at"_s, sqlFrom(task.firstStartedAt)},
         {u":trashed_from"_s, sqlFromOptional(task.trashedFrom ? QString(wordFrom(*task.trashedFrom)) : QString())},
         {u":trashed_at"_s, sqlFrom(task.trashedAt)},
         {u":error"_s, sqlFromOptional(task.error)},
         {u":checkpoint"_s, sqlFromOptional(task.checkpoint)},
         {u":output"_s, sqlFromOptional(task.output)}}));
}

Status SqlTaskStore::edit(const Task &task)
{
    return changedOneRow(m_database.write(u"task.edit"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":state"_s, QString(wordFrom(task.state))},
                                           {u":queue"_s, task.queue},
                                           {u":priority"_s, task.priority},
                                           {u":rank"_s, task.rank},
                                           {u":run_at"_s, sqlFrom(task.runAt)},
                                           {u":expires_at"_s, sqlFrom(task.expiresAt)},
                                           {u":unique_until"_s, task.unique ? sqlFrom(task.unique->until) : QVariant()},
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
                             {{u":seq"_s, seq}, {u":payload"_s, isInRow ? QVariant(payload) : sqlFromOptional(QByteArray())}}));
        !done || isInRow)
        return done;
    return statusOf(m_database.write(u"task.insert_payload"_s, {{u":seq"_s, seq}, {u":payload"_s, payload}}));
}

Status SqlTaskStore::renew(const Task &task)
{
    return changedOneRow(m_database.write(u"task.renew"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":lease_expires_at"_s, sqlFrom(task.lease->expiresAt)},
                                           {u":wake_at"_s, wakeAtOf(task)},
                                           {u":progress"_s, sqlFromOptional(task.progress)},
                                           {u":checkpoint"_s, sqlFromOptional(task.checkpoint)}}));
}

Result<std::vector<Task>> SqlTaskStore::dueBy(Moment now, int max)
{
    return taskHeadsFrom(m_database.read(u"task.due"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}));
}

Result<std::vector<Task>> SqlTaskStore::overdueBy(Moment now, int max)
{
    return taskHeadsFrom(m_database.read(u"task.overdue"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}));
}

Result<std::vector<Task>> SqlTaskStore::expiredBy(Moment now, int max)
{
    return taskHeadsFrom(m_database.read(u"task.expired"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}));
}

Result<std::vector<Task>> SqlTaskStore::heldBy(const QString &worker)
{
    return taskHeadsFrom(m_database.read(u"task.held_by"_s, {{u":worker"_s, worker}}));
}

Result<std::vector<WorkerLoad>> SqlTaskStore::loads()
{
    const auto rows = m_database.read(u"task.loads"_s, {});
    if (!rows)
        return rows.error();
    std::vector<WorkerLoad> loads;
    while ((*rows)->next())
        loads.push_back({(*rows)->value(0).toString(), (*rows)->value(1).toInt()});
    return loads;
}

Status SqlTaskStore::insertAttempt(qint64 seq, const Attempt &attempt)
{
    return statusOf(m_database.write(u"attempt.insert"_s,
                                     {{u":seq"_s, seq},
                                      {u":number"_s, attempt.number},
                                      {u":worker"_s, sqlFromOptional(attempt.worker)},
                                      {u":started_at"_s, sqlFrom(attempt.startedAt)},
                                      {u":ended_at"_s, sqlFrom(attempt.endedAt)},
                                      {u":outcome"_s, QString(wordFrom(attempt.outcome))},
                                      {u":error"_s, sqlFromOptional(attempt.error)},
                                      {u":error_class"_s, sqlFromOptional(attempt.errorClass)},
                                      {u":stack"_s, sqlFromOptional(attempt.stack)},
                                      {u":exit_code"_s, attempt.exitCode ? QVariant(*attempt.exitCode) : QVariant()}}));
}

Status SqlTaskStore::appendLog(qint64 seq, int attempt, const std::vector<LogLine> &lines)
{
    return SqlTaskLog(m_database).append(seq, attempt, lines);
}

Result<std::vector<Forgettable>> SqlTaskStore::forgettable(const EndedQuery &query, int max)
{
    return forgettableFrom(m_database.read(u"task.forgettable"_s,
                                           {{u":state"_s, QString(wordFrom(query.state))},
                                            {u":queue"_s, query.queue},
                                            {u":type"_s, query.type},
                                            {u":ended_by"_s, sqlFrom(query.endedBy)},
                                            {u":steady_now"_s, sqlFrom(query.steadyNow)},
                                            {u":max"_s, max}}));
}

Result<std::vector<Forgettable>> SqlTaskStore::trashedBy(Moment moment, int max)
{
    return forgettableFrom(m_database.read(u"task.trashed_by"_s, {{u":moment"_s, sqlFrom(moment)}, {u":max"_s, max}}));
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
    return (*done)->numRowsAffected();
}

Result<int> SqlTaskStore::emptyPages()
{
    auto rows = m_database.runText(u"empty pages"_s, u"PRAGMA freelist_count"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->value(0).toInt() : 0;
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
    // Qt's driver steps a statement without columns once, and each step gives one page back.
    for (int step = 0; step < steps; ++step) {
        if (auto done = m_database.runText(u"give back"_s, u"PRAGMA incremental_vacuum"_s); !done)
            return done.error();
    }
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
    return statusOf(m_database.write(u"task.shorten_leases"_s, {{u":now"_s, sqlFrom(now)}}));
}

Result<std::vector<TallyRow>> SqlTaskStore::tally()
{
    const auto rows = m_database.read(u"task.tally"_s, {});
    if (!rows)
        return rows.error();
    std::vector<TallyRow> tally;
    while ((*rows)->next())
        tally.push_back({(*rows)->value(0).toString(), (*rows)->value(1).toString(),
                         *taskStateFromWord((*rows)->value(2).toString()), (*rows)->value(3).toLongLong()});
    return tally;
}

Result<qint64> SqlTaskStore::lastSeq()
{
    const auto rows = m_database.read(u"task.last_seq"_s, {});
    if (!rows)
        return rows.error();
    return (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
}

Result<qint64> SqlTaskStore::lastRevision()
{
    const auto rows = m_database.read(u"task.last_revision"_s, {});
    if (!rows)
        return rows.error();
    return (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
}

} // namespace conduit::broker
