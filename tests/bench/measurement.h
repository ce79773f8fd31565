// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>

namespace conduit::bench {

/// What a run cost. Zeros where the broker is not ours to look at.
struct Cost
{
    double brokerCores = 0; ///< Processor time over wall time: which side was the bound.
    double benchCores = 0;
    double brokerMebibytes = 0; ///< Resident at the end.
};

/// Watches the broker and this program from its construction on.
class CostMeter
{
public:
    explicit CostMeter(qint64 brokerPid);
    [[nodiscard]] std::chrono::duration<double> elapsed() const;
    [[nodiscard]] Cost cost() const;

private:
    qint64 m_brokerPid;
    std::chrono::steady_clock::time_point m_start;
    std::chrono::milliseconds m_brokerTime;
    std::chrono::microseconds m_benchTime;
};

/// One figure of one work over all runs.
struct Measurement
{
    QString work;
    QString what;
    QString unit;
    QList<double> values; ///< One a run.
    QList<Cost> costs;    ///< One a run; none for a figure that was computed from others.
    QString absence;      ///< Why there are no values.

    void add(double value, const Cost &cost)
    {
        values.append(value);
        costs.append(cost);
    }
    [[nodiscard]] double median() const;
    [[nodiscard]] QJsonObject toJson() const;
    /// One line for people.
    [[nodiscard]] QString toLine() const;
};

[[nodiscard]] double medianOf(QList<double> values);
/// The value that `share` (0–1) of the values do not exceed.
[[nodiscard]] double percentileOf(QList<double> values, double share);

} // namespace conduit::bench
