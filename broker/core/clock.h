// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>
#include <memory>

namespace conduit::broker {

class SteadyLine;

using Milliseconds = std::chrono::milliseconds;
/// A moment in UTC, as it is stored and shown: whole milliseconds since 1970.
using Moment = std::chrono::sys_time<Milliseconds>;

/// The one source of time. Made in broker.cpp, and for what needs no broker in database_care.cpp; passed to whoever needs it. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// What the clock on the wall says: for what is shown and kept (created, started, completed). It may jump when it is set.
    [[nodiscard]] virtual Moment now() const = 0;
    /// The same moment on a line that never jumps and never falls: for leases, waits, due times and deadlines. It lies at `now()`
    /// unless the wall clock was set; then it moves towards it by at most 5 % of the time that goes by.
    [[nodiscard]] virtual Moment steadyNow() const = 0;
};

/// The system's. Warns once (category conduit.clock) about each jump of the wall clock that takes the two more than 10 s apart.
class SystemClock final : public Clock
{
public:
    SystemClock();
    ~SystemClock() override;
    [[nodiscard]] Moment now() const override;
    [[nodiscard]] Moment steadyNow() const override;

private:
    struct Line;
    std::unique_ptr<Line> m_line;
};

} // namespace conduit::broker
