// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <conduit/json_writer.h>

namespace conduit::broker {

using namespace Qt::StringLiterals;

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
    if (const Status registered = engine.types.registerSchema(*schema, engine.clock.now()); !registered)
        return registered.error();
    return Answer {200, schema->text()};
}

} // namespace conduit::broker
