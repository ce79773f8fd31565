// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/transport.h>

#include <QObject>

#include <map>

namespace conduit::client {

/// Repeats what got no answer, or one that says "later" (429, 502, 503, 504), until it gets another one or the call's time is
/// over; then the caller gets the last one. Between two tries it leaves the broker alone for as long as Retry-After says (at most
/// a minute), else for a while that chance chooses below a bound that doubles, so that many clients do not come back together.
/// Everything that a Client asks for bears it: it chooses the ids of tasks, and the rest changes nothing when it is done twice,
/// or carries an idempotency key.
/// Lives on the thread that made it.
class RepeatingTransport final : public Transport
{
public:
    static constexpr std::chrono::milliseconds kPauseFirst {100};
    static constexpr std::chrono::milliseconds kPauseMax {5'000};
    static constexpr std::chrono::milliseconds kRetryAfterMax {60'000};

    /// Where time and chance come from, so that tests need neither.
    struct Surroundings
    {
        std::function<std::chrono::milliseconds()> steadyNow;
        std::function<double()> chance; ///< 0–1.
        /// Calls `act` later, on this thread; not at all once `context` is gone.
        std::function<void(std::chrono::milliseconds pause, QObject *context, std::function<void()> act)> later;
    };
    [[nodiscard]] static Surroundings realSurroundings();

    /// `once` must outlive this. A call's `timeout` bounds all its tries together.
    explicit RepeatingTransport(Transport &once, Surroundings surroundings = realSurroundings());
    ~RepeatingTransport() override;

    CallId send(const Call &call, Done done) override;
    void abort(CallId id) override;

private:
    struct Errand
    {
        Call call;
        Done done;
        std::chrono::milliseconds deadline {0};
        int failures = 0;
        CallId currentTry = 0; ///< 0 during a pause.
    };
    void attempt(CallId id);
    void take(CallId id, const Reply &reply);
    [[nodiscard]] std::chrono::milliseconds pauseAfter(int failures, const Reply &reply) const;

    Transport &m_once;
    const Surroundings m_surroundings;
    QObject m_context; ///< Of the pauses.
    std::map<CallId, Errand> m_errands;
    CallId m_lastId = 0;
};

} // namespace conduit::client
