// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QtGlobal>

#include <deque>
#include <optional>

namespace conduit::broker {

/// What is known of the disk that holds the database, and how much of it the database has taken within the last day. In memory: a day
/// begins anew when the broker starts. On the lane.
class DiskBook
{
public:
    static constexpr std::chrono::hours kDay {24};
    /// From one size that is remembered to the next.
    static constexpr std::chrono::minutes kStep {15};

    struct Reading
    {
        qint64 freeBytes = 0;
        qint64 totalBytes = 0;
        qint64 databaseBytes = 0; ///< With its log, which keeps its size when it has been taken over.
    };
    struct Growth
    {
        qint64 bytes = 0;        ///< Negative when it has become smaller.
        Milliseconds within {0}; ///< A day at the most.
    };

    /// `now` is on the steady line.
    void note(const Reading &reading, Moment now);
    /// The system does not tell any more.
    void forget() { m_latest.reset(); }
    /// Nothing before the first one, and as long as the system does not tell.
    [[nodiscard]] const std::optional<Reading> &latest() const { return m_latest; }
    /// From the oldest size that is remembered to the latest.
    [[nodiscard]] Growth growth() const;

private:
    struct Size
    {
        Moment at;
        qint64 bytes = 0;
    };

    std::optional<Reading> m_latest;
    Moment m_latestAt;
    std::deque<Size> m_sizes; ///< The oldest first.
};

} // namespace conduit::broker
