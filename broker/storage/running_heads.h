// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"

#include <QHash>

namespace conduit::broker {

/// Heads of running tasks as their rows are, so that a result or a heartbeat need not read what the claim has just written. The store keeps
/// them true: whatever it writes for a running task it says here too, and a turn that is rolled back forgets everything.
class RunningHeads
{
public:
    /// Some megabytes. Tasks beyond it are read from their rows.
    static constexpr qsizetype kTasksMax = 4'096;

    /// The row is like this now: kept while the task runs, dropped when it has ceased to.
    void note(const Task &task);
    void dropPlace(qint64 seq);
    void clear() { m_heads.clear(); }
    [[nodiscard]] std::optional<Task> find(const QUuid &id) const;

private:
    QHash<QUuid, Task> m_heads;
};

} // namespace conduit::broker
