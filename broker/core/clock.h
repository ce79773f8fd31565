// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>

namespace conduit::broker {

using Milliseconds = std::chrono::milliseconds;
/// A moment in UTC, as it is stored and shown: whole milliseconds since 1970.
using Moment = std::chrono::sys_time<Milliseconds>;

/// The one source of time. Made in broker.cpp and nowhere else; passed to whoever needs it.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Moment now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Moment now() const override;
};

} // namespace conduit::broker
