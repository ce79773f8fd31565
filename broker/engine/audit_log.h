// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "broker/core/clock.h"

namespace conduit::broker {

/// Keeps the record of what people and programs did to the broker. On the lane; an entry belongs to the turn of the act that it tells of,
/// so that there is none without the other.
class AuditLog
{
public:
    AuditLog(AuditStore &store, const Clock &clock) : m_store(store), m_clock(clock) { }

    /// Number and time are given here.
    Status record(AuditEntry entry);

private:
    AuditStore &m_store;
    const Clock &m_clock;
};

} // namespace conduit::broker
