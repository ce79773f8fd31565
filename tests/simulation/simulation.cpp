// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulation.h"

#include <QCoreApplication>

#include <array>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kStepsTold = 30;
constexpr std::size_t kRemembered = 60;
constexpr int kLiveMax = 60;
constexpr int kStepsBetweenFullChecks = 500;

const std::array kTypes {u"mail"_s, u"image"_s, u"report"_s};
const std::array kQueues {u"default"_s, u"slow"_s};
const std::array kWorkers {u"w1"_s, u"w2"_s, u"w3"_s, u"w4"_s};

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

QString shortId(const QUuid &id) { return id.toString(QUuid::WithoutBraces); }

} // namespace

Simulation::Simulation(SimulatedGround &ground, quint64 seed)
    : m_seed(seed), m_ground(ground), m_chance(seed), m_transaction(ground)
{
    loadEngine();
}

void Simulation::loadEngine()
{
    auto engine = Engine::load(
        {m_ground.tasks(), m_ground.types(), m_ground.queues(), m_ground.operations(), m_transaction, m_clock, m_chance},
        shortMemory());
    if (!engine)
        return m_model.fail(u"the engine does not start: %1"_s.arg(engine.error().message));
    m_engine = *std::move(engine);
    m_engine->lane.setTurn({[] {},
                            [this](const broker::Status &committed) {
                                m_isCommitted = committed.has_value();
                                m_engine->follow(committed);
                            }});
    if (m_engine->ledger.revision() < m_seenRevision)
        m_model.fail(u"revisions never shrink: %1 after %2"_s.arg(m_engine->ledger.revision()).arg(m_seenRevision));
}

void Simulation::kill(const QString &when)
{
    tell(u"the broker is killed %1"_s.arg(when));
    ++m_kills;
    m_engine.reset();
    m_ground.crash();
    loadEngine();
    follow();
    m_model.everythingIsAsItWasSeen(m_engine->ledger, m_ground.tasks());
}

void Simulation::run(int steps)
{
    for (int end = m_step + steps; m_step < end && m_model.fault().isEmpty();)
        step();
}

void Simulation::step()
{
    ++m_step;
    if (m_chance.percent(20))
        passTime();
    else if (m_chance.below(400) == 0)
        kill(u"between two steps"_s);
    else
        turn();
    if (m_step % kStepsBetweenFullChecks == 0)
        m_model.everythingIsAsItWasSeen(m_engine->ledger, m_ground.tasks());
}

void Simulation::passTime()
{
    if (m_chance.below(60) == 0) {
        const Milliseconds by = m_chance.percent(50) ? 1h : -1h;
        tell(u"the wall clock jumps by %1 ms"_s.arg(by.count()));
        m_clock.jump(by);
        return;
    }
    const Milliseconds by = m_chance.percent(5) ? m_chance.upTo(5min) : m_chance.upTo(8s);
    tell(u"%1 ms go by"_s.arg(by.count()));
    m_clock.advance(by);
}

void Simulation::runTurn(const std::function<void()> &work)
{
    m_engine->lane.post(work);
    m_engine->lane.runTurn();
    // Nothing runs an event loop here; the call that would wake the lane is not needed any more.
    QCoreApplication::removePostedEvents(&m_engine->lane);
}

void Simulation::turn()
{
    m_touched.clear();
    m_turnTokens.clear();
    m_acknowledgements.clear();
    m_isFirstAct = true;
    const auto acts = [this] {
        for (int count = m_chance.percent(80) ? 1 : 3; count > 0; --count) {
            act();
            m_isFirstAct = false;
        }
    };
    const int fate = m_chance.below(400);
    if (fate == 0) {
        acts();
        return kill(u"before it has committed"_s);
    }
    if (fate < 12) {
        tell(u"the next commit fails"_s);
        ++m_rollbacks;
        m_transaction.failNext();
        runTurn(acts);
        // A turn that had nothing to write did not notice.
        if (m_transaction.isOpen())
            m_model.fail(u"a turn that failed leaves nothing open"_s);
        m_transaction.calmDown();
    } else if (fate < 20) {
        tell(u"storage fails in the next turn"_s);
        ++m_rollbacks;
        runTurn([&] {
            acts();
            m_engine->lane.fail({ErrorCode::StorageFailed, u"simulated"_s});
        });
    } else {
        runTurn(acts);
    }
    follow();
    if (fate == 20)
        return kill(u"before it has answered"_s);
    if (!*m_isCommitted)
        return;
    for (const Acknowledgement &acknowledge : m_acknowledgements)
        acknowledge();
}

