// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/given.h"

#include <conduit/json_text.h>

#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::cli {

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

std::optional<wire::Seconds> OptionReader::seconds(const QString &option)
{
    if (!m_given.isSet(option))
        return {};
    bool isNumber = false;
    const double value = m_given.text(option).toDouble(&isNumber);
    if (!isNumber || !(value >= 0) || value > std::numeric_limits<qint32>::max()) // NaN is neither
        complain(option, u"a number of seconds"_s);
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

void OptionReader::complain(const QString &option, const QString &wanted)
{
    if (m_complaint.isEmpty())
        m_complaint = u"--%1 takes %2, not '%3'."_s.arg(option, wanted, m_given.text(option));
}

} // namespace conduit::cli
