// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulated_workers.h"

#include <algorithm>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kRemembered = 60;
constexpr int kRecent = 10;
/// The first ones are processes of the broker.
constexpr std::size_t kLocalWorkers = 2;
constexpr int kSigkill = 9;

} // namespace

void SimulatedWorkers::brokerStarted()
{
    LocalWorkers &local = m_scene.engine->localWorkers;
    local.setKiller([this](const QString &worker) { wasKilled(worker); });
    for (std::size_t i = 0; i < kLocalWorkers; ++i)
        local.started(kWorkers.at(i));
}

void SimulatedWorkers::brokerDied()
{
    // Its processes die with it, and nobody waits any more.
    m_killedOnes.clear();
    m_waiting.clear();
}

void SimulatedWorkers::wasKilled(const QString &worker)
{
    m_scene.tell(u"%1 is killed"_s.arg(worker));
    ++m_killed;
    m_killedOnes.insert(worker);
    if (!m_scene.ground.tasks().heldBy(worker)->empty())
        m_scene.model.fail(u"a worker is killed after its tasks were taken away: %1"_s.arg(worker));
}

ClaimRequest SimulatedWorkers::someRequest()
{
    Chance &chance = m_scene.chance;
    ClaimRequest request;
    if (chance.percent(40))
        request.filter.types = {chance.oneOf(kTypes)};
    if (chance.percent(30)) {
        request.filter.queues = {chance.oneOf(kQueues)};
    } else if (chance.percent(30)) {
        request.filter.queues = {kQueues.front(), kQueues.back()};
        request.filter.sharing = chance.percent(50) ? ClaimFilter::Sharing::Weighted : ClaimFilter::Sharing::Strict;
        request.filter.weights = {1 + chance.below(3), 1};
    }
    request.worker = chance.oneOf(kWorkers);
    request.n = 1 + chance.below(4);
    request.isBare = chance.percent(10);
    request.lease = 1s + chance.upTo(30s);
    return request;
}

void SimulatedWorkers::claim()
{
    const ClaimRequest request = someRequest();
    Engine &engine = *m_scene.engine;
    engine.workers.touch(request.worker, request.filter.types, request.filter.queues);
    if (engine.workers.orderOf(request.worker) != WorkerOrder::Work)
        return;
    const auto claimed = engine.leases.claim(request);
    if (!m_scene.isGood(claimed))
        return;
    if (claimed->empty() && engine.hasRoomToPark()) {
        m_scene.tell(u"%1 waits for a task"_s.arg(request.worker));
        const Milliseconds wait = m_scene.chance.upTo(1min);
        engine.claims.park(++m_lastTicket, request, wait);
        m_waiting[m_lastTicket] = {request, m_scene.clock.steadyNow() + wait};
    }
    handOut(*claimed, request);
}

void SimulatedWorkers::serve()
{
    const auto handouts = m_scene.engine->claims.serve();
    if (!m_scene.isGood(handouts))
        return;
    for (const ClaimDesk::Handout &handout : *handouts) {
        const auto waiting = m_waiting.find(handout.ticket);
        if (waiting == m_waiting.end())
            return m_scene.model.fail(u"nobody gets a task who has gone"_s);
        handOut(handout.tasks, waiting->second.request);
        m_waiting.erase(waiting);
    }
}

void SimulatedWorkers::handOut(const std::vector<Task> &tasks, const ClaimRequest &request)
{
    if (!tasks.empty() && m_killedOnes.contains(request.worker))
        m_scene.model.fail(u"a worker that is killed gets no task: %1"_s.arg(request.worker));
    if (tasks.size() > static_cast<std::size_t>(request.n))
        m_scene.model.fail(u"a worker gets no more tasks than it wants: %1"_s.arg(request.worker));
    for (const Task &task : tasks) {
        m_scene.tell(u"%1 claims %2, attempt %3"_s.arg(request.worker, idText(task.id)).arg(task.attempt));
        m_scene.issuedTokens[task.id] = task.lease->token;
        if (!m_scene.engine->queues.isOpen(task.queue))
            m_scene.model.fail(u"nothing is handed out of a paused queue"_s);
        if (!request.filter.takes(task.queue, task.type))
            m_scene.model.fail(u"a worker gets what it can do: %1"_s.arg(request.worker));
        m_scene.acknowledge([this, task, lease = request.lease] { take(task, lease); });
        m_scene.acknowledge(task);
    }
}

