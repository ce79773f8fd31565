// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace conduit::broker {

/// A queue that a worker takes from, and its share beside the others.
struct QueueShare
{
    QString queue;
    int weight = 1; ///< 1 … kWeightMax
    static constexpr int kWeightMax = 1'000;
};

/// Whose turn it is among the queues of a worker that gave them weights: each gets its share of the turns, evenly spread, and one that is
/// empty misses its turn instead of saving it up (smooth weighted round robin, as Nginx spreads requests). On the lane; in memory only.
class QueueTurns
{
public:
    static constexpr qsizetype kWorkersMax = 10'000;

    /// The next queue among `ready`, which is not empty.
    QString next(const QString &worker, const std::vector<QueueShare> &ready);

private:
    QHash<QString, QHash<QString, int>> m_credits;
};

} // namespace conduit::broker
