// SPDX-License-Identifier: MIT
#include "wire_writer.h"

#include <conduit/json_writer.h>

namespace conduit::client {

namespace {

/// Durations are numbers of seconds on the wire.
void writeSeconds(json::Writer &json, QByteArrayView name, const std::optional<wire::Seconds> &duration)
{
    if (duration)
        json.name(name).number(duration->count());
}

void writeText(json::Writer &json, QByteArrayView name, const QString &text)
{
    if (!text.isEmpty())
        json.name(name).string(text);
}

void writeAllTexts(json::Writer &json, QByteArrayView name, const QStringList &texts)
{
    json.name(name).beginArray();
    for (const QString &text : texts)
        json.string(text);
    json.endArray();
}

void writeTexts(json::Writer &json, QByteArrayView name, const QStringList &texts)
{
    if (!texts.isEmpty())
        writeAllTexts(json, name, texts);
}

void writeInteger(json::Writer &json, QByteArrayView name, const std::optional<int> &value)
{
    if (value)
        json.name(name).integer(*value);
}

void writeNumber(json::Writer &json, QByteArrayView name, const std::optional<double> &value)
{
    if (value)
        json.name(name).number(*value);
}

void writeTime(json::Writer &json, QByteArrayView name, const QDateTime &time)
{
    if (time.isValid())
        json.name(name).string(time.toUTC().toString(Qt::ISODateWithMs));
}

void writeRaw(json::Writer &json, QByteArrayView name, const QByteArray &text)
{
    if (!text.isEmpty())
        json.name(name).raw(text);
}

void writeBackoff(json::Writer &json, const wire::Backoff &backoff)
{
    json.name("backoff").beginObject();
    writeText(json, "kind", backoff.kind);
    writeSeconds(json, "base", backoff.base);
    writeNumber(json, "factor", backoff.factor);
    writeSeconds(json, "cap", backoff.cap);
    if (!backoff.delays.isEmpty()) {
        json.name("delays").beginArray();
        for (const wire::Seconds delay : backoff.delays)
            json.number(delay.count());
        json.endArray();
    }
    writeNumber(json, "jitter", backoff.jitter);
    json.endObject();
}

void writeProgress(json::Writer &json, const std::optional<wire::Progress> &progress)
{
    if (!progress)
        return;
    json.name("progress").beginObject();
    json.name("percent").number(progress->percent);
    writeText(json, "message", progress->message);
    writeRaw(json, "data", progress->data);
    json.endObject();
}

QByteArray wordOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return "string";
    case wire::FieldType::Number:
        return "number";
    case wire::FieldType::Boolean:
        return "boolean";
    case wire::FieldType::Object:
        return "object";
    case wire::FieldType::Array:
        return "array";
    }
    Q_UNREACHABLE();
}

void writeField(json::Writer &json, const wire::Field &field)
{
    json.member(field.name).beginObject();
    json.name("field_type").plain(wordOf(field.type));
    json.name("required").boolean(field.required);
    writeText(json, "description", field.description);
    writeRaw(json, "example", field.example);
    json.endObject();
}

void writeResult(json::Writer &json, const wire::AttemptResult &result)
{
    json.name("output").raw(result.output);
    json.name("error");
    if (result.error)
        json.string(*result.error);
    else
        json.null();
    writeText(json, "lease_token", result.leaseToken);
    if (result.noRetry)
        json.name("no_retry").boolean(true);
    writeSeconds(json, "retry_in", result.retryIn);
    writeSeconds(json, "snooze", result.snooze);
    writeText(json, "error_class", result.errorClass);
    writeText(json, "stack", result.stack);
}

void writeResults(json::Writer &json, const QList<wire::AttemptResult> &results)
{
    json.name("results").beginArray();
    for (const wire::AttemptResult &result : results) {
        json.beginObject();
        json.name("id").string(result.id);
        writeResult(json, result);
        json.endObject();
    }
    json.endArray();
}

void writeLease(json::Writer &json, const wire::LeaseRenewal &lease)
{
    json.beginObject();
    json.name("id").string(lease.id);
    json.name("lease_token").string(lease.leaseToken);
    writeProgress(json, lease.progress);
    json.endObject();
}

void writeNewTask(json::Writer &json, const wire::NewTask &task)
{
    json.beginObject();
    json.name("task_type").string(task.taskType);
    json.name("payload").raw(task.payload);
    writeText(json, "id", task.id);
    writeText(json, "queue", task.queue);
    writeInteger(json, "priority", task.priority);
    writeTime(json, "run_at", task.runAt);
    writeSeconds(json, "delay", task.delay);
    writeInteger(json, "max_attempts", task.maxAttempts);
    writeSeconds(json, "retry_for", task.retryFor);
    if (task.backoff)
        writeBackoff(json, *task.backoff);
    writeSeconds(json, "timeout", task.timeout);
    writeTime(json, "expires_at", task.expiresAt);
    writeText(json, "unique_key", task.uniqueKey);
    if (task.uniqueWindow)
        writeSeconds(json, "unique_for", task.uniqueWindow);
    else
        writeText(json, "unique_for", task.uniqueFor);
    writeText(json, "on_conflict", task.onConflict);
    writeText(json, "serial_key", task.serialKey);
    writeTexts(json, "tags", task.tags);
    writeRaw(json, "meta", task.meta);
    json.endObject();
}

