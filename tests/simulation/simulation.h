// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/engine.h"
#include "tests/simulation/chance.h"
#include "tests/simulation/simulated_ground.h"
#include "tests/simulation/task_model.h"
#include "tests/support/manual_clock.h"

#include <deque>
#include <functional>
#include <memory>

namespace conduit::test {

/// A broker's engine among clients, workers, people, clocks and disks that behave as badly as they may, all by chance from one seed.
/// After each step what must hold is checked by a TaskModel.
class Simulation
{
public:
    Simulation(SimulatedGround &ground, quint64 seed);

    /// Runs so many steps, fewer when something is found.
    void run(int steps);
    /// Then everybody behaves: all that lives comes to its end.
    void calmDown();
    /// What is wrong, with the seed and the last steps; empty when nothing is.
    [[nodiscard]] QString fault() const;
    /// What really happened, so that a simulation of nothing is noticed.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] int completed() const { return m_completed; }

private:
    /// What a worker believes to hold.
    struct Claim
    {
        QUuid id;
        QByteArray token;
        QString worker;
        bool isBare = false;
        std::optional<broker::AttemptReport> reported;
    };
    struct Undoable
    {
        broker::Task before;
        qint64 version = 0;
    };
    /// Runs when the turn is on disk: what somebody has been told then.
    using Acknowledgement = std::function<void()>;

    void loadEngine();
    void kill(const QString &when);
    void step();
    void passTime();
    void turn();
    void act();
    void runTurn(const std::function<void()> &work);
    void follow();

    void enqueue();
    void repeatEnqueue();
    void claim();
    void renew();
    void report();
    void release();
    void vanish();
    void askByPerson();
    void undo();
    void pauseQueue();
    void runPasses();

    [[nodiscard]] broker::NewTask someTask();
    [[nodiscard]] broker::AttemptReport someReport(const Claim &claim);
    [[nodiscard]] Claim *someClaim();
    [[nodiscard]] const broker::Task *someKnownTask();
    void take(const broker::Task &task);
    /// The lease of this task that was given out last, also within the running turn.
    [[nodiscard]] QByteArray latestToken(const QUuid &id) const;
    void onlyTheHolderIsHeard(const QUuid &id, const std::optional<QByteArray> &token);
    void tell(const QString &what);
    /// No storage failed, so nobody may be told so.
    template<typename T>
    bool isGood(const broker::Result<T> &result);

    const quint64 m_seed;
    SimulatedGround &m_ground;
    Chance m_chance;
    ManualClock m_clock;
    UnreliableTransaction m_transaction;
    std::unique_ptr<broker::Engine> m_engine;
    TaskModel m_model;
    qint64 m_seenRevision = 0;
    int m_step = 0;
    int m_completed = 0;
    int m_kills = 0;
    int m_rollbacks = 0;
    std::deque<QString> m_lastSteps;

    std::vector<Claim> m_claims;
    std::vector<broker::NewTask> m_sent; ///< With ids that their clients have chosen.
    std::vector<Undoable> m_undoable;

    // Of the running turn.
    bool m_isFirstAct = true;
    std::optional<bool> m_isCommitted;
    QSet<QUuid> m_touched;
    std::map<QUuid, QByteArray> m_turnTokens;
    std::vector<Acknowledgement> m_acknowledgements;
};

} // namespace conduit::test
