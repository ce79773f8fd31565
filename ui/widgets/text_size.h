// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QFont;

namespace conduit::ui {

inline constexpr int kTextSizeOfDesktop = 100;

/// Gives the whole application text of so many percent of the desktop's size, 100 to 200. Windows learn of it by the change of the
/// application's font.
void applyTextSize(int percent);
[[nodiscard]] int textSize();

/// A font of the desktop's in this size.
[[nodiscard]] QFont inTextSize(QFont font);
/// The side of a picture that stands beside text, which has so many pixels at 100 %.
[[nodiscard]] int inTextSize(int pixels);

} // namespace conduit::ui
