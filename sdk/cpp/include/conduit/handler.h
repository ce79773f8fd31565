// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/wire.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <functional>
#include <optional>
#include <variant>

namespace conduit::worker {

/// The attempt completed.
struct Output
{
    QByteArray json; ///< JSON text.
};

/// Of an object that needs no exact numbers beyond 64 bits.
[[nodiscard]] inline Output outputOf(const QJsonObject &object)
{
    return {QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

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

/// Why nobody wants the outcome of an attempt any more.
enum class CancelReason {
    Requested, ///< Somebody cancelled the task, or its time is up.
    LeaseLost, ///< Another worker may have the task.
    Stopping,  ///< The worker ends, and its grace is over: the task is given back.
};

/// What a handler is given of its task, and whom it tells how it goes. Lives as long as the call, on the call's thread.
class TaskContext
{
public:
    static constexpr qsizetype kCheckpointBytesMax = 64 * 1024;

    TaskContext() = default;
    virtual ~TaskContext() = default;
    TaskContext(const TaskContext &) = delete;
    TaskContext &operator=(const TaskContext &) = delete;

    [[nodiscard]] virtual const QString &taskId() const = 0;
    [[nodiscard]] virtual const QString &taskType() const = 0;
    [[nodiscard]] virtual const QByteArray &payload() const = 0; ///< JSON text, exactly as it was enqueued.
    [[nodiscard]] virtual int attempt() const = 0;               ///< 1, 2, … Only rises, also after attempts that do not count.
    /// JSON text: what an earlier attempt saved last; empty when none did.
    [[nodiscard]] virtual const QByteArray &checkpoint() const = 0;

    /// Nothing as long as the outcome is wanted. A handler that runs for long asks now and then and ends soon; the failure that it
    /// returns then is reported as "cancelled".
    [[nodiscard]] virtual std::optional<CancelReason> cancelReason() const = 0;
    [[nodiscard]] bool isCancelled() const { return cancelReason().has_value(); }
    /// Waits for so long; false, and at once, when the outcome is not wanted any more.
    [[nodiscard]] virtual bool waitFor(std::chrono::milliseconds time) const = 0;

    // Cheap: a heartbeat carries what came last, at most once a second.
    /// `percent` from 0 to 100; of the message the first 256 characters. `data` is JSON text, or empty.
    virtual void reportProgress(double percent, const QString &message = {}, const QByteArray &data = {}) const = 0;
    virtual void log(LogLevel level, const QString &message) const = 0;
    /// For the next attempt, should this one not complete. False, and nothing changes, when it is no JSON or too large.
    virtual bool saveCheckpoint(const QByteArray &json) const = 0;

    /// The payload as Qt has it: empty when it is no object, and with integers beyond 64 bits rounded.
    [[nodiscard]] QJsonObject payloadObject() const { return QJsonDocument::fromJson(payload()).object(); }
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

using HandlerFunction = std::function<Outcome(const TaskContext &)>;

/// A function as the handler of a type.
class FunctionHandler final : public Handler
{
public:
    FunctionHandler(QString taskType, HandlerFunction function)
        : m_taskType(std::move(taskType)), m_function(std::move(function))
    {
    }
    FunctionHandler(const wire::Schema &schema, HandlerFunction function)
        : m_taskType(schema.taskType), m_schema(schema), m_function(std::move(function))
    {
    }

    [[nodiscard]] QString taskType() const override { return m_taskType; }
    [[nodiscard]] std::optional<wire::Schema> schema() const override { return m_schema; }
    [[nodiscard]] Outcome run(const TaskContext &context) const override { return m_function(context); }

private:
    const QString m_taskType;
    const std::optional<wire::Schema> m_schema;
    const HandlerFunction m_function;
};

} // namespace conduit::worker
