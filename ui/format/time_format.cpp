// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/time_format.h"

#include <QCoreApplication>

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
