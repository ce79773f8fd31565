// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulation.h"

#include <QCoreApplication>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kLiveMax = 60;
constexpr int kStepsBetweenFullChecks = 500;
/// Of how many turns one is killed before its commit; of how many steps the broker is killed between two.
constexpr int kFates = 400;

EngineSettings shortMemory()
{
    EngineSettings settings;
    settings.keepTrash = 20min;
    settings.keepTombstones = 366 * 24h; // No id ever comes back.
    settings.defaults.maxAttempts = 6;
    settings.defaults.timeout = 2min;
    settings.defaults.keepCompleted = 10min;
    settings.defaults.keepDead = 40min;
    return settings;
}

} // namespace

Simulation::Simulation(SimulatedGround &ground, quint64 seed)
    : m_seed(seed), m_ground(ground), m_transaction(ground), m_scene(ground, seed)
{
    TaskDefaults once;
    once.isAtMostOnce = true;
    m_scene.isGood(ground.types().save({TaskModel::kAtMostOnceType, {}, once}, m_scene.clock.now()));
    m_scene.isGood(ground.transaction().commit());
    loadEngine();
}

void Simulation::loadEngine()
{
    auto engine = Engine::load({m_ground.tasks(), m_ground.types(), m_ground.queues(), m_ground.operations(), m_ground.audit(),
                                m_transaction, m_scene.clock, m_scene.chance},
                               shortMemory());
    if (!engine)
        qFatal("the simulated engine does not start: %s", qPrintable(engine.error().message));
    m_scene.engine = *std::move(engine);
    m_scene.engine->lane.setTurn({[this] {
                                      if (!m_scene.engine->lane.failure())
                                          m_workers.serve();
                                  },
                                  [this](const Status &committed) {
                                      m_isCommitted = committed.has_value();
                                      m_scene.engine->follow(committed);
                                  }});
    if (m_scene.engine->ledger.revision() < m_seenRevision)
        m_scene.model.fail(u"revisions never shrink: %1 after %2"_s.arg(m_scene.engine->ledger.revision()).arg(m_seenRevision));
    m_workers.brokerStarted();
    m_people.brokerStarted();
}

void Simulation::kill(const QString &when)
{
    m_scene.tell(u"the broker is killed %1"_s.arg(when));
    ++m_kills;
    m_people.brokerDied();
    m_workers.brokerDied();
    m_scene.engine.reset();
    m_ground.crash();
    loadEngine();
    follow();
    checkEverything();
}

void Simulation::run(int steps)
{
    for (int end = m_scene.step + steps; m_scene.step < end && m_scene.model.fault().isEmpty();)
        step();
}

void Simulation::step()
{
    ++m_scene.step;
    if (m_scene.chance.percent(20))
        passTime();
    else if (m_scene.chance.below(kFates) == 0)
        kill(u"between two steps"_s);
    else
        turn();
    if (m_scene.step % kStepsBetweenFullChecks == 0)
        checkEverything();
}

void Simulation::passTime()
{
    Chance &chance = m_scene.chance;
    if (chance.below(60) == 0) {
        const Milliseconds by = chance.percent(50) ? 1h : -1h;
        m_scene.tell(u"the wall clock jumps by %1 ms"_s.arg(by.count()));
        return m_scene.clock.jump(by);
    }
    const Milliseconds by = chance.percent(5) ? chance.upTo(5min) : chance.upTo(8s);
    m_scene.tell(u"%1 ms go by"_s.arg(by.count()));
    m_scene.clock.advance(by);
}

void Simulation::runTurn(const std::function<void()> &work)
{
    Lane &lane = m_scene.engine->lane;
    lane.post(work);
    lane.runTurn();
    // Nothing runs an event loop here; the call that would wake the lane is not needed any more.
    QCoreApplication::removePostedEvents(&lane);
}

void Simulation::turn()
{
    m_scene.startTurn();
    m_people.startTurn();
    const auto acts = [this] {
        for (int count = m_scene.chance.percent(80) ? 1 : 3; count > 0; --count) {
            act();
            m_scene.isFirstAct = false;
        }
    };
    const int fate = m_scene.chance.below(kFates);
    if (fate == 0) {
        acts();
        return kill(u"before it has committed"_s);
    }
    if (fate < 12) {
        m_scene.tell(u"the next commit fails"_s);
        ++m_rollbacks;
        m_transaction.failNext();
        runTurn(acts);
        // A turn that had nothing to write did not notice.
        if (m_transaction.isOpen())
            m_scene.model.fail(u"a turn that failed leaves nothing open"_s);
        m_transaction.calmDown();
    } else if (fate < 20) {
        m_scene.tell(u"storage fails in the next turn"_s);
        ++m_rollbacks;
        runTurn([&] {
            acts();
            m_scene.engine->lane.fail({ErrorCode::StorageFailed, u"simulated"_s});
        });
    } else {
        runTurn(acts);
    }
    follow();
    if (fate == 20)
        return kill(u"before it has answered"_s);
    if (m_isCommitted)
        for (const auto &acknowledgement : m_scene.acknowledgements)
            acknowledgement();
    if (m_scene.chance.percent(70))
        m_people.lookForTasks();
}

