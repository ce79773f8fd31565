// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/core/task.h"
#include "broker/core/task_filter.h"
#include "broker/core/task_log.h"

#include <functional>
#include <vector>

namespace conduit::broker {

enum class TaskSort { Created, RunAt, Priority, Started, Completed, Duration };

/// In any other order every task has to be looked at to know which come first. An index more would be written with each task.
[[nodiscard]] constexpr bool hasIndex(TaskSort sort) { return sort == TaskSort::Created; }

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
    bool wantsPayloads = false; ///< Then a page also ends where the payloads would become too much for one answer.
    std::optional<TaskCursor> after;
    std::optional<TaskCursor> before;
    std::optional<Moment>
        at; ///< Instead of a cursor, in the order of enqueueing: from the task on that was made at this moment.
};

/// A task without output, and without payload unless that was wanted, with their sizes in bytes.
struct TaskRow
{
    Task task;
    qint64 payloadSize = 0;
    qint64 outputSize = 0;
};

struct PlacedTask
{
    TaskRow row;
    TaskCursor cursor;
};

/// How far a list has come whose order has no index: what comes first among the tasks that were looked at. To begin with there are none.
struct SortProgress
{
    std::vector<PlacedTask> first;
    std::optional<qint64> lookedTo; ///< The place of the last of them in the order of enqueueing.
    qint64 revision = 0;
};

struct TaskPage
{
    std::vector<TaskRow> rows;
    std::optional<TaskCursor> next;
    std::optional<TaskCursor> previous;
    std::optional<Moment> searchedTo; ///< When the search ended early: when the last task was made that it has looked at.
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

/// Where a survey begins and how much it looks at. It goes from the newest task to the oldest.
struct SurveyBounds
{
    std::optional<qint64> beforeSeq;
    int tasksMax = 10'000;
    Milliseconds timeMax {5};
    bool wantsSignatures = false;
    bool wantsTags = false;
};

/// What a survey tells of each task that fits.
struct SurveyedTask
{
    TaskState state = TaskState::Ready; ///< As people are shown it.
    QString queue;
    QString type;
    QString worker;
    QString signature; ///< Of a dead task, when wanted.
    QStringList tags;  ///< When wanted.
    Moment createdAt;
    std::optional<Moment> completedAt;
};

/// How far a survey came.
struct SurveyEnd
{
    int tasks = 0;           ///< That fit.
    qint64 lookedDownTo = 0; ///< Go on before this place.
    bool isAtEnd = false;
};

/// Dead tasks of one type whose errors have one signature.
struct DeathGroup
{
    QString type;
    QString signature;
    int count = 0;
    Moment firstSeen;
    Moment lastSeen;
    QUuid example; ///< The latest of them.
};

struct DeathGroups
{
    static constexpr std::size_t kGroupsMax = 100;

    std::vector<DeathGroup> groups; ///< The largest first, at most kGroupsMax.
    int omitted = 0;                ///< Groups, of the smallest ones.
    int lookedAt = 0;
    std::optional<TaskCursor> next; ///< There are older ones.
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
    /// A piece of the same for an order without an index, so that others have their turn in between. Nothing: there is more to do.
    virtual Result<std::optional<TaskPage>> sort(const TaskQuery &query, SortProgress &progress) = 0;
    /// The next tasks that fit; bounded, so that work on many tasks goes forward in steps.
    virtual Result<MatchSlice> matching(const TaskFilter &filter, const MatchSearch &search) = 0;
    /// Shows `take` the tasks of a query, newest first, as far as its bounds go; sort, limit and cursors of the query do not matter.
    virtual Result<SurveyEnd> survey(const TaskQuery &query, const SurveyBounds &bounds,
                                     const std::function<void(const SurveyedTask &)> &take) = 0;
    /// Groups at most `max` dead tasks, the latest deaths first. Empty `types` take any.
    virtual Result<DeathGroups> deathGroups(const QStringList &types, const std::optional<TaskCursor> &before, int max) = 0;
    /// Nothing for an unknown id.
    virtual Result<std::optional<TaskHistory>> history(const QUuid &id) = 0;
    /// The newest lines, of as many attempts as fit. Nothing for an unknown id.
    virtual Result<std::optional<TaskLog>> log(const QUuid &id) = 0;
};

} // namespace conduit::broker
