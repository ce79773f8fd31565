// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

namespace conduit::test {

/// A clock that a test moves.
class ManualClock final : public broker::Clock
{
public:
    [[nodiscard]] broker::Moment now() const override { return m_steady + m_gap; }
    [[nodiscard]] broker::Moment steadyNow() const override { return m_steady; }
    /// Time goes by.
    void advance(broker::Milliseconds by) { m_steady += by; }
    /// Somebody sets the clock on the wall; no time goes by.
    void jump(broker::Milliseconds by) { m_gap += by; }

private:
    broker::Moment m_steady {broker::Milliseconds {1'795'600'800'000}}; // 2026-11-25T10:00:00Z
    broker::Milliseconds m_gap {0};
};

} // namespace conduit::test
