// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/id_source.h"

#include <random>

namespace conduit::test {

/// Everything that happens by chance in a simulation, from one seed. The draws are our own, since those of the standard library differ
/// from one library to the next and a seed must mean the same everywhere.
class Chance final : public broker::IdSource
{
public:
    explicit Chance(quint64 seed) : m_engine(seed) { }

    /// 0 … n - 1.
    [[nodiscard]] int below(int n) { return static_cast<int>(m_engine() % static_cast<quint64>(n)); }
    [[nodiscard]] bool percent(int share) { return below(100) < share; }
    [[nodiscard]] broker::Milliseconds upTo(broker::Milliseconds most)
    {
        return broker::Milliseconds {1 + below(static_cast<int>(most.count()))};
    }
    template<typename Things>
    [[nodiscard]] auto &oneOf(Things &things)
    {
        return things[static_cast<typename Things::size_type>(below(static_cast<int>(things.size())))];
    }

    [[nodiscard]] QUuid newTaskId(broker::Moment now) override
    {
        return broker::timeOrderedUuid(now, static_cast<quint16>(m_engine()), m_engine());
    }
    [[nodiscard]] QByteArray newLeaseToken() override { return QByteArray::number(m_engine(), 16).rightJustified(32, '0'); }
    [[nodiscard]] double nextJitter() override { return below(2'000) / 1'000.0 - 1; }

private:
    std::mt19937_64 m_engine;
};

} // namespace conduit::test
