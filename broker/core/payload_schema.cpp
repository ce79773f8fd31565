// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/payload_schema.h"

#include "broker/core/control_characters.h"

#include <conduit/json_writer.h>

#include <algorithm>
#include <array>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

struct TypeWord
{
    PayloadSchema::FieldType type;
    QLatin1String word;
    json::Kind kind;
    QLatin1String article;
};

constexpr std::array kTypeWords {
    TypeWord {PayloadSchema::FieldType::String, "string"_L1, json::Kind::String, "a"_L1},
    TypeWord {PayloadSchema::FieldType::Number, "number"_L1, json::Kind::Number, "a"_L1},
    TypeWord {PayloadSchema::FieldType::Boolean, "boolean"_L1, json::Kind::Boolean, "a"_L1},
    TypeWord {PayloadSchema::FieldType::Object, "object"_L1, json::Kind::Object, "an"_L1},
    TypeWord {PayloadSchema::FieldType::Array, "array"_L1, json::Kind::Array, "an"_L1},
};

const TypeWord &wordOf(PayloadSchema::FieldType type)
{
    return *std::find_if(kTypeWords.begin(), kTypeWords.end(), [&](const TypeWord &w) { return w.type == type; });
}

QLatin1String nameOf(json::Kind kind)
{
    switch (kind) {
    case json::Kind::Null:
        return "null"_L1;
    case json::Kind::Boolean:
        return "a boolean"_L1;
    case json::Kind::Number:
        return "a number"_L1;
    case json::Kind::String:
        return "a string"_L1;
    case json::Kind::Array:
        return "an array"_L1;
    case json::Kind::Object:
        return "an object"_L1;
    }
    Q_UNREACHABLE();
}

Error invalid(const QString &message) { return {ErrorCode::InvalidArgument, message}; }

/// A JSON pointer to a member of the payload (RFC 6901 §3: `~` and `/` are escaped).
QString pointerTo(const QString &member)
{
    QString escaped = member;
    escaped.replace(u"~"_s, u"~0"_s).replace(u"/"_s, u"~1"_s);
    return u"/"_s + escaped;
}

Result<PayloadSchema::Field> fieldFrom(const QString &name, const json::Value &value)
{
    const QString place = u"fields.%1"_s.arg(name);
    if (name.isEmpty() || name.size() > 200)
        return invalid(u"A field's name takes 1 to 200 characters."_s);
    if (value.kind() != json::Kind::Object)
        return invalid(u"%1 must be an object with field_type and required, not %2."_s.arg(place, nameOf(value.kind())));

    PayloadSchema::Field field;
    field.name = name;
    bool hasType = false;
    bool hasRequired = false;
    for (const auto &[member, content] : value.members()) {
        if (member == u"field_type") {
            const QString word = content.toString().value_or(QString());
            const auto known =
                std::find_if(kTypeWords.begin(), kTypeWords.end(), [&](const TypeWord &w) { return w.word == word; });
            if (known == kTypeWords.end())
                return invalid(
                    u"%1.field_type must be one of \"string\", \"number\", \"boolean\", \"object\", \"array\"."_s.arg(place));
            field.type = known->type;
            hasType = true;
        } else if (member == u"required") {
            const auto required = content.toBool();
            if (!required)
                return invalid(u"%1.required must be true or false."_s.arg(place));
            field.isRequired = *required;
            hasRequired = true;
        } else if (member == u"description") {
            if (!content.isNull() && !content.toString())
                return invalid(u"%1.description must be a string."_s.arg(place));
            field.description = content.toString().value_or(QString());
        } else if (member == u"example") {
            field.example = content.isNull() ? QByteArray() : content.text();
        } else {
            return invalid(
                u"%1.%2 is unknown: a field has field_type, required, description and example."_s.arg(place, member));
        }
    }
    if (!hasType)
        return invalid(u"%1.field_type is missing."_s.arg(place));
    if (!hasRequired)
        return invalid(u"%1.required is missing: say true or false."_s.arg(place));
    return field;
}

} // namespace

std::optional<QString> faultOfTypeName(QStringView name)
{
    if (name.isEmpty() || name.size() > PayloadSchema::kTypeCharactersMax)
        return u"task_type takes 1 to %1 characters."_s.arg(PayloadSchema::kTypeCharactersMax);
    if (hasControlCharacter(name))
        return u"task_type must not contain control characters."_s;
    return std::nullopt;
}

Result<PayloadSchema> PayloadSchema::from(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return invalid(u"A schema is an object with task_type, description and fields."_s);

    PayloadSchema schema;
    bool hasFields = false;
    for (const auto &[member, content] : value.members()) {
        if (member == u"task_type") {
            const auto name = content.toString();
            if (!name)
                return invalid(u"task_type must be a string."_s);
            schema.m_taskType = *name;
        } else if (member == u"description") {
            if (!content.isNull() && !content.toString())
                return invalid(u"description must be a string."_s);
            schema.m_description = content.toString().value_or(QString());
        } else if (member == u"fields") {
            if (content.kind() != json::Kind::Object)
                return invalid(u"fields must be an object whose members are the payload's fields."_s);
            const auto members = content.members();
            if (members.size() > kFieldsMax)
                return invalid(u"A schema takes at most %1 fields."_s.arg(kFieldsMax));
            for (const auto &[name, description] : members) {
                auto field = fieldFrom(name, description);
                if (!field)
                    return field.error();
                schema.m_fields.append(*std::move(field));
            }
            hasFields = true;
        } else {
            return invalid(u"%1 is unknown: a schema has task_type, description and fields."_s.arg(member));
        }
    }
    if (const auto fault = faultOfTypeName(schema.m_taskType))
        return invalid(*fault);
    if (!hasFields)
        return invalid(u"fields is missing: name the payload's fields, or give an empty object to take any payload."_s);
    return schema;
}

QByteArray PayloadSchema::text() const
{
    json::Writer out;
    out.beginObject();
    out.name("task_type").string(m_taskType);
    out.name("description").string(m_description);
    out.name("fields").beginObject();
    for (const Field &field : m_fields) {
        out.member(field.name).beginObject();
        out.name("field_type").plain(wordOf(field.type).word);
        out.name("required").boolean(field.isRequired);
        out.name("description").string(field.description);
        if (!field.example.isEmpty())
            out.name("example").raw(field.example);
        out.endObject();
    }
    out.endObject();
    out.endObject();
    return out.take();
}

QList<SchemaFault> PayloadSchema::faultsOf(const json::Value &payload) const
{
    if (m_fields.isEmpty())
        return {};
    if (payload.kind() != json::Kind::Object)
        return {{QString(), u"type"_s, u"The payload must be an object, not %1."_s.arg(nameOf(payload.kind()))}};

    QList<SchemaFault> faults;
    for (const Field &field : m_fields) {
        if (faults.size() == kFaultsShownMax)
            break;
        const auto member = payload.member(field.name);
        const TypeWord &wanted = wordOf(field.type);
        if (!member) {
            if (field.isRequired)
                faults.append({pointerTo(field.name), u"required"_s,
                               u"%1 is missing; it must be %2 %3."_s.arg(field.name, wanted.article, wanted.word)});
        } else if (member->kind() != wanted.kind) {
            faults.append(
                {pointerTo(field.name), u"type"_s,
                 u"%1 must be %2 %3, not %4."_s.arg(field.name, wanted.article, wanted.word, nameOf(member->kind()))});
        }
    }
    return faults;
}

} // namespace conduit::broker
