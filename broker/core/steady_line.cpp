// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/steady_line.h"

#include <algorithm>

namespace conduit::broker {

namespace {

constexpr int kBendShare = 20;
constexpr std::chrono::seconds kGapMax {10};

} // namespace

SteadyLine::Reading SteadyLine::at(Nanoseconds elapsed, WallReading wall)
{
    const Nanoseconds step = std::max(elapsed - m_elapsed, Nanoseconds::zero());
    m_elapsed += step;
    m_line += step;
    m_line += std::clamp(wall - m_line, -step / kBendShare, step / kBendShare);

    Reading reading {std::chrono::floor<Milliseconds>(m_line), std::nullopt};
    const Nanoseconds gap = wall - m_line;
    const Nanoseconds newOffset = offset(m_elapsed, wall);
    if (std::chrono::abs(gap) <= kGapMax) {
        m_knownOffset = newOffset;
    } else if (std::chrono::abs(newOffset - m_knownOffset) > kGapMax) {
        m_knownOffset = newOffset;
        reading.newGap = std::chrono::round<Milliseconds>(gap);
    }
    return reading;
}

} // namespace conduit::broker
