// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

namespace conduit::broker {

/// How long a task rests after a failed attempt: n⁴ seconds after attempt n, at most `cap`, give or take `jitter` of it, also
/// at the cap. The curve is Sidekiq's without its constant first step: 1 s, 16 s, 81 s, 256 s …, about 2.5 days over 20 attempts.
struct RetryPolicy
{
    std::chrono::seconds cap {6 * 3600};
    double jitter = 0.15; ///< Share of the delay, 0–1.

    /// `attemptsMade` ≥ 1; `chance` in [-1, 1) places the delay inside its jitter. Never less than 1 ms.
    [[nodiscard]] Milliseconds delayAfter(int attemptsMade, double chance) const;
};

} // namespace conduit::broker
