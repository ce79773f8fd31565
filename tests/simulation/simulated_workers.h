// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/simulation/scene.h"

#include <map>
#include <set>

namespace conduit::test {

/// Workers that crash, stall, answer late, twice or wrongly. Some are processes of the broker, which kills them when they do not stop.
class SimulatedWorkers
{
public:
    explicit SimulatedWorkers(Scene &scene) : m_scene(scene) { }

    void brokerStarted();
    void brokerDied();

    /// Claims, and sometimes waits for a task when there is none.
    void claim();
    void renew();
    void report();
    void release();
    /// A process ends, by itself or because it was killed, and starts anew.
    void endProcess();
    /// A worker that waits for a task does so no longer.
    void hangUp();
    void beOrdered();

    /// Before the commit: hands out to those who wait.
    void serve();
    /// A pass: whoever has waited long enough is told.
    void endWaits();
    /// After a commit: nobody waits beside a task that fits.
    void nobodyWaitsInVain();

    [[nodiscard]] int completed() const { return m_completed; }
    [[nodiscard]] int killed() const { return m_killed; }

private:
    /// What a worker believes to hold.
    struct Claim
    {
        QUuid id;
        QByteArray token;
        QString worker;
        broker::Milliseconds lease {0};
        std::optional<broker::AttemptReport> reported;
    };
    struct Waiting
    {
        broker::ClaimRequest request;
        broker::Moment until;
    };
    [[nodiscard]] broker::ClaimRequest someRequest();
    [[nodiscard]] broker::AttemptReport someReport(const Claim &claim);
    [[nodiscard]] Claim *someClaim();
    void handOut(const std::vector<broker::Task> &tasks, const broker::ClaimRequest &request);
    void take(const broker::Task &task, broker::Milliseconds lease);
    void wasKilled(const QString &worker);
    /// The lease of this task that was given out last, also within the running turn.
    [[nodiscard]] QByteArray latestToken(const QUuid &id) const;
    void onlyTheHolderIsHeard(const QUuid &id, const std::optional<QByteArray> &token);

    Scene &m_scene;
    std::vector<Claim> m_claims;
    std::map<quint64, Waiting> m_waiting; ///< By their tickets.
    quint64 m_lastTicket = 0;
    std::set<QString> m_killedOnes; ///< They have not ended yet.
    int m_completed = 0;
    int m_killed = 0;
};

} // namespace conduit::test
