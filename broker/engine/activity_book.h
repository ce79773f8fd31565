// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/activity.h"
#include "broker/core/task_store.h"
#include "broker/engine/activity_ring.h"
#include "broker/engine/task_ledger.h"
#include "broker/engine/turn_follower.h"

#include <array>
#include <map>
#include <vector>

namespace conduit::broker {

/// What happened lately: rings of seconds, minutes and hours of the broker, of each queue and of each type. TaskLife tells it what a turn
/// did; once a second that goes into the rings, with how many tasks wait and how long. On the lane.
class ActivityBook final : public TurnFollower
{
public:
    static constexpr std::array kSteps {ActivityStep::Second, ActivityStep::Minute, ActivityStep::Hour};
    /// How many steps are kept: two minutes, a day, thirty days.
    [[nodiscard]] static constexpr qint64 keptOf(ActivityStep step)
    {
        return step == ActivityStep::Second ? 120 : step == ActivityStep::Minute ? 1'440 : 720;
    }
    /// Queues and types beyond this number count in the broker's rings only.
    static constexpr std::size_t kSubjectsMax = 200;
    /// So many places with ready tasks are asked how long those wait.
    static constexpr int kPlacesAskedMax = 64;

    ActivityBook(TaskStore &store, const TaskLedger &ledger, const Clock &clock)
        : m_store(store), m_ledger(ledger), m_clock(clock)
    {
    }

    // What the running turn does. `took` is how long the task had been due, or how long the attempt ran.
    void enqueued(const Task &task) { note(task, &Activity::enqueued); }
    void started(const Task &task, Milliseconds took) { note(task, &Activity::started, took); }
    void completed(const Task &task, Milliseconds took) { note(task, &Activity::completed, took); }
    void failed(const Task &task, Milliseconds took) { note(task, &Activity::failed, took); }
    void died(const Task &task) { note(task, &Activity::dead); }

    void commit() override;
    void rollback() override;

    /// A pass: when a second is over, what happened in it goes into the rings.
    Result<int> runOnce();

    /// The steps of one subject that are kept; null for one that is not known.
    [[nodiscard]] const ActivityRing *ring(const ActivitySubject &subject, ActivityStep step) const;
    [[nodiscard]] static qint64 numberOf(Moment moment, ActivityStep step);
    [[nodiscard]] static Moment startOf(qint64 number, ActivityStep step);

    /// Minutes that are over and were not saved yet, with the hours that they belong to. Counts as saved once the turn is on disk.
    [[nodiscard]] std::vector<ActivityRow> takeUnsaved();
    /// What an earlier process had saved; before the first turn.
    void restore(const std::vector<ActivityRow> &rows);

private:
    using Count = qint64 Activity::*;
    struct Note
    {
        TaskLedger::Place place;
        Count count;
        Milliseconds took;
    };
    using Rings = std::array<ActivityRing, kSteps.size()>;

    void note(const Task &task, Count count, Milliseconds took = {})
    {
        m_turnNotes.push_back({{task.queue, task.type}, count, took});
    }
    Status addGauges(std::map<ActivitySubject, Activity> &bySubject);
    void addToRings(const ActivitySubject &subject, const Activity &activity, qint64 second);
    void forgetOld(Moment now);

    TaskStore &m_store;
    const TaskLedger &m_ledger;
    const Clock &m_clock;
    std::vector<Note> m_turnNotes;
    std::map<TaskLedger::Place, Activity> m_second; ///< Of the running second.
    std::map<ActivitySubject, Rings> m_rings;
    qint64 m_lastSecond = 0;
    qint64 m_lastSweep = 0;    ///< The minute in which old steps were forgotten.
    qint64 m_savedBefore = 0;  ///< Minutes before this one are on disk.
    qint64 m_savingBefore = 0; ///< The same once the running turn is.
};

} // namespace conduit::broker
