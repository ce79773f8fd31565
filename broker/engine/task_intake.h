// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/id_source.h"
#include "broker/core/task_store.h"
#include "broker/engine/task_control.h"
#include "broker/engine/task_life.h"

namespace conduit::broker {

/// How tasks come in. On the lane; each change belongs to the running turn.
class TaskIntake
{
public:
    TaskIntake(TaskStore &store, TaskLife &life, TaskControl &control, const Clock &clock, IdSource &ids)
        : m_store(store), m_life(life), m_control(control), m_clock(clock), m_ids(ids)
    {
    }

    struct Enqueued
    {
        Task task;
        bool isNew = true; ///< False: it was there already, by its id or by its unique key.
    };
    /// Stores the task, or finds the one that is there already: with the same id, type and payload, or holding the same unique key.
    Result<Enqueued> enqueue(const NewTask &wanted);
    /// Why not all of these can be enqueued together, one after the other; looked at without storing anything.
    Status faultOf(const std::vector<NewTask> &wanted);

private:
    Result<Task> taskFrom(const NewTask &wanted);
    /// Adds the task, or says why its id may not be used.
    Result<bool> add(Task &task, bool hasChosenId);
    /// The answer when the id of `task` is there already; nothing when it is not.
    Result<std::optional<Enqueued>> sameId(const Task &task);
    struct Foresight;
    /// Why `wanted` will be refused after what is foreseen; adds what it will change.
    Status faultOf(const NewTask &wanted, Foresight &foreseen);
    /// Whether a task with the id of `wanted` will be there, or why that id may not be used.
    Result<bool> willBeThere(const NewTask &wanted, const Foresight &foreseen);
    Status faultOfKey(const NewTask &wanted, Foresight &foreseen);
    /// Another task holds the unique key.
    Result<Enqueued> settleConflict(Task task, const NewTask &wanted);
    Result<Enqueued> replace(const Task &waiting, const NewTask &wanted);

    TaskStore &m_store;
    TaskLife &m_life;
    TaskControl &m_control;
    const Clock &m_clock;
    IdSource &m_ids;
};

} // namespace conduit::broker
