// SPDX-License-Identifier: MIT
#include "pace.h"

#include <algorithm>

namespace conduit::worker {

namespace {

/// Of the difference to what was, so much is believed.
constexpr int kTrust = 8;

} // namespace

void Pace::note(const QString &type, Duration ran)
{
    // Never zero, which says that nothing is known.
    const Duration now = std::max(ran, Duration(1));
    Type &known = m_types[type];
    known.pace = known.runs == 0 ? now : std::max(known.pace + (now - known.pace) / kTrust, Duration(1));
    known.runs = std::min(known.runs + 1, kRunsMin);
}

Pace::Duration Pace::slowest() const
{
    Duration slowest {0};
    for (const Type &type : m_types) {
        if (type.runs < kRunsMin)
            return Duration(0);
        slowest = std::max(slowest, type.pace);
    }
    return slowest;
}

} // namespace conduit::worker
