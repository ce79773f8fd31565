// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <optional>

namespace conduit::broker {

/// Where a task is in its life. The spellings are stored and shown, and never change once released.
enum class TaskState { Scheduled, Blocked, Ready, Retrying, Running, Completed, Dead, Cancelled };

inline constexpr std::array kTaskStates {TaskState::Scheduled, TaskState::Blocked,   TaskState::Ready, TaskState::Retrying,
                                         TaskState::Running,   TaskState::Completed, TaskState::Dead,  TaskState::Cancelled};

/// What can happen to a task.
enum class TaskEvent {
    ComeDue,   ///< Its run_at has come.
    Claim,     ///< A worker takes it.
    Complete,  ///< Its attempt ended well.
    Retry,     ///< Its attempt failed and another one is due later.
    Die,       ///< Its attempt failed and there will be no other.
    Release,   ///< Its worker gives it back unharmed, to run at once.
    Postpone,  ///< Its worker gives it back unharmed, to run later.
    LoseLease, ///< Its worker vanished.
};

inline constexpr std::array kTaskEvents {TaskEvent::ComeDue, TaskEvent::Claim,   TaskEvent::Complete, TaskEvent::Retry,
                                         TaskEvent::Die,     TaskEvent::Release, TaskEvent::Postpone, TaskEvent::LoseLease};

struct Transition
{
    TaskState from;
    TaskEvent event;
    TaskState to;
};

/// The whole life of a task. docs/task-lifecycle.md draws this table; tst_task_state checks every pair.
/// To add a state: 1 the enum and its word below, 2 rows here, 3 a migration for the CHECK, 4 the drawing, 5 the console's badge.
inline constexpr std::array kTransitions {
    Transition {TaskState::Scheduled, TaskEvent::ComeDue, TaskState::Ready},
    Transition {TaskState::Retrying, TaskEvent::ComeDue, TaskState::Ready},
    Transition {TaskState::Ready, TaskEvent::Claim, TaskState::Running},
    Transition {TaskState::Running, TaskEvent::Complete, TaskState::Completed},
    Transition {TaskState::Running, TaskEvent::Retry, TaskState::Retrying},
    Transition {TaskState::Running, TaskEvent::Die, TaskState::Dead},
    Transition {TaskState::Running, TaskEvent::Release, TaskState::Ready},
    Transition {TaskState::Running, TaskEvent::Postpone, TaskState::Scheduled},
    Transition {TaskState::Running, TaskEvent::LoseLease, TaskState::Ready},
};

/// Where `event` leads from `state`; nothing when it cannot happen there.
[[nodiscard]] std::optional<TaskState> next(TaskState state, TaskEvent event);

[[nodiscard]] bool hasEnded(TaskState state);

/// The stored and shown word: `ready`.
[[nodiscard]] QLatin1String wordFrom(TaskState state);
[[nodiscard]] std::optional<TaskState> taskStateFromWord(QStringView word);
/// The original's four words, for programs that were written for it: `Pending`, `Running`, `Completed`, `Failed`.
[[nodiscard]] QLatin1String statusFrom(TaskState state);

} // namespace conduit::broker
