// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::broker {

/// Memory of the engine that has to agree with the disk: it changes during a turn, and after the turn keeps what it did or takes it back.
class TurnFollower
{
public:
    virtual ~TurnFollower() = default;
    virtual void commit() = 0;
    virtual void rollback() = 0;
};

} // namespace conduit::broker
