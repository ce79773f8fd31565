// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/simulation/scene.h"
#include "tests/simulation/simulated_clients.h"
#include "tests/simulation/simulated_people.h"
#include "tests/simulation/simulated_workers.h"

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
    [[nodiscard]] int completed() const { return m_workers.completed(); }

private:
    void loadEngine();
    void kill(const QString &when);
    void step();
    void passTime();
    void turn();
    void act();
    void actOfAPerson();
    void runPasses();
    void runTurn(const std::function<void()> &work);
    void follow();
    void checkEverything();
    void everyPendingTaskSaysWhy();
    void workThroughAll();

    const quint64 m_seed;
    SimulatedGround &m_ground;
    UnreliableTransaction m_transaction;
    Scene m_scene;
    SimulatedClients m_clients {m_scene};
    SimulatedWorkers m_workers {m_scene};
    SimulatedPeople m_people {m_scene};
    qint64 m_seenRevision = 0;
    bool m_isCommitted = false;
    int m_kills = 0;
    int m_rollbacks = 0;
};

} // namespace conduit::test
