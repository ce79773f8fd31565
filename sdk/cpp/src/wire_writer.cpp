// SPDX-License-Identifier: MIT
#include "wire_writer.h"

#include <conduit/json_writer.h>

#include <QUrl>

namespace conduit::client {

using namespace Qt::StringLiterals;

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

void writeTexts(json::Writer &json, QByteArrayView name, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    json.name(name).beginArray();
    for (const QString &text : texts)
        json.string(text);
    json.endArray();
}

void writeInteger(json::Writer &json, QByteArrayView name, const std::optional<int> &value)
{
    if (value)
        json.name(name).integer(*value);
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
    if (!field.example.isEmpty())
        json.name("example").raw(field.example);
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
    writeText(json, "error_class", result.errorClass);
    writeText(json, "stack", result.stack);
}

void writeLease(json::Writer &json, const wire::LeaseRenewal &lease)
{
    json.beginObject();
    json.name("id").string(lease.id);
    json.name("lease_token").string(lease.leaseToken);
    if (lease.progress) {
        json.name("progress").beginObject();
        json.name("percent").number(lease.progress->percent);
        writeText(json, "message", lease.progress->message);
        json.endObject();
    }
    json.endObject();
}

} // namespace

QByteArray newTaskBody(const wire::NewTask &task)
{
    json::Writer json;
    json.beginObject();
    json.name("task_type").string(task.taskType);
    json.name("payload").raw(task.payload);
    writeText(json, "id", task.id);
    writeText(json, "queue", task.queue);
    writeInteger(json, "priority", task.priority);
    if (task.runAt.isValid())
        json.name("run_at").string(task.runAt.toUTC().toString(Qt::ISODateWithMs));
    writeSeconds(json, "delay", task.delay);
    writeInteger(json, "max_attempts", task.maxAttempts);
    writeTexts(json, "tags", task.tags);
    return json.endObject().take();
}

QByteArray schemaBody(const wire::Schema &schema)
{
    json::Writer json;
    json.beginObject();
    json.name("task_type").string(schema.taskType);
    json.name("description").string(schema.description);
    json.name("fields").beginObject();
    for (const wire::Field &field : schema.fields)
        writeField(json, field);
    return json.endObject().endObject().take();
}

QByteArray claimBody(const wire::ClaimRequest &request, const QList<wire::AttemptResult> &results)
{
    json::Writer json;
    json.beginObject();
    writeText(json, "worker", request.worker);
    writeTexts(json, "types", request.types);
    writeTexts(json, "queues", request.queues);
    json.name("n").integer(request.n);
    writeSeconds(json, "wait", request.wait);
    writeSeconds(json, "lease", request.lease);
    if (!results.isEmpty()) {
        json.name("results").beginArray();
        for (const wire::AttemptResult &result : results) {
            json.beginObject();
            json.name("id").string(result.id);
            writeResult(json, result);
            json.endObject();
        }
        json.endArray();
    }
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

QByteArray pathPiece(const QString &name) { return QUrl::toPercentEncoding(name); }

QByteArray taskListPath(const wire::TaskQuery &query)
{
    QByteArray path = "/task?limit=" + QByteArray::number(query.limit);
    const auto add = [&path](const char *name, const QStringList &values) {
        // Commas between the values stay as they are; one inside a value is percent-encoded.
        QByteArrayList pieces;
        for (const QString &value : values)
            pieces.append(pathPiece(value));
        if (!pieces.isEmpty())
            path += '&' + QByteArray(name) + '=' + pieces.join(',');
    };
    const auto addText = [&add](const char *name, const QString &value) {
        if (!value.isEmpty())
            add(name, {value});
    };
    add("state", query.states);
    add("status", query.statuses);
    add("type", query.types);
    add("queue", query.queues);
    addText("after", query.after);
    addText("before", query.before);
    addText("sort", query.sort);
    if (query.changedSince)
        addText("changed_since", QString::number(*query.changedSince));
    return path;
}

} // namespace conduit::client
