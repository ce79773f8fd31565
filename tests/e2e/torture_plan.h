// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <chrono>
#include <vector>

namespace conduit::test {

struct TortureSettings
{
    quint64 seed = 1;
    int brokerKills = 4;
    int clients = 4;
    int tasksPerRound = 300; ///< Of each client. One kill of the broker falls into each round.
    int workers = 3;
    int hostileWorkers = 2;
    std::chrono::seconds lease {3}; ///< Of the real workers. Short, since the end waits for those that are lost.

    [[nodiscard]] int tasksPerClient() const { return brokerKills * tasksPerRound; }
    [[nodiscard]] qint64 tasks() const { return qint64 {clients} * tasksPerClient(); }
};

/// What happens to a process, once a number of posts has been acknowledged. Counted in posts, not in time, so that each shot
/// falls among posts that are on their way, however fast the machine is.
struct TortureShot
{
    enum class Kind { KillBroker, KillWorker, StopWorker };
    qint64 acknowledged = 0;
    Kind kind = Kind::KillBroker;
    int worker = 0;                         ///< Counts from 0.
    std::chrono::milliseconds duration {0}; ///< Of a stop, SIGSTOP to SIGCONT.
};

/// All that chance decides, in the order in which it happens. The same settings give the same plan on every machine.
[[nodiscard]] std::vector<TortureShot> torturePlan(const TortureSettings &settings);

} // namespace conduit::test
