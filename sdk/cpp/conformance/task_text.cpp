// SPDX-License-Identifier: MIT
#include "task_text.h"

#include <conduit/json_writer.h>

namespace conduit::driver {

namespace {

void writeText(json::Writer &json, QByteArrayView name, const QString &text)
{
    if (!text.isEmpty())
        json.name(name).string(text);
}

void writeRaw(json::Writer &json, QByteArrayView name, const QByteArray &text)
{
    if (!text.isEmpty())
        json.name(name).raw(text);
}

void writeTime(json::Writer &json, QByteArrayView name, const QDateTime &time)
{
    if (time.isValid())
        json.name(name).string(time.toUTC().toString(Qt::ISODateWithMs));
}

void writeSeconds(json::Writer &json, QByteArrayView name, const std::optional<wire::Seconds> &seconds)
{
    if (seconds)
        json.name(name).number(seconds->count());
}

void writeTexts(json::Writer &json, const QStringList &texts)
{
    json.beginArray();
    for (const QString &text : texts)
        json.string(text);
    json.endArray();
}

void writeResult(json::Writer &json, const wire::TaskResult &result)
{
    json.name("result").beginObject();
    json.name("output").raw(result.output);
    if (result.error)
        json.name("error").string(*result.error);
    json.endObject();
}

void writeProgress(json::Writer &json, const wire::Progress &progress)
{
    json.name("progress").beginObject();
    json.name("percent").number(progress.percent);
    writeText(json, "message", progress.message);
    writeRaw(json, "data", progress.data);
    json.endObject();
}

void write(json::Writer &json, const wire::Task &task)
{
    json.beginObject();
    json.name("id").string(task.id);
    json.name("task_type").string(task.taskType);
    writeRaw(json, "payload", task.payload);
    json.name("status").string(task.status);
    json.name("state").string(task.state);
    if (task.result)
        writeResult(json, *task.result);
    writeTime(json, "created_at", task.createdAt);
    writeTime(json, "started_at", task.startedAt);
    writeTime(json, "completed_at", task.completedAt);
    writeTime(json, "run_at", task.runAt);
    writeTime(json, "expires_at", task.expiresAt);
    json.name("queue").string(task.queue);
    json.name("priority").integer(task.priority);
    json.name("attempt").integer(task.attempt);
    json.name("max_attempts").integer(task.maxAttempts);
    json.name("uncharged").integer(task.uncharged);
    writeSeconds(json, "timeout", task.timeout);
    writeSeconds(json, "retry_for", task.retryFor);
    writeText(json, "worker", task.worker);
    if (task.progress)
        writeProgress(json, *task.progress);
    json.name("tags");
    writeTexts(json, task.tags);
    writeRaw(json, "meta", task.meta);
    writeText(json, "unique_key", task.uniqueKey);
    writeText(json, "serial_key", task.serialKey);
    writeText(json, "enqueued_by", task.enqueuedBy);
    json.name("cancel_requested").boolean(task.cancelRequested);
    json.name("version").integer(task.version);
    json.endObject();
}

void write(json::Writer &json, const wire::Attempt &attempt)
{
    json.beginObject();
    json.name("number").integer(attempt.number);
    writeText(json, "worker", attempt.worker);
    writeTime(json, "started_at", attempt.startedAt);
    writeTime(json, "ended_at", attempt.endedAt);
    writeText(json, "outcome", attempt.outcome);
    writeText(json, "error", attempt.error);
    writeText(json, "error_class", attempt.errorClass);
    writeText(json, "stack", attempt.stack);
    json.endObject();
}

template<typename T>
QByteArray listOf(const QList<T> &values)
{
    json::Writer json;
    json.beginArray();
    for (const T &value : values)
        write(json, value);
    return json.endArray().take();
}

} // namespace

QByteArray textOf(const wire::Task &task)
{
    json::Writer json;
    write(json, task);
    return json.take();
}

QByteArray textOf(const QList<wire::Task> &tasks) { return listOf(tasks); }

QByteArray textOf(const QList<wire::Attempt> &attempts) { return listOf(attempts); }

QByteArray textOf(const QStringList &texts)
{
    json::Writer json;
    writeTexts(json, texts);
    return json.take();
}

QByteArray textOf(const client::Failure &failure)
{
    json::Writer json;
    json.beginObject();
    json.name("status").integer(failure.status);
    json.name("code").string(failure.code);
    json.name("message").string(failure.message);
    json.name("details").beginArray();
    for (const auto &detail : failure.details) {
        json.beginObject();
        json.name("pointer").string(detail.pointer);
        json.name("keyword").string(detail.keyword);
        json.name("message").string(detail.message);
        json.endObject();
    }
    json.endArray();
    writeSeconds(json, "retry_after", failure.retryAfter);
    return json.endObject().take();
}

} // namespace conduit::driver
