// SPDX-License-Identifier: MIT
#include "command_reader.h"

#include <QHash>
#include <QUrl>

namespace conduit::driver {

using namespace Qt::StringLiterals;

std::optional<json::Value> given(const json::Value &object, QStringView name)
{
    const auto member = object.member(name);
    return member && !member->isNull() ? member : std::nullopt;
}

QString text(const json::Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->toString().value_or(QString()) : QString();
}

QByteArray raw(const json::Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->text() : QByteArray();
}

std::optional<double> number(const json::Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->toNumber() : std::nullopt;
}

std::optional<int> integer(const json::Value &object, QStringView name)
{
    const auto value = number(object, name);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<wire::Seconds> seconds(const json::Value &object, QStringView name)
{
    const auto value = number(object, name);
    return value ? std::optional(wire::Seconds(*value)) : std::nullopt;
}

namespace {

QStringList texts(const json::Value &object, QStringView name)
{
    QStringList all;
    if (const auto member = given(object, name)) {
        for (const json::Value &each : member->elements())
            all += each.toString().value_or(QString());
    }
    return all;
}

QDateTime time(const json::Value &object, QStringView name)
{
    return QDateTime::fromString(text(object, name), Qt::ISODateWithMs);
}

std::optional<wire::Backoff> backoffFrom(const json::Value &options)
{
    const auto member = given(options, u"backoff");
    if (!member)
        return std::nullopt;
    wire::Backoff backoff {.kind = text(*member, u"kind"),
                           .base = seconds(*member, u"base"),
                           .factor = number(*member, u"factor"),
                           .cap = seconds(*member, u"cap"),
                           .delays = {},
                           .jitter = number(*member, u"jitter")};
    if (const auto delays = given(*member, u"delays")) {
        for (const json::Value &delay : delays->elements())
            backoff.delays += wire::Seconds(delay.toNumber().value_or(0));
    }
    return backoff;
}

void readOptions(const json::Value &options, wire::NewTask &task)
{
    task.id = text(options, u"id");
    task.queue = text(options, u"queue");
    task.priority = integer(options, u"priority");
    task.runAt = time(options, u"run_at");
    task.delay = seconds(options, u"delay");
    task.maxAttempts = integer(options, u"max_attempts");
    task.retryFor = seconds(options, u"retry_for");
    task.backoff = backoffFrom(options);
    task.timeout = seconds(options, u"timeout");
    task.expiresAt = time(options, u"expires_at");
    task.uniqueKey = text(options, u"unique_key");
    task.uniqueFor = text(options, u"unique_for");
    task.uniqueWindow = seconds(options, u"unique_for");
    task.onConflict = text(options, u"on_conflict");
    task.serialKey = text(options, u"serial_key");
    task.tags = texts(options, u"tags");
    task.meta = raw(options, u"meta");
}

/// As a query has them: split at commas, then decoded.
QStringList queryTexts(const json::Value &params, QStringView name)
{
    QStringList all;
    for (const QString &each : text(params, name).split(u',', Qt::SkipEmptyParts))
        all += QUrl::fromPercentEncoding(each.toUtf8());
    return all;
}

} // namespace

wire::NewTask newTaskFrom(const json::Value &command)
{
    wire::NewTask task;
    task.taskType = text(command, u"task_type");
    if (given(command, u"payload_text"))
        task.payload = text(command, u"payload_text").toUtf8();
    else if (const auto payload = command.member(u"payload"))
        task.payload = payload->text();
    if (const auto options = given(command, u"options"))
        readOptions(*options, task);
    return task;
}

wire::TaskQuery queryFrom(const json::Value &command)
{
    wire::TaskQuery query;
    const auto params = given(command, u"params");
    if (!params)
        return query;
    query.states = queryTexts(*params, u"state");
    query.statuses = queryTexts(*params, u"status");
    query.types = queryTexts(*params, u"type");
    query.queues = queryTexts(*params, u"queue");
    query.limit = integer(*params, u"limit").value_or(query.limit);
    query.after = text(*params, u"after");
    query.before = text(*params, u"before");
    if (given(*params, u"sort"))
        query.sort = text(*params, u"sort");
    return query;
}

wire::Schema schemaFrom(const json::Value &object, const QString &taskType)
{
    static const QHash<QString, wire::FieldType> types {{u"string"_s, wire::FieldType::String},
                                                        {u"number"_s, wire::FieldType::Number},
                                                        {u"boolean"_s, wire::FieldType::Boolean},
                                                        {u"object"_s, wire::FieldType::Object},
                                                        {u"array"_s, wire::FieldType::Array}};
    wire::Schema schema {.taskType = taskType, .description = text(object, u"description"), .fields = {}, .text = {}};
    if (const auto fields = given(object, u"fields")) {
        for (const auto &[name, field] : fields->members()) {
            schema.fields.append({.name = name,
                                  .type = types.value(text(field, u"field_type")),
                                  .required = raw(field, u"required") == "true",
                                  .description = text(field, u"description"),
                                  .example = raw(field, u"example")});
        }
    }
    return schema;
}

QStringList queuesFrom(const json::Value &command)
{
    QStringList queues = texts(command, u"queues");
    if (const auto weights = given(command, u"queues")) {
        for (const auto &[name, weight] : weights->members())
            queues += name + u':' + QString::fromUtf8(weight.text());
    }
    return queues;
}

} // namespace conduit::driver
