// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QFontMetrics;

namespace conduit::ui {

/// How much room the rows of tables have.
enum class Density { Comfortable, Compact };

/// Gives every table of the application this room, at once, and those that are made later.
void applyDensity(Density density);
[[nodiscard]] Density density();

/// Of a table in this font, in pixels.
[[nodiscard]] int tableRowHeight(const QFontMetrics &metrics);

} // namespace conduit::ui