void Simulation::follow()
{
    const auto changed = m_ground.changedAfter(m_seenRevision);
    m_seenRevision = m_engine->ledger.revision();
    m_model.follow(changed, m_touched, m_ground.tasks());
    m_model.pendingCanBecomeSomething(changed, m_engine->ledger);
    m_model.noAcknowledgedTaskIsMissing(m_engine->ledger, m_ground.tasks());
}

void Simulation::act()
{
    const int kind = m_chance.below(100);
    if (kind < 18 && m_model.live() < kLiveMax)
        enqueue();
    else if (kind < 22)
        repeatEnqueue();
    else if (kind < 42)
        claim();
    else if (kind < 48)
        renew();
    else if (kind < 70)
        report();
    else if (kind < 74)
        release();
    else if (kind < 75)
        vanish();
    else if (kind < 86)
        askByPerson();
    else if (kind < 88)
        undo();
    else if (kind < 89)
        pauseQueue();
    else
        runPasses();
}

NewTask Simulation::someTask()
{
    NewTask task;
    task.type = m_chance.oneOf(kTypes);
    task.queue = m_chance.oneOf(kQueues);
    task.payload = "{\"n\":" + QByteArray::number(m_step) + "}";
    task.priority = m_chance.below(kPriorityMax + 1);
    if (m_chance.percent(50))
        task.id = m_chance.newTaskId(m_clock.now());
    if (m_chance.percent(25))
        task.delay = m_chance.upTo(2min);
    if (m_chance.percent(10))
        task.expiresAt = m_clock.steadyNow() + m_chance.upTo(3min);
    if (m_chance.percent(30))
        task.policy.maxAttempts = 1 + m_chance.below(3);
    if (m_chance.percent(20))
        task.policy.timeout = m_chance.upTo(40s);
    if (m_chance.percent(10))
        task.policy.retryFor = m_chance.upTo(5min);
    if (m_chance.percent(30))
        task.serialKey = u"line %1"_s.arg(m_chance.below(4));
    if (m_chance.percent(30)) {
        using Scope = Uniqueness::Scope;
        task.uniqueKey = u"key %1"_s.arg(m_chance.below(4));
        task.uniqueScope =
            std::array {Scope::Done, Scope::Start, Scope::Window}.at(static_cast<std::size_t>(m_chance.below(3)));
        task.uniqueWindow = m_chance.upTo(2min);
        task.onConflict = std::array {OnConflict::Return, OnConflict::Reject, OnConflict::Replace, OnConflict::KeepLast}.at(
            static_cast<std::size_t>(m_chance.below(4)));
    }
    return task;
}

void Simulation::enqueue()
{
    const NewTask wanted = someTask();
    const auto enqueued = m_engine->intake.enqueue(wanted);
    if (!isGood(enqueued))
        return tell(u"enqueue is refused: %1"_s.arg(enqueued.error().message));
    const QUuid id = enqueued->task.id;
    tell(u"enqueue %1 %2"_s.arg(shortId(id), wordFrom(enqueued->task.state)));
    m_acknowledgements.push_back([this, id, wanted] {
        m_model.acknowledgedTaskIsStored(id);
        if (wanted.id && m_sent.size() < kRemembered)
            m_sent.push_back(wanted);
        else if (wanted.id)
            m_chance.oneOf(m_sent) = wanted;
    });
}

