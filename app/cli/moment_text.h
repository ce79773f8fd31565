// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace conduit::cli {

/// `12 s`, `3 min`, `4 h` or `5 d`, rounded down. `seconds` is not negative.
[[nodiscard]] QString spanText(qint64 seconds);

/// How long ago it was, as a span; never negative, since two machines' clocks may disagree. Empty for an invalid time.
[[nodiscard]] QString ageText(const QDateTime &moment, const QDateTime &now);

/// The moment in the user's zone, with the zone's offset, and how far away it is: `2026-11-25T11:00:00+01:00 (3 min ago)`.
/// Empty for an invalid time.
[[nodiscard]] QString momentText(const QDateTime &moment, const QDateTime &now);

/// `90 s`, `0.5 s`.
[[nodiscard]] QString durationText(std::chrono::duration<double> duration);

} // namespace conduit::cli
