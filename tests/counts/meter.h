// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <utility>

namespace conduit::counts {

/// Counts what some acts cost, and nothing between them: allocations by itself, instructions by the valgrind that runs this program.
/// Only one at a time, on one thread.
class Meter
{
public:
    Meter();

    template<typename Act>
    void count(Act act)
    {
        resume();
        act();
        pause();
    }

    /// Has valgrind write the instructions so far down under this name, and returns the allocations: calls of malloc and its kin.
    [[nodiscard]] qint64 finish(const QString &name);

private:
    void resume();
    void pause();
};

} // namespace conduit::counts
