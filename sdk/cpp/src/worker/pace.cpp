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
    const auto known = m_types.find(type);
    if (known == m_types.end())
        m_types.insert(type, now);
    else
        *known = std::max(*known + (now - *known) / kTrust, Duration(1));
}

Pace::Duration Pace::slowest() const
{
    const auto slowest = std::max_element(m_types.cbegin(), m_types.cend());
    return slowest == m_types.cend() ? Duration(0) : *slowest;
}

} // namespace conduit::worker
