// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "broker/core/clock.h"
#include "broker/engine/turn_news.h"

namespace conduit::broker {

/// Keeps the record of what people and programs did to the broker. On the lane; an entry belongs to the turn of the act that it tells of,
/// so that there is none without the other.
class AuditLog
{
public:
    AuditLog(AuditStore &store, TurnNews &news, const Clock &clock) : m_store(store), m_news(news), m_clock(clock) { }

    /// Number and time are given here.
    Status record(AuditEntry entry);

private:
    AuditStore &m_store;
    TurnNews &m_news;
    const Clock &m_clock;
};

} // namespace conduit::broker
