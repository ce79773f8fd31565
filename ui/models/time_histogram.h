// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QList>

namespace conduit::ui {

/// How many tasks of a list were made when: equal stretches of time from the oldest task to the newest, which are counted from the
/// newest on. They begin at multiples of their length, counted from 1970 on, as the broker's do.
class TimeHistogram
{
public:
    static constexpr int kStretchesMax = 256;

    /// Without any time in it.
    TimeHistogram() = default;
    /// Nothing is counted yet.
    TimeHistogram(const QDateTime &oldest, const QDateTime &newest);

    /// Stretches that lie outside are left out.
    void add(const QDateTime &from, qint64 count);
    /// Everything from this moment on is counted.
    void setCountedTo(const QDateTime &moment) { m_firstCounted = placeOf(moment); }
    void setCounted() { m_firstCounted = 0; }

    [[nodiscard]] bool isEmpty() const { return m_counts.isEmpty(); }
    [[nodiscard]] int size() const { return static_cast<int>(m_counts.size()); }
    [[nodiscard]] int secondsEach() const { return m_seconds; }
    [[nodiscard]] qint64 count(int place) const { return m_counts.value(place); }
    [[nodiscard]] bool isCounted(int place) const { return place >= m_firstCounted; }
    [[nodiscard]] qint64 peak() const;
    /// The first and the last millisecond of a stretch; the oldest one is at 0.
    [[nodiscard]] QDateTime begin(int place) const;
    [[nodiscard]] QDateTime end(int place) const;
    /// The stretch of a moment; one outside has the nearest. Only where there is one.
    [[nodiscard]] int placeOf(const QDateTime &moment) const;
    friend bool operator==(const TimeHistogram &, const TimeHistogram &) = default;

private:
    qint64 m_first = 0; ///< The number of the oldest stretch since 1970.
    int m_seconds = 1;
    int m_firstCounted = 0;
    QList<qint64> m_counts;
};

} // namespace conduit::ui
