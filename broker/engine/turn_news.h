// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit.h"
#include "broker/core/task.h"
#include "broker/engine/turn_follower.h"

#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

namespace conduit::broker {

/// That a task was enqueued or has changed.
struct TaskNews
{
    QUuid id;
    TaskState state = TaskState::Ready;
    qint64 revision = 0;
    QString queue;
    QString type;
};

/// What one turn has changed. A value, so that it may cross threads.
struct News
{
    qint64 revision = 0; ///< The last one that is on disk.
    std::vector<TaskNews> tasks;
    QStringList queues; ///< An empty name stands for the pause of everything.
    QStringList workers;
    std::vector<QUuid> operations;
    std::vector<std::shared_ptr<const AuditEntry>> entries;
    bool isFirst = false;      ///< From here on somebody watches; what was before is not known.
    bool isIncomplete = false; ///< More tasks have changed than anybody should be told one by one.

    [[nodiscard]] bool isEmpty() const
    {
        return tasks.empty() && queues.isEmpty() && workers.isEmpty() && operations.empty() && entries.empty() && !isFirst
            && !isIncomplete;
    }
};

/// Notes what the running turn changes, for those who watch. On the lane. While nobody watches, a change costs one look at a flag.
class TurnNews final : public TurnFollower
{
public:
    static constexpr std::size_t kTasksMax = 20'000;

    void watch()
    {
        m_isWatched = true;
        m_turn.isFirst = true;
    }
    void unwatch()
    {
        m_isWatched = false;
        m_turn = {};
        m_ready = {};
    }
    [[nodiscard]] bool isWatched() const { return m_isWatched; }

    void task(const Task &task)
    {
        if (m_isWatched)
            note(task);
    }
    void queue(const QString &name)
    {
        if (m_isWatched)
            m_turn.queues.append(name);
    }
    void worker(const QString &name)
    {
        if (m_isWatched)
            m_turn.workers.append(name);
    }
    void operation(const QUuid &id)
    {
        if (m_isWatched)
            m_turn.operations.push_back(id);
    }
    void entry(const AuditEntry &entry)
    {
        if (m_isWatched)
            m_turn.entries.push_back(std::make_shared<const AuditEntry>(entry));
    }

    void commit() override { m_ready = std::exchange(m_turn, {}); }
    /// Nothing of it is true, but that somebody watches from now on.
    void rollback() override
    {
        const bool isFirst = m_turn.isFirst;
        m_turn = {};
        m_ready = {};
        m_ready.isFirst = isFirst;
    }
    /// What the turn that has just ended has changed; `revision` is the last one that is on disk.
    [[nodiscard]] News take(qint64 revision)
    {
        m_ready.revision = revision;
        return std::exchange(m_ready, {});
    }

private:
    void note(const Task &task)
    {
        if (m_turn.tasks.size() < kTasksMax)
            m_turn.tasks.push_back({task.id, task.state, task.revision, task.queue, task.type});
        else
            m_turn.isIncomplete = true;
    }

    bool m_isWatched = false;
    News m_turn;
    News m_ready;
};

} // namespace conduit::broker
