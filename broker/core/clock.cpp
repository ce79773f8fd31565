// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/clock.h"

namespace conduit::broker {

Moment SystemClock::now() const { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }

} // namespace conduit::broker
