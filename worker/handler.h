// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/run_notes.h"

#include <conduit/wire.h>

#include <optional>
#include <variant>

namespace conduit::worker {

/// The attempt completed.
struct Output
{
    QByteArray json; ///< JSON text.
};

/// The attempt failed. `isRetryable` tells "try again" from "cannot ever work": a payload that is no picture stays none.
struct Failure
{
    QString message; ///< A sentence for whoever enqueued the task.
    bool isRetryable = true;
    QString errorClass = {};                   ///< A stable word to count failures by; may be empty.
    std::optional<wire::Seconds> retryIn = {}; ///< When to try again; nothing: the task's own backoff says.
    QString stack = {};                        ///< Where it happened; may be empty.
};

/// Not now: the task runs again after `delay`, and this attempt does not count.
struct Snooze
{
    wire::Seconds delay;
};

using Outcome = std::variant<Output, Failure, Snooze>;

enum class LogLevel { Debug, Info, Warning, Error };

/// What a handler is given of its task, and whom it tells how it goes. Lives as long as the call, on the call's thread.
class TaskContext
{
public:
    static constexpr qsizetype kCheckpointBytesMax = 64 * 1024;

    TaskContext(const wire::Task &task, RunNotes &notes) : m_task(task), m_notes(notes) { }

    [[nodiscard]] const QString &taskId() const { return m_task.id; }
    [[nodiscard]] const QString &taskType() const { return m_task.taskType; }
    [[nodiscard]] const QByteArray &payload() const { return m_task.payload; } ///< JSON text, exactly as it was enqueued.
    [[nodiscard]] int attempt() const { return m_task.attempt; } ///< 1, 2, … Only rises, also after attempts that do not count.
    /// JSON text: what an earlier attempt saved last; empty when none did.
    [[nodiscard]] const QByteArray &checkpoint() const { return m_task.checkpoint; }
    /// True once nobody wants the outcome any more: cancelled, out of time, or another worker's. A handler that runs for long
    /// asks now and then and ends soon; the failure that it returns then is reported as "cancelled".
    [[nodiscard]] bool isCancelled() const { return m_notes.isCancelled(); }

    // Cheap: a heartbeat carries what came last, at most once a second.
    void reportProgress(double percent, const QString &message = {}) const;
    void log(LogLevel level, const QString &message) const;
    /// For the next attempt, should this one not complete. False, and nothing changes, when it is no JSON or too large.
    bool saveCheckpoint(const QByteArray &json) const;

private:
    const wire::Task &m_task;
    RunNotes &m_notes;
};

/// Runs the tasks of one type. run() is called on task threads, several at a time.
class Handler
{
public:
    virtual ~Handler() = default;
    [[nodiscard]] virtual QString taskType() const = 0;
    /// What payload the type takes; registered with the broker. Nothing: any.
    [[nodiscard]] virtual std::optional<wire::Schema> schema() const { return {}; }
    /// What it throws becomes a failure that may be tried again.
    [[nodiscard]] virtual Outcome run(const TaskContext &context) const = 0;
};

} // namespace conduit::worker
