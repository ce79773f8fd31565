// SPDX-License-Identifier: GPL-3.0-only
#include "app/restart_policy.h"

#include <algorithm>

namespace conduit::app {

void RestartPolicy::noteStart(SteadyMoment now) { m_startedAt = now; }

std::optional<std::chrono::seconds> RestartPolicy::pauseAfterEnd(SteadyMoment now)
{
    std::erase_if(m_ends, [now](SteadyMoment end) { return now - end >= kCrashWindow; });
    m_ends.push_back(now);
    if (m_ends.size() >= kCrashesMax)
        return std::nullopt;
    if (now - m_startedAt >= kHealthyRun)
        m_nextPause = kPauseMin;
    const std::chrono::seconds pause = m_nextPause;
    m_nextPause = std::min(m_nextPause * 2, kPauseMax);
    return pause;
}

void RestartPolicy::forget() { *this = RestartPolicy(); }

} // namespace conduit::app