void SimulatedWorkers::take(const Task &task, Milliseconds lease)
{
    m_scene.model.tokenIsNew(task.lease->token);
    m_scene.model.leaseLasts(task.id, task.lease->token, m_scene.clock.steadyNow() + lease);
    m_claims.push_back({task.id, task.lease->token, task.lease->worker, lease, std::nullopt});
    if (m_claims.size() > kRemembered)
        m_claims.erase(m_claims.begin());
}

SimulatedWorkers::Claim *SimulatedWorkers::someClaim()
{
    if (m_claims.empty())
        return nullptr;
    // Mostly one of the last ones, which may be current.
    const int count = static_cast<int>(m_claims.size());
    const int back = m_scene.chance.below(m_scene.chance.percent(80) ? std::min(kRecent, count) : count);
    return &m_claims[static_cast<std::size_t>(count - 1 - back)];
}

QByteArray SimulatedWorkers::latestToken(const QUuid &id) const
{
    if (const auto issued = m_scene.issuedTokens.find(id); issued != m_scene.issuedTokens.end())
        return issued->second;
    const Task *task = m_scene.model.find(id);
    return task && task->lease ? task->lease->token : QByteArray();
}

void SimulatedWorkers::onlyTheHolderIsHeard(const QUuid &id, const std::optional<QByteArray> &token)
{
    // Without a token only a worker of the original's manner speaks, and nobody can tell it from another one.
    if (token && *token != latestToken(id))
        m_scene.model.fail(u"at most one lease is current: an older one of %1 was heard"_s.arg(idText(id)));
}

void SimulatedWorkers::renew()
{
    const Claim *claim = someClaim();
    if (!claim)
        return;
    const QByteArray token = m_scene.chance.percent(5) ? QByteArray("guessed") : claim->token;
    Renewal renewal {QByteArray("{}"), std::nullopt, {}};
    if (m_scene.chance.percent(50))
        renewal.checkpoint = TaskModel::checkpointOf(m_scene.step);
    const auto renewed = m_scene.engine->leases.renew(claim->id, token, renewal);
    m_scene.tell(u"%1 renews %2: %3"_s.arg(claim->worker, idText(claim->id), m_scene.wordsOf(renewed)));
    if (!renewed)
        return;
    onlyTheHolderIsHeard(claim->id, token);
    m_scene.acknowledge([this, id = claim->id, token, until = m_scene.clock.steadyNow() + claim->lease] {
        m_scene.model.leaseLasts(id, token, until);
    });
    if (renewal.checkpoint)
        m_scene.acknowledge([this, id = claim->id, step = m_scene.step] { m_scene.model.checkpointIsStored(id, step); });
}

AttemptReport SimulatedWorkers::someReport(const Claim &claim)
{
    Chance &chance = m_scene.chance;
    AttemptReport report;
    const int kind = chance.below(100);
    if (kind < 55) {
        report.output = TaskModel::outputOf(claim.token);
    } else if (kind < 65) {
        report.snooze = chance.upTo(1min);
    } else {
        report.error = u"it broke in step %1"_s.arg(m_scene.step);
        report.noRetry = kind < 70;
        if (kind >= 90)
            report.retryIn = chance.upTo(1min);
    }
    return report;
}

void SimulatedWorkers::report()
{
    Claim *claim = someClaim();
    if (!claim)
        return;
    // Mostly the same once more, when it has reported already; sometimes something else.
    const AttemptReport said = claim->reported && m_scene.chance.percent(70) ? *claim->reported : someReport(*claim);
    std::optional<QByteArray> token = claim->token;
    if (m_scene.chance.percent(8))
        token = m_scene.chance.percent(50) ? std::optional(QByteArray("guessed")) : std::nullopt;
    const auto reported = m_scene.engine->leases.report(claim->id, token, said);
    const QString what = said.snooze ? u"a snooze"_s : said.error ? u"a failure"_s : u"success"_s;
    m_scene.tell(u"%1 reports %2 of %3: %4"_s.arg(claim->worker, what, idText(claim->id), m_scene.wordsOf(reported)));
    if (!reported)
        return;
    onlyTheHolderIsHeard(claim->id, token);
    m_scene.acknowledge(*reported);
    claim->reported = said;
    if (said.error || said.snooze)
        return;
    m_scene.acknowledge([this, id = claim->id, reportedBy = claim->token] {
        ++m_completed;
        m_scene.model.resultIsStored(id, reportedBy);
    });
}

