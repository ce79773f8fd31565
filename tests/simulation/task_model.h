// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"
#include "broker/engine/task_ledger.h"

#include <QSet>

#include <map>
#include <set>

namespace conduit::test {

/// What the outside knows of the broker's tasks, kept as plainly as possible, and what must hold for them. Each check tells its fault by
/// fault(), which keeps the first one.
class TaskModel
{
public:
    /// The output that every honest worker reports: it tells by which lease it was made.
    static QByteArray outputOf(const QByteArray &token) { return "{\"by\":\"" + token + "\"}"; }

    /// A turn was committed and has left these tasks as they are now. `touched`: those that people have asked something of.
    void follow(const std::vector<broker::Task> &changed, const QSet<QUuid> &touched, broker::TaskStore &store);
    /// After each turn: as many tasks as the ledger says, and no other than those that may be forgotten are gone.
    void noAcknowledgedTaskIsMissing(const broker::TaskLedger &ledger, broker::TaskStore &store);
    void pendingCanBecomeSomething(const std::vector<broker::Task> &changed, const broker::TaskLedger &ledger);
    /// The whole store is what the turns have told, and the ledger counts it rightly.
    void everythingIsAsItWasSeen(const broker::TaskLedger &ledger, broker::TaskStore &store);
    /// A worker was told that it holds a task.
    void tokenIsNew(const QByteArray &token);
    void acknowledgedResultIsStored(const QUuid &id, const QByteArray &token);
    void acknowledgedTaskIsStored(const QUuid &id);

    void fail(const QString &fault);
    [[nodiscard]] const QString &fault() const { return m_fault; }

    [[nodiscard]] const std::map<QUuid, broker::Task> &tasks() const { return m_tasks; }
    [[nodiscard]] const broker::Task *find(const QUuid &id) const;
    [[nodiscard]] bool wasForgotten(const QUuid &id) const { return m_forgotten.contains(id); }
    [[nodiscard]] int live() const { return m_live; }

private:
    struct Line
    {
        int active = 0;
        int blocked = 0;
    };
    using Key = std::pair<QString, QString>;
    void see(const broker::Task &task, bool isTouched);
    /// Adds (1) or takes away (-1) what a task counts for.
    void count(const broker::Task &task, int by);
    void forget(const broker::Task &task);

    void terminalIsFinal(const broker::Task &before, const broker::Task &after, bool isTouched);
    void attemptsNeverShrink(const broker::Task &before, const broker::Task &after);
    void unchargedIsAtMostAttempt(const broker::Task &task);
    void endIsNotBeforeStart(const broker::Task &task);
    void outputIsWhatWasReported(const broker::Task &task);
    void placesAreNeverReused(const broker::Task &task);
    void atMostOneActivePerSerialKey(const QString &key);
    void atMostOneHolderPerUniqueKey(const Key &key, broker::TaskStore &store);

    std::map<QUuid, broker::Task> m_tasks; ///< As they were seen last.
    QSet<QUuid> m_forgotten;
    std::map<QString, Line> m_lines;
    std::map<Key, std::set<QUuid>> m_holders;
    QSet<QByteArray> m_tokens;
    qint64 m_lastSeq = 0;
    int m_live = 0;
    QString m_fault;
};

} // namespace conduit::test
