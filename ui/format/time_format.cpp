// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/time_format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

TimeFormat::TimeFormat(QObject *parent) : QObject(parent)
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &TimeFormat::ticked);
    m_tick.start();
}

TimeFormat &TimeFormat::ours()
{
    static auto *format = new TimeFormat(qApp); // A timer does not outlive its program.
    return *format;
}

void TimeFormat::choose(const Choice &choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    const QTimeZone zone(choice.zone);
    m_zone = zone.isValid() ? zone : QTimeZone::utc();
    Q_EMIT changed();
}

bool TimeFormat::hasTwelveHours() const
{
    if (m_choice.clock != Clock::Language)
        return m_choice.clock == Clock::Hours12;
    return QLocale().timeFormat(QLocale::ShortFormat).contains(u'a', Qt::CaseInsensitive); // Before noon or after it.
}

QString TimeFormat::clockPattern(Detail detail) const
{
    const QString rest = detail == Detail::Minutes ? u":mm"_s : detail == Detail::Seconds ? u":mm:ss"_s : u":mm:ss.zzz"_s;
    return hasTwelveHours() ? u'h' + rest + u" AP"_s : u"HH"_s + rest;
}

QByteArray TimeFormat::zoneId() const
{
    switch (m_choice.mode) {
    case Mode::Utc:
        return "UTC";
    case Mode::Zone:
        return m_zone.id();
    case Mode::Relative:
    case Mode::Local:
        break;
    }
    return QTimeZone::systemTimeZoneId();
}

QDateTime TimeFormat::placed(const QDateTime &moment) const
{
    switch (m_choice.mode) {
    case Mode::Utc:
        return moment.toUTC();
    case Mode::Zone:
        return moment.toTimeZone(m_zone);
    case Mode::Relative:
    case Mode::Local:
        break;
    }
    return moment.toLocalTime();
}

} // namespace conduit::ui
