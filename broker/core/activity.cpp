// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/activity.h"

#include <QList>

#include <algorithm>
#include <bit>
#include <cmath>

namespace conduit::broker {

namespace {

constexpr qint64 kExactBelow = 4;                   ///< A class for each millisecond.
constexpr qint64 kLongest = (qint64 {1} << 32) - 1; ///< 49 days.

/// 0, 1, 2, 3, then four classes for each power of two.
int classOf(Milliseconds duration)
{
    const auto value = std::clamp<qint64>(duration.count(), 0, kLongest);
    if (value < kExactBelow)
        return static_cast<int>(value);
    const int power = static_cast<int>(std::bit_width(static_cast<quint64>(value))) - 1;
    const auto quarter = static_cast<int>((value >> (power - 2)) & 3);
    return static_cast<int>(kExactBelow) + 4 * (power - 2) + quarter;
}

/// What stands for a class: its middle.
Milliseconds middleOf(int durationClass)
{
    if (durationClass < kExactBelow)
        return Milliseconds {durationClass};
    const int power = (durationClass - static_cast<int>(kExactBelow)) / 4;
    const int quarter = (durationClass - static_cast<int>(kExactBelow)) % 4;
    const qint64 width = qint64 {1} << power;
    return Milliseconds {(4 + quarter) * width + width / 2};
}

} // namespace

qint64 &DurationCounts::countOf(int durationClass)
{
    const auto place = std::lower_bound(m_counts.begin(), m_counts.end(), durationClass,
                                        [](const auto &entry, int wanted) { return entry.first < wanted; });
    if (place != m_counts.end() && place->first == durationClass)
        return place->second;
    return m_counts.emplace(place, durationClass, 0)->second;
}

void DurationCounts::add(Milliseconds duration) { ++countOf(classOf(duration)); }

void DurationCounts::add(const DurationCounts &others)
{
    for (const auto &[durationClass, count] : others.m_counts)
        countOf(durationClass) += count;
}

qint64 DurationCounts::total() const
{
    qint64 sum = 0;
    for (const auto &entry : m_counts)
        sum += entry.second;
    return sum;
}

std::optional<Milliseconds> DurationCounts::percentile(double share) const
{
    const qint64 all = total();
    if (all == 0)
        return std::nullopt;
    auto left = std::max<qint64>(1, static_cast<qint64>(std::ceil(share * static_cast<double>(all))));
    for (const auto &[durationClass, count] : m_counts) {
        left -= count;
        if (left <= 0)
            return middleOf(durationClass);
    }
    return middleOf(m_counts.back().first);
}

QByteArray DurationCounts::text() const
{
    QByteArrayList pieces;
    for (const auto &[durationClass, count] : m_counts)
        pieces.append(QByteArray::number(durationClass) + ':' + QByteArray::number(count));
    return pieces.join(',');
}

DurationCounts DurationCounts::fromText(const QByteArray &text)
{
    DurationCounts counts;
    if (text.isEmpty())
        return counts;
    for (const QByteArray &piece : text.split(',')) {
        const auto colon = piece.indexOf(':');
        if (colon > 0)
            counts.countOf(piece.first(colon).toInt()) += piece.sliced(colon + 1).toLongLong();
    }
    return counts;
}

void Activity::add(const Activity &other)
{
    enqueued += other.enqueued;
    started += other.started;
    completed += other.completed;
    failed += other.failed;
    dead += other.dead;
    waits.add(other.waits);
    runs.add(other.runs);
    ready = std::max(ready, other.ready);
    oldestWait = std::max(oldestWait, other.oldestWait);
}

} // namespace conduit::broker
