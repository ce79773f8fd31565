// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/type_store.h"
#include "tests/support/memory_transaction.h"

#include <map>

namespace conduit::test {

/// Types in memory.
class MemoryTypeStore final : public broker::TypeStore
{
public:
    explicit MemoryTypeStore(MemoryTransaction &transaction) : m_transaction(transaction) { }

    broker::Result<std::vector<broker::StoredType>> load() override
    {
        std::vector<broker::StoredType> types;
        for (const auto &[name, type] : m_types)
            types.push_back(type);
        return types;
    }
    broker::Status save(const broker::StoredType &type, broker::Moment) override
    {
        m_transaction.wrote([this, before = m_types] { m_types = before; });
        m_types.insert_or_assign(type.type, type);
        return Unit {};
    }
    broker::Status remove(const QString &type) override
    {
        m_transaction.wrote([this, before = m_types] { m_types = before; });
        m_types.erase(type);
        return Unit {};
    }

private:
    MemoryTransaction &m_transaction;
    std::map<QString, broker::StoredType> m_types;
};

} // namespace conduit::test