void Simulation::repeatEnqueue()
{
    if (m_sent.empty())
        return;
    const NewTask &wanted = m_chance.oneOf(m_sent);
    const Task *known = m_isFirstAct ? m_model.find(*wanted.id) : nullptr;
    const auto enqueued = m_engine->intake.enqueue(wanted);
    tell(u"enqueue %1 once more: %2"_s.arg(shortId(*wanted.id), isGood(enqueued) ? u"taken"_s : enqueued.error().message));
    if (known && known->payload == wanted.payload && (!enqueued || enqueued->isNew || enqueued->task.id != wanted.id))
        m_model.fail(u"a repeated request finds its task"_s);
    if (known && known->payload != wanted.payload && enqueued)
        m_model.fail(u"an id of another task is refused"_s);
}

void Simulation::claim()
{
    ClaimRequest request;
    if (m_chance.percent(40))
        request.filter.types = {m_chance.oneOf(kTypes)};
    if (m_chance.percent(30))
        request.filter.queues = {m_chance.oneOf(kQueues)};
    request.worker = m_chance.oneOf(kWorkers);
    request.n = 1 + m_chance.below(4);
    request.isBare = m_chance.percent(10);
    request.lease = 1s + m_chance.upTo(30s);
    const auto claimed = m_engine->leases.claim(request);
    if (!isGood(claimed))
        return;
    for (const Task &task : *claimed) {
        tell(u"%1 claims %2, attempt %3"_s.arg(request.worker, shortId(task.id)).arg(task.attempt));
        m_turnTokens[task.id] = task.lease->token;
        if (!m_engine->queues.isOpen(task.queue))
            m_model.fail(u"nothing is handed out of a paused queue"_s);
        m_acknowledgements.push_back([this, task] { take(task); });
    }
}

void Simulation::take(const Task &task)
{
    m_model.tokenIsNew(task.lease->token);
    const Claim claim {task.id, task.lease->token, task.lease->worker, task.lease->isBare, std::nullopt};
    m_claims.push_back(claim);
    if (m_claims.size() > kRemembered)
        m_claims.erase(m_claims.begin());
}

Simulation::Claim *Simulation::someClaim()
{
    if (m_claims.empty())
        return nullptr;
    // Mostly one of the last ones, which may be current.
    constexpr int kRecent = 10;
    const int count = static_cast<int>(m_claims.size());
    const int back = m_chance.below(m_chance.percent(80) ? std::min(kRecent, count) : count);
    return &m_claims[static_cast<std::size_t>(count - 1 - back)];
}

QByteArray Simulation::latestToken(const QUuid &id) const
{
    if (const auto issued = m_turnTokens.find(id); issued != m_turnTokens.end())
        return issued->second;
    const Task *task = m_model.find(id);
    return task && task->lease ? task->lease->token : QByteArray();
}

void Simulation::onlyTheHolderIsHeard(const QUuid &id, const std::optional<QByteArray> &token)
{
    // Without a token only a worker of the original's manner speaks, and nobody can tell it from another one.
    if (token && *token != latestToken(id))
        m_model.fail(u"at most one lease is current: an older one of %1 was heard"_s.arg(shortId(id)));
}

void Simulation::renew()
{
    const Claim *claim = someClaim();
    if (!claim)
        return;
    const bool isWrong = m_chance.percent(5);
    const QByteArray token = isWrong ? QByteArray("guessed") : claim->token;
    const auto renewed = m_engine->leases.renew(claim->id, token, {QByteArray("{}"), std::nullopt, {}});
    tell(u"%1 renews %2: %3"_s.arg(claim->worker, shortId(claim->id), isGood(renewed) ? u"well"_s : renewed.error().message));
    if (renewed)
        onlyTheHolderIsHeard(claim->id, token);
}

AttemptReport Simulation::someReport(const Claim &claim)
{
    AttemptReport report;
    const int kind = m_chance.below(100);
    if (kind < 55) {
        report.output = TaskModel::outputOf(claim.token);
    } else if (kind < 65) {
        report.snooze = m_chance.upTo(1min);
    } else {
        report.error = u"it broke in step %1"_s.arg(m_step);
        report.noRetry = kind < 70;
        if (kind >= 90)
            report.retryIn = m_chance.upTo(1min);
    }
    return report;
}

