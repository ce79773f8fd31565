// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_filter.h"

#include <QTimeZone>

namespace conduit::broker {

/// What stands before a value.
enum class FilterRelation { None, Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

/// One value of a term as it was written, without its relation and its quotes.
struct FilterValue
{
    FilterRelation relation = FilterRelation::None;
    QString text;
    bool isQuoted = false;
    TextSpan span; ///< Of the text and its quotes.
};

/// What the times in a filter count from, and the zone of a date that names none.
struct FilterTimes
{
    Moment now;
    QTimeZone zone = QTimeZone::utc();
};

/// The error of a text that is no filter.
[[nodiscard]] Error filterError(TextSpan span, const QString &message);

// What a value means to a key of each kind. `key` is for the message of an error.

[[nodiscard]] Result<IdTerm> idFrom(const QString &key, const FilterValue &value);
/// Our words and the original's four, in any case of letters.
[[nodiscard]] Result<std::vector<TaskState>> statesFrom(const QString &key, const FilterValue &value);
/// A text that is taken as it is.
[[nodiscard]] Result<QString> textFrom(const QString &key, const FilterValue &value);
[[nodiscard]] Result<FilterRange> numbersFrom(const QString &key, const FilterValue &value);
/// Numbers that may have KiB or MiB behind them.
[[nodiscard]] Result<FilterRange> sizesFrom(const QString &key, const FilterValue &value);
[[nodiscard]] Result<FilterRange> durationsFrom(const QString &key, const FilterValue &value);
/// Dates, which stand for every moment that they could mean, or how long ago.
[[nodiscard]] Result<FilterRange> pastFrom(const QString &key, const FilterValue &value, const FilterTimes &times);
/// The same, but durations lie ahead.
[[nodiscard]] Result<FilterRange> futureFrom(const QString &key, const FilterValue &value, const FilterTimes &times);
/// A zone by its name in the time-zone database, or `UTC+01:00`.
[[nodiscard]] Result<QTimeZone> zoneFrom(const QString &key, const FilterValue &value);
[[nodiscard]] Result<TaskTrait> isTraitFrom(const QString &key, const FilterValue &value);
[[nodiscard]] Result<TaskTrait> hasTraitFrom(const QString &key, const FilterValue &value);
/// Fills in what the value at the path of `term` must be.
[[nodiscard]] Result<DocumentTerm> documentTermFrom(const QString &key, const FilterValue &value, DocumentTerm term);

/// The ids that begin with these hexadecimal digits, at least `digitsMin`, with hyphens where a UUID has them or without.
[[nodiscard]] std::optional<IdTerm> idsBeginningWith(QStringView text, qsizetype digitsMin);
/// The same for the ids that end so. A whole id is none: it begins so.
[[nodiscard]] std::optional<IdEndTerm> idsEndingWith(QStringView text, qsizetype digitsMin);

} // namespace conduit::broker
