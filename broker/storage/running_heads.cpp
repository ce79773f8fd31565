// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/running_heads.h"

namespace conduit::broker {

void RunningHeads::note(const Task &task)
{
    const auto known = m_heads.find(task.id);
    if (task.state != TaskState::Running) {
        if (known != m_heads.end())
            m_heads.erase(known);
        return;
    }
    if (known == m_heads.end() && m_heads.size() >= kTasksMax)
        return;
    Task head = task;
    head.payload.clear();
    head.output.clear();
    m_heads.emplace(task.id, std::move(head));
}

void RunningHeads::dropPlace(qint64 seq)
{
    m_heads.removeIf([seq](const QHash<QUuid, Task>::iterator &head) { return head->seq == seq; });
}

std::optional<Task> RunningHeads::find(const QUuid &id) const
{
    const auto known = m_heads.find(id);
    return known == m_heads.end() ? std::nullopt : std::optional(*known);
}

} // namespace conduit::broker
