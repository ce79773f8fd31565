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

/// The zone of a time without one: `CET, UTC+01:00`.
[[nodiscard]] QString zoneText(const QDateTime &now);

} // namespace conduit::ui
