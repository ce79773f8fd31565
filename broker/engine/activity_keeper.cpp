// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/activity_keeper.h"

#include <algorithm>

namespace conduit::broker {

Status ActivityKeeper::load()
{
    auto rows = m_store.load();
    if (!rows)
        return rows.error();
    // Steps that lie in the future are of a clock that was set back since.
    std::erase_if(*rows, [now = m_clock.now()](const ActivityRow &row) { return row.start > now; });
    m_book.restore(*rows);
    return Unit {};
}

Result<int> ActivityKeeper::runOnce()
{
    const qint64 minute = ActivityBook::numberOf(m_clock.now(), ActivityStep::Minute);
    if (minute == m_minute)
        return 0;
    for (const ActivityRow &row : m_book.takeUnsaved()) {
        if (const Status saved = m_store.save(row); !saved)
            return saved.error();
    }
    const auto forgotten = forgetOld();
    // More to forget: the next pass goes on with it, and finds nothing to save.
    if (forgotten && *forgotten < kForgottenPerPassMax)
        m_minute = minute;
    return forgotten;
}

Result<int> ActivityKeeper::forgetOld()
{
    for (const ActivityStep step : {ActivityStep::Minute, ActivityStep::Hour}) {
        const qint64 oldest = ActivityBook::numberOf(m_clock.now(), step) - ActivityBook::keptOf(step);
        const auto forgotten = m_store.forget(step, ActivityBook::startOf(oldest, step), kForgottenPerPassMax);
        if (!forgotten || *forgotten == kForgottenPerPassMax)
            return forgotten;
    }
    return 0;
}

} // namespace conduit::broker
