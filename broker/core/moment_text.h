// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace conduit::broker {

/// The last moment that a date on the wire may name.
inline constexpr Moment kMomentMax {Milliseconds {253'402'300'799'999}}; // 9999-12-31T23:59:59.999Z

/// RFC 3339 in UTC with milliseconds and `Z`: 2026-11-25T10:00:00.000Z.
[[nodiscard]] QByteArray textFromMoment(Moment moment);

/// Reads an RFC 3339 date-time with its offset; digits beyond milliseconds are cut. Nothing for a date that does not exist,
/// a leap second, a missing zone, or anything past the year 9999: a time is refused, never guessed.
[[nodiscard]] std::optional<Moment> momentFromText(QStringView text);

} // namespace conduit::broker
