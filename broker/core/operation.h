// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"

#include <array>
#include <utility>
#include <vector>

namespace conduit::broker {

enum class OperationVerb {
    Retry,
    Cancel,
    Delete,
    Restore,
    Purge, ///< Out of the trash, for good.
    Promote,
    Hold,
    Move,
    Tag,
    SetPriority,
    Reschedule,
};

enum class OperationState {
    Running,
    Paused,
    Done,
    Stopped, ///< By a person, before it was done; or its undoing was stopped.
    Undoing,
    Undone,
};

inline constexpr std::array kOperationVerbs {
    std::pair {QLatin1String("retry"), OperationVerb::Retry},
    std::pair {QLatin1String("cancel"), OperationVerb::Cancel},
    std::pair {QLatin1String("delete"), OperationVerb::Delete},
    std::pair {QLatin1String("restore"), OperationVerb::Restore},
    std::pair {QLatin1String("purge"), OperationVerb::Purge},
    std::pair {QLatin1String("promote"), OperationVerb::Promote},
    std::pair {QLatin1String("hold"), OperationVerb::Hold},
    std::pair {QLatin1String("move"), OperationVerb::Move},
    std::pair {QLatin1String("tag"), OperationVerb::Tag},
    std::pair {QLatin1String("set_priority"), OperationVerb::SetPriority},
    std::pair {QLatin1String("reschedule"), OperationVerb::Reschedule},
};

inline constexpr std::array kOperationStates {
    std::pair {QLatin1String("running"), OperationState::Running},
    std::pair {QLatin1String("paused"), OperationState::Paused},
    std::pair {QLatin1String("done"), OperationState::Done},
    std::pair {QLatin1String("stopped"), OperationState::Stopped},
    std::pair {QLatin1String("undoing"), OperationState::Undoing},
    std::pair {QLatin1String("undone"), OperationState::Undone},
};

/// Whether it is done to tasks in the trash; else to the others.
[[nodiscard]] inline bool isAboutTrash(OperationVerb verb)
{
    return verb == OperationVerb::Restore || verb == OperationVerb::Purge;
}

/// Whether what it did can be put back.
[[nodiscard]] inline bool isUndoable(OperationVerb verb) { return verb != OperationVerb::Purge; }

/// What somebody asks to be done to many tasks; already checked.
struct OperationRequest
{
    OperationVerb verb = OperationVerb::Retry;

    std::vector<QUuid> ids; ///< Each once. Empty: the filter says which.
    QString filter;
    std::optional<qint64> asOf; ///< Tasks of a later revision do not count.
    std::vector<QUuid> except;  ///< Sorted.
    qint64 upTo = 0; ///< The last place in the order of enqueueing when it was asked: what comes later does not count.
    Moment askedAt;  ///< On the steady line: what the filter's relative times count from.

    QString reason;          ///< Of cancel.
    QString queue;           ///< Of move.
    int priority = 0;        ///< Of set_priority.
    Moment runAt;            ///< Of reschedule.
    QStringList tagsAdded;   ///< Of tag.
    QStringList tagsRemoved; ///< Of tag.
    int rate = 0;            ///< Tasks a minute; 0: as fast as it goes.
};

struct OperationFailure
{
    QUuid task;
    QString message;
};

/// Work on many tasks, and how far it has come.
struct Operation
{
    qint64 number = 0;
    QUuid id;
    OperationRequest request;
    OperationState state = OperationState::Running;
    qint64 lookedUpTo = 0; ///< The last place in the order of enqueueing that was looked at; of ids: how many of them.
    qint64 matched = 0;
    qint64 done = 0; ///< Changed, and not put back since.
    qint64 skipped = 0;
    qint64 failed = 0;
    std::vector<OperationFailure> failures; ///< The first of the latest run: of the operation, or of its undoing.
    Moment createdAt;
    std::optional<Moment> endedAt;
};

/// What an operation has changed.
struct OperationItem
{
    qint64 seq = 0;
    qint64 version = 0; ///< Of the task, after the change.
    Task before;        ///< Those members that TaskControl::undo puts back.
};

} // namespace conduit::broker
