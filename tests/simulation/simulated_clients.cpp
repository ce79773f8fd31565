// SPDX-License-Identifier: GPL-3.0-only
#include "tests/simulation/simulated_clients.h"

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kRemembered = 60;
constexpr int kBatchMax = 4;
constexpr int kKeys = 4;

} // namespace

NewTask SimulatedClients::someTask()
{
    Chance &chance = m_scene.chance;
    NewTask task;
    task.type = chance.oneOf(kTypes);
    task.queue = chance.oneOf(kQueues);
    task.payload = "{\"n\":" + QByteArray::number(m_scene.step) + "}";
    task.priority = chance.below(kPriorityMax + 1);
    if (chance.percent(50))
        task.id = chance.newTaskId(m_scene.clock.now());
    if (chance.percent(30))
        task.policy.maxAttempts = 1 + chance.below(3);
    if (chance.percent(30))
        task.serialKey = u"line %1"_s.arg(chance.below(kKeys));
    chooseTimes(task);
    if (chance.percent(30))
        chooseUniqueKey(task);
    return task;
}

void SimulatedClients::chooseTimes(NewTask &task)
{
    Chance &chance = m_scene.chance;
    if (chance.percent(25))
        task.delay = chance.upTo(2min);
    if (chance.percent(25))
        task.expiresAt = m_scene.clock.steadyNow() + chance.upTo(2min);
    if (chance.percent(20))
        task.policy.timeout = chance.upTo(40s);
    if (chance.percent(10))
        task.policy.retryFor = chance.upTo(5min);
}

void SimulatedClients::chooseUniqueKey(NewTask &task)
{
    static const std::array kScopes {Uniqueness::Scope::Done, Uniqueness::Scope::Start, Uniqueness::Scope::Window};
    static const std::array kConflicts {OnConflict::Return, OnConflict::Reject, OnConflict::Replace, OnConflict::KeepLast};
    task.uniqueKey = u"key %1"_s.arg(m_scene.chance.below(kKeys));
    task.uniqueScope = m_scene.chance.oneOf(kScopes);
    task.uniqueWindow = m_scene.chance.upTo(2min);
    task.onConflict = m_scene.chance.oneOf(kConflicts);
}

NewTask SimulatedClients::sequelOf(NewTask task)
{
    if (m_scene.chance.percent(50))
        return task;
    task.id.reset();
    task.payload = "{\"newer\":" + QByteArray::number(m_scene.step) + "}";
    task.onConflict = OnConflict::Replace;
    return task;
}

void SimulatedClients::took(const NewTask &wanted, const Task &task)
{
    m_scene.tell(u"a client enqueues %1, %2"_s.arg(idText(task.id), wordFrom(task.state)));
    m_scene.acknowledge(task);
    if (!wanted.id)
        return;
    m_scene.acknowledge([this, wanted] {
        if (m_sent.size() < kRemembered)
            m_sent.push_back(wanted);
        else
            m_scene.chance.oneOf(m_sent) = wanted;
    });
}

void SimulatedClients::enqueue()
{
    const NewTask wanted = someTask();
    const auto enqueued = m_scene.engine->intake.enqueue(wanted);
    if (m_scene.isGood(enqueued))
        took(wanted, enqueued->task);
    else
        m_scene.tell(u"enqueue is refused: %1"_s.arg(enqueued.error().message));
}

void SimulatedClients::enqueueMany()
{
    TaskIntake &intake = m_scene.engine->intake;
    std::vector<NewTask> wanted;
    for (int count = 1 + m_scene.chance.below(kBatchMax); count > 0; --count) {
        if (!wanted.empty() && m_scene.chance.percent(30))
            wanted.push_back(sequelOf(m_scene.chance.oneOf(wanted)));
        else
            wanted.push_back(!m_sent.empty() && m_scene.chance.percent(30) ? m_scene.chance.oneOf(m_sent) : someTask());
    }
    const Status fault = intake.faultOf(wanted);
    m_scene.tell(u"a client enqueues %1 at once: %2"_s.arg(wanted.size()).arg(m_scene.wordsOf(fault)));
    if (!fault) {
        if (wanted.size() == 1 && intake.enqueue(wanted.front()))
            m_scene.model.fail(u"a batch of one is refused for nothing: %1"_s.arg(fault.error().message));
        return;
    }
    for (const NewTask &one : wanted) {
        const auto enqueued = intake.enqueue(one);
        if (!m_scene.isGood(enqueued))
            return m_scene.model.fail(u"a batch is taken whole or not at all: %1"_s.arg(enqueued.error().message));
        took(one, enqueued->task);
    }
}

void SimulatedClients::repeat()
{
    if (m_sent.empty())
        return;
    const NewTask &wanted = m_scene.chance.oneOf(m_sent);
    const Task *known = m_scene.isFirstAct ? m_scene.model.find(*wanted.id) : nullptr;
    const auto enqueued = m_scene.engine->intake.enqueue(wanted);
    m_scene.tell(u"a client enqueues %1 once more: %2"_s.arg(idText(*wanted.id), m_scene.wordsOf(enqueued)));
    if (known && known->payload == wanted.payload && (!enqueued || enqueued->isNew || enqueued->task.id != wanted.id))
        m_scene.model.fail(u"a repeated request finds its task"_s);
    if (known && known->payload != wanted.payload && enqueued)
        m_scene.model.fail(u"an id of another task is refused"_s);
}

} // namespace conduit::test
