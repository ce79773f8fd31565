// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/activity_store.h"
#include "broker/engine/activity_book.h"

namespace conduit::broker {

/// Keeps the rings of minutes and hours over a restart: writes them once a minute, and forgets what is too old. On the lane.
class ActivityKeeper
{
public:
    static constexpr int kForgottenPerPassMax = 500;

    ActivityKeeper(ActivityStore &store, ActivityBook &book, const Clock &clock) : m_store(store), m_book(book), m_clock(clock)
    {
    }

    /// Before the first turn.
    Status load();
    Result<int> runOnce();

private:
    Result<int> forgetOld();

    ActivityStore &m_store;
    ActivityBook &m_book;
    const Clock &m_clock;
    qint64 m_minute = 0; ///< In which it wrote last.
};

} // namespace conduit::broker
