// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/times.h"

#include "ui/format/time_format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace conduit::ui {

namespace {

QString spanText(seconds span)
{
    if (span < minutes(1))
        return u"%1 s"_s.arg(span.count());
    if (span < hours(1))
        return u"%1 min"_s.arg(duration_cast<minutes>(span).count());
    return u"%1 h"_s.arg(duration_cast<hours>(span).count());
}

QString pairText(qint64 large, QLatin1String largeUnit, qint64 small, QLatin1String smallUnit)
{
    const auto first = QString::number(large) + largeUnit;
    return small == 0 ? first : first + u' ' + QString::number(small) + smallUnit;
}

using Detail = TimeFormat::Detail;

QString clockOf(const QDateTime &placed, Detail detail)
{
    return QLocale().toString(placed.time(), TimeFormat::ours().clockPattern(detail));
}

} // namespace

QString ageText(const QDateTime &moment, const QDateTime &now)
{
    if (!moment.isValid())
        return {};
    const auto age = seconds(moment.secsTo(now));
    if (abs(age) >= days(1))
        return momentText(moment);
    if (age == seconds(0))
        return QCoreApplication::translate("times", "now");
    return age > seconds(0) ? QCoreApplication::translate("times", "%1 ago").arg(spanText(age))
                            : QCoreApplication::translate("times", "in %1").arg(spanText(-age));
}

QString timeText(const QDateTime &moment, const QDateTime &now)
{
    return TimeFormat::ours().isAbsolute() ? momentText(moment) : ageText(moment, now);
}

QString timeHeader(const QString &name, const QDateTime &now)
{
    const TimeFormat &format = TimeFormat::ours();
    return format.isAbsolute() ? u"%1 (%2)"_s.arg(name, format.zoneName(now)) : name;
}

QString momentText(const QDateTime &moment)
{
    if (!moment.isValid())
        return {};
    const TimeFormat &format = TimeFormat::ours();
    const QDateTime placed = format.placed(moment);
    const QString date =
        format.choice().isIso ? placed.toString(u"yyyy-MM-dd"_s) : QLocale().toString(placed.date(), QLocale::ShortFormat);
    return date + u' ' + clockOf(placed, Detail::Seconds);
}

QString clockText(const QDateTime &moment) { return clockOf(TimeFormat::ours().placed(moment), Detail::Seconds); }

QString clockTextInFull(const QDateTime &moment) { return clockOf(TimeFormat::ours().placed(moment), Detail::Milliseconds); }

QString momentInFull(const QDateTime &moment, const QDateTime &now)
{
    if (!moment.isValid())
        return {};
    const auto line = [](const QDateTime &placed) {
        return placed.toString(u"yyyy-MM-dd "_s) + clockOf(placed, Detail::Milliseconds) + u' ' + placed.timeZoneAbbreviation();
    };
    QStringList lines;
    if (const QString age = ageText(moment, now); age != momentText(moment))
        lines.append(age);
    const TimeFormat &format = TimeFormat::ours();
    if (format.choice().mode == TimeFormat::Mode::Zone)
        lines.append(line(format.placed(moment)));
    lines += {line(moment.toLocalTime()), line(moment.toUTC())};
    lines.removeDuplicates(); // Where the machine itself lives by UTC.
    return lines.join(u'\n');
}

QString skewText(milliseconds skew)
{
    const auto apart = durationText(round<seconds>(abs(skew)));
    return skew > milliseconds(0)
        ? QCoreApplication::translate("times", "The broker's clock is %1 ahead of this machine's.").arg(apart)
        : QCoreApplication::translate("times", "The broker's clock is %1 behind this machine's.").arg(apart);
}

QString upTimeText(const QDateTime &since, const QDateTime &now)
{
    if (!since.isValid())
        return {};
    const auto up = std::max(seconds(since.secsTo(now)), seconds(0));
    return up < minutes(1) ? spanText(up) : durationText(up);
}

QString durationText(milliseconds duration)
{
    duration = std::max(duration, milliseconds(0));
    const auto ms = duration.count();
    if (duration < seconds(1))
        return u"%1 ms"_s.arg(ms);
    const auto tenths = ms / 100;
    if (duration < seconds(10))
        return QLocale().toString(static_cast<double>(tenths) / 10.0, 'f', 1) + u" s"_s;
    const auto s = ms / 1000;
    if (duration < minutes(1))
        return u"%1 s"_s.arg(s);
    if (duration < hours(1))
        return pairText(s / 60, " min"_L1, s % 60, " s"_L1);
    if (duration < days(1))
        return pairText(s / 3600, " h"_L1, s % 3600 / 60, " min"_L1);
    return pairText(s / 86400, " d"_L1, s % 86400 / 3600, " h"_L1);
}

} // namespace conduit::ui
