// SPDX-License-Identifier: MIT
#pragma once

#include "task_runner.h"

#include <conduit/handler.h>

#include <QHash>
#include <QObject>
#include <QThread>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace conduit::worker {

class HandlerRegistry;

/// Runs handlers on threads of its own, one task each. Everything public belongs to the thread that made the pool.
///
/// Tasks wait in a queue from which threads help themselves, and a thread that leaves some behind wakes the next one: many short
/// tasks are done by few threads before the others are awake, long ones soon have a thread each. What has ended is told when
/// no task waits for a thread any more, so that the outcomes of short tasks are told together; no outcome ever waits for
/// another handler.
class TaskPool final : public QObject, public TaskRunner
{
    Q_OBJECT
public:
    /// The handlers must outlive the pool.
    TaskPool(const HandlerRegistry &handlers, int concurrency);
    /// Cancels and waits for what still runs.
    ~TaskPool() override;

    [[nodiscard]] int freeSlots() const override { return m_concurrency - static_cast<int>(m_runs.size()); }
    RunId add(const wire::Task &task, const std::shared_ptr<RunNotes> &notes) override;
    void startAdded() override;
    [[nodiscard]] bool isStarting() const override { return m_isStarting; }
    [[nodiscard]] bool isIdle() const { return m_runs.isEmpty(); }

Q_SIGNALS:
    /// What has ended since; nothing, perhaps, when all that was started is running now.
    void finished(const std::vector<conduit::worker::EndedRun> &runs);

private:
    struct Assignment
    {
        RunId run = 0;
        const Handler *handler = nullptr;
        wire::Task task;
        std::shared_ptr<RunNotes> notes;
    };

    void serve();
    void wakeOne();
    [[nodiscard]] bool isStartingNow() const { return m_isWaking && !m_queue.empty(); }
    [[nodiscard]] bool mustTell();
    void postTell();
    void tell();

    const HandlerRegistry &m_handlers;
    const int m_concurrency;
    QHash<RunId, std::shared_ptr<RunNotes>> m_runs;
    RunId m_lastRun = 0;
    std::vector<Assignment> m_added;
    bool m_isStarting = false;

    std::mutex m_mutex; ///< Of the members below.
    std::condition_variable m_work;
    std::deque<Assignment> m_queue;
    std::vector<EndedRun> m_ended;
    std::vector<std::unique_ptr<QThread>> m_threads;
    int m_idleThreads = 0;
    bool m_isWaking = false;   ///< A thread is on its way to the queue.
    bool m_hasStarted = false; ///< Something was put into the queue since tell() was posted last.
    bool m_isTelling = false;  ///< tell() is on its way.
    bool m_isClosing = false;
};

} // namespace conduit::worker
