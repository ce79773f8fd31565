// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire_counts.h>

#include <optional>

namespace conduit::ui {

/// What went through a queue lately. Absent is what the broker did not look at.
struct QueueFlow
{
    std::optional<qint64> in = {};         ///< Tasks enqueued in the last minute.
    std::optional<qint64> out = {};        ///< Tasks completed in the last minute.
    std::optional<double> oldestWait = {}; ///< Seconds for which the next task has been due.
};

/// Of the last minute of a series by seconds.
[[nodiscard]] QueueFlow queueFlow(const wire::Series &series);

} // namespace conduit::ui
