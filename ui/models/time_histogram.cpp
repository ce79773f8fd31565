// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/time_histogram.h"

#include <QTimeZone>

#include <algorithm>

namespace conduit::ui {

namespace {

/// Before 1970, too.
qint64 numberOf(const QDateTime &moment, int seconds)
{
    const qint64 at = moment.toMSecsSinceEpoch();
    const qint64 length = qint64(seconds) * 1000;
    return at / length - (at % length < 0 ? 1 : 0);
}

QDateTime momentAt(qint64 msecs) { return QDateTime::fromMSecsSinceEpoch(msecs, QTimeZone::utc()); }

} // namespace

TimeHistogram::TimeHistogram(const QDateTime &oldest, const QDateTime &newest)
{
    const auto last = std::max(oldest, newest);
    const auto lengthFor = [&](int stretches) { return static_cast<int>(oldest.secsTo(last) / stretches + 1); };
    // Both ends may cut a stretch, so one of them is in reserve.
    m_seconds = lengthFor(kStretchesMax - 1);
    m_first = numberOf(oldest, m_seconds);
    m_counts.resize(numberOf(last, m_seconds) - m_first + 1);
    m_firstCounted = size();
}

void TimeHistogram::add(const QDateTime &from, qint64 count)
{
    const auto place = numberOf(from, m_seconds) - m_first;
    if (place >= 0 && place < m_counts.size())
        m_counts[place] += count;
}

qint64 TimeHistogram::peak() const { return m_counts.isEmpty() ? 0 : *std::max_element(m_counts.begin(), m_counts.end()); }

QDateTime TimeHistogram::begin(int place) const { return momentAt((m_first + place) * m_seconds * 1000); }

QDateTime TimeHistogram::end(int place) const { return momentAt((m_first + place + 1) * m_seconds * 1000 - 1); }

int TimeHistogram::placeOf(const QDateTime &moment) const
{
    return static_cast<int>(std::clamp<qint64>(numberOf(moment, m_seconds) - m_first, 0, std::max(0, size() - 1)));
}

} // namespace conduit::ui
