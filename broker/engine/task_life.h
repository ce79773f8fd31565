// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/task_store.h"
#include "broker/engine/activity_book.h"
#include "broker/engine/engine_settings.h"
#include "broker/engine/task_ledger.h"

namespace conduit::broker {

/// The one place where a task is born and changes its state: the table of core/task_state.h is kept, the ledger follows, a unique key is
/// let go, the next task of a serial key has its turn, and the activity is noted. On the lane; each change belongs to the running turn.
class TaskLife
{
public:
    TaskLife(TaskStore &store, TaskLedger &ledger, ActivityBook &activity, const Clock &clock, const EngineSettings &settings)
        : m_store(store), m_ledger(ledger), m_activity(activity), m_clock(clock), m_settings(settings)
    {
    }

    /// Gives `task` its place and stores it. False when its id is taken or its unique key is held; then nothing was stored.
    Result<bool> add(Task &task);
    /// The same for one that holds no unique key and whose id was made just now.
    Status addFresh(Task &task);
    /// The store has given `task` to a worker.
    void claimed(const Task &task);
    /// Writes `task` after `event`, which must be possible in its state.
    Status move(Task &task, TaskEvent event);
    /// Back to a state that the task was in before: a restored or undone one. A live task of a serial key waits for its turn anew.
    Status putBack(Task &task, TaskState state);
    /// Deletes `task`, which is in the trash, for good. Whoever does so keeps the store's counters in the same turn.
    Status forget(const Task &task);
    /// Writes what people have changed about a task that stays in its state.
    Status edit(Task &task, const QString &queueBefore);

    /// Sets when a task is due, and its place in the order of claims.
    void place(Task &task, Moment runAt) const;
    /// When an attempt that ends now ended: a clock that was set back must not end it before it started.
    [[nodiscard]] Moment endOf(const Task &task) const;
    /// The record of the attempt that runs, ending now.
    [[nodiscard]] Attempt attemptOf(const Task &task, AttemptOutcome outcome) const;

private:
    void settle(Task &task);
    void added(const Task &task);
    Status enter(Task &task, TaskState to);
    void noteActivity(const Task &task, TaskState from, TaskEvent event);
    Status giveTurn(const QString &serialKey);

    TaskStore &m_store;
    TaskLedger &m_ledger;
    ActivityBook &m_activity;
    const Clock &m_clock;
    const EngineSettings &m_settings;
};

} // namespace conduit::broker
