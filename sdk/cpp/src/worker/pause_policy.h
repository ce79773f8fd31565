// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace conduit::worker {

/// How long to leave a broker alone after so many failures in a row (1, 2, …): doubling up to a bound, the upper half of it
/// by `chance` (0–1), so that a thousand workers do not come back in the same moment.
std::chrono::milliseconds pauseAfter(int failures, double chance);

} // namespace conduit::worker
