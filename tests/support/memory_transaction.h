// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_store.h"

#include <functional>
#include <ranges>
#include <vector>

namespace conduit::test {

/// The turn of the stores in memory: a journal of how to take each write back.
class MemoryTransaction final : public broker::TurnTransaction
{
public:
    using Undo = std::function<void()>;

    /// A store has written something.
    void wrote(Undo undo) { m_journal.push_back(std::move(undo)); }

    [[nodiscard]] bool isOpen() const override { return !m_journal.empty(); }
    broker::Status commit() override
    {
        m_journal.clear();
        return Unit {};
    }
    void rollback() override
    {
        for (const Undo &undo : m_journal | std::views::reverse)
            undo();
        m_journal.clear();
    }
    /// The program dies: what was not committed never was.
    void crash() { rollback(); }

private:
    std::vector<Undo> m_journal;
};

} // namespace conduit::test
