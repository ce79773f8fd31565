// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace conduit::ui {

/// How long ago or ahead: `now`, `12 s ago`, `in 4 min`; a date and time beyond a day. Empty for an invalid time.
[[nodiscard]] QString ageText(const QDateTime &moment, const QDateTime &now);

// What follows is written as TimeFormat says.

/// A moment in a table: its age, or the moment itself. Empty for an invalid time.
[[nodiscard]] QString timeText(const QDateTime &moment, const QDateTime &now);

/// The name of a column of such moments, with their zone unless they are ages: `Created (CET)`.
[[nodiscard]] QString timeHeader(const QString &name, const QDateTime &now);

/// Date and time to the second: `2026-11-25 14:03:07`. Empty for an invalid time.
[[nodiscard]] QString momentText(const QDateTime &moment);

/// The time of day, where the date goes without saying: `14:03:07`, or to the millisecond.
[[nodiscard]] QString clockText(const QDateTime &moment);
[[nodiscard]] QString clockTextInFull(const QDateTime &moment);

/// The same moment as an age, in this machine's zone and in UTC to the millisecond, and in the zone that was chosen; one a line.
[[nodiscard]] QString momentInFull(const QDateTime &moment, const QDateTime &now);

/// `340 ms`, `2.4 s`, `31 s`, `1 min 12 s`, `2 h 1 min`, `3 d 4 h`. Never negative: clocks of two machines may disagree.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);

/// How far a broker's clock is ahead of this machine's, or behind it when `skew` is negative, as a sentence.
[[nodiscard]] QString skewText(std::chrono::milliseconds skew);

/// How long something has been up, in whole seconds; empty for an invalid time.
[[nodiscard]] QString upTimeText(const QDateTime &since, const QDateTime &now);

} // namespace conduit::ui