void SimulatedWorkers::release()
{
    const Claim *claim = someClaim();
    if (!claim)
        return;
    const Milliseconds delay = m_scene.chance.percent(50) ? 0ms : m_scene.chance.upTo(1min);
    const auto released = m_scene.engine->leases.release(claim->id, claim->token, delay);
    m_scene.tell(u"%1 releases %2: %3"_s.arg(claim->worker, idText(claim->id), m_scene.wordsOf(released)));
    if (!released)
        return;
    onlyTheHolderIsHeard(claim->id, claim->token);
    m_scene.acknowledge(*released);
}

void SimulatedWorkers::endProcess()
{
    const QString worker = m_killedOnes.empty() ? m_scene.chance.oneOf(kWorkers) : *m_killedOnes.begin();
    const bool isStopped = m_scene.chance.percent(50);
    m_scene.tell(u"%1 %2"_s.arg(worker, isStopped ? u"is stopped"_s : u"dies"_s));
    std::erase_if(m_waiting, [&](const auto &waiting) {
        const bool isGone = waiting.second.request.worker == worker;
        if (isGone)
            m_scene.engine->claims.forget(waiting.first);
        return isGone;
    });
    LocalWorkers &local = m_scene.engine->localWorkers;
    const bool isLocal = local.isLocal(worker);
    const bool isSettled = isStopped || local.isDoomed(worker);
    local.ended(worker);
    m_scene.engine->workers.forget(worker);
    m_scene.isGood(isSettled ? m_scene.engine->leases.workerStopped(worker)
                             : m_scene.engine->leases.workerDied(worker, {AttemptOutcome::WorkerDied, u"killed"_s, kSigkill}));
    m_killedOnes.erase(worker);
    if (isLocal)
        local.started(worker);
}

void SimulatedWorkers::hangUp()
{
    if (m_waiting.empty())
        return;
    const quint64 ticket = m_waiting.begin()->first;
    if (!m_scene.engine->claims.forget(ticket))
        m_scene.model.fail(u"whoever waits is known"_s);
    m_waiting.erase(ticket);
}

void SimulatedWorkers::beOrdered()
{
    const QString worker = m_scene.chance.oneOf(kWorkers);
    const bool mayWork = m_scene.chance.percent(60);
    m_scene.tell(u"%1 is told to %2"_s.arg(worker, mayWork ? u"work"_s : u"claim nothing more"_s));
    m_scene.engine->workers.order(worker, mayWork ? WorkerOrder::Work : WorkerOrder::Drain);
    if (mayWork)
        return;
    m_scene.engine->claims.endWaitsOf(worker);
    for (auto &[ticket, waiting] : m_waiting)
        if (waiting.request.worker == worker)
            waiting.until = m_scene.clock.steadyNow();
}

void SimulatedWorkers::endWaits()
{
    for (const quint64 ticket : m_scene.engine->claims.takeExpired())
        if (m_waiting.erase(ticket) == 0)
            m_scene.model.fail(u"whoever waits is told once"_s);
}

void SimulatedWorkers::nobodyWaitsInVain()
{
    const Moment now = m_scene.clock.steadyNow();
    for (const auto &[ticket, waiting] : m_waiting) {
        if (waiting.until <= now || m_scene.engine->localWorkers.isDoomed(waiting.request.worker))
            continue;
        for (const TaskLedger::Place &place : m_scene.engine->ledger.readyPlaces(waiting.request.filter))
            if (m_scene.engine->queues.isOpen(place.queue))
                return m_scene.model.fail(u"nobody waits beside a ready task: %1 of %2 for %3"_s.arg(place.type, place.queue,
                                                                                                     waiting.request.worker));
    }
}

} // namespace conduit::test