void Simulation::follow()
{
    const auto changed = m_ground.changedAfter(m_seenRevision);
    const TaskLedger &ledger = m_scene.engine->ledger;
    m_seenRevision = ledger.revision();
    m_people.touchFound(changed);
    m_scene.model.follow(changed, m_scene.touched);
    m_scene.model.pendingCanBecomeSomething(changed, ledger);
    m_scene.model.noAcknowledgedTaskIsMissing(ledger, m_scene.touched);
    if (m_isCommitted)
        m_workers.nobodyWaitsInVain();
    m_people.operationsAddUp();
}

void Simulation::checkEverything()
{
    m_scene.model.everythingIsAsItWasSeen(m_scene.engine->ledger);
    everyPendingTaskSaysWhy();
}

void Simulation::everyPendingTaskSaysWhy()
{
    const WaitWitnesses witnesses {m_scene.engine->workers, m_scene.engine->queues, m_ground.tasks()};
    for (const auto &[id, task] : m_scene.model.tasks()) {
        const auto reasons = waitReasonsOf(task, witnesses);
        if (m_scene.isGood(reasons) && isPending(task.state) == reasons->empty())
            m_scene.model.fail(u"each pending task, and no other, says why it does not run: %1"_s.arg(idText(id)));
    }
}

void Simulation::act()
{
    const int kind = m_scene.chance.below(200);
    if (kind < 38 && m_scene.model.live() < kLiveMax)
        kind < 30 ? m_clients.enqueue() : m_clients.enqueueMany();
    else if (kind < 44)
        m_clients.repeat();
    else if (kind < 82)
        m_workers.claim();
    else if (kind < 94)
        m_workers.renew();
    else if (kind < 136)
        m_workers.report();
    else if (kind < 143)
        m_workers.release();
    else if (kind < 145)
        m_workers.endProcess();
    else if (kind < 146)
        m_scene.chance.percent(50) ? m_workers.hangUp() : m_workers.beOrdered();
    else if (kind < 178)
        actOfAPerson();
    else
        runPasses();
}

void Simulation::actOfAPerson()
{
    const int kind = m_scene.chance.below(100);
    if (kind < 70)
        m_people.ask();
    else if (kind < 83)
        m_people.undo();
    else if (kind < 89)
        m_people.pauseOrResume();
    else if (kind < 91)
        m_people.changeDefaults();
    else if (kind < 95)
        m_people.startOperation();
    else
        m_people.steerOperation();
}

void Simulation::runPasses()
{
    m_scene.tell(u"passes"_s);
    m_workers.endWaits();
    for (const MaintenanceLoop::Pass &pass : m_scene.engine->passes())
        m_scene.isGood(pass.runOnce());
    m_scene.isGood(m_people.runOperations());
}

void Simulation::calmDown()
{
    constexpr int kRoundsMax = 2'000;
    const auto isBusy = [this] { return m_scene.model.live() > 0 || !m_ground.operations().active()->empty(); };
    for (int round = 0; isBusy() && m_scene.model.fault().isEmpty(); ++round) {
        if (round == kRoundsMax)
            return m_scene.model.fail(u"each pending task can become something: %1 never end"_s.arg(m_scene.model.live()));
        m_scene.clock.advance(1min);
        m_scene.startTurn();
        m_people.startTurn();
        runTurn([this] {
            runPasses();
            m_people.endPauses();
            workThroughAll();
        });
        follow();
        m_people.lookForTasks();
    }
    checkEverything();
}

void Simulation::workThroughAll()
{
    Engine &engine = *m_scene.engine;
    for (const auto &[id, task] : m_scene.model.tasks()) {
        if (isHeld(task))
            m_scene.isGood(engine.control.promote(id));
    }
    const auto claimed = engine.leases.claim({{}, u"calm"_s, kLiveMax, 10min, false});
    if (!m_scene.isGood(claimed))
        return;
    for (const Task &task : *claimed) {
        AttemptReport report;
        report.output = TaskModel::outputOf(task.lease->token);
        m_scene.isGood(engine.leases.report(task.id, task.lease->token, report));
    }
}

QString Simulation::fault() const
{
    if (m_scene.model.fault().isEmpty())
        return {};
    QString text = u"seed %1, step %2: %3\n"_s.arg(m_seed).arg(m_scene.step).arg(m_scene.model.fault());
    for (const QString &told : m_scene.told)
        text += u"  %1\n"_s.arg(told);
    return text;
}

QString Simulation::summary() const
{
    return u"seed %1: %2 steps, %3 results, %4 operations, %5 kills of the broker, %6 of a worker, %7 turns that failed, %8 tasks at the end"_s
        .arg(m_seed)
        .arg(m_scene.step)
        .arg(completed())
        .arg(m_people.operationsStarted())
        .arg(m_kills)
        .arg(m_workers.killed())
        .arg(m_rollbacks)
        .arg(m_scene.model.tasks().size());
}

} // namespace conduit::test
