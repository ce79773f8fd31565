// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_state.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

std::optional<TaskState> next(TaskState state, TaskEvent event)
{
    const auto row = std::find_if(kTransitions.begin(), kTransitions.end(),
                                  [&](const Transition &t) { return t.from == state && t.event == event; });
    if (row == kTransitions.end())
        return std::nullopt;
    return row->to;
}

TaskStates statesFrom(const std::vector<TaskState> &states)
{
    TaskStates set;
    for (const TaskState state : states)
        set.set(static_cast<std::size_t>(state));
    return set;
}

bool hasEnded(TaskState state)
{
    return state == TaskState::Completed || state == TaskState::Dead || state == TaskState::Cancelled;
}

bool isPending(TaskState state)
{
    return state == TaskState::Scheduled || state == TaskState::Blocked || state == TaskState::Ready
        || state == TaskState::Retrying;
}

QLatin1String wordFrom(TaskState state)
{
    switch (state) {
    case TaskState::Scheduled:
        return "scheduled"_L1;
    case TaskState::Blocked:
        return "blocked"_L1;
    case TaskState::Ready:
        return "ready"_L1;
    case TaskState::Retrying:
        return "retrying"_L1;
    case TaskState::Running:
        return "running"_L1;
    case TaskState::Completed:
        return "completed"_L1;
    case TaskState::Dead:
        return "dead"_L1;
    case TaskState::Cancelled:
        return "cancelled"_L1;
    case TaskState::Trashed:
        return "trashed"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<TaskState> taskStateFromWord(QStringView word)
{
    const auto state = std::find_if(kTaskStates.begin(), kTaskStates.end(), [&](TaskState s) { return word == wordFrom(s); });
    if (state == kTaskStates.end())
        return std::nullopt;
    return *state;
}

QLatin1String statusFrom(TaskState state)
{
    switch (state) {
    case TaskState::Scheduled:
    case TaskState::Blocked:
    case TaskState::Ready:
    case TaskState::Retrying:
        return "Pending"_L1;
    case TaskState::Running:
        return "Running"_L1;
    case TaskState::Completed:
        return "Completed"_L1;
    case TaskState::Dead:
    case TaskState::Cancelled:
    case TaskState::Trashed:
        return "Failed"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace conduit::broker
