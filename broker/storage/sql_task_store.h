// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"
#include "broker/storage/database.h"

namespace conduit::broker {

class SqlTaskStore final : public TaskStore
{
public:
    /// A larger payload is kept apart from its task's row.
    static constexpr qsizetype kPayloadInRowMax = 1'500;

    explicit SqlTaskStore(Database &database) : m_database(database) { }

    Result<bool> insert(const Task &task) override;
    Result<std::optional<Task>> find(const QUuid &id) override;
    Result<std::optional<Task>> findHead(const QUuid &id) override;
    Result<std::vector<Claimable>> claimable(const QString &queue, const QString &type, int max) override;
    Result<Task> claim(qint64 seq, const ClaimStamp &stamp) override;
    Status update(const Task &task, TaskState from) override;
    Status renew(const Task &task) override;
    Result<std::vector<Task>> dueBy(Moment now, int max) override;
    Result<std::vector<Task>> leasesExpiredBy(Moment now, int max) override;
    Result<std::vector<Task>> heldBy(const QString &worker) override;
    Result<std::vector<WorkerLoad>> loads() override;
    Status insertAttempt(qint64 seq, const Attempt &attempt) override;
    Result<std::vector<TallyRow>> tally() override;
    Result<qint64> lastSeq() override;
    Result<qint64> lastRevision() override;

private:
    Database &m_database;
};

} // namespace conduit::broker
