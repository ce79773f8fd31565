// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"
#include "broker/engine/turn_follower.h"
#include "broker/engine/turn_news.h"

#include <array>
#include <map>
#include <tuple>
#include <vector>

namespace conduit::broker {

/// Which tasks a worker takes. Empty lists take any.
struct ClaimFilter
{
    QStringList types = {};
    QStringList queues = {};
    /// How the queues share the worker. Together: the best task of all. Weighted: each queue has its share of the turns. Strict: a queue
    /// has its turn when those before it are empty.
    enum class Sharing { Together, Weighted, Strict };
    Sharing sharing = Sharing::Together;
    QList<int> weights = {}; ///< One for each queue, when weighted.

    [[nodiscard]] bool takes(const QString &queue, const QString &type) const
    {
        return (queues.isEmpty() || queues.contains(queue)) && (types.isEmpty() || types.contains(type));
    }
};

/// The lane's account of what the store holds: how many tasks of each queue and type are in each state, the last place in the order
/// of enqueueing, the last revision. So that a claim knows where to look and a count costs nothing. Follows the turn: commit() keeps
/// what the turn did to it, rollback() takes it back.
class TaskLedger final : public TurnFollower
{
public:
    struct Place
    {
        QString queue;
        QString type;
        friend bool operator<(const Place &a, const Place &b) { return std::tie(a.queue, a.type) < std::tie(b.queue, b.type); }
    };
    using Counts = std::array<qint64, kTaskStates.size()>;

    /// Reads the store once, at the start.
    static Result<TaskLedger> load(TaskStore &store);

    /// Introduces who has to hear of each change; once, before the first turn.
    void connect(TurnNews &news) { m_news = &news; }

    /// The place of the next task in the order of enqueueing. One that is not used leaves a gap, which harms nobody.
    [[nodiscard]] qint64 takeSeq() { return ++m_lastSeq; }
    /// The revision that everything changed in the running turn carries.
    [[nodiscard]] qint64 turnRevision() const { return m_lastRevision + 1; }
    /// The last revision that is on disk.
    [[nodiscard]] qint64 revision() const { return m_lastRevision; }
    [[nodiscard]] qint64 lastSeq() const { return m_lastSeq; }

    void added(const Task &task);
    void moved(const Task &task, TaskState from);
    /// A task that stays in its state was changed, and may have left `queueBefore`.
    void edited(const Task &task, const QString &queueBefore);
    /// A task of `place` was deleted for good.
    void forgotten(const Place &place, TaskState state) { change(place, state, -1); }
    /// Ready tasks that could not be claimed before may be claimed now: a pause is over.
    void opened() { m_gainedReady = true; }

    void commit() override;
    void rollback() override;

    /// Where ready tasks wait that `filter` takes.
    [[nodiscard]] std::vector<Place> readyPlaces(const ClaimFilter &filter) const;
    [[nodiscard]] bool hasReady(const ClaimFilter &filter) const;
    /// How many ready tasks each place has; only places that have any.
    [[nodiscard]] const std::map<Place, qint64> &ready() const { return m_ready; }
    [[nodiscard]] qint64 total(TaskState state) const { return m_totals[index(state)]; }
    [[nodiscard]] const std::map<Place, Counts> &counts() const { return m_counts; }
    /// Whether a task became ready in the running turn.
    [[nodiscard]] bool gainedReady() const { return m_gainedReady; }
    /// Tasks that ended, or were deleted, in the running turn.
    [[nodiscard]] const std::vector<QUuid> &ended() const { return m_ended; }

private:
    struct Change
    {
        Place place;
        TaskState state;
        qint64 by;
    };
    static std::size_t index(TaskState state) { return static_cast<std::size_t>(state); }
    void change(const Place &place, TaskState state, qint64 by);
    void apply(const Change &change);
    void startTurn();
    void tell(const Task &task)
    {
        if (m_news)
            m_news->task(task);
    }

    std::map<Place, Counts> m_counts;
    std::map<Place, qint64> m_ready; ///< Only places that have any: what a claim looks through.
    Counts m_totals {};
    std::vector<Change> m_turnChanges;
    std::vector<QUuid> m_ended;
    TurnNews *m_news = nullptr;
    bool m_gainedReady = false;
    qint64 m_lastSeq = 0;
    qint64 m_lastRevision = 0;
};

} // namespace conduit::broker
