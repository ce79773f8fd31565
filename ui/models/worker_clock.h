// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <chrono>

namespace conduit::ui {

/// How far a clock is off: `12 s ahead`, `3 min 5 s behind`; empty for zero.
[[nodiscard]] QString wrongClockText(std::chrono::milliseconds ahead);

} // namespace conduit::ui
