// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/moment_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

QString spanText(qint64 seconds)
{
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 60 * kMinute;
    constexpr qint64 kDay = 24 * kHour;
    if (seconds < kMinute)
        return u"%1 s"_s.arg(seconds);
    if (seconds < kHour)
        return u"%1 min"_s.arg(seconds / kMinute);
    if (seconds < kDay)
        return u"%1 h"_s.arg(seconds / kHour);
    return u"%1 d"_s.arg(seconds / kDay);
}

QString ageText(const QDateTime &moment, const QDateTime &now)
{
    return moment.isValid() ? spanText(std::max<qint64>(moment.secsTo(now), 0)) : QString();
}

QString momentText(const QDateTime &moment, const QDateTime &now)
{
    if (!moment.isValid())
        return {};
    const QDateTime local = moment.toLocalTime();
    const qint64 ahead = now.secsTo(moment);
    const QString distance = ahead > 0 ? u"in "_s + spanText(ahead) : spanText(-ahead) + u" ago"_s;
    return u"%1 (%2)"_s.arg(local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate), distance);
}

QString durationText(std::chrono::duration<double> duration) { return u"%1 s"_s.arg(duration.count()); }

} // namespace conduit::cli
