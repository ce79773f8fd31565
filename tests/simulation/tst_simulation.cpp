// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulation.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit::test;

namespace {

constexpr int kStepsInMemory = 100'000;
constexpr int kStepsOnAFile = 10'000;
/// The same for every run of the suite, so that no run is a matter of luck; whoever looks for more chooses others.
constexpr quint64 kSeedUsual = 20'261'125;
/// Of tasks that really end, so that a simulation of nothing is noticed.
constexpr int kStepsPerResult = 50;

quint64 seed()
{
    bool isGiven = false;
    const quint64 given = qEnvironmentVariable("SIMULATION_SEED").toULongLong(&isGiven);
    return isGiven ? given : kSeedUsual;
}

int steps(int usual)
{
    const int given = qEnvironmentVariableIntValue("SIMULATION_STEPS");
    return given > 0 ? given : usual;
}

} // namespace

/// Nothing lost, nothing twice unnoticed, nothing stuck: whatever dies. SIMULATION_SEED replays a run, SIMULATION_STEPS makes it longer.
class TestSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void invariants_holdInMemory()
    {
        MemoryGround ground;
        simulate(ground, steps(kStepsInMemory));
    }

    void invariants_holdOnAFile()
    {
        const QTemporaryDir folder;
        SqlGround ground(folder.filePath(u"simulation.db"_s), ManualClock().now());
        simulate(ground, steps(kStepsOnAFile));
    }

private:
    static void simulate(SimulatedGround &ground, int count)
    {
        Simulation simulation(ground, seed());
        simulation.run(count);
        simulation.calmDown();
        qInfo().noquote() << simulation.summary();
        // Not as the message of the check, which would be cut.
        if (!simulation.fault().isEmpty())
            qCritical().noquote() << simulation.fault();
        QVERIFY(simulation.fault().isEmpty());
        QVERIFY(simulation.completed() > count / kStepsPerResult);
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
