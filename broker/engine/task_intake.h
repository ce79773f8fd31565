// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/id_source.h"
#include "broker/core/task_store.h"
#include "broker/engine/engine_settings.h"
#include "broker/engine/task_life.h"

namespace conduit::broker {

/// How tasks come in. On the lane; each change belongs to the running turn.
class TaskIntake
{
public:
    TaskIntake(TaskStore &store, TaskLife &life, const Clock &clock, IdSource &ids, const EngineSettings &settings)
        : m_store(store), m_life(life), m_clock(clock), m_ids(ids), m_settings(settings)
    {
    }

    struct Enqueued
    {
        Task task;
        bool isNew = true; ///< False: it was there already, by its id or by its unique key.
    };
    /// Stores the task, or finds the one that is there already: with the same id, type and payload, or holding the same unique key.
    Result<Enqueued> enqueue(const NewTask &wanted);

private:
    [[nodiscard]] Task taskFrom(const NewTask &wanted);
    /// The answer when the id of `task` is there already; nothing when it is not.
    Result<std::optional<Enqueued>> sameId(const Task &task);

    TaskStore &m_store;
    TaskLife &m_life;
    const Clock &m_clock;
    IdSource &m_ids;
    const EngineSettings &m_settings;
};

} // namespace conduit::broker
