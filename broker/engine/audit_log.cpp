// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/audit_log.h"

namespace conduit::broker {

Status AuditLog::record(AuditEntry entry)
{
    entry.time = m_clock.now();
    const auto number = m_store.append(entry);
    if (!number)
        return number.error();
    entry.number = *number;
    m_news.entry(entry);
    return Unit {};
}

} // namespace conduit::broker
