// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/engine/clock_difference.h"
#include "broker/engine/turn_follower.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace conduit::broker {

/// What somebody wants a worker to do; it hears of it with its next heartbeat.
enum class WorkerOrder {
    Work,
    Drain, ///< Finish what it has and claim nothing more.
    Stop,  ///< Drain for a while, give back the rest, and end.
};

/// A worker as it has described itself.
struct WorkerRecord
{
    QString name;
    QString host;
    qint64 pid = 0;
    QString version;
    QStringList types;  ///< Empty: any.
    QStringList queues; ///< Empty: any.
    int concurrency = 0;
    Moment startedAt; ///< First heard of.
    Moment lastSeenAt;
    Moment heardAt; ///< The same on the steady line: whether it is alive must not hang on the clock on the wall.
    WorkerOrder order = WorkerOrder::Work; ///< Until its process ends.
    // Attempts of this process that have ended, and are on disk.
    qint64 completed = 0;
    qint64 failed = 0;     ///< With an error, by a timeout, or because it was not heard of.
    ClockDifference clock; ///< By the heartbeats of this process.
};

/// The workers that were heard of lately, and how their attempts have ended. In memory only: after a restart each worker's next heartbeat
/// brings it back, and its counts begin anew. On the lane.
class WorkerRegistry final : public TurnFollower
{
public:
    static constexpr std::size_t kWorkersMax = 10'000;
    /// A worker that was silent for this long is forgotten.
    static constexpr std::chrono::hours kForgetAfter {1};
    /// A worker that was silent for this long does not count as alive any more: longer than a parked claim may wait (60 s).
    static constexpr std::chrono::seconds kAliveFor {90};

    explicit WorkerRegistry(const Clock &clock) : m_clock(clock) { }

    /// Takes what a heartbeat says; a worker with another pid has started anew. `sentAt` is by its own clock,
    /// of which nothing is known when the latest heartbeat does not tell.
    void describe(const WorkerRecord &worker, std::optional<Moment> sentAt = std::nullopt);
    /// A claim with this name and filter has arrived.
    void touch(const QString &name, const QStringList &types, const QStringList &queues);
    void forget(const QString &name) { m_workers.erase(name); }

    // How an attempt of this worker has ended, in the running turn; one that is not known is passed over.
    void completed(const QString &name) { m_turnEnds.push_back({name, &WorkerRecord::completed}); }
    void failed(const QString &name) { m_turnEnds.push_back({name, &WorkerRecord::failed}); }
    void commit() override;
    void rollback() override { m_turnEnds.clear(); }

    /// False when no such worker has been heard of.
    bool order(const QString &name, WorkerOrder order);
    [[nodiscard]] WorkerOrder orderOf(const QString &name) const;

    /// Null when no such worker has been heard of lately.
    [[nodiscard]] const WorkerRecord *find(const QString &name) const;
    /// Whether it has been heard of so lately that it counts as alive.
    [[nodiscard]] bool isAlive(const WorkerRecord &worker) const { return m_clock.steadyNow() - worker.heardAt <= kAliveFor; }
    /// Sorted by name.
    [[nodiscard]] std::vector<WorkerRecord> workers() const;
    /// Whether a worker that takes this type from this queue has been heard of lately.
    [[nodiscard]] bool hasLiveWorkerFor(const QString &queue, const QString &type) const;

private:
    struct End
    {
        QString worker;
        qint64 WorkerRecord::*count;
    };

    [[nodiscard]] bool isListed(const WorkerRecord &worker) const
    {
        return m_clock.steadyNow() - worker.heardAt < kForgetAfter;
    }
    void prune();
    WorkerRecord *entry(const QString &name);

    const Clock &m_clock;
    std::map<QString, WorkerRecord> m_workers;
    std::vector<End> m_turnEnds;
};

} // namespace conduit::broker