void Simulation::report()
{
    Claim *claim = someClaim();
    if (!claim)
        return;
    // Mostly the same once more, when it has reported already; sometimes something else.
    const AttemptReport said = claim->reported && m_chance.percent(70) ? *claim->reported : someReport(*claim);
    std::optional<QByteArray> token = claim->token;
    if (m_chance.percent(4))
        token = QByteArray("guessed");
    const auto reported = m_engine->leases.report(claim->id, token, said);
    tell(u"%1 reports %2 of %3: %4"_s.arg(claim->worker,
                                          said.snooze      ? u"a snooze"_s
                                              : said.error ? u"a failure"_s
                                                           : u"success"_s,
                                          shortId(claim->id), isGood(reported) ? u"well"_s : reported.error().message));
    if (!reported)
        return;
    onlyTheHolderIsHeard(claim->id, token);
    claim->reported = said;
    if (said.error || said.snooze)
        return;
    m_acknowledgements.push_back([this, id = claim->id, reportedBy = claim->token] {
        ++m_completed;
        m_model.acknowledgedResultIsStored(id, reportedBy);
    });
}

void Simulation::release()
{
    const Claim *claim = someClaim();
    if (!claim)
        return;
    const auto released = m_engine->leases.release(claim->id, claim->token, m_chance.percent(50) ? 0ms : m_chance.upTo(1min));
    tell(u"%1 releases %2: %3"_s.arg(claim->worker, shortId(claim->id),
                                     isGood(released) ? u"well"_s : released.error().message));
    if (released)
        onlyTheHolderIsHeard(claim->id, claim->token);
}

void Simulation::vanish()
{
    const QString worker = m_chance.oneOf(kWorkers);
    const bool isStopped = m_chance.percent(50);
    tell(u"%1 %2"_s.arg(worker, isStopped ? u"is stopped"_s : u"dies"_s));
    isGood(isStopped ? m_engine->leases.workerStopped(worker)
                     : m_engine->leases.workerDied(worker, {AttemptOutcome::WorkerDied, u"killed"_s, 9}));
}

const Task *Simulation::someKnownTask()
{
    if (m_model.tasks().empty())
        return nullptr;
    return &std::next(m_model.tasks().begin(), m_chance.below(static_cast<int>(m_model.tasks().size())))->second;
}

void Simulation::askByPerson()
{
    const Task *known = someKnownTask();
    if (!known)
        return;
    const Task before = *known;
    TaskControl &control = m_engine->control;
    const TaskControl::Version version = m_chance.percent(20) ? TaskControl::Version(before.version) : std::nullopt;
    TaskEdit edit;
    edit.priority = m_chance.below(kPriorityMax + 1);
    if (m_chance.percent(40))
        edit.runAt = m_clock.steadyNow() + m_chance.upTo(2min) - 1min;
    if (m_chance.percent(40))
        edit.queue = m_chance.oneOf(kQueues);
    if (m_chance.percent(20))
        edit.payload = "{\"edited\":" + QByteArray::number(m_step) + "}";
    const std::array<std::pair<QString, std::function<broker::Result<Task>()>>, 7> asks {{
        {u"cancel"_s, [&] { return control.cancel(before.id, u"why not"_s, version); }},
        {u"retry"_s, [&] { return control.retry(before.id, version); }},
        {u"promote"_s, [&] { return control.promote(before.id, version); }},
        {u"hold"_s, [&] { return control.hold(before.id, version); }},
        {u"edit"_s, [&] { return control.edit(before.id, edit, version); }},
        {u"trash"_s, [&] { return control.trash(before.id, version); }},
        {u"restore"_s, [&] { return control.restore(before.id, version); }},
    }};
    const auto &[name, ask] = m_chance.oneOf(asks);
    const auto asked = ask();
    tell(u"somebody asks to %1 %2: %3"_s.arg(name, shortId(before.id), isGood(asked) ? u"well"_s : asked.error().message));
    if (!asked)
        return;
    m_touched.insert(before.id);
    // Only what can be done to many tasks at once can be undone.
    const bool canBeUndone = QStringList {u"cancel"_s, u"retry"_s, u"promote"_s, u"trash"_s}.contains(name);
    if (!m_isFirstAct || !canBeUndone)
        return;
    m_acknowledgements.push_back([this, undoable = Undoable {before, asked->version}] {
        if (m_undoable.size() < kRemembered)
            m_undoable.push_back(undoable);
        else
            m_chance.oneOf(m_undoable) = undoable;
    });
}

