// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/// What travels between a broker and its clients, as values. Names follow the contract's members; times are UTC.
/// `QByteArray` members hold exact JSON text, byte for byte as the broker keeps it.
namespace conduit::wire {

using Seconds = std::chrono::duration<double>;

struct TaskResult
{
    QByteArray output = {};            ///< JSON text; `null` when there is none.
    std::optional<QString> error = {}; ///< Why it failed; absent when it completed.
};

struct Progress
{
    double percent = 0;
    QString message = {};
    QByteArray data = {}; ///< JSON text; empty when there is none.
};

/// How long a task rests after each failed attempt. What is absent is the broker's to choose.
struct Backoff
{
    QString kind = {}; ///< polynomial, exponential, fixed or list.
    std::optional<Seconds> base = {};
    std::optional<double> factor = {};
    std::optional<Seconds> cap = {};
    QList<Seconds> delays = {};        ///< Of the kind list.
    std::optional<double> jitter = {}; ///< A share of the rest, such as 0.15.
};

/// One reason why a pending task is not running.
struct WaitReason
{
    QString reason = {}; ///< A stable word such as `not_due` or `no_worker`.
    QString detail = {}; ///< A sentence for people.
    QDateTime until = {};
};

struct Task
{
    QString id = {};
    QString taskType = {};
    QByteArray payload = {}; ///< JSON text; empty in lists, which leave it out unless asked, and in heads.
    QString status = {};     ///< Pending, Running, Completed or Failed.
    QString state = {};      ///< scheduled, blocked, ready, retrying, running, completed, dead or cancelled.
    std::optional<TaskResult> result = {};
    QDateTime createdAt = {};
    QDateTime startedAt = {};   ///< Invalid before the first attempt.
    QDateTime completedAt = {}; ///< Invalid until it ended, however it ended.
    QString queue = {};
    int priority = 5;
    QDateTime runAt = {};
    int attempt = 0;
    int maxAttempts = 20;
    std::optional<Backoff> backoff = {};
    std::optional<Seconds> retryFor = {}; ///< Since the first start.
    int uncharged = 0;                    ///< Attempts that do not count: released, snoozed.
    std::optional<Seconds> timeout = {};
    QDateTime expiresAt = {}; ///< Not started by then: dead. Invalid: never.
    QString worker = {};      ///< Empty when nobody has claimed it.
    QDateTime leaseExpiresAt = {};
    std::optional<Progress> progress = {};
    QStringList tags = {};
    QByteArray meta = {}; ///< JSON text of an object; empty when there is none.
    QString uniqueKey = {};
    QString serialKey = {};
    QString enqueuedBy = {}; ///< What the client that enqueued it called itself (`Client::setActor`); empty: nothing.
    bool cancelRequested = false;
    QDateTime trashedAt = {}; ///< Valid for a deleted task.
    QList<WaitReason> waitingFor = {};
    qint64 version = 0;
    qint64 payloadSize = 0;      ///< Bytes; given in lists and heads.
    qint64 resultSize = 0;       ///< Bytes; given in lists and heads.
    QString lastError = {};      ///< Why the latest failed attempt did; given in lists and heads.
    QByteArray payloadHead = {}; ///< Its beginning, in UTF-8 and no JSON by itself; given in heads.
    QByteArray outputHead = {};  ///< The same of the output.
    QString leaseToken = {};     ///< Only in a claimed task.
    QByteArray checkpoint = {};  ///< JSON text; only in a claimed task.

