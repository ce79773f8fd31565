// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace conduit::broker {

qint64 raiseDescriptorLimit()
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return std::numeric_limits<qint64>::max();
    const rlim_t soft = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    const bool isRaised = setrlimit(RLIMIT_NOFILE, &limit) == 0;
    return static_cast<qint64>(std::min<rlim_t>(isRaised ? limit.rlim_max : soft, std::numeric_limits<qint64>::max()));
}

} // namespace conduit::broker
