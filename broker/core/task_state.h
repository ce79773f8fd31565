// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <bitset>
#include <optional>
#include <vector>

namespace conduit::broker {

/// Where a task is in its life. The spellings are stored and shown, and never change once released.
/// Trashed is never shown as a state: a deleted task still tells the state that it was deleted from.
enum class TaskState { Scheduled, Blocked, Ready, Retrying, Running, Completed, Dead, Cancelled, Trashed };

inline constexpr std::array kTaskStates {TaskState::Scheduled, TaskState::Blocked,   TaskState::Ready,
                                         TaskState::Retrying,  TaskState::Running,   TaskState::Completed,
                                         TaskState::Dead,      TaskState::Cancelled, TaskState::Trashed};

/// A set of states, by their numbers.
using TaskStates = std::bitset<kTaskStates.size()>;
[[nodiscard]] TaskStates statesFrom(const std::vector<TaskState> &states);

/// What can happen to a task.
enum class TaskEvent {
    ComeDue,   ///< Its run_at has come, or somebody does not want to wait for it.
    Unblock,   ///< The task before it has ended, and it is due.
    Defer,     ///< The task before it has ended, but it is due later.
    Claim,     ///< A worker takes it.
    Complete,  ///< Its attempt ended well.
    Retry,     ///< Its attempt failed and another one is due later.
    Die,       ///< Its attempt failed and there will be no other.
    Expire,    ///< It was not started in time.
    Release,   ///< Its worker gives it back unharmed, to run at once.
    Postpone,  ///< Its worker gives it back unharmed, to run later; or somebody moves or holds it.
    LoseLease, ///< Its worker vanished.
    Cancel,    ///< Somebody does not want it any more.
    Revive,    ///< Somebody wants it to be tried again.
    Requeue,   ///< The same, but another task of its serial key goes first.
    Trash,     ///< Somebody deletes it.
};

inline constexpr std::array kTaskEvents {TaskEvent::ComeDue,  TaskEvent::Unblock,  TaskEvent::Defer,     TaskEvent::Claim,
                                         TaskEvent::Complete, TaskEvent::Retry,    TaskEvent::Die,       TaskEvent::Expire,
                                         TaskEvent::Release,  TaskEvent::Postpone, TaskEvent::LoseLease, TaskEvent::Cancel,
                                         TaskEvent::Revive,   TaskEvent::Requeue,  TaskEvent::Trash};

struct Transition
{
    TaskState from;
    TaskEvent event;
    TaskState to;
};

/// The whole life of a task. docs/task-lifecycle.md draws this table; tst_task_state checks every pair. One way is not in it, since its
/// end is not fixed: restoring a deleted task, or undoing an operation, leads back to the state that the task itself remembers.
/// To add a state: 1 the enum and its word below, 2 rows here, 3 a migration for the CHECK, 4 the drawing, 5 the console's badge.
inline constexpr std::array kTransitions {
    Transition {TaskState::Scheduled, TaskEvent::ComeDue, TaskState::Ready},
    Transition {TaskState::Retrying, TaskEvent::ComeDue, TaskState::Ready},
    Transition {TaskState::Blocked, TaskEvent::Unblock, TaskState::Ready},
    Transition {TaskState::Blocked, TaskEvent::Defer, TaskState::Scheduled},
    Transition {TaskState::Ready, TaskEvent::Claim, TaskState::Running},
    Transition {TaskState::Running, TaskEvent::Complete, TaskState::Completed},
    Transition {TaskState::Running, TaskEvent::Retry, TaskState::Retrying},
    Transition {TaskState::Running, TaskEvent::Die, TaskState::Dead},
    Transition {TaskState::Scheduled, TaskEvent::Expire, TaskState::Dead},
    Transition {TaskState::Blocked, TaskEvent::Expire, TaskState::Dead},
    Transition {TaskState::Ready, TaskEvent::Expire, TaskState::Dead},
    Transition {TaskState::Running, TaskEvent::Release, TaskState::Ready},
    Transition {TaskState::Running, TaskEvent::Postpone, TaskState::Scheduled},
    Transition {TaskState::Scheduled, TaskEvent::Postpone, TaskState::Scheduled},
    Transition {TaskState::Ready, TaskEvent::Postpone, TaskState::Scheduled},
    Transition {TaskState::Retrying, TaskEvent::Postpone, TaskState::Scheduled},
    Transition {TaskState::Running, TaskEvent::LoseLease, TaskState::Ready},
    Transition {TaskState::Scheduled, TaskEvent::Cancel, TaskState::Cancelled},
    Transition {TaskState::Blocked, TaskEvent::Cancel, TaskState::Cancelled},
    Transition {TaskState::Ready, TaskEvent::Cancel, TaskState::Cancelled},
    Transition {TaskState::Retrying, TaskEvent::Cancel, TaskState::Cancelled},
    Transition {TaskState::Running, TaskEvent::Cancel, TaskState::Cancelled},
    Transition {TaskState::Dead, TaskEvent::Revive, TaskState::Ready},
    Transition {TaskState::Cancelled, TaskEvent::Revive, TaskState::Ready},
    Transition {TaskState::Dead, TaskEvent::Requeue, TaskState::Blocked},
    Transition {TaskState::Cancelled, TaskEvent::Requeue, TaskState::Blocked},
    Transition {TaskState::Scheduled, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Blocked, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Ready, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Retrying, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Completed, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Dead, TaskEvent::Trash, TaskState::Trashed},
    Transition {TaskState::Cancelled, TaskEvent::Trash, TaskState::Trashed},
};

/// Where `event` leads from `state`; nothing when it cannot happen there.
[[nodiscard]] std::optional<TaskState> next(TaskState state, TaskEvent event);

[[nodiscard]] bool hasEnded(TaskState state);
/// Whether it waits for its first or next attempt.
[[nodiscard]] bool isPending(TaskState state);

/// The stored and shown word: `ready`.
[[nodiscard]] QLatin1String wordFrom(TaskState state);
[[nodiscard]] std::optional<TaskState> taskStateFromWord(QStringView word);
/// The original's four words, for programs that were written for it: `Pending`, `Running`, `Completed`, `Failed`.
[[nodiscard]] QLatin1String statusFrom(TaskState state);

} // namespace conduit::broker
