// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_waits.h"

namespace conduit::broker {

void TaskWaits::park(quint64 ticket, const QUuid &task, Milliseconds wait)
{
    m_untils.insert(ticket, {task, m_clock.steadyNow() + wait});
    m_ticketsByTask.insert(task, ticket);
}

bool TaskWaits::forget(quint64 ticket)
{
    const auto found = m_untils.constFind(ticket);
    if (found == m_untils.constEnd())
        return false;
    m_ticketsByTask.remove(found->task, ticket);
    m_untils.erase(found);
    return true;
}

std::vector<TaskWaits::Wait> TaskWaits::take(const QUuid &task)
{
    std::vector<Wait> waits;
    for (const quint64 ticket : m_ticketsByTask.values(task)) {
        waits.push_back({ticket, task});
        m_untils.remove(ticket);
    }
    m_ticketsByTask.remove(task);
    return waits;
}

std::vector<TaskWaits::Wait> TaskWaits::takeExpired()
{
    const Moment now = m_clock.steadyNow();
    std::vector<Wait> waits;
    for (auto [ticket, until] : m_untils.asKeyValueRange())
        if (until.moment <= now)
            waits.push_back({ticket, until.task});
    for (const Wait &wait : waits)
        forget(wait.ticket);
    return waits;
}

std::vector<TaskWaits::Wait> TaskWaits::takeAll()
{
    std::vector<Wait> waits;
    for (auto [ticket, until] : m_untils.asKeyValueRange())
        waits.push_back({ticket, until.task});
    m_untils.clear();
    m_ticketsByTask.clear();
    return waits;
}

} // namespace conduit::broker
