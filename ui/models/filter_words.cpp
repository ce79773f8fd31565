// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/filter_words.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace conduit::ui {

const QStringList &filterKeys()
{
    static const QStringList keys {u"state:"_s,    u"type:"_s,     u"queue:"_s,  u"created:"_s,  u"started:"_s,
                                   u"finished:"_s, u"due:"_s,      u"error:"_s,  u"duration:"_s, u"wait:"_s,
                                   u"attempts:"_s, u"priority:"_s, u"worker:"_s, u"by:"_s,       u"tag:"_s,
                                   u"is:"_s,       u"has:"_s,      u"id:"_s,     u"status:"_s,   u"payload."_s,
                                   u"result."_s,   u"meta."_s,     u"size:"_s,   u"zone:"_s,     u"trashed:"_s};
    return keys;
}

QStringList filterValues(const QString &key)
{
    static const QStringList ages {u"<10m"_s, u"<1h"_s, u"<24h"_s, u">24h"_s};
    static const QStringList spans {u">1s"_s, u">30s"_s, u">10m"_s, u"1s..30s"_s};
    static const QHash<QString, QStringList> values {
        {u"state"_s,
         {u"ready"_s, u"running"_s, u"retrying"_s, u"scheduled"_s, u"blocked"_s, u"completed"_s, u"dead"_s, u"cancelled"_s}},
        {u"status"_s, {u"pending"_s, u"running"_s, u"completed"_s, u"failed"_s}},
        {u"is"_s, {u"late"_s, u"stuck"_s, u"held"_s, u"retried"_s}},
        {u"has"_s, {u"error"_s, u"result"_s, u"logs"_s, u"progress"_s, u"checkpoint"_s}},
        {u"created"_s, ages},
        {u"started"_s, ages},
        {u"finished"_s, ages},
        {u"trashed"_s, ages},
        {u"due"_s, {u"<10m"_s, u"<1h"_s, u"<24h"_s}},
        {u"duration"_s, spans},
        {u"wait"_s, spans},
        {u"attempts"_s, {u">1"_s, u">5"_s}},
        {u"priority"_s, {u">5"_s, u"<5"_s, u"9"_s}},
        {u"size"_s, {u">64KiB"_s, u">1MiB"_s}}};
    return values.value(key);
}

QString payloadKey(const QString &member)
{
    static const QRegularExpression plain(u"^[\\w-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (plain.match(member).hasMatch())
        return u"payload."_s + member + u':';
    const bool isWithoutSpelling =
        member.isEmpty() || member.contains(u'"') || member.contains(u'\\') || member.contains(QChar::Null);
    return isWithoutSpelling ? QString() : u"payload.\""_s + member + u"\":"_s;
}

QString filterValue(const QString &value)
{
    static const QRegularExpression plain(u"^[\\w./-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (plain.match(value).hasMatch() && !value.contains(u".."_s))
        return value;
    auto inside = value;
    return u'"' + inside.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace conduit::ui