    /// Payload and result are not there, but their beginnings.
    [[nodiscard]] bool isHead() const { return !payloadHead.isEmpty(); }
    [[nodiscard]] bool hasEnded() const { return status == u"Completed" || status == u"Failed"; }
};

struct NewTask
{
    QString id = {}; ///< A UUID; the client makes one when it is empty, so that a repeated request is harmless.
    QString taskType = {};
    QByteArray payload = "null";      ///< JSON text.
    QString queue = {};               ///< Empty: the broker's default.
    std::optional<int> priority = {}; ///< 0–9, higher runs sooner.
    QDateTime runAt = {};
    std::optional<Seconds> delay = {};
    std::optional<int> maxAttempts = {};
    std::optional<Seconds> retryFor = {};
    std::optional<Backoff> backoff = {};
    std::optional<Seconds> timeout = {}; ///< Of one attempt; 0: none.
    QDateTime expiresAt = {};
    QString uniqueKey = {};                   ///< One live task for each type and key.
    QString uniqueFor = {};                   ///< done or start.
    std::optional<Seconds> uniqueWindow = {}; ///< Instead of uniqueFor: for this long.
    QString onConflict = {};                  ///< return, reject, replace or keep_last.
    QString serialKey = {};                   ///< At most one task with it runs at a time.
    QStringList tags = {};
    QByteArray meta = {}; ///< JSON text of an object.
};

/// A task to change. With a version only while it still has that one; the failure is 412 when it has moved on.
struct TaskRef
{
    QString id = {};
    std::optional<qint64> version = {};
};

/// New values for a task that does not run. What is absent stays.
struct TaskEdit
{
    QByteArray payload = {}; ///< JSON text.
    std::optional<int> priority = {};
    QDateTime runAt = {};
    QString queue = {};
    std::optional<QStringList> tags = {};
    QByteArray meta = {}; ///< JSON text of an object.
};

/// `GET /task`. Empty members do not filter.
struct TaskQuery
{
    QStringList states = {};
    QStringList statuses = {};
    QStringList types = {};
    QStringList queues = {};
    QString filter = {}; ///< Of the filter language, such as `state:dead type:echo`; narrows the others further.
    bool trash = false;  ///< Deleted tasks instead of the others.
    int limit = 50;      ///< 1–500.
    QString after = {};  ///< Cursor: the page behind it.
    QString before = {}; ///< Cursor: the page ahead of it.
    QString sort = QStringLiteral("-created");
    std::optional<qint64> changedSince = {};
    QDateTime at = {}; ///< Instead of a cursor, sorted by created: from the task on that was made at this moment.
    /// With their payloads; then a page also ends before these are more than 1 MiB together, though it has one task at least.
    bool payloads = false;
};

struct TaskPage
{
    QList<Task> tasks = {}; ///< Without result, and without payload unless that was asked for; with their sizes.
    QString next = {};      ///< Empty on the last page.
    QString prev = {};
    qint64 revision = 0;
    QDateTime searchedTo = {}; ///< Valid when the search ended early: when the last task was made that it has looked at.
};

struct Attempt
{
    int number = 0;
    QString worker = {};
    QDateTime startedAt = {};
    QDateTime endedAt = {}; ///< Invalid while it runs.
    QString
        outcome; ///< completed, failed, timeout, lease_lost, worker_died, cancelled, released, snoozed; empty while it runs.
    QString error = {};
    QString errorClass = {};
    QString stack = {};
    std::optional<int> exitCode = {};
};

enum class FieldType { String, Number, Boolean, Object, Array };

struct Field
{
    QString name = {};
    FieldType type = FieldType::String;
    bool required = false;
    QString description = {};
    QByteArray example = {}; ///< JSON text; empty when the schema gives none.
};

struct Schema
{
    QString taskType = {};
    QString description = {};
    QList<Field> fields = {}; ///< In the order of the schema's text.
    QByteArray text = {};     ///< The schema as the broker keeps it.
};

struct Worker
{
    QString name = {};
    QString host = {};
    qint64 pid = 0;
    QString version = {};
    QStringList types = {};  ///< Empty: any.
    QStringList queues = {}; ///< Empty: any.
    int concurrency = 0;
    int running = 0;
    qint64 completed = 0; ///< Attempts of this process that ended well, since the broker has started.
    qint64 failed = 0;    ///< And badly: with an error, by a timeout, or lost.
    QDateTime startedAt = {};
    QDateTime lastSeenAt = {};
    bool alive = false; ///< Heard of within the last 90 seconds, by the broker's clock.
    bool draining = false;
    /// How far its clock is ahead of the broker's, or behind where that is negative, about; nothing when it has not told.
    std::optional<Seconds> clockAhead = {};
};

struct Queue
{
    QString name = {};
    bool isPaused = false;
    QString reason = {};               ///< Why it is paused.
    QString by = {};                   ///< Who paused it.
    QDateTime until = {};              ///< Invalid: until somebody resumes it.
    QMap<QString, qint64> states = {}; ///< Its tasks by state.
    QByteArray defaults = {};          ///< What it says for its tasks: JSON text of an object; empty when nothing was told.
};

struct QueuePause
{
    QString reason = {};  ///< Shown with each task that waits.
    QString by = {};      ///< Who pauses.
    QDateTime until = {}; ///< Invalid: until somebody resumes it.
};

/// The same for many tasks: those with these ids, or those that a filter finds.
struct NewOperation
{
    QString verb = {}; ///< retry, cancel, delete, restore, promote, hold, move, tag, set_priority or reschedule.
    QStringList ids = {};
    QString filter = {};             ///< Of the filter language, such as `state:dead type:echo`; instead of ids.
    std::optional<qint64> asOf = {}; ///< A revision: leave out what changed after it.
    QStringList except = {};         ///< Ids to leave out.
    QByteArray args = {};            ///< JSON text of an object, such as `{"rate":60}`.
    /// Sent again with the same key within 24 hours, it is the same operation and not another one: up to 255 printable ASCII
    /// characters. Empty: each call has a key of its own.
    QByteArray key = {};

