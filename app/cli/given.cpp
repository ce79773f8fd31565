// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/given.h"

#include <conduit/json_text.h>

#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

std::optional<wire::Seconds> secondsFrom(const json::Value &value)
{
    const auto number = value.toNumber();
    return number ? std::optional(wire::Seconds(*number)) : std::nullopt;
}

/// False when this member is unknown, or of another type than it should be.
bool setMember(wire::Backoff &backoff, const QString &name, const json::Value &value)
{
    if (name == u"kind") {
        backoff.kind = value.toString().value_or(QString());
        return !backoff.kind.isEmpty();
    }
    if (name == u"base")
        return (backoff.base = secondsFrom(value)).has_value();
    if (name == u"factor")
        return (backoff.factor = value.toNumber()).has_value();
    if (name == u"cap")
        return (backoff.cap = secondsFrom(value)).has_value();
    if (name == u"jitter")
        return (backoff.jitter = value.toNumber()).has_value();
    if (name != u"delays")
        return false;
    for (const json::Value &element : value.elements()) {
        const auto delay = secondsFrom(element);
        if (!delay)
            return false;
        backoff.delays.append(*delay);
    }
    return !backoff.delays.isEmpty();
}

std::optional<wire::Backoff> backoffFrom(const json::Value &object)
{
    if (object.kind() != json::Kind::Object)
        return {};
    wire::Backoff backoff;
    for (const auto &[name, value] : object.members()) {
        if (!setMember(backoff, name, value))
            return {};
    }
    return backoff;
}

} // namespace

QString Given::text(const QString &option) const
{
    const QStringList values = options.value(option);
    return values.isEmpty() ? QString() : values.last();
}

QStringList Given::names(const QString &option) const
{
    QStringList names;
    for (const QString &value : options.value(option))
        names += value.split(u',', Qt::SkipEmptyParts);
    return names;
}

std::optional<int> OptionReader::integer(const QString &option)
{
    if (!m_given.isSet(option))
        return {};
    bool isNumber = false;
    const int value = m_given.text(option).toInt(&isNumber);
    if (!isNumber)
        complain(option, u"a whole number"_s);
    return value;
}

std::optional<wire::Seconds> OptionReader::seconds(const QString &option, const QStringList &orWords)
{
    if (!m_given.isSet(option) || orWords.contains(m_given.text(option)))
        return {};
    bool isNumber = false;
    const double value = m_given.text(option).toDouble(&isNumber);
    if (!isNumber || !(value >= 0) || value > std::numeric_limits<qint32>::max()) // NaN is neither
        complain(option, (orWords + QStringList {u"a number of seconds"_s}).join(u" or "_s));
    return wire::Seconds(value);
}

QDateTime OptionReader::time(const QString &option)
{
    if (!m_given.isSet(option))
        return {};
    const auto value = QDateTime::fromString(m_given.text(option), Qt::ISODateWithMs);
    if (!value.isValid() || value.timeSpec() == Qt::LocalTime)
        complain(option, u"a time with its offset, such as 2026-11-25T10:00:00Z or 2026-11-25T11:00:00+01:00"_s);
    return value;
}

QByteArray OptionReader::json(const QString &option)
{
    if (!m_given.isSet(option))
        return {};
    QByteArray text = m_given.text(option).toUtf8();
    const auto document = json::Document::parse(text, json::kPayloadDepthMax);
    if (!document)
        complain(option, u"JSON (%1)"_s.arg(document.error().message));
    return text;
}

std::optional<wire::Backoff> OptionReader::backoff(const QString &option)
{
    if (!m_given.isSet(option))
        return {};
    const QString text = m_given.text(option);
    if (!text.startsWith(u'{'))
        return wire::Backoff {.kind = text};
    const auto document = json::Document::parse(text.toUtf8(), json::kPayloadDepthMax);
    const auto backoff = document ? backoffFrom(document->root()) : std::nullopt;
    if (!backoff)
        complain(option,
                 uR"(a kind, or an object such as {"kind": "fixed", "base": 60} or {"kind": "list", "delays": [1, 60]})"_s);
    return backoff;
}

void OptionReader::complain(const QString &option, const QString &wanted)
{
    if (m_complaint.isEmpty())
        m_complaint = u"--%1 takes %2, not '%3'."_s.arg(option, wanted, m_given.text(option));
}

} // namespace conduit::cli