void Simulation::undo()
{
    if (m_undoable.empty())
        return;
    const Undoable undoable = m_undoable.back();
    m_undoable.pop_back();
    const auto undone = m_engine->control.undo(undoable.before, undoable.version);
    tell(u"somebody undoes what was done to %1: %2"_s.arg(shortId(undoable.before.id),
                                                          isGood(undone) ? u"well"_s : undone.error().message));
    if (undone)
        m_touched.insert(undoable.before.id);
}

void Simulation::pauseQueue()
{
    QueueRecord queue = m_engine->queues.find(m_chance.oneOf(kQueues));
    queue.pause = queue.pause ? std::nullopt : std::optional(Pause {u"a rest"_s, u"somebody"_s, m_clock.steadyNow() + 1min});
    tell(u"queue %1 is %2"_s.arg(queue.name, queue.pause ? u"paused"_s : u"open"_s));
    isGood(m_engine->queues.save(queue, m_clock.now()));
}

void Simulation::runPasses()
{
    tell(u"passes"_s);
    for (const MaintenanceLoop::Pass &pass : m_engine->passes())
        isGood(pass.runOnce());
}

void Simulation::calmDown()
{
    constexpr int kRoundsMax = 2'000;
    m_touched.clear();
    m_turnTokens.clear();
    for (int round = 0; m_model.live() > 0 && m_model.fault().isEmpty(); ++round) {
        if (round == kRoundsMax)
            return m_model.fail(u"each pending task can become something: %1 never end"_s.arg(m_model.live()));
        m_clock.advance(1min);
        m_acknowledgements.clear();
        runTurn([this] {
            runPasses();
            for (const auto &[id, task] : m_model.tasks()) {
                if (isHeld(task))
                    isGood(m_engine->control.promote(id));
            }
            const auto claimed = m_engine->leases.claim({{}, kWorkers.front(), kLiveMax, 10min, false});
            if (!isGood(claimed))
                return;
            for (const Task &task : *claimed) {
                AttemptReport report;
                report.output = TaskModel::outputOf(task.lease->token);
                isGood(m_engine->leases.report(task.id, task.lease->token, report));
            }
        });
        follow();
    }
    m_model.everythingIsAsItWasSeen(m_engine->ledger, m_ground.tasks());
}

template<typename T>
bool Simulation::isGood(const broker::Result<T> &result)
{
    if (!result && isStorageTrouble(result.error().code))
        m_model.fail(u"the store refuses nothing: %1"_s.arg(result.error().message));
    return result.has_value();
}

void Simulation::tell(const QString &what)
{
    m_lastSteps.push_back(u"%1: %2"_s.arg(m_step).arg(what));
    if (m_lastSteps.size() > kStepsTold)
        m_lastSteps.pop_front();
}

QString Simulation::fault() const
{
    if (m_model.fault().isEmpty())
        return {};
    QString text = u"seed %1, step %2: %3\n"_s.arg(m_seed).arg(m_step).arg(m_model.fault());
    for (const QString &told : m_lastSteps)
        text += u"  %1\n"_s.arg(told);
    return text;
}

QString Simulation::summary() const
{
    return u"seed %1: %2 steps, %3 results, %4 kills, %5 turns that failed, %6 tasks at the end"_s.arg(m_seed)
        .arg(m_step)
        .arg(m_completed)
        .arg(m_kills)
        .arg(m_rollbacks)
        .arg(m_model.tasks().size());
}

} // namespace conduit::test