void writeSchema(json::Writer &json, const wire::Schema &schema)
{
    json.name("description").string(schema.description);
    json.name("fields").beginObject();
    for (const wire::Field &field : schema.fields)
        writeField(json, field);
    json.endObject();
}

} // namespace

QByteArray newTaskBody(const wire::NewTask &task)
{
    json::Writer json;
    writeNewTask(json, task);
    return json.take();
}

QByteArray newTasksBody(const QList<wire::NewTask> &tasks)
{
    json::Writer json;
    json.beginObject().name("tasks").beginArray();
    for (const wire::NewTask &task : tasks)
        writeNewTask(json, task);
    return json.endArray().endObject().take();
}

QByteArray taskEditBody(const wire::TaskEdit &edit)
{
    json::Writer json;
    json.beginObject();
    writeRaw(json, "payload", edit.payload);
    writeInteger(json, "priority", edit.priority);
    writeTime(json, "run_at", edit.runAt);
    writeText(json, "queue", edit.queue);
    if (edit.tags)
        writeAllTexts(json, "tags", *edit.tags);
    writeRaw(json, "meta", edit.meta);
    return json.endObject().take();
}

QByteArray reasonBody(const QString &reason)
{
    json::Writer json;
    json.beginObject();
    writeText(json, "reason", reason);
    return json.endObject().take();
}

QByteArray operationBody(const wire::NewOperation &operation, bool isDryRun)
{
    json::Writer json;
    json.beginObject();
    json.name("verb").string(operation.verb);
    if (operation.ids.isEmpty()) {
        json.name("filter").beginObject();
        json.name("q").string(operation.filter);
        if (operation.asOf)
            json.name("as_of").integer(*operation.asOf);
        writeTexts(json, "except", operation.except);
        json.endObject();
    } else {
        writeTexts(json, "ids", operation.ids);
    }
    writeRaw(json, "args", operation.args);
    if (isDryRun)
        json.name("dry_run").boolean(true);
    return json.endObject().take();
}

QByteArray pauseBody(const wire::QueuePause &pause)
{
    json::Writer json;
    json.beginObject();
    json.name("paused").boolean(true);
    writeText(json, "reason", pause.reason);
    writeText(json, "by", pause.by);
    writeTime(json, "until", pause.until);
    return json.endObject().take();
}

QByteArray schemaBody(const wire::Schema &schema)
{
    json::Writer json;
    json.beginObject();
    json.name("task_type").string(schema.taskType);
    writeSchema(json, schema);
    return json.endObject().take();
}

QByteArray typeBody(const wire::Schema &schema, const QByteArray &defaults)
{
    json::Writer json;
    json.beginObject();
    writeSchema(json, schema);
    writeRaw(json, "defaults", defaults);
    return json.endObject().take();
}

QByteArray claimBody(const wire::ClaimRequest &request, const QList<wire::AttemptResult> &results)
{
    json::Writer json;
    json.beginObject();
    writeText(json, "worker", request.worker);
    writeTexts(json, "types", request.types);
    writeTexts(json, "queues", request.queues);
    if (request.isStrict)
        json.name("strict").boolean(true);
    json.name("n").integer(request.n);
    writeSeconds(json, "wait", request.wait);
    writeSeconds(json, "lease", request.lease);
    if (!results.isEmpty())
        writeResults(json, results);
    return json.endObject().take();
}

QByteArray resultsBody(const QList<wire::AttemptResult> &results)
{
    json::Writer json;
    json.beginObject();
    writeResults(json, results);
    return json.endObject().take();
}

QByteArray resultBody(const wire::AttemptResult &result)
{
    json::Writer json;
    json.beginObject();
    writeResult(json, result);
    return json.endObject().take();
}

QByteArray heartbeatBody(const wire::WorkerHeartbeat &beat)
{
    json::Writer json;
    json.beginObject();
    writeText(json, "host", beat.host);
    json.name("pid").integer(beat.pid);
    writeText(json, "version", beat.version);
    writeTexts(json, "types", beat.types);
    writeTexts(json, "queues", beat.queues);
    json.name("concurrency").integer(beat.concurrency);
    json.name("leases").beginArray();
    for (const wire::LeaseRenewal &lease : beat.leases)
        writeLease(json, lease);
    json.endArray();
    if (beat.isStopping)
        json.name("stopping").boolean(true);
    return json.endObject().take();
}

QByteArray taskHeartbeatBody(const QString &leaseToken, const wire::TaskHeartbeat &beat)
{
    json::Writer json;
    json.beginObject();
    json.name("lease_token").string(leaseToken);
    writeProgress(json, beat.progress);
    if (!beat.log.isEmpty()) {
        json.name("log").beginArray();
        for (const wire::LogLine &line : beat.log) {
            json.beginObject();
            json.name("level").string(line.level);
            json.name("message").string(line.message);
            writeTime(json, "time", line.time);
            json.endObject();
        }
        json.endArray();
    }
    writeRaw(json, "checkpoint", beat.checkpoint);
    return json.endObject().take();
}

QByteArray releaseBody(const QString &leaseToken, std::optional<wire::Seconds> delay)
{
    json::Writer json;
    json.beginObject();
    json.name("lease_token").string(leaseToken);
    writeSeconds(json, "delay", delay);
    return json.endObject().take();
}

} // namespace conduit::client
