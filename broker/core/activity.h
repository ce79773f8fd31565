// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace conduit::broker {

/// How often something took how long: counts in fixed classes, so that two of them can be added. Up to 4 ms a class is one millisecond
/// wide, then a quarter of the power of two that it lies in; so a percentile is at most an eighth off. What takes longer than 49 days counts
/// in the last class.
class DurationCounts
{
public:
    void add(Milliseconds duration);
    void add(const DurationCounts &others);

    [[nodiscard]] qint64 total() const;
    /// How long at most `share` (0 to 1) of them took; nothing when there is none.
    [[nodiscard]] std::optional<Milliseconds> percentile(double share) const;

    /// As it is stored: `17:4,18:20`, the class and how many.
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] static DurationCounts fromText(const QByteArray &text);

    friend bool operator==(const DurationCounts &, const DurationCounts &) = default;

private:
    qint64 &countOf(int durationClass);

    std::vector<std::pair<int, qint64>> m_counts; ///< By class; only those that have any.
};

/// What happened in one step of time, in a queue, with a type or in the whole broker.
struct Activity
{
    qint64 enqueued = 0;
    qint64 started = 0; ///< Attempts.
    qint64 completed = 0;
    qint64 failed = 0;    ///< Attempts that ended badly; lost leases and timeouts among them.
    qint64 dead = 0;      ///< Tasks that will not be tried again.
    DurationCounts waits; ///< Of started attempts: since the task was due.
    DurationCounts runs;  ///< Of completed and failed attempts.
    qint64 ready = 0;     ///< Tasks that waited for a worker; the most that were seen.
    /// How long the next task to be claimed had been due, the longest that was seen.
    Milliseconds oldestWait {0};

    void add(const Activity &other);

    friend bool operator==(const Activity &, const Activity &) = default;
};

/// Of what an activity tells: `broker`, `queue:mail` or `type:resize`.
using ActivitySubject = QString;

/// How time is cut.
enum class ActivityStep { Second, Minute, Hour };

[[nodiscard]] constexpr std::chrono::seconds lengthOf(ActivityStep step)
{
    return std::chrono::seconds {step == ActivityStep::Second ? 1 : step == ActivityStep::Minute ? 60 : 3'600};
}

/// One step of one subject, as it is stored.
struct ActivityRow
{
    ActivitySubject subject;
    ActivityStep step = ActivityStep::Minute;
    Moment start;
    Activity activity;
};

} // namespace conduit::broker
