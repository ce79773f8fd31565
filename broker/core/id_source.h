// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QByteArray>
#include <QUuid>

namespace conduit::broker {

/// Where identity and chance come from, so that a test can decide both.
class IdSource
{
public:
    virtual ~IdSource() = default;
    /// A UUID of version 7 (RFC 9562 §5.7): sorts by time, never repeats.
    [[nodiscard]] virtual QUuid newTaskId(Moment now) = 0;
    /// 32 hexadecimal digits that nobody can guess; proves that a worker holds the current lease.
    [[nodiscard]] virtual QByteArray newLeaseToken() = 0;
    /// In [-1, 1): where inside its jitter a delay falls.
    [[nodiscard]] virtual double nextJitter() = 0;
};

/// From the system's random source. One thread at a time.
class SystemIdSource final : public IdSource
{
public:
    [[nodiscard]] QUuid newTaskId(Moment now) override;
    [[nodiscard]] QByteArray newLeaseToken() override;
    [[nodiscard]] double nextJitter() override;
};

/// RFC 9562 §5.7 with the random bits given: `high` fills rand_a (12 bits used), `low` fills rand_b (62 bits used).
[[nodiscard]] QUuid timeOrderedUuid(Moment now, quint16 high, quint64 low);

} // namespace conduit::broker
