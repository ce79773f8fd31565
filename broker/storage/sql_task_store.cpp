// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_store.h"

#include "broker/storage/sql_values.h"
#include "broker/storage/task_row.h"

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
                                        {u":max_attempts"_s, task.maxAttempts},
                                        {u":revision"_s, task.revision},
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

Result<std::optional<Task>> SqlTaskStore::findHead(const QUuid &id)
{
    const auto rows = m_database.read(u"task.find_head"_s, {{u":id"_s, sqlFrom(id)}});
    if (!rows)
        return rows.error();
    std::optional<Task> task;
    if ((*rows)->next())
        task = taskHeadFromRow(**rows);
    (*rows)->finish();
    return task;
}

Result<std::vector<Claimable>> SqlTaskStore::claimable(const QString &queue, const QString &type, int max)
{
    const auto rows = m_database.read(u"task.claimable"_s, {{u":queue"_s, queue}, {u":type"_s, type}, {u":max"_s, max}});
    if (!rows)
        return rows.error();
    std::vector<Claimable> found;
    while ((*rows)->next())
        found.push_back({(*rows)->value(0).toLongLong(), (*rows)->value(1).toLongLong(), (*rows)->value(2).toLongLong()});
    return found;
}

Result<Task> SqlTaskStore::claim(qint64 seq, const ClaimStamp &stamp)
{
    const auto rows = m_database.write(u"task.claim"_s,
                                       {{u":seq"_s, seq},
                                        {u":now"_s, sqlFrom(stamp.now)},
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
    return changedOneRow(m_database.write(u"task.update"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":from"_s, QString(wordFrom(from))},
                                           {u":state"_s, QString(wordFrom(task.state))},
                                           {u":rank"_s, task.rank},
                                           {u":run_at"_s, sqlFrom(task.runAt)},
                                           {u":completed_at"_s, sqlFrom(task.completedAt)},
                                           {u":uncharged"_s, task.uncharged},
                                           {u":lost_leases"_s, task.lostLeases},
                                           {u":version"_s, task.version},
                                           {u":revision"_s, task.revision},
                                           {u":worker"_s, sqlFromOptional(task.lease ? task.lease->worker : QString())},
                                           {u":lease_token"_s, sqlFromOptional(task.lease ? task.lease->token : QByteArray())},
                                           {u":lease_expires_at"_s, task.lease ? sqlFrom(task.lease->expiresAt) : QVariant()},
                                           {u":error"_s, sqlFromOptional(task.error)},
                                           {u":checkpoint"_s, sqlFromOptional(task.checkpoint)},
                                           {u":output"_s, sqlFromOptional(task.output)}}));
}

Status SqlTaskStore::renew(const Task &task)
{
    return changedOneRow(m_database.write(u"task.renew"_s,
                                          {{u":seq"_s, task.seq},
                                           {u":lease_expires_at"_s, sqlFrom(task.lease->expiresAt)},
                                           {u":progress"_s, sqlFromOptional(task.progress)},
                                           {u":checkpoint"_s, sqlFromOptional(task.checkpoint)}}));
}

Result<std::vector<Task>> SqlTaskStore::dueBy(Moment now, int max)
{
    return taskHeadsFrom(m_database.read(u"task.due"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}));
}

Result<std::vector<Task>> SqlTaskStore::leasesExpiredBy(Moment now, int max)
{
    return taskHeadsFrom(m_database.read(u"task.lease_expired"_s, {{u":now"_s, sqlFrom(now)}, {u":max"_s, max}}));
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
