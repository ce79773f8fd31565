// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/task_ledger.h"
#include "tests/simulation/simulated_ground.h"

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
    /// The token that `output` was made of, when outputOf has made it.
    static QByteArray makerOf(const QByteArray &output) { return output.mid(7, output.size() - 9); }
    static QByteArray checkpointOf(int step) { return QByteArray::number(step); }

    /// Tasks of this type are never started again after an attempt that was lost.
    static inline const QString kAtMostOnceType = QStringLiteral("payment");

    TaskModel(SimulatedGround &ground, const broker::Clock &clock) : m_ground(ground), m_clock(clock) { }

    /// A turn was committed and has left these tasks as they are now. `touched`: those that people have asked something of.
    void follow(const std::vector<broker::Task> &changed, const QSet<QUuid> &touched);
    /// After each turn: as many tasks as the ledger says, and no other than those that may be forgotten are gone.
    void noAcknowledgedTaskIsMissing(const broker::TaskLedger &ledger, const QSet<QUuid> &touched);
    void pendingCanBecomeSomething(const std::vector<broker::Task> &changed, const broker::TaskLedger &ledger);
    /// The whole store is what the turns have told, and the ledger counts it rightly.
    void everythingIsAsItWasSeen(const broker::TaskLedger &ledger);

    // What somebody was told is true.
    /// A worker was told that it holds a task.
    void tokenIsNew(const QByteArray &token);
    void resultIsStored(const QUuid &id, const QByteArray &token);
    void taskIsStored(const broker::Task &told);
    void checkpointIsStored(const QUuid &id, int step);
    void leaseLasts(const QUuid &id, const QByteArray &token, broker::Moment until);

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
    void endOfAttemptIsRecorded(const broker::Task &before, const broker::Task &after);
    void endOfAttemptIsCounted(const broker::Task &before, const broker::Task &after, broker::AttemptOutcome outcome);
    void leaseHasLasted(const broker::Task &holder);
    void unchargedIsAtMostAttempt(const broker::Task &task);
    void momentsAreInOrder(const broker::Task &task);
    void outputIsWhatWasReported(const broker::Task &task);
    [[nodiscard]] bool isMadeByHolder(const broker::Task &task) const;
    void placesAreNeverReused(const broker::Task &task);
    void keyIsHeldNoLongerThanItMay(const broker::Task &task);
    void checkpointIsNotOlderThanTold(const broker::Task &task);
    void atMostOneActivePerSerialKey(const QString &key);
    void atMostOneHolderPerUniqueKey(const Key &key);

    SimulatedGround &m_ground;
    const broker::Clock &m_clock;
    std::map<QUuid, broker::Task> m_tasks; ///< As they were seen last.
    QSet<QUuid> m_forgotten;
    std::map<QString, Line> m_lines;
    std::map<Key, std::set<QUuid>> m_holders;
    QSet<QByteArray> m_tokens;
    std::map<QUuid, int> m_checkpoints; ///< The step of the last one that its worker knows to be stored.
    std::map<QUuid, std::pair<QByteArray, broker::Moment>> m_leases; ///< Of the last lease that a worker was told of.
    qint64 m_lastSeq = 0;
    int m_live = 0;
    QString m_fault;
};

} // namespace conduit::test
