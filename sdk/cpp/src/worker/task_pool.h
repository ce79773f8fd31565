// SPDX-License-Identifier: MIT
#pragma once

#include "pace.h"
#include "task_runner.h"

#include <conduit/handler.h>

#include <QHash>
#include <QObject>
#include <QThread>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
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
///
/// As long as all types are short, more tasks than threads are welcome (docs/adr/0055).
class TaskPool final : public QObject, public TaskRunner
{
    Q_OBJECT
public:
    /// What would run within this time may be taken ahead, by what tasks took of late.
    static constexpr std::chrono::milliseconds kAhead {10};
    static constexpr int kAheadMax = 200;
    /// Asked on the pool's threads.
    using SteadyClock = std::function<std::chrono::nanoseconds()>;

    /// The handlers must outlive the pool.
    TaskPool(const HandlerRegistry &handlers, int concurrency, SteadyClock steadyClock);
    /// Cancels and waits for what still runs.
    ~TaskPool() override;

    [[nodiscard]] int freeSlots() const override { return std::max(0, m_concurrency - inHand()); }
    [[nodiscard]] int roomAhead() const override;
    RunId add(const wire::Task &task, const std::shared_ptr<RunNotes> &notes) override;
    void startAdded() override;
    [[nodiscard]] bool isStarting() const override { return m_isStarting; }
    [[nodiscard]] std::vector<RunId> withdrawWaiting() override;
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

    [[nodiscard]] int inHand() const { return static_cast<int>(m_runs.size()); }
    void serve();
    void wakeOne();
    [[nodiscard]] int aheadAt(Pace::Duration pace) const;
    [[nodiscard]] bool isStartingNow() const { return m_isWaking && !m_queue.empty(); }
    [[nodiscard]] bool mustTell();
    void postTell();
    void tell();

    const HandlerRegistry &m_handlers;
    const int m_concurrency;
    const SteadyClock m_steadyClock;
    QHash<RunId, std::shared_ptr<RunNotes>> m_runs;
    RunId m_lastRun = 0;
    std::vector<Assignment> m_added;
    bool m_isStarting = false;
    int m_ahead = 0; ///< What may be in hand beyond the slots.

    std::mutex m_mutex; ///< Of the members below.
    std::condition_variable m_work;
    std::deque<Assignment> m_queue;
    std::vector<EndedRun> m_ended;
    Pace m_pace;
    std::vector<std::unique_ptr<QThread>> m_threads;
    int m_idleThreads = 0;
    bool m_isWaking = false;   ///< A thread is on its way to the queue.
    bool m_hasStarted = false; ///< Something was put into the queue since tell() was posted last.
    bool m_isTelling = false;  ///< tell() is on its way.
    bool m_isClosing = false;
};

} // namespace conduit::worker
