// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <atomic>
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
    QString errorClass = {}; ///< A stable word to count failures by; may be empty.
};

using Outcome = std::variant<Output, Failure>;

/// What a handler is given of its task. Lives as long as the call.
class TaskContext
{
public:
    TaskContext(const wire::Task &task, const std::atomic_bool &cancelled) : m_task(task), m_cancelled(cancelled) { }

    [[nodiscard]] const QString &taskType() const { return m_task.taskType; }
    [[nodiscard]] const QByteArray &payload() const { return m_task.payload; } ///< JSON text, exactly as it was enqueued.
    /// True once nobody wants the outcome any more; a handler that runs for long asks now and then.
    [[nodiscard]] bool isCancelled() const { return m_cancelled; }

private:
    const wire::Task &m_task;
    const std::atomic_bool &m_cancelled;
};

/// Runs the tasks of one type. run() is called on task threads, several at a time.
class Handler
{
public:
    virtual ~Handler() = default;
    /// The type it is for, and what payload that takes; registered with the broker.
    [[nodiscard]] virtual wire::Schema schema() const = 0;
    /// What it throws becomes a failure that may be tried again.
    [[nodiscard]] virtual Outcome run(const TaskContext &context) const = 0;
};

} // namespace conduit::worker
