// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_state.h"
#include "tests/broker/http/state_subject.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace conduit::test {

/// A way into a state.
struct Recipe
{
    QByteArray name;
    broker::TaskState state;
    std::function<void(Subject &)> make;
    bool keepsLease = false; ///< Its last attempt's result is still known.
    bool mayExpire = true;   ///< It was never started, and nobody took its expires_at away.
    bool isHeld = false;
    bool isDueLater = false;
    broker::TaskState shown = state; ///< Of a deleted task: where it was deleted from.
};

enum class Actor { Claimer, Worker, Person, Crowd, Time };

/// A way for an event to come in.
struct Door
{
    QByteArray name;
    std::optional<broker::TaskEvent> event; ///< Nothing: it moves no task.
    Actor actor;
    std::function<Told(Subject &)> fire;
    std::vector<broker::TaskState> changesIn = {}; ///< Where it changes the task, which stays where it is.
    std::vector<broker::TaskState> idleIn = {};    ///< Where it is harmless, since there is nothing to do.
    std::map<broker::TaskState, broker::TaskEvent> elsewhere = {};
    bool isErrorReport = false;
    bool isSnooze = false;
    bool isRestore = false;
};

/// A way into each state at least, and one into the trash from each state that lets a task be deleted.
[[nodiscard]] const std::vector<Recipe> &recipes();
/// By what workers, people, operations on many and the passing time do.
[[nodiscard]] const std::vector<Door> &doors();

} // namespace conduit::test
