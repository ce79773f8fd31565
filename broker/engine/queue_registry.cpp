// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/queue_registry.h"

namespace conduit::broker {

namespace {

bool isOver(const std::optional<Pause> &pause, Moment steadyNow) { return pause && pause->until && *pause->until <= steadyNow; }

} // namespace

Result<QueueRegistry> QueueRegistry::load(QueueStore &store)
{
    QueueRegistry registry(store);
    auto queues = store.load();
    if (!queues)
        return queues.error();
    for (QueueRecord &queue : *queues)
        registry.m_state.queues.insert(queue.name, queue);
    const auto pause = store.loadPause();
    if (!pause)
        return pause.error();
    registry.m_state.pause = *pause;
    registry.m_committed = registry.m_state;
    return registry;
}

void QueueRegistry::connect(TaskLedger &ledger, PolicyBook &policies, TurnNews &news)
{
    m_ledger = &ledger;
    m_policies = &policies;
    m_news = &news;
    for (const QueueRecord &queue : std::as_const(m_state.queues))
        policies.setOfQueue(queue.name, queue.defaults);
    policies.commit();
}

Status QueueRegistry::save(const QueueRecord &queue, Moment now)
{
    if (const Status saved = m_store->save(queue, now); !saved)
        return saved;
    m_state.queues.insert(queue.name, queue);
    m_policies->setOfQueue(queue.name, queue.defaults);
    changed(queue.name);
    return Unit {};
}

Result<bool> QueueRegistry::remove(const QString &name)
{
    if (!m_state.queues.contains(name))
        return false;
    if (const Status removed = m_store->remove(name); !removed)
        return removed.error();
    m_state.queues.remove(name);
    m_policies->setOfQueue(name, {});
    changed(name);
    return true;
}

QueueRecord QueueRegistry::find(const QString &name) const
{
    return m_state.queues.value(name, QueueRecord {name, std::nullopt, {}});
}

Status QueueRegistry::setPause(const std::optional<Pause> &pause)
{
    if (const Status saved = m_store->savePause(pause); !saved)
        return saved;
    m_state.pause = pause;
    changed({});
    return Unit {};
}

void QueueRegistry::setQuiet(bool isQuiet)
{
    m_state.isQuiet = isQuiet;
    changed({});
}

void QueueRegistry::changed(const QString &queue)
{
    m_news->queue(queue);
    // Also when something was closed: looking once more costs little, and whoever waits gets what is there.
    m_ledger->opened();
}

bool QueueRegistry::isOpen(const QString &queue) const
{
    if (m_state.pause || m_state.isQuiet)
        return false;
    if (m_state.queues.isEmpty())
        return true;
    const auto known = m_state.queues.constFind(queue);
    return known == m_state.queues.constEnd() || !known->pause;
}

Result<int> QueueRegistry::runOnce(Moment steadyNow, Moment now)
{
    if (isOver(m_state.pause, steadyNow)) {
        if (const Status done = setPause(std::nullopt); !done)
            return done.error();
    }
    const auto queues = m_state.queues;
    for (QueueRecord queue : queues) {
        if (!isOver(queue.pause, steadyNow))
            continue;
        queue.pause.reset();
        if (const Status done = save(queue, now); !done)
            return done.error();
    }
    return 0;
}

void QueueRegistry::rollback() { m_state = m_committed; }

} // namespace conduit::broker
