// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::ui {

/// Which colours toneColor() gives. Blues and oranges are told apart also by those who cannot tell green from red; they are at least 4.5:1
/// on their backgrounds.
enum class StatusColors { Usual, BlueAndOrange };

/// Gives the whole application these, at once.
void applyStatusColors(StatusColors colors);
[[nodiscard]] StatusColors statusColors();

} // namespace conduit::ui
