// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "tests/support/memory_transaction.h"

#include <deque>

namespace conduit::test {

/// The record of what was done, in memory.
class MemoryAuditStore final : public broker::AuditStore
{
public:
    explicit MemoryAuditStore(MemoryTransaction &transaction) : m_transaction(transaction) { }

    broker::Result<qint64> append(const broker::AuditEntry &entry) override
    {
        m_transaction.wrote([this, before = m_entries] { m_entries = before; });
        m_entries.push_back(entry);
        m_entries.back().number = m_entries.size() == 1 ? 1 : m_entries[m_entries.size() - 2].number + 1;
        return m_entries.back().number;
    }
    broker::Result<int> forget(broker::Moment moment, qint64 keptMax, int max) override
    {
        m_transaction.wrote([this, before = m_entries] { m_entries = before; });
        int forgotten = 0;
        while (forgotten < max && m_entries.size() > 1
               && (m_entries.front().time <= moment || static_cast<qint64>(m_entries.size()) > keptMax)) {
            m_entries.pop_front();
            ++forgotten;
        }
        return forgotten;
    }

private:
    MemoryTransaction &m_transaction;
    std::deque<broker::AuditEntry> m_entries;
};

} // namespace conduit::test
