// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

namespace conduit::ui {

/// Whether it was heard of lately: heartbeats come every ten seconds, and after 90 the broker takes a worker for gone.
[[nodiscard]] inline bool isThere(const wire::Worker &worker, const QDateTime &now)
{
    constexpr qint64 kGoneAfterSecs = 90;
    return worker.lastSeenAt.secsTo(now) <= kGoneAfterSecs;
}

/// Whether it is there and claims tasks.
[[nodiscard]] inline bool isAtWork(const wire::Worker &worker, const QDateTime &now)
{
    return !worker.draining && isThere(worker, now);
}

} // namespace conduit::ui
