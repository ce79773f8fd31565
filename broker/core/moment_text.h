// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <array>
#include <optional>

namespace conduit::broker {

/// The first and the last moment that a date on the wire may name.
inline constexpr Moment kMomentMin {std::chrono::sys_days {std::chrono::year {0} / 1 / 1}};
inline constexpr Moment kMomentMax {Milliseconds {253'402'300'799'999}}; // 9999-12-31T23:59:59.999Z

/// RFC 3339 in UTC with milliseconds and `Z`: 2026-11-25T10:00:00.000Z. For moments from kMomentMin to kMomentMax.
[[nodiscard]] QByteArray textFromMoment(Moment moment);

/// The same in place, for who writes many.
class MomentText
{
public:
    explicit MomentText(Moment moment);
    operator QByteArrayView() const { return {m_text.data(), static_cast<qsizetype>(m_text.size())}; }

private:
    std::array<char, 24> m_text;
};

/// Reads an RFC 3339 date-time with its offset; digits beyond milliseconds are cut. Nothing for a date that does not exist,
/// a leap second, a missing zone, or anything outside of the years 0 to 9999 in UTC: a time is refused, never guessed.
[[nodiscard]] std::optional<Moment> momentFromText(QStringView text);

} // namespace conduit::broker
