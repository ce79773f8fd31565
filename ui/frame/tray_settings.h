// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/frame/settings_group.h"

class QSettings;

namespace conduit::ui {

class Tray;

/// Whether somebody wants the icon in the tray; so it is at first.
[[nodiscard]] bool isTrayWanted(const QSettings &settings);

/// The icon in the tray, what is told there and when, and, with a broker of one's own, what closing the last window does. Everything is
/// read when it is needed, so each choice takes effect at once.
class TraySettings final : public SettingsGroup
{
    Q_OBJECT
public:
    /// Both outlive it. `tray` may be null.
    TraySettings(Tray *tray, QSettings &settings, bool hasBroker, QWidget *parent = nullptr);

private:
    void addIcon(Tray *tray, bool isPossible);
    void addNotices(bool isPossible);
    void addQuietHours(bool isPossible);
    void addClosing();

    QSettings &m_settings;
};

} // namespace conduit::ui
