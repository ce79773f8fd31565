// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"
#include "broker/http/json_views.h"
#include "broker/http/policy_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <conduit/json_writer.h>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// The schema that a PUT describes: what it leaves out stays as it is.
Result<std::optional<PayloadSchema>> schemaFrom(ObjectReader &read, const QString &type, const PayloadSchema *known)
{
    const auto description = read.value(u"description");
    const auto fields = read.value(u"fields");
    if (!description && !fields)
        return std::optional<PayloadSchema>();
    const auto before = json::Document::parse(known ? known->text() : QByteArray("{}"), json::kPayloadDepthMax);
    const auto textOf = [&](const std::optional<json::Value> &given, QStringView name, QByteArrayView last) {
        if (given)
            return given->text();
        const auto there = before ? before->root().member(name) : std::nullopt;
        return there ? there->text() : last.toByteArray();
    };
    json::Writer out;
    out.beginObject();
    out.name("task_type").string(type);
    out.name("description").raw(textOf(description, u"description", "\"\""));
    out.name("fields").raw(textOf(fields, u"fields", "{}"));
    out.endObject();
    const auto document = json::Document::parse(out.take(), json::kPayloadDepthMax);
    if (!document)
        return Error {ErrorCode::InvalidArgument, document.error().message};
    auto schema = PayloadSchema::from(document->root());
    if (!schema)
        return schema.error();
    return std::optional(*std::move(schema));
}

/// Registers the schema and records it when it is another one than before.
Status setSchema(const ApiCall &call, Engine &engine, const PayloadSchema &schema)
{
    const QString &type = schema.taskType();
    const PayloadSchema *known = engine.types.find(type);
    if (known && known->text() == schema.text())
        return Unit {};
    if (const Status saved = engine.types.registerSchema(schema, engine.clock.now()); !saved)
        return saved;
    return engine.audit.record(entryBy(call, AuditVerb::SetSchema, AuditKind::Type, type));
}

/// The same for the defaults.
Status setDefaults(const ApiCall &call, Engine &engine, const QString &type, const TaskDefaults &defaults)
{
    if (textFrom(engine.types.defaultsOf(type)) == textFrom(defaults))
        return Unit {};
    if (const Status saved = engine.types.setDefaults(type, defaults, engine.clock.now()); !saved)
        return saved;
    AuditEntry entry = entryBy(call, AuditVerb::Edit, AuditKind::Type, type);
    entry.detail = u"defaults"_s;
    return engine.audit.record(std::move(entry));
}

/// The schema's members, if there is one, and the defaults.
Answer typeAnswer(const QString &type, const Engine &engine)
{
    json::Writer out;
    out.beginObject();
    out.name("task_type").string(type);
    if (const PayloadSchema *schema = engine.types.find(type)) {
        const auto document = json::Document::parse(schema->text(), json::kPayloadDepthMax);
        for (const QStringView name : {u"description", u"fields"})
            if (const auto value = document ? document->root().member(name) : std::nullopt)
                out.member(name).raw(value->text());
    }
    out.name("defaults");
    writeDefaults(out, engine.types.defaultsOf(type));
    out.endObject();
    return {200, out.take()};
}

} // namespace

Outcome showType(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &type = call.parameters.first();
    if (!engine.types.find(type) && engine.types.defaultsOf(type).isEmpty())
        return Error {ErrorCode::NotFound, u"Nothing is registered for this task type."_s};
    return typeAnswer(type, engine);
}

Outcome putType(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &type = call.parameters.first();
    if (const auto fault = faultOfTypeName(type))
        return Error {ErrorCode::InvalidArgument, *fault};
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    if (const auto name = read.string(u"task_type", PayloadSchema::kTypeCharactersMax); name && *name != type)
        read.refuse(u"task_type is another one than the path names."_s);
    const auto schema = schemaFrom(read, type, engine.types.find(type));
    if (!schema)
        return schema.error();
    std::optional<TaskDefaults> defaults;
    if (const auto value = read.value(u"defaults")) {
        auto wanted = taskDefaultsFrom(*value);
        if (!wanted)
            return wanted.error();
        defaults = *std::move(wanted);
    }
    if (const Status done = read.finish(); !done)
        return done.error();
    if (*schema) {
        if (const Status saved = setSchema(call, engine, **schema); !saved)
            return saved.error();
    }
    if (defaults) {
        if (const Status saved = setDefaults(call, engine, type, *defaults); !saved)
            return saved.error();
    }
    return typeAnswer(type, engine);
}

Outcome deleteType(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto removed = engine.types.remove(call.parameters.first());
    if (!removed)
        return removed.error();
    if (!*removed)
        return Error {ErrorCode::NotFound, u"Nothing is registered for this task type."_s};
    const Status recorded = engine.audit.record(entryBy(call, AuditVerb::Delete, AuditKind::Type, call.parameters.first()));
    if (!recorded)
        return recorded.error();
    return Answer {204, {}};
}

Outcome listTypes(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    json::Writer out;
    out.beginArray();
    for (const QString &type : engine.types.types())
        out.string(type);
    out.endArray();
    return Answer {200, out.take()};
}

Outcome showSchema(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const PayloadSchema *schema = engine.types.find(call.parameters.first());
    if (!schema)
        return Error {ErrorCode::NotFound, u"No schema is registered for this task type."_s};
    return Answer {200, schema->text()};
}

Outcome registerSchema(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax);
    if (!body)
        return body.error();
    const auto schema = PayloadSchema::from(body->root());
    if (!schema)
        return schema.error();
    if (const Status registered = setSchema(call, engine, *schema); !registered)
        return registered.error();
    return Answer {200, schema->text()};
}

} // namespace conduit::broker
