// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace conduit::ui {

/// How numbers of a chart are read.
enum class ChartUnit { Count, Seconds };

/// What a line stands for; the chart chooses its colour by it.
enum class ChartInk { Good, Bad, Waiting, Running };

struct ChartLine
{
    QString name;
    ChartInk ink = ChartInk::Running;
    QList<std::optional<double>> values; ///< One for each step; nothing where nobody knows.
};

/// What a chart shows: lines over the same steps of time.
struct ChartLines
{
    QDateTime from; ///< Where the first step begins.
    int step = 60;  ///< Seconds.
    ChartUnit unit = ChartUnit::Count;
    bool isStacked = false; ///< Bars on top of each other instead of lines.
    QList<ChartLine> lines;

    [[nodiscard]] int steps() const { return lines.isEmpty() ? 0 : static_cast<int>(lines.first().values.size()); }
    [[nodiscard]] QDateTime timeOf(int at) const { return from.addSecs(qint64(at) * step); }
    /// What the axis has to hold.
    [[nodiscard]] double peak() const;
    /// `612`, `2.4 s`; a dash where nobody knows.
    [[nodiscard]] QString valueText(std::optional<double> value) const;
};

/// A chart as a table for spreadsheets: a line of names, then one for each step, with its time in UTC and nothing where nobody knows.
[[nodiscard]] QString csvOf(const ChartLines &chart);

/// The next round number: 1, 2 or 5 with zeros.
[[nodiscard]] double roundedUp(double value);

} // namespace conduit::ui
