// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/retry_policy.h"

#include <algorithm>
#include <cstdint>

namespace conduit::broker {

Milliseconds RetryPolicy::delayAfter(int attemptsMade, double chance) const
{
    // 1,000⁴ s is far past any cap and far from overflowing a 64-bit count of milliseconds.
    const std::int64_t n = std::clamp(attemptsMade, 1, 1'000);
    const Milliseconds delay = std::min<Milliseconds>(std::chrono::seconds {n * n * n * n}, cap);
    const auto shift = Milliseconds {static_cast<std::int64_t>(static_cast<double>(delay.count()) * jitter * chance)};
    return std::max(delay + shift, Milliseconds {1});
}

} // namespace conduit::broker
