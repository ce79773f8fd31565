// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPalette>

namespace conduit::ui {

enum class ThemeChoice { System, Light, Dark, HighContrast };

/// Gives the whole application these colours, at once.
void applyTheme(ThemeChoice choice);

/// Whether text is lighter than what it stands on. Qt 6.4 knows no colour scheme, and later ones guess wrong on some desktops.
[[nodiscard]] bool isDark(const QPalette &palette);

/// Whether the application has the colours of high contrast, in which the keyboard's place has a thicker frame.
[[nodiscard]] bool isHighContrast();

/// Text that may stand back, on this palette's window.
[[nodiscard]] QColor quietText(const QPalette &palette);

/// The edge of an input.
[[nodiscard]] QColor inputEdge(const QPalette &palette);

/// A line between two areas.
[[nodiscard]] QColor hairline(const QPalette &palette);

} // namespace conduit::ui
