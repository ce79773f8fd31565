// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/answer_store.h"
#include "broker/http/api_call.h"

namespace conduit::broker {

/// Gives a repeated request with the same Idempotency-Key the same answer. Only successes are remembered, in the turn that made them
/// true. On the lane.
class AnswerMemory
{
public:
    static constexpr std::chrono::hours kKeepFor {24};
    static constexpr qsizetype kKeyCharactersMax = 255;
    static constexpr int kForgottenPerPassMax = 100;

    AnswerMemory(AnswerStore &store, const Clock &clock) : m_store(store), m_clock(clock) { }

    /// Runs `handler`, or answers as the first time. A request without a key just runs.
    Outcome answer(LaneHandler handler, const ApiCall &call, Engine &engine);
    /// A pass: forgets what was kept long enough. Returns how many; a full pass means: call again soon.
    Result<int> runOnce();

private:
    AnswerStore &m_store;
    const Clock &m_clock;
    Moment m_lookedAt {};
};

} // namespace conduit::broker
