// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/payload_draft.h"

#include "ui/models/json_members.h"

#include <QCoreApplication>

#include <algorithm>

namespace conduit::ui {

namespace {

json::Kind kindOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return json::Kind::String;
    case wire::FieldType::Number:
        return json::Kind::Number;
    case wire::FieldType::Boolean:
        return json::Kind::Boolean;
    case wire::FieldType::Object:
        return json::Kind::Object;
    case wire::FieldType::Array:
        return json::Kind::Array;
    }
    Q_UNREACHABLE();
}

QString wantedText(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return PayloadDraft::tr("Must be a text in quotes.");
    case wire::FieldType::Number:
        return PayloadDraft::tr("Must be a number, such as 12 or 0.5.");
    case wire::FieldType::Boolean:
        return PayloadDraft::tr("Must be true or false.");
    case wire::FieldType::Object:
        return PayloadDraft::tr("Must be an object, such as {\"key\": \"value\"}.");
    case wire::FieldType::Array:
        return PayloadDraft::tr("Must be an array, such as [1, 2, 3].");
    }
    Q_UNREACHABLE();
}

QStringList namesIn(const wire::Schema &schema)
{
    QStringList names;
    for (const auto &field : schema.fields)
        names.append(field.name);
    return names;
}

} // namespace

QString typeFault(wire::FieldType type, const json::Value &value)
{
    return value.kind() == kindOf(type) ? QString() : wantedText(type);
}

QList<PayloadFault> payloadFaults(const wire::Schema &schema, const json::Value &payload)
{
    if (payload.kind() != json::Kind::Object)
        return {{.member = {}, .message = wantedText(wire::FieldType::Object)}};
    QList<PayloadFault> faults;
    for (const auto &field : schema.fields) {
        const auto value = payload.member(field.name);
        if (!value) {
            if (field.required)
                faults.append({.member = field.name, .message = PayloadDraft::tr("Required."), .isMissing = true});
        } else if (const auto fault = typeFault(field.type, *value); !fault.isEmpty()) {
            faults.append({.member = field.name, .message = fault});
        }
    }
    return faults;
}

void PayloadDraft::setSchema(const std::optional<wire::Schema> &schema)
{
    m_schema = schema;
    read();
}

void PayloadDraft::setText(const QByteArray &text)
{
    if (m_text == text)
        return;
    m_text = text;
    read();
}

std::optional<QByteArray> PayloadDraft::member(const QString &name) const
{
    if (!m_isObject)
        return {};
    const auto members = membersOf(m_text);
    const auto found = std::find_if(members->cbegin(), members->cend(), [&](const MemberPlace &m) { return m.name == name; });
    if (found == members->cend())
        return {};
    return m_text.sliced(found->valueBegin, found->valueEnd - found->valueBegin);
}

void PayloadDraft::setMember(const QString &name, const QByteArray &value)
{
    Q_ASSERT_X(m_isObject, "PayloadDraft", "a form edits objects only");
    setText(withMember(m_text, name, value, m_schema ? namesIn(*m_schema) : QStringList()));
}

void PayloadDraft::removeMember(const QString &name)
{
    Q_ASSERT_X(m_isObject, "PayloadDraft", "a form edits objects only");
    setText(withoutMember(m_text, name));
}

QStringList PayloadDraft::extraMembers() const
{
    QStringList extra;
    if (!m_isObject || !m_schema)
        return extra;
    const auto known = namesIn(*m_schema);
    const auto members = membersOf(m_text);
    for (const auto &member : *members)
        if (!known.contains(member.name))
            extra.append(member.name);
    return extra;
}

void PayloadDraft::read()
{
    m_syntaxFault.clear();
    m_faults.clear();
    m_isObject = false;
    if (const auto document = json::Document::parse(m_text, json::kPayloadDepthMax)) {
        m_isObject = document->root().kind() == json::Kind::Object;
        m_faults = m_schema ? payloadFaults(*m_schema, document->root()) : QList<PayloadFault>();
    } else {
        m_syntaxFault = document.error().message;
    }
    Q_EMIT changed();
}

} // namespace conduit::ui
