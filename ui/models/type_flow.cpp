// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/type_flow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// The place of the last step in which something was; -1 for none.
qsizetype lastBusy(const wire::Steps &steps)
{
    for (auto at = steps.size() - 1; at >= 0; --at)
        if (steps[at].value_or(0) > 0)
            return at;
    return -1;
}

} // namespace

TypeFlow typeFlow(const wire::Series &series, const wire::SeriesAnswer &answer)
{
    TypeFlow flow;
    if (series.total.contains(u"enqueued"_s))
        flow.n = series.total.value(u"enqueued"_s);
    const auto good = series.total.value(u"completed"_s);
    const auto all = good + series.total.value(u"failed"_s);
    if (all > 0)
        flow.success = double(good) / double(all);
    flow.p50 = series.totalRun.p50;
    flow.p95 = series.totalRun.p95;
    if (const auto step = std::max(lastBusy(series.enqueued), lastBusy(series.started)); step >= 0)
        flow.lastSeen = answer.from.addSecs(step * answer.step);
    return flow;
}

} // namespace conduit::ui
