// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/time_settings.h"

#include "ui/format/times.h"

#include <QComboBox>
#include <QLabel>
#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kModeKey = "time/mode"_L1;
constexpr auto kZoneKey = "time/zone"_L1;
constexpr auto kIsoKey = "time/iso"_L1;
constexpr auto kClockKey = "time/clock"_L1;

/// In the settings' words, in the order of TimeFormat::Mode.
constexpr std::array kModes {"relative"_L1, "local"_L1, "utc"_L1, "zone"_L1};

/// The same for TimeFormat::Clock.
constexpr std::array kClocks {"24"_L1, "12"_L1, "language"_L1};

TimeFormat::Clock clockFrom(const QString &word)
{
    for (std::size_t i = 0; i < kClocks.size(); ++i)
        if (word == kClocks.at(i))
            return static_cast<TimeFormat::Clock>(i);
    return TimeFormat::Clock::Hours24;
}

TimeFormat::Mode modeFrom(const QString &word)
{
    for (std::size_t i = 0; i < kModes.size(); ++i)
        if (word == kModes.at(i))
            return static_cast<TimeFormat::Mode>(i);
    return TimeFormat::Mode::Relative;
}

} // namespace

TimeFormat::Choice storedTimeFormat(const QSettings &settings)
{
    const QByteArray stored = settings.value(kZoneKey).toByteArray();
    const QByteArray system = QTimeZone::systemTimeZoneId(); // Not every machine says where it is.
    const auto isKnown = [](const QByteArray &zone) { return QTimeZone::isTimeZoneIdAvailable(zone); };
    return {.mode = modeFrom(settings.value(kModeKey).toString()),
            .zone = isKnown(stored) ? stored
                : isKnown(system)   ? system
                                    : QByteArray("UTC"),
            .isIso = settings.value(kIsoKey, true).toBool(),
            .clock = clockFrom(settings.value(kClockKey).toString())};
}

void chooseTimeFormat(QSettings &settings, const TimeFormat::Choice &choice)
{
    settings.setValue(kModeKey, kModes.at(static_cast<std::size_t>(choice.mode)));
    settings.setValue(kZoneKey, choice.zone);
    settings.setValue(kIsoKey, choice.isIso);
    settings.setValue(kClockKey, kClocks.at(static_cast<std::size_t>(choice.clock)));
    TimeFormat::ours().choose(choice);
}

QString timeModeName(TimeFormat::Mode mode, const QByteArray &zone)
{
    switch (mode) {
    case TimeFormat::Mode::Relative:
        return TimeSettings::tr("How long ago");
    case TimeFormat::Mode::Local:
        return TimeSettings::tr("Local time");
    case TimeFormat::Mode::Utc:
        return TimeSettings::tr("UTC");
    case TimeFormat::Mode::Zone:
        break;
    }
    return TimeSettings::tr("Zone %1").arg(QString::fromLatin1(zone));
}

TimeSettings::TimeSettings(QSettings &settings, std::function<QDateTime()> now, QWidget *parent)
    : SettingsGroup(tr("Time"), parent),
      m_settings(settings),
      m_now(std::move(now)),
      m_mode(addChoice(tr("Times in tables"), tr("Takes effect at once. Ages become dates after a day."))),
      m_zone(addChoice(tr("Zone"), tr("Times are shown in it once it is chosen."))),
      m_form(addChoice(tr("Dates"), {})),
      m_clock(addChoice(tr("Times of day"), tr("Takes effect at once. In filters and forms times are typed with 24 hours."))),
      m_sample(addText(u"…"_s))
{
    m_mode->addItem(tr("As ages, such as 4 min ago"));
    m_mode->addItem(tr("In this machine's zone"));
    m_mode->addItem(tr("In UTC"));
    m_mode->addItem(tr("In the zone below"));
    const auto zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : zones)
        m_zone->addItem(QString::fromLatin1(zone));
    m_form->addItem(tr("ISO 8601: 2026-11-25"));
    m_form->addItem(tr("As the language writes them"));
    m_clock->addItem(tr("24 hours: 14:03:07"));
    m_clock->addItem(tr("12 hours: 2:03:07 PM"));
    m_clock->addItem(tr("As the language writes them"));
    for (auto *box : {m_mode, m_form, m_clock})
        connect(box, &QComboBox::activated, this, &TimeSettings::take);
    connect(m_zone, &QComboBox::activated, this, [this] {
        m_mode->setCurrentIndex(static_cast<int>(TimeFormat::Mode::Zone));
        take();
    });
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, &TimeSettings::showChoice);
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, &TimeSettings::showSample);
    showChoice();
}

void TimeSettings::take()
{
    chooseTimeFormat(m_settings,
                     {.mode = static_cast<TimeFormat::Mode>(m_mode->currentIndex()),
                      .zone = m_zone->currentText().toLatin1(),
                      .isIso = m_form->currentIndex() == 0,
                      .clock = static_cast<TimeFormat::Clock>(m_clock->currentIndex())});
    showChoice();
}

/// The status bar, or another window, may have chosen another one.
void TimeSettings::showChoice()
{
    const TimeFormat::Choice choice = storedTimeFormat(m_settings);
    m_mode->setCurrentIndex(static_cast<int>(choice.mode));
    m_zone->setCurrentIndex(m_zone->findText(QString::fromLatin1(choice.zone)));
    m_form->setCurrentIndex(choice.isIso ? 0 : 1);
    m_clock->setCurrentIndex(static_cast<int>(choice.clock));
    showSample();
}

void TimeSettings::showSample()
{
    const QDateTime now = m_now();
    m_sample->setText(tr("Now it is %1 (%2).").arg(momentText(now), TimeFormat::ours().zoneName(now)));
}

} // namespace conduit::ui
