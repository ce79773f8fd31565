// SPDX-License-Identifier: MIT
#include "wire_reader.h"

#include <conduit/client.h>

namespace conduit::client {

using namespace Qt::StringLiterals;

conduit::Result<wire::Schema, QString> schemaFromText(const QByteArray &text, const QString &taskType)
{
    const auto document = json::Document::parse(text, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!document)
        return u"it is no JSON: "_s + document.error().message;
    if (!document->root().member(u"fields"))
        return u"an object with \"fields\" was expected"_s;
    auto schema = namelessSchemaFrom(document->root());
    if (!schema)
        return schema.error().what;
    if (!schema->taskType.isEmpty() && schema->taskType != taskType)
        return u"its task_type is \"%1\", but it belongs to \"%2\""_s.arg(schema->taskType, taskType);
    schema->taskType = taskType;
    return *schema;
}

} // namespace conduit::client
