// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

namespace conduit::test {

/// A clock that a test moves.
class ManualClock final : public broker::Clock
{
public:
    [[nodiscard]] broker::Moment now() const override { return m_now; }
    void advance(broker::Milliseconds by) { m_now += by; }
    void set(broker::Moment moment) { m_now = moment; }

private:
    broker::Moment m_now {broker::Milliseconds {1'795'600'800'000}}; // 2026-11-25T10:00:00Z
};

} // namespace conduit::test
