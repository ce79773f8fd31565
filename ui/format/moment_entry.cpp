// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/moment_entry.h"

#include "ui/format/time_format.h"
#include "ui/format/times.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kDaySecs = 86'400;
constexpr qint64 kSetAsideSecs = 3 * 3'600; ///< No clock is set by so much.
constexpr qint64 kAgeSecsMax = 1000 * 366 * kDaySecs;

MomentSpan spanOf(const QDateTime &from, qint64 seconds) { return {from, from.addMSecs(seconds * 1000 - 1)}; }

std::optional<MomentSpan> fromAge(const QString &text, const QDateTime &now)
{
    static const QRegularExpression whole(u"^-\\s*(\\d{1,9}\\s*[smhdw]\\s*)+$"_s);
    static const QRegularExpression part(u"(\\d+)\\s*([smhdw])"_s);
    static const QHash<QString, qint64> units {
        {u"s"_s, 1}, {u"m"_s, 60}, {u"h"_s, 3600}, {u"d"_s, kDaySecs}, {u"w"_s, 7 * kDaySecs}};
    if (!whole.match(text).hasMatch())
        return {};
    qint64 age = 0;
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const auto match = parts.next();
        age += match.captured(1).toLongLong() * units.value(match.captured(2));
    }
    if (age > kAgeSecsMax)
        return {};
    const auto moment = now.addSecs(-age);
    return MomentSpan {moment, moment};
}

/// The date and the time, in whichever zone, and how many seconds they stand for.
struct Reading
{
    QDate date;
    QTime time;
    qint64 seconds = 1;
};

/// The date is invalid when there was none.
std::optional<Reading> readingOf(const QRegularExpressionMatch &match)
{
    const auto date = match.captured(u"date"_s);
    const auto hour = match.captured(u"hour"_s);
    const auto second = match.captured(u"second"_s);
    Reading reading;
    reading.date = QDate::fromString(date, Qt::ISODate);
    reading.time = hour.isEmpty() ? QTime(0, 0) : QTime(hour.toInt(), match.captured(u"minute"_s).toInt(), second.toInt());
    reading.seconds = hour.isEmpty() ? kDaySecs : second.isEmpty() ? 60 : 1;
    const bool isWrong = !reading.time.isValid() || (!date.isEmpty() && !reading.date.isValid());
    return isWrong ? std::nullopt : std::optional(reading);
}

/// `Z`, `+01:00` or nothing for the one in which times are shown.
QDateTime momentOf(const Reading &reading, const QString &zone, const QTimeZone &shown)
{
    if (zone.isEmpty()) {
        QDateTime there(reading.date, reading.time, shown);
        if (there.isValid())
            return there;
        // In the hour that is left out when the clocks are set: as if they had not been set yet.
        const auto before = QDateTime(reading.date, reading.time, QTimeZone::utc()).addSecs(-kSetAsideSecs);
        return QDateTime(before.date(), before.time(), shown).addSecs(kSetAsideSecs);
    }
    if (zone == u"Z")
        return {reading.date, reading.time, QTimeZone::utc()};
    const int minutes = zone.mid(1, 2).toInt() * 60 + zone.right(2).toInt();
    const auto utc = QDateTime(reading.date, reading.time, QTimeZone::utc());
    return utc.addSecs((zone.startsWith(u'-') ? 60 : -60) * minutes);
}

/// `+01:00`
QString offsetText(const QDateTime &moment)
{
    const int minutes = moment.offsetFromUtc() / 60;
    return u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
        .arg(std::abs(minutes) / 60, 2, 10, QChar(u'0'))
        .arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
}

} // namespace

std::optional<MomentSpan> momentFromEntry(const QString &text, const QDateTime &now)
{
    static const QRegularExpression form(u"^(?<date>\\d{4}-\\d\\d-\\d\\d)?(?:(?:^|[T "
                                         u"]\\s*)(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.\\d+)?)?\\s*"
                                         "(?<zone>Z|[+-]\\d\\d:?\\d\\d)?)?$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto entry = text.trimmed();
    if (entry.isEmpty())
        return {};
    if (entry.compare(u"now", Qt::CaseInsensitive) == 0)
        return MomentSpan {now, now};
    if (const auto span = fromAge(entry.toLower(), now))
        return span;
    const auto match = form.match(entry);
    if (!match.hasMatch())
        return {};
    auto reading = readingOf(match);
    if (!reading)
        return {};
    const auto zone = match.captured(u"zone"_s).toUpper();
    const auto here = TimeFormat::ours().placed(now);
    const auto shown = here.timeZone();
    if (!reading->date.isValid()) {
        // Of a time alone the last one is meant that has begun.
        reading->date = here.date().addDays(1);
        while (momentOf(*reading, zone, shown) > now)
            reading->date = reading->date.addDays(-1);
    }
    // Not each day has 24 hours.
    if (reading->seconds == kDaySecs)
        return MomentSpan {reading->date.startOfDay(shown), reading->date.addDays(1).startOfDay(shown).addMSecs(-1)};
    return spanOf(momentOf(*reading, zone, shown), reading->seconds);
}

std::optional<QDateTime> comingMoment(const QString &text, const QDateTime &now)
{
    const auto entry = text.trimmed();
    if (entry.startsWith(u'-'))
        return {};
    if (entry.startsWith(u'+')) {
        const auto ago = fromAge(u'-' + entry.sliced(1).toLower(), now);
        return ago ? std::optional(now.addMSecs(ago->from.msecsTo(now))) : std::nullopt;
    }
    const auto span = momentFromEntry(entry, now);
    if (!span)
        return {};
    static const QRegularExpression timeAlone(u"^\\d{1,2}:"_s);
    if (span->from > now || !timeAlone.match(entry).hasMatch())
        return span->from;
    const auto last = TimeFormat::ours().placed(span->from);
    return QDateTime(last.date().addDays(1), last.time(), last.timeZone());
}

QString momentEntry(const QDateTime &moment)
{
    if (!moment.isValid())
        return {};
    const auto here = TimeFormat::ours().placed(moment);
    const auto text = here.toString(u"yyyy-MM-dd HH:mm:ss");
    // Of an hour that comes twice it says which.
    return QDateTime(here.date(), here.time(), here.timeZone()) == here ? text : text + offsetText(here);
}

QString momentInWords(const QDateTime &moment, const QDateTime &now)
{
    const std::chrono::milliseconds ahead(now.msecsTo(moment));
    return QCoreApplication::translate("times", "in %1, on %2 %3")
        .arg(durationText(ahead), momentText(moment), TimeFormat::ours().zoneName(moment));
}

QString momentHelp()
{
    return QCoreApplication::translate(
        "times",
        "14:30 is the next time that it is so, 2026-12-24 14:30 a time of the zone in which times are shown, "
        "2026-12-24T14:30Z one of UTC, and +2h two hours from now.");
}

QString zoneText(const QDateTime &now)
{
    const auto here = TimeFormat::ours().placed(now);
    const auto name = here.timeZoneAbbreviation();
    return name.startsWith(u"UTC") && here.offsetFromUtc() == 0 ? name : u"%1, UTC%2"_s.arg(name, offsetText(here));
}

} // namespace conduit::ui
