// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <optional>

namespace conduit::broker {

/// Moments on a line that never jumps and never falls. It starts at the wall clock, advances by the time that really went by, and
/// bends towards the wall by at most a twentieth of that: the small corrections of a time service are followed within moments, and
/// a wall clock that is set by an hour makes no wait longer or shorter than 5 %. Pure arithmetic; the caller reads the clocks.
class SteadyLine
{
public:
    using Nanoseconds = std::chrono::nanoseconds;
    using WallReading = std::chrono::sys_time<Nanoseconds>;

    struct Reading
    {
        Moment moment;
        /// How far the wall is ahead of the line, once for each jump that leaves them too far apart.
        std::optional<Milliseconds> newGap;
    };

    /// `elapsed` counts from anywhere, but never falls.
    SteadyLine(Nanoseconds elapsed, WallReading wall) : m_elapsed(elapsed), m_line(wall), m_knownOffset(offset(elapsed, wall))
    {
    }
    Reading at(Nanoseconds elapsed, WallReading wall);

private:
    static Nanoseconds offset(Nanoseconds elapsed, WallReading wall) { return wall.time_since_epoch() - elapsed; }

    Nanoseconds m_elapsed;
    WallReading m_line;
    Nanoseconds m_knownOffset; ///< Of the wall against `elapsed`, as far as its jumps have been told.
};

} // namespace conduit::broker
