// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/queue_flow.h"

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr qsizetype kStepsPerMinute = 60;

/// The sum of the last minute; nothing when the broker did not run in it.
std::optional<qint64> lastMinute(const wire::Steps &steps)
{
    std::optional<qint64> sum;
    for (const auto &step : steps.last(std::min(kStepsPerMinute, steps.size())))
        if (step)
            sum = sum.value_or(0) + static_cast<qint64>(*step);
    return sum;
}

/// The running second may not have been looked at yet.
std::optional<double> latest(const wire::Steps &steps)
{
    const auto found = std::find_if(steps.rbegin(), steps.rend(), [](const auto &step) { return step.has_value(); });
    return found == steps.rend() ? std::nullopt : *found;
}

} // namespace

QueueFlow queueFlow(const wire::Series &series)
{
    return {.in = lastMinute(series.enqueued), .out = lastMinute(series.completed), .oldestWait = latest(series.oldestWait)};
}

} // namespace conduit::ui
