// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace conduit::bench {

/// One measured number beside what it may be at most, or must be at least.
struct Figure
{
    enum class Bound { None, AtMost, AtLeast };

    QString budget; ///< Its number in the design, such as `P5`.
    QString what;
    double value = 0;
    QString unit;
    Bound bound = Bound::None;
    double limit = 0;
    QString note = {};     ///< Such as what was slowest.
    bool isByClock = true; ///< Other programs on the machine make it worse; processor time and memory are not so.

    /// With `slack` times as much allowed, for machines that are slower or busy.
    [[nodiscard]] bool isKept(double slack) const;
    [[nodiscard]] QJsonObject toJson(double slack) const;
    /// A row of a table for people.
    [[nodiscard]] QString toLine(double slack) const;
};

using Figures = QList<Figure>;

[[nodiscard]] Figure atMost(const QString &budget, const QString &what, double value, double limit,
                            const QString &unit = QStringLiteral("ms"), const QString &note = {});
[[nodiscard]] Figure atLeast(const QString &budget, const QString &what, double value, double limit, const QString &unit);
/// Of processor time or memory.
[[nodiscard]] Figure atMostOfOwn(const QString &budget, const QString &what, double value, double limit,
                                 const QString &unit = QStringLiteral("ms"), const QString &note = {});
/// A number without a budget.
[[nodiscard]] Figure told(const QString &budget, const QString &what, double value, const QString &unit);

} // namespace conduit::bench