    friend bool operator==(const NewOperation &, const NewOperation &) = default;
};

/// A task that an operation could not change.
struct OperationError
{
    QString id = {};
    QString message = {}; ///< A sentence that says why.
};

struct Operation
{
    QString id = {};
    QString verb = {};
    QString state = {}; ///< running, paused, done, stopped or undone.
    qint64 matched = 0;
    qint64 done = 0;
    qint64 skipped = 0;
    qint64 failed = 0;
    bool isUndoable = false;           ///< What it does can be put back.
    QList<OperationError> errors = {}; ///< The first 20 of those that failed.
};

/// An operation in the broker's list, from `GET /operation`.
struct ListedOperation
{
    Operation operation = {};            ///< Without its errors.
    std::optional<double> progress = {}; ///< 0 to 1, while it runs or is paused: what part of the tasks it has looked at.
    QDateTime createdAt = {};
    QDateTime endedAt = {}; ///< Invalid while it has not ended.
    QString via = {};       ///< Who began it, as in the record.
    QString actor = {};
    QString address = {};
    QString detail = {}; ///< The filter, or `41 ids`; empty when the record does not reach back to it.
};

/// What an operation would change.
struct OperationPreview
{
    qint64 matched = 0;
    bool hasMore = false;              ///< Its time was over before all were counted: there are at least `matched`.
    QMap<QString, qint64> states = {}; ///< Of `matched`: state → tasks. An older broker does not tell them.
    QList<Task> sample = {};           ///< Some of them, as in lists.
};

/// Why a broker's database should not be given more.
struct StorageTrouble
{
    QString code = {}; ///< storage_full, storage_busy or storage_failed.
    QString message = {};
};

/// Of the disk that holds the broker's database.
struct Disk
{
    qint64 freeBytes = 0;
    qint64 totalBytes = 0;
    qint64 databaseBytes = 0;
    qint64 grownBytes = 0;   ///< By so much the database has grown;
    Seconds grownWithin {0}; ///< within this time, which is a day at the most.
};

/// Tasks by state, from `GET /stats`.
struct Stats
{
    QMap<QString, qint64> states = {};
    QMap<QString, QMap<QString, qint64>> queues = {}; ///< queue → state → tasks.
    QMap<QString, QMap<QString, qint64>> types = {};  ///< type → state → tasks.
    qint64 revision = 0;
    std::optional<StorageTrouble> storage = {};
    std::optional<Disk> disk = {}; ///< Nothing when the broker does not know.
};

/// `GET /info`.
struct BrokerDescription
{
    QString version = {};
    QStringList capabilities = {};
    QMap<QString, qint64> limits = {};
    bool isPaused = false; ///< Nothing is handed out, from any queue.
    QueuePause pause = {}; ///< Of everything, as far as somebody has said why, by whom and until when.
    qint64 revision = 0;
};

struct ClaimRequest
{
    QString worker = {};
    QStringList types = {};  ///< Empty: any.
    QStringList queues = {}; ///< Empty: any. With weights: `mail:3`.
    bool isStrict = false;   ///< Queues in their order, without weights: the second only when the first has nothing.
    int n = 1;               ///< 1–100, no more than the worker's free slots.
    Seconds wait {0};        ///< 0–60.
    Seconds lease {30};      ///< 1–86,400.
};

/// How an attempt ended, as a worker reports it.
struct AttemptResult
{
    QString id = {};
    QString leaseToken = {};
    QByteArray output = "null"; ///< JSON text; must be `null` when there is an error.
    std::optional<QString> error = {};
    bool noRetry = false;
    std::optional<Seconds> retryIn = {};
    std::optional<Seconds> snooze = {}; ///< Not ended at all: run it again after this, uncharged. Without an error.
    QString errorClass = {};
    QString stack = {};
};

/// A line of an attempt's log.
struct LogLine
{
    QString level = {}; ///< debug, info, warning or error.
    QString message = {};
    QDateTime time = {}; ///< Invalid: when the broker gets it.
};

/// What the attempts of a task have said, oldest first.
struct TaskLog
{
    struct Line
    {
        int attempt = 0;
        LogLine line = {};
    };
    QList<Line> lines = {};
    bool isTruncated = false; ///< The broker keeps, or tells, only the first and the newest.
};

/// What a worker tells of one running task; renews its lease as well.
struct TaskHeartbeat
{
    std::optional<Progress> progress = {};
    QList<LogLine> log = {};
    QByteArray checkpoint = {}; ///< JSON text for the next attempt; empty leaves the earlier one.

    [[nodiscard]] bool isEmpty() const { return !progress && log.isEmpty() && checkpoint.isEmpty(); }
};

struct LeaseRenewal
{
    QString id = {};
    QString leaseToken = {};
    std::optional<Progress> progress = {};
};

struct WorkerHeartbeat
{
    QString host = {};
    qint64 pid = 0;
    QString version = {};
    QStringList types = {};
    QStringList queues = {};
    int concurrency = 1;
    QList<LeaseRenewal> leases = {};
    bool isStopping =
        false; ///< The broker answers what the worker has parked, with nothing. Older ones refuse the call with 400.
    QDateTime sentAt =
        {}; ///< Now, by this machine's clock, so that the broker can tell how far it is off. A header, which older ones pass over.
};

struct HeartbeatAnswer
{
    struct Lease
    {
        QString id;
        QDateTime leaseExpiresAt;
        bool cancelRequested = false;
        QString errorCode; ///< `lease_lost` and the like; empty when it was renewed.
    };
    QList<Lease> leases = {};
    bool drain = false;
    bool stop = false;
};

} // namespace conduit::wire
