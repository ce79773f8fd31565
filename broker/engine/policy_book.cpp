// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/policy_book.h"

namespace conduit::broker {

namespace {

const TaskDefaults *find(const QHash<QString, TaskDefaults> &all, const QString &name)
{
    const auto found = all.constFind(name);
    return found == all.constEnd() ? nullptr : &*found;
}

void set(QHash<QString, TaskDefaults> &all, const QString &name, const TaskDefaults &defaults)
{
    if (defaults.isEmpty())
        all.remove(name);
    else
        all.insert(name, defaults);
}

} // namespace

EffectivePolicy Policies::of(const Task &task) const
{
    return effectivePolicy(task.policy, find(types, task.type), find(queues, task.queue), broker);
}

EffectivePolicy Policies::ofPlace(const QString &queue, const QString &type) const
{
    return effectivePolicy({}, find(types, type), find(queues, queue), broker);
}

PolicyBook::PolicyBook(const BrokerDefaults &broker)
    : m_current(std::make_shared<Policies>(Policies {broker, {}, {}})), m_published(m_current)
{
}

Milliseconds PolicyBook::timeoutOf(const TaskPolicy &own, const QString &queue, const QString &type) const
{
    if (own.timeout)
        return *own.timeout;
    for (const TaskDefaults *defaults : {find(m_current->types, type), find(m_current->queues, queue)})
        if (defaults && defaults->policy.timeout)
            return *defaults->policy.timeout;
    return m_current->broker.timeout;
}

std::shared_ptr<const Policies> PolicyBook::published() const
{
    const QMutexLocker lock(&m_mutex);
    return m_published;
}

void PolicyBook::setOfType(const QString &type, const TaskDefaults &defaults)
{
    auto changed = std::make_shared<Policies>(*m_current);
    set(changed->types, type, defaults);
    m_current = std::move(changed);
}

void PolicyBook::setOfQueue(const QString &queue, const TaskDefaults &defaults)
{
    auto changed = std::make_shared<Policies>(*m_current);
    set(changed->queues, queue, defaults);
    m_current = std::move(changed);
}

void PolicyBook::commit()
{
    const QMutexLocker lock(&m_mutex);
    m_published = m_current;
}

void PolicyBook::rollback() { m_current = published(); }

} // namespace conduit::broker
