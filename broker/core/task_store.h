// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/core/task.h"
#include "broker/core/task_log.h"

#include <vector>

namespace conduit::broker {

/// Tasks of one queue and type in one state.
struct TallyRow
{
    QString queue;
    QString type;
    TaskState state = TaskState::Ready;
    qint64 count = 0;
};

/// A task that may be claimed, as far as choosing needs to know.
struct Claimable
{
    qint64 seq = 0;
    qint64 rank = 0;
    qint64 payloadSize = 0; ///< Bytes.
    TaskPolicy policy;
};

/// A task that may go for good.
struct Forgettable
{
    qint64 seq = 0;
    QString queue;
    QString type;
    Moment since; ///< When it ended, or was deleted; on the wall.
};

/// Which ended tasks may be forgotten.
struct EndedQuery
{
    TaskState state = TaskState::Completed;
    QString queue;
    QString type;
    Moment endedBy;   ///< On the wall.
    Moment steadyNow; ///< One that holds its unique key for a window stays until the window is over.
};

/// How many tasks a worker runs.
struct WorkerLoad
{
    QString worker;
    int running = 0;
};

/// What a claim writes into a task.
struct ClaimStamp
{
    Lease lease;
    Moment now;                     ///< On the wall: the attempt's start.
    Moment steadyNow;               ///< The same on the steady line.
    std::optional<Moment> deadline; ///< When the attempt will be asked to stop.
    qint64 revision = 0;
};

/// `ready` as a claim makes it: another attempt of it runs.
[[nodiscard]] Task claimedTask(Task ready, const ClaimStamp &stamp);

/// Payload and output of a task, of which at least the beginning is there.
struct Documents
{
    QByteArray payload = {};
    QByteArray output = {}; ///< Empty when there is none.
    qint64 payloadSize = 0; ///< Bytes of all of it.
    qint64 outputSize = 0;  ///< The same.
};

/// What the engine needs of storage. Used on the lane; every write belongs to the lane's current turn and is on disk only when the
/// turn has committed. A failure of any call means that storage is in trouble: the whole turn then fails.
class TaskStore
{
public:
    virtual ~TaskStore() = default;

    /// False when the id is taken, or the unique key is held; then nothing was stored.
    virtual Result<bool> insert(const Task &task) = 0;
    /// The same for a task that holds no unique key and whose id was made just now, so that nobody else can have it.
    virtual Status insertFresh(const Task &task) = 0;
    virtual Result<std::optional<Task>> find(const QUuid &id) = 0;
    /// Without payload and output: cheap also for large tasks.
    virtual Result<std::optional<Task>> findHead(const QUuid &id) = 0;
    virtual Result<std::optional<Task>> findHeadBySeq(qint64 seq) = 0;
    /// The first bytes of payload and output of a task that is there, at most `bytesMax` of each: cheap also for large ones.
    virtual Result<Documents> documentHeads(qint64 seq, qint64 bytesMax) = 0;
    /// The task that holds this unique key; without payload.
    virtual Result<std::optional<Task>> keyHolder(const QString &type, const QString &key) = 0;
    /// The window for which a task held its unique key is over.
    virtual Status dropKey(qint64 seq) = 0;
    /// Whether a task with this id was forgotten a short while ago.
    virtual Result<bool> isBuried(const QUuid &id) = 0;

    /// The live task of a serial key that is not blocked; without payload.
    virtual Result<std::optional<Task>> serialActive(const QString &key) = 0;
    /// The blocked task of a serial key whose turn is next; without payload.
    virtual Result<std::optional<Task>> serialNext(const QString &key) = 0;

    /// Ready tasks of one queue and type, best first.
    virtual Result<std::vector<Claimable>> claimable(const QString &queue, const QString &type, int max) = 0;
    /// The same tasks, whole, as long as their payloads have no more than `payloadBytesMax` together; at least one, if there is any.
    virtual Result<std::vector<Task>> claimableWhole(const QString &queue, const QString &type, int max,
                                                     qint64 payloadBytesMax) = 0;
    /// When the ready task of one queue and type that is claimed next was due.
    virtual Result<std::optional<Moment>> nextDue(const QString &queue, const QString &type) = 0;
    /// Ready → Running. The whole task as it is afterwards.
    virtual Result<Task> claim(qint64 seq, const ClaimStamp &stamp) = 0;
    /// The same for a whole task as it was read in this turn.
    virtual Result<Task> claim(const Task &ready, const ClaimStamp &stamp) = 0;
    /// Writes everything that a change of state may change, provided that the task is still in `from`. An empty output keeps the one
    /// that is there.
    virtual Status update(const Task &task, TaskState from) = 0;
    /// Writes what people may change (queue, priority, times, policy, tags, meta), provided that the task is still in its state.
    virtual Status edit(const Task &task) = 0;
    virtual Status setPayload(qint64 seq, const QByteArray &payload) = 0;
    /// Writes the lease's end, progress and checkpoint; neither version nor revision move.
    virtual Status renew(const Task &task) = 0;

    // What is due, earliest first; without payload.
    /// Scheduled and Retrying tasks whose run_at has come.
    virtual Result<std::vector<Task>> dueBy(Moment now, int max) = 0;
    /// Running tasks whose lease has run out or whose deadline has come.
    virtual Result<std::vector<Task>> overdueBy(Moment now, int max) = 0;
    /// Tasks that were to be started by now; not those that have been.
    virtual Result<std::vector<Task>> expiredBy(Moment now, int max) = 0;
    /// Running tasks of one worker; without payload.
    virtual Result<std::vector<Task>> heldBy(const QString &worker) = 0;

    /// Workers that run anything.
    virtual Result<std::vector<WorkerLoad>> loads() = 0;

    virtual Status insertAttempt(qint64 seq, const Attempt &attempt) = 0;
    /// Adds lines at the end of an attempt's log, and drops and counts what is then too much between its head and its tail.
    virtual Status appendLog(qint64 seq, int attempt, const std::vector<LogLine> &lines) = 0;

    // Forgetting: which tasks, oldest first.
    virtual Result<std::vector<Forgettable>> forgettable(const EndedQuery &query, int max) = 0;
    virtual Result<std::vector<Forgettable>> trashedBy(Moment moment, int max) = 0;
    /// Deletes a task with its payload, attempts and log, and keeps its id from being used again until its tombstone is dropped.
    virtual Status forget(qint64 seq, Moment now) = 0;
    virtual Result<int> dropTombstones(Moment forgottenBefore, int max) = 0;
    /// Makes the file up to `pages` shorter by what is empty in it, but leaves `pagesKept` empty for tasks to come. Returns by how many.
    virtual Result<int> giveBackSpace(int pages, int pagesKept) = 0;
    /// Remembers the last place and revision that were given out, which forgetting might lower otherwise.
    virtual Status saveCounters(qint64 seq, qint64 revision) = 0;

    /// At the start: a lease that ends later than its length allows was taken under another clock, and is shortened.
    virtual Status shortenLeases(Moment now) = 0;

    // Read once, at the start.
    virtual Result<std::vector<TallyRow>> tally() = 0;
    virtual Result<qint64> lastSeq() = 0;
    virtual Result<qint64> lastRevision() = 0;
};

/// Makes the writes of a turn true together.
class TurnTransaction
{
public:
    virtual ~TurnTransaction() = default;
    /// Whether something was written since the last commit or rollback.
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// On disk when it returns well.
    virtual Status commit() = 0;
    virtual void rollback() = 0;
};

} // namespace conduit::broker
