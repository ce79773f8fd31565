// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>

#include <chrono>

namespace conduit::ui {

/// How far a worker's clock is ahead of the broker's, or behind it where that is negative; zero while they agree to two seconds, as the clocks
/// of two machines seldom agree any better, and when it has not told.
[[nodiscard]] std::chrono::milliseconds wrongClockOf(const wire::Worker &worker);

/// `12 s ahead`, `3 min 5 s behind`; empty for zero.
[[nodiscard]] QString wrongClockText(std::chrono::milliseconds ahead);

} // namespace conduit::ui
