// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/runs.h"

namespace conduit::bench {

Measurement measurement(const QString &work, const QString &what, const QString &unit)
{
    Measurement empty;
    empty.work = work;
    empty.what = what;
    empty.unit = unit;
    return empty;
}

Measurement ratio(const QString &work, const QString &what, const QString &unit, const Measurement &hindered,
                  const Measurement &free)
{
    Measurement figure = measurement(work, what, unit);
    figure.values.append(free.median() > 0 ? hindered.median() / free.median() : 0);
    return figure;
}

Result<std::size_t> enqueued(const Endpoint &endpoint, std::size_t tasks, std::size_t connections)
{
    const auto ids = enqueueSingly(endpoint, tasks, connections);
    return ids ? Result<std::size_t>(ids->size()) : Result<std::size_t>(ids.error());
}

Result<Unit> fill(const Endpoint &endpoint, std::size_t tasks, std::size_t connections)
{
    const auto batches = offersBatches(endpoint);
    if (!batches)
        return batches.error();
    if (*batches)
        return enqueueInBatches(endpoint, tasks);
    const auto ids = enqueueSingly(endpoint, tasks, connections);
    return ids ? Result<Unit>(Unit {}) : Result<Unit>(ids.error());
}

Result<Unit> fillWithEnded(const Endpoint &endpoint, std::size_t tasks, std::size_t connections)
{
    if (const auto filled = fill(endpoint, tasks, connections); !filled)
        return filled.error();
    const auto ended = workOff(endpoint, tasks, kClaimLoadWide);
    return ended ? Result<Unit>(Unit {}) : Result<Unit>(ended.error());
}

} // namespace conduit::bench
