// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/format/time_format.h"
#include "ui/frame/settings_group.h"

#include <functional>

class QSettings;

namespace conduit::ui {

/// As the settings have it; where no zone was chosen, with this machine's.
[[nodiscard]] TimeFormat::Choice storedTimeFormat(const QSettings &settings);
/// Takes effect at once in all windows, and is remembered.
void chooseTimeFormat(QSettings &settings, const TimeFormat::Choice &choice);

/// What the choice is called in menus and settings, such as `Local time`.
[[nodiscard]] QString timeModeName(TimeFormat::Mode mode, const QByteArray &zone);

/// How moments are written.
class TimeSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    /// The settings outlive it.
    TimeSettings(QSettings &settings, std::function<QDateTime()> now, QWidget *parent = nullptr);

private:
    void take();
    void showChoice();
    void showSample();

    QSettings &m_settings;
    std::function<QDateTime()> m_now;
    QComboBox *m_mode;
    QComboBox *m_zone;
    QComboBox *m_form;
    QComboBox *m_clock;
    QLabel *m_sample;
};

} // namespace conduit::ui
