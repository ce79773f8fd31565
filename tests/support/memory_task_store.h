// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"
#include "tests/support/memory_transaction.h"

#include <functional>
#include <map>
#include <set>

namespace conduit::test {

/// Tasks in memory: the plainest store that keeps every promise of TaskStore, the checks of the tables among them. It looks through all
/// of its tasks for most answers, so it is meant for some hundreds of them.
class MemoryTaskStore final : public broker::TaskStore
{
public:
    explicit MemoryTaskStore(MemoryTransaction &transaction) : m_transaction(transaction) { }

    broker::Result<bool> insert(const broker::Task &task) override;
    broker::Status insertFresh(const broker::Task &task) override;
    broker::Result<std::optional<broker::Task>> find(const QUuid &id) override;
    broker::Result<std::optional<broker::Task>> findHead(const QUuid &id) override;
    broker::Result<std::optional<broker::Task>> findHeadBySeq(qint64 seq) override;
    broker::Result<broker::Documents> documentHeads(qint64 seq, qint64 bytesMax) override;
    broker::Result<std::optional<broker::Task>> keyHolder(const QString &type, const QString &key) override;
    broker::Status dropKey(qint64 seq) override;
    broker::Result<bool> isBuried(const QUuid &id) override;
    broker::Result<std::optional<broker::Task>> serialActive(const QString &key) override;
    broker::Result<std::optional<broker::Task>> serialNext(const QString &key) override;
    broker::Result<std::vector<broker::Claimable>> claimable(const QString &queue, const QString &type, int max) override;
    broker::Result<std::optional<broker::Moment>> nextDue(const QString &queue, const QString &type) override;
    broker::Result<std::vector<broker::Task>> claimableWhole(const QString &queue, const QString &type, int max,
                                                             qint64 payloadBytesMax) override;
    broker::Result<broker::Task> claim(qint64 seq, const broker::ClaimStamp &stamp) override;
    broker::Result<broker::Task> claim(const broker::Task &ready, const broker::ClaimStamp &stamp) override;
    broker::Status update(const broker::Task &task, broker::TaskState from) override;
    broker::Status edit(const broker::Task &task) override;
    broker::Status setPayload(qint64 seq, const QByteArray &payload) override;
    broker::Status renew(const broker::Task &task) override;
    broker::Result<std::vector<broker::Task>> dueBy(broker::Moment now, int max) override;
    broker::Result<std::vector<broker::Task>> overdueBy(broker::Moment now, int max) override;
    broker::Result<std::vector<broker::Task>> expiredBy(broker::Moment now, int max) override;
    broker::Result<std::vector<broker::Task>> heldBy(const QString &worker) override;
    broker::Result<std::vector<broker::WorkerLoad>> loads() override;
    broker::Status insertAttempt(qint64 seq, const broker::Attempt &attempt) override;
    /// Nobody reads a log through a TaskStore, so none is kept.
    broker::Status appendLog(qint64 seq, int attempt, const std::vector<broker::LogLine> &lines) override;
    broker::Result<std::vector<broker::Forgettable>> forgettable(const broker::EndedQuery &query, int max) override;
    broker::Result<std::vector<broker::Forgettable>> trashedBy(broker::Moment moment, int max) override;
    broker::Status forget(qint64 seq, broker::Moment now) override;
    broker::Result<int> dropTombstones(broker::Moment forgottenBefore, int max) override;
    broker::Result<int> giveBackSpace(int pages, int pagesKept) override;
    broker::Status saveCounters(qint64 seq, qint64 revision) override;
    broker::Status shortenLeases(broker::Moment now) override;
    broker::Result<std::vector<broker::TallyRow>> tally() override;
    broker::Result<qint64> lastSeq() override;
    broker::Result<qint64> lastRevision() override;

    /// The tasks that a turn after `revision` has changed last.
    [[nodiscard]] std::vector<broker::Task> changedAfter(qint64 revision) const;
    /// By their places.
    using Tasks = std::map<qint64, broker::Task>;
    [[nodiscard]] const Tasks &tasks() const { return m_tasks; }
    [[nodiscard]] std::vector<broker::Attempt> attemptsOf(qint64 seq) const;

private:
    using Attempts = std::map<std::pair<qint64, int>, broker::Attempt>;
    using Wanted = std::function<bool(const broker::Task &)>;
    [[nodiscard]] const broker::Task *at(qint64 seq) const;
    [[nodiscard]] const broker::Task *first(const Wanted &isWanted) const;
    /// Heads of what is wanted, in the order of `momentOf`.
    template<typename MomentOf>
    [[nodiscard]] std::vector<broker::Task> heads(const Wanted &isWanted, MomentOf momentOf, int max) const;
    /// Stores `task` in place of what is there, when the tables would allow it.
    broker::Status replace(const broker::Task &task);
    void bury(const QUuid &id, broker::Moment now);
    void unearth(const QUuid &id);

    MemoryTransaction &m_transaction;
    Tasks m_tasks;
    std::map<QUuid, qint64> m_seqs;
    Attempts m_attempts;
    std::map<QUuid, broker::Moment> m_tombstones;
    std::set<std::pair<broker::Moment, QUuid>> m_tombstonesByAge; ///< The same; there may be millions.
    qint64 m_savedSeq = 0;
    qint64 m_savedRevision = 0;
};

} // namespace conduit::test
