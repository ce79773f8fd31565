// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/queue_store.h"
#include "tests/support/memory_transaction.h"

#include <map>

namespace conduit::test {

/// Queues, and the pause of everything, in memory.
class MemoryQueueStore final : public broker::QueueStore
{
public:
    explicit MemoryQueueStore(MemoryTransaction &transaction) : m_transaction(transaction) { }

    broker::Result<std::vector<broker::QueueRecord>> load() override
    {
        std::vector<broker::QueueRecord> queues;
        for (const auto &[name, queue] : m_queues)
            queues.push_back(queue);
        return queues;
    }
    broker::Status save(const broker::QueueRecord &queue, broker::Moment) override
    {
        m_transaction.wrote([this, before = m_queues] { m_queues = before; });
        m_queues.insert_or_assign(queue.name, queue);
        return Unit {};
    }
    broker::Status remove(const QString &name) override
    {
        m_transaction.wrote([this, before = m_queues] { m_queues = before; });
        m_queues.erase(name);
        return Unit {};
    }
    broker::Result<std::optional<broker::Pause>> loadPause() override { return m_pause; }
    broker::Status savePause(const std::optional<broker::Pause> &pause) override
    {
        m_transaction.wrote([this, before = m_pause] { m_pause = before; });
        m_pause = pause;
        return Unit {};
    }

private:
    MemoryTransaction &m_transaction;
    std::map<QString, broker::QueueRecord> m_queues;
    std::optional<broker::Pause> m_pause;
};

} // namespace conduit::test
