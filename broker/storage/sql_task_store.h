// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"
#include "broker/storage/new_task_rows.h"
#include "broker/storage/running_heads.h"

namespace conduit::broker {

class SqlTaskStore final : public TaskStore
{
public:
    /// A larger payload is kept apart from its task's row.
    static constexpr qsizetype kPayloadInRowMax = 1'500;

    explicit SqlTaskStore(Database &database);

    Result<bool> insert(const Task &task) override;
    Status insertFresh(const Task &task) override;
    Result<std::optional<Task>> find(const QUuid &id) override;
    Result<std::optional<Task>> findHead(const QUuid &id) override;
    Result<std::optional<Task>> findHeadBySeq(qint64 seq) override;
    Result<Documents> documentHeads(qint64 seq, qint64 bytesMax) override;
    Result<std::optional<Task>> keyHolder(const QString &type, const QString &key) override;
    Status dropKey(qint64 seq) override;
    Result<bool> isBuried(const QUuid &id) override;
    Result<std::optional<Task>> serialActive(const QString &key) override;
    Result<std::optional<Task>> serialNext(const QString &key) override;
    Result<std::vector<Claimable>> claimable(const QString &queue, const QString &type, int max) override;
    Result<std::vector<Task>> claimableWhole(const QString &queue, const QString &type, int max,
                                             qint64 payloadBytesMax) override;
    Result<std::optional<Moment>> nextDue(const QString &queue, const QString &type) override;
    Result<Task> claim(qint64 seq, const ClaimStamp &stamp) override;
    Result<Task> claim(const Task &ready, const ClaimStamp &stamp) override;
    Status update(const Task &task, TaskState from) override;
    Status edit(const Task &task) override;
    Status setPayload(qint64 seq, const QByteArray &payload) override;
    Status renew(const Task &task) override;
    Result<std::vector<Task>> dueBy(Moment now, int max) override;
    Result<std::vector<Task>> overdueBy(Moment now, int max) override;
    Result<std::vector<Task>> expiredBy(Moment now, int max) override;
    Result<std::vector<Task>> heldBy(const QString &worker) override;
    Result<std::vector<WorkerLoad>> loads() override;
    Status insertAttempt(qint64 seq, const Attempt &attempt) override;
    Status appendLog(qint64 seq, int attempt, const std::vector<LogLine> &lines) override;
    Result<std::vector<Forgettable>> forgettable(const EndedQuery &query, int max) override;
    Result<std::vector<Forgettable>> trashedBy(Moment moment, int max) override;
    Status forget(qint64 seq, Moment now) override;
    Result<int> dropTombstones(Moment forgottenBefore, int max) override;
    Result<int> giveBackSpace(int pages, int pagesKept) override;
    Status saveCounters(qint64 seq, qint64 revision) override;
    Status shortenLeases(Moment now) override;
    Result<std::vector<TallyRow>> tally() override;
    Result<qint64> lastSeq() override;
    Result<qint64> lastRevision() override;

private:
    Result<bool> isIdTaken(const QUuid &id);
    Result<bool> insertAlone(const Task &task);
    Status insertWithOthers(const Task &task);
    Result<int> emptyPages();
    Status noteDeath(const Task &task, TaskState from);

    Database &m_database;
    std::shared_ptr<NewTaskRows> m_newTasks;
    std::shared_ptr<RunningHeads> m_running; ///< The database has a share, for the turns that it rolls back.
};

} // namespace conduit::broker
