// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/payload_draft.h"

#include "ui/background.h"
#include "ui/models/json_items.h"
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

QString faultOf(wire::FieldType type, json::Kind kind) { return kind == kindOf(type) ? QString() : wantedText(type); }

/// `kindOfMember` gives nothing for one that is absent.
template<typename KindOfMember>
QList<PayloadFault> memberFaults(const wire::Schema &schema, KindOfMember kindOfMember)
{
    QList<PayloadFault> faults;
    for (const auto &field : schema.fields) {
        const std::optional<json::Kind> kind = kindOfMember(field.name);
        if (kind) {
            if (const auto fault = faultOf(field.type, *kind); !fault.isEmpty())
                faults.append({.member = field.name, .message = fault});
        } else if (field.required) {
            faults.append({.member = field.name, .message = PayloadDraft::tr("Required."), .isMissing = true});
        }
    }
    return faults;
}

QList<PayloadFault> noObjectFault() { return {{.member = {}, .message = wantedText(wire::FieldType::Object)}}; }

QStringList namesIn(const wire::Schema &schema)
{
    QStringList names;
    for (const auto &field : schema.fields)
        names.append(field.name);
    return names;
}

} // namespace

QString typeFault(wire::FieldType type, const json::Value &value) { return faultOf(type, value.kind()); }

QList<PayloadFault> payloadFaults(const wire::Schema &schema, const json::Value &payload)
{
    if (payload.kind() != json::Kind::Object)
        return noObjectFault();
    return memberFaults(schema, [&](const QString &name) {
        const auto value = payload.member(name);
        return value ? std::optional(value->kind()) : std::nullopt;
    });
}

PayloadReading readPayload(const QByteArray &text)
{
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    if (!document)
        return {.syntaxFault = document.error().message, .isObject = false, .names = {}, .members = {}};
    PayloadReading reading;
    if (const auto members = membersOf(text)) {
        reading.isObject = true;
        for (const auto &member : *members) {
            reading.names.append(member.name);
            reading.members.insert(member.name, text.sliced(member.valueBegin, member.valueEnd - member.valueBegin));
        }
    }
    return reading;
}

void PayloadDraft::setSchema(const std::optional<wire::Schema> &schema)
{
    m_schema = schema;
    check();
}

void PayloadDraft::setText(const QByteArray &text)
{
    if (m_text == text)
        return;
    m_text = text;
    if (text.size() > kReadHereBytesMax)
        readAside();
    else
        take(readPayload(text));
}

std::optional<QByteArray> PayloadDraft::member(const QString &name) const
{
    const auto found = m_reading.members.constFind(name);
    return found == m_reading.members.cend() ? std::nullopt : std::optional(*found);
}

void PayloadDraft::setMember(const QString &name, const QByteArray &value)
{
    Q_ASSERT_X(isObject(), "PayloadDraft", "a form edits objects only");
    if (member(name) == value)
        return;
    m_text = withMember(m_text, name, value, m_schema ? namesIn(*m_schema) : QStringList());
    if (!m_reading.members.contains(name))
        m_reading.names.append(name);
    m_reading.members.insert(name, value);
    check();
}

void PayloadDraft::removeMember(const QString &name)
{
    Q_ASSERT_X(isObject(), "PayloadDraft", "a form edits objects only");
    if (!m_reading.members.remove(name))
        return;
    m_reading.names.removeOne(name);
    m_text = withoutMember(m_text, name);
    check();
}

QStringList PayloadDraft::extraMembers() const
{
    if (!m_schema)
        return {};
    auto extra = m_reading.names;
    for (const auto &field : m_schema->fields)
        extra.removeOne(field.name);
    return extra;
}

void PayloadDraft::readAside()
{
    m_isBeingRead = true;
    m_reading = {};
    check();
    inBackground(
        this, [text = m_text] { return readPayload(text); },
        [this, text = m_text](const PayloadReading &reading) {
            if (m_isBeingRead && m_text == text) // Otherwise it is of a text that stands here no more.
                take(reading);
        });
}

void PayloadDraft::take(const PayloadReading &reading)
{
    m_isBeingRead = false;
    m_reading = reading;
    check();
}

void PayloadDraft::check()
{
    m_faults.clear();
    if (m_schema && isObject())
        m_faults = memberFaults(*m_schema, [this](const QString &name) {
            const auto value = member(name);
            return value ? std::optional(jsonKind(value->at(0))) : std::nullopt;
        });
    else if (m_schema && !m_isBeingRead && syntaxFault().isEmpty())
        m_faults = noObjectFault();
    Q_EMIT changed();
}

} // namespace conduit::ui
