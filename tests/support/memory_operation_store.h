// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/operation_store.h"
#include "tests/support/memory_transaction.h"

#include <map>

namespace conduit::test {

/// Operations, and what they have changed, in memory.
class MemoryOperationStore final : public broker::OperationStore
{
public:
    explicit MemoryOperationStore(MemoryTransaction &transaction) : m_transaction(transaction) { }

    broker::Result<qint64> insert(const broker::Operation &operation) override
    {
        const qint64 number = m_operations.empty() ? 1 : m_operations.rbegin()->first + 1;
        m_transaction.wrote([this, number, id = operation.id] {
            m_operations.erase(number);
            m_numbers.erase(id);
        });
        m_operations[number] = operation;
        m_operations[number].number = number;
        m_numbers[operation.id] = number;
        return number;
    }
    broker::Result<std::optional<broker::Operation>> find(const QUuid &id) override
    {
        const auto found = m_numbers.find(id);
        return found == m_numbers.end() ? std::optional<broker::Operation>() : findByNumber(found->second);
    }
    broker::Result<std::optional<broker::Operation>> findByNumber(qint64 number) override
    {
        const auto found = m_operations.find(number);
        return found == m_operations.end() ? std::nullopt : std::optional(found->second);
    }
    broker::Result<std::vector<qint64>> active() override
    {
        std::vector<qint64> numbers;
        for (const auto &[number, operation] : m_operations)
            if (operation.state == broker::OperationState::Running || operation.state == broker::OperationState::Undoing)
                numbers.push_back(number);
        return numbers;
    }
    broker::Status save(const broker::Operation &operation) override
    {
        m_transaction.wrote([this, before = m_operations.at(operation.number)] { m_operations[before.number] = before; });
        m_operations[operation.number] = operation;
        return Unit {};
    }

    broker::Status insertItem(qint64 operation, const broker::OperationItem &item) override
    {
        rememberItems(operation);
        m_items[operation][item.seq] = item;
        return Unit {};
    }
    broker::Result<std::vector<broker::OperationItem>> items(qint64 operation, int max) override
    {
        std::vector<broker::OperationItem> items;
        for (const auto &[seq, item] : m_items[operation])
            if (items.size() < static_cast<std::size_t>(max))
                items.push_back(item);
        return items;
    }
    broker::Status forgetItem(qint64 operation, qint64 seq) override
    {
        rememberItems(operation);
        m_items[operation].erase(seq);
        return Unit {};
    }

    broker::Result<std::optional<qint64>> endedBy(broker::Moment moment) override
    {
        for (const auto &[number, operation] : m_operations)
            if (operation.endedAt && *operation.endedAt <= moment)
                return std::optional(number);
        return std::optional<qint64>();
    }
    broker::Result<int> forgetItems(qint64 operation, int max) override
    {
        rememberItems(operation);
        int forgotten = 0;
        for (auto &items = m_items[operation]; forgotten < max && !items.empty(); ++forgotten)
            items.erase(items.begin());
        return forgotten;
    }
    broker::Status forget(qint64 operation) override
    {
        m_transaction.wrote([this, before = m_operations.at(operation)] {
            m_operations[before.number] = before;
            m_numbers[before.id] = before.number;
        });
        m_numbers.erase(m_operations.at(operation).id);
        m_operations.erase(operation);
        m_items.erase(operation);
        return Unit {};
    }

private:
    void rememberItems(qint64 operation)
    {
        m_transaction.wrote([this, operation, before = m_items[operation]] { m_items[operation] = before; });
    }

    MemoryTransaction &m_transaction;
    std::map<qint64, broker::Operation> m_operations;
    std::map<QUuid, qint64> m_numbers; ///< Of the same.
    std::map<qint64, std::map<qint64, broker::OperationItem>> m_items;
};

} // namespace conduit::test
