// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/payload_schema.h"
#include "tests/fuzz/fuzz_target.h"

namespace conduit::test {

namespace {

std::optional<broker::PayloadSchema> schemaFrom(const QByteArray &text)
{
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    if (!document)
        return std::nullopt;
    const auto schema = broker::PayloadSchema::from(document->root());
    require(schema || !schema.error().message.isEmpty(), "a refusal says why");
    return schema ? std::optional(*schema) : std::nullopt;
}

} // namespace

/// A schema, and behind the first line feed a payload.
void tryInput(QByteArrayView input)
{
    using broker::PayloadSchema;
    const qsizetype lineFeed = input.indexOf('\n');
    const QByteArray schemaText = (lineFeed < 0 ? input : input.first(lineFeed)).toByteArray();
    const QByteArray payloadText = lineFeed < 0 ? QByteArray("{}") : input.sliced(lineFeed + 1).toByteArray();

    const auto schema = schemaFrom(schemaText);
    if (!schema)
        return;
    require(!broker::faultOfTypeName(schema->taskType()), "a schema that is taken names a type that can be named");
    require(schema->fields().size() <= PayloadSchema::kFieldsMax, "a schema has no more fields than are allowed");
    const auto again = schemaFrom(schema->text());
    require(again.has_value(), "a schema's text is a schema");
    require(again->text() == schema->text(), "a schema's text says the same schema");

    const auto payload = json::Document::parse(payloadText, json::kPayloadDepthMax);
    if (!payload)
        return;
    const auto faults = schema->faultsOf(payload->root());
    require(faults.size() <= PayloadSchema::kFaultsShownMax, "no more faults are shown than a person reads");
    require(faults.size() == again->faultsOf(payload->root()).size(), "a schema that was stored judges as before");
    if (schema->fields().isEmpty())
        require(faults.isEmpty(), "a schema without fields takes everything");
    if (faults.isEmpty()) {
        for (const auto &field : schema->fields())
            require(!field.isRequired || payload->root().member(field.name), "a payload that fits has what is required");
    }
}

} // namespace conduit::test
