// SPDX-License-Identifier: MIT
#include "pause_policy.h"

#include <algorithm>

namespace conduit::worker {

std::chrono::milliseconds pauseAfter(int failures, double chance)
{
    constexpr std::chrono::milliseconds kFirst {100};
    constexpr std::chrono::milliseconds kMax {5'000};
    constexpr int kDoublingsMax = 10; // far past kMax, so that the shift cannot overflow
    const auto whole = std::min(kFirst * (1 << std::clamp(failures - 1, 0, kDoublingsMax)), kMax);
    return whole / 2 + std::chrono::duration_cast<std::chrono::milliseconds>(whole * (chance / 2));
}

} // namespace conduit::worker
