// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace conduit::app {

/// A clock that only moves forward; injected, so that tests own it.
using SteadyMoment = std::chrono::steady_clock::time_point;
using SteadyClock = std::function<SteadyMoment()>;

/// When a worker that ended by itself may start again: pauses grow, a healthy run makes them short again, and a crash loop ends.
class RestartPolicy
{
public:
    static constexpr std::chrono::seconds kPauseMin {1};
    static constexpr std::chrono::seconds kPauseMax {30};
    static constexpr std::chrono::seconds kHealthyRun {60};
    static constexpr std::chrono::seconds kCrashWindow {60};
    static constexpr int kCrashesMax = 5;

    void noteStart(SteadyMoment now);
    /// How long to wait before the next start; nothing: it crashes in a loop and waits for a person.
    [[nodiscard]] std::optional<std::chrono::seconds> pauseAfterEnd(SteadyMoment now);
    /// A person took over.
    void forget();

private:
    SteadyMoment m_startedAt;
    std::chrono::seconds m_nextPause = kPauseMin;
    std::vector<SteadyMoment> m_ends; ///< Within the window.
};

} // namespace conduit::app
