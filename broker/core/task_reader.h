// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/core/task.h"

#include <vector>

namespace conduit::broker {

enum class TaskSort { Created, RunAt, Priority, Started, Completed, Duration };

/// A place in a sorted list: between two rows, never a number of rows.
struct TaskCursor
{
    qint64 key = 0;
    qint64 seq = 0;
};

/// What a list asks for. Empty lists do not filter.
struct TaskQuery
{
    std::vector<TaskState> states;
    QStringList types;
    QStringList queues;
    std::optional<qint64> changedSince; ///< A revision.
    TaskSort sort = TaskSort::Created;
    bool falling = true;
    int limit = 50;
    std::optional<TaskCursor> after;
    std::optional<TaskCursor> before;
};

/// A task without payload and output, with their sizes in bytes.
struct TaskRow
{
    Task task;
    qint64 payloadSize = 0;
    qint64 outputSize = 0;
};

struct TaskPage
{
    std::vector<TaskRow> rows;
    std::optional<TaskCursor> next;
    std::optional<TaskCursor> previous;
    qint64 revision = 0;
};

struct TaskHistory
{
    Task task; ///< Without payload and output.
    std::vector<Attempt> attempts;
};

/// Answers questions beside the lane, from the last commit. Used on the reader's thread only.
class TaskReader
{
public:
    virtual ~TaskReader() = default;
    virtual Result<TaskPage> list(const TaskQuery &query) = 0;
    /// Nothing for an unknown id.
    virtual Result<std::optional<TaskHistory>> history(const QUuid &id) = 0;
};

} // namespace conduit::broker
