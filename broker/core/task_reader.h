// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/core/task.h"
#include "broker/core/task_filter.h"
#include "broker/core/task_log.h"

#include <vector>

namespace conduit::broker {

enum class TaskSort { Created, RunAt, Priority, Started, Completed, Duration };

/// A place in a sorted list: between two rows, never a number of rows.
struct TaskCursor
{
    qint64 key = 0;
    qint64 seq = 0;
};

/// Which tasks are looked at: deleted ones are kept apart.
enum class TaskScope { Live, Trash, Both };

/// What a list asks for. Empty lists do not filter.
struct TaskQuery
{
    std::vector<TaskState> states;
    std::vector<TaskState> statusStates; ///< Those that have one of the wanted statuses; both lists must fit.
    QStringList types;
    QStringList queues;
    TaskScope scope = TaskScope::Live;
    std::optional<TaskFilter> filter;
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

/// Where to go on looking for the tasks of a filter, and how much to do in one go.
struct MatchSearch
{
    TaskScope scope = TaskScope::Live;
    std::optional<qint64> asOfRevision; ///< Tasks that changed after it do not count.
    qint64 afterSeq = 0;
    int rowsMax = 500;   ///< At most so many tasks are found.
    int scanMax = 5'000; ///< At most so many tasks are looked at.
};

/// Tasks in the order of enqueueing.
struct MatchSlice
{
    std::vector<TaskRow> rows;
    qint64 lookedUpTo = 0; ///< Go on after this one.
    bool isAtEnd = false;
};

struct TaskHistory
{
    Task task; ///< Without payload and output.
    std::vector<Attempt> attempts;
};

struct AttemptLogLine
{
    int attempt = 0;
    LogLine line;
};

/// What the attempts of a task have said, in their order.
struct TaskLog
{
    std::vector<AttemptLogLine> lines;
    bool isTruncated = false; ///< Lines are missing: they were dropped, or would be too many for one answer.
};

/// Answers questions beside the lane, from the last commit. Used on the reader's thread only.
class TaskReader
{
public:
    virtual ~TaskReader() = default;
    /// In the order of enqueueing a list is bounded in time: a page may be short, even empty, and still have a next one.
    virtual Result<TaskPage> list(const TaskQuery &query) = 0;
    /// The next tasks that fit; bounded, so that work on many tasks goes forward in steps.
    virtual Result<MatchSlice> matching(const TaskFilter &filter, const MatchSearch &search) = 0;
    /// Nothing for an unknown id.
    virtual Result<std::optional<TaskHistory>> history(const QUuid &id) = 0;
    /// The newest lines, of as many attempts as fit. Nothing for an unknown id.
    virtual Result<std::optional<TaskLog>> log(const QUuid &id) = 0;
};

} // namespace conduit::broker
