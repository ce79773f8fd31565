// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/notice_rules.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kQuietKey = "notices/quiet"_L1;
constexpr auto kFromKey = "notices/quiet_from"_L1;
constexpr auto kToKey = "notices/quiet_to"_L1;

QString keyOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::DeadTasks:
        return u"notices/dead_tasks"_s;
    case NoticeKind::Workers:
        return u"notices/workers"_s;
    case NoticeKind::Broker:
        return u"notices/broker"_s;
    case NoticeKind::Operations:
        return u"notices/operations"_s;
    }
    Q_UNREACHABLE();
}

/// What cannot be read leaves the time as it was.
void readTime(const QSettings &settings, QLatin1StringView key, QTime &time)
{
    if (const QTime read = QTime::fromString(settings.value(key).toString(), u"HH:mm"_s); read.isValid())
        time = read;
}

} // namespace

const QList<NoticeKind> &noticeKinds()
{
    static const QList<NoticeKind> kKinds {NoticeKind::DeadTasks, NoticeKind::Workers, NoticeKind::Broker,
                                           NoticeKind::Operations};
    return kKinds;
}

bool NoticeRules::allow(NoticeKind kind, QTime now) const
{
    if (!wanted.contains(kind))
        return false;
    if (!hasQuietHours || quietFrom == quietTo)
        return true;
    const bool isQuiet = quietFrom < quietTo ? now >= quietFrom && now < quietTo : now >= quietFrom || now < quietTo;
    return !isQuiet;
}

NoticeRules NoticeRules::stored(const QSettings &settings)
{
    NoticeRules rules;
    rules.wanted.removeIf([&](NoticeKind kind) { return !settings.value(keyOf(kind), true).toBool(); });
    rules.hasQuietHours = settings.value(kQuietKey, false).toBool();
    readTime(settings, kFromKey, rules.quietFrom);
    readTime(settings, kToKey, rules.quietTo);
    return rules;
}

void NoticeRules::store(QSettings &settings) const
{
    for (const NoticeKind kind : noticeKinds())
        settings.setValue(keyOf(kind), wanted.contains(kind));
    settings.setValue(kQuietKey, hasQuietHours);
    settings.setValue(kFromKey, quietFrom.toString(u"HH:mm"_s));
    settings.setValue(kToKey, quietTo.toString(u"HH:mm"_s));
}

} // namespace conduit::ui
