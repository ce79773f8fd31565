// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/theme.h"

class QSettings;

namespace conduit::ui {

class ActionHub;

/// As the settings have it.
[[nodiscard]] ThemeChoice storedTheme(const QSettings &settings);
/// Gives the application the colours that the settings have.
void applyStoredTheme(const QSettings &settings);
/// Takes effect at once, and is remembered.
void chooseTheme(QSettings &settings, ThemeChoice choice);

/// View ▸ Theme.
void addThemeMenu(ActionHub &hub, QSettings &settings);

} // namespace conduit::ui
