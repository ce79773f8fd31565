// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace conduit::ui {

/// What somebody means by a time: a date is all of its day, `14:02` all of its minute.
struct MomentSpan
{
    QDateTime from;
    QDateTime to; ///< Its last millisecond.
};

/// Reads `2026-11-25`, `2026-11-25 14:02`, `2026-11-25T14:02:07Z`, `14:02` (the last time that it was so), `-2h`, `-1d 12h` or `now`.
/// Without a zone it is the one in which times are shown. Nothing when it is something else.
[[nodiscard]] std::optional<MomentSpan> momentFromEntry(const QString &text, const QDateTime &now);

// A moment that is still to come, such as the one at which a task is to run.

/// Reads what momentFromEntry() reads, but that `14:02` is the next time that it is so, and `+2h` lies ahead.
[[nodiscard]] std::optional<QDateTime> comingMoment(const QString &text, const QDateTime &now);
/// A moment as comingMoment() reads it back, to the second; empty for an invalid one.
[[nodiscard]] QString momentEntry(const QDateTime &moment);
/// `in 9 h 12 min, on 2026-12-01 09:00:00 CET`.
[[nodiscard]] QString momentInWords(const QDateTime &moment, const QDateTime &now);
/// What may be typed, in a few sentences.
[[nodiscard]] QString momentHelp();

/// The zone of a time without one: `CET, UTC+01:00`.
[[nodiscard]] QString zoneText(const QDateTime &now);

} // namespace conduit::ui
