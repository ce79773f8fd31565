// SPDX-License-Identifier: MIT
#include "task_pool.h"

#include "run_context.h"

#include <conduit/handler_registry.h>

#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <iterator>
#include <memory>
#include <typeinfo>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

QString className(const std::type_info &type)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                           &std::free);
    return QString::fromUtf8(name ? name.get() : type.name());
}

/// Handlers are other people's code: the one place that catches.
Outcome runGuarded(const Handler &handler, const TaskContext &context)
{
    try {
        return handler.run(context);
    } catch (const std::exception &exception) {
        return Failure {
            .message = QString::fromUtf8(exception.what()), .isRetryable = true, .errorClass = className(typeid(exception))};
    } catch (...) {
        return Failure {.message = u"The handler threw something that is no std::exception."_s};
    }
}

} // namespace

TaskPool::TaskPool(const HandlerRegistry &handlers, int concurrency, SteadyClock steadyClock)
    : m_handlers(handlers), m_concurrency(concurrency), m_steadyClock(std::move(steadyClock))
{
}

TaskPool::~TaskPool()
{
    for (const auto &notes : std::as_const(m_runs))
        notes->cancel(CancelReason::Stopping);
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosing = true;
        m_queue.clear(); // so that no thread makes another one any more
    }
    m_work.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
}

int TaskPool::roomAhead() const { return std::max(0, m_ahead - std::max(0, inHand() - m_concurrency)); }

RunId TaskPool::add(const wire::Task &task, const std::shared_ptr<RunNotes> &notes)
{
    const Handler *const handler = m_handlers.find(task.taskType);
    Q_ASSERT_X(handler, "TaskPool::add", "needs a handler");
    const RunId run = ++m_lastRun;
    m_runs.insert(run, notes);
    m_added.push_back({run, handler, task, notes});
    return run;
}

void TaskPool::startAdded()
{
    if (m_added.empty())
        return;
    m_isStarting = true;
    const std::scoped_lock lock(m_mutex);
    m_queue.insert(m_queue.end(), std::move_iterator(m_added.begin()), std::move_iterator(m_added.end()));
    m_added.clear();
    m_hasStarted = true;
    wakeOne();
}

/// A thread's life.
void TaskPool::serve()
{
    std::unique_lock lock(m_mutex);
    m_isWaking = false;
    while (!m_isClosing) {
        if (m_queue.empty()) {
            ++m_idleThreads;
            m_work.wait(lock);
            --m_idleThreads;
            m_isWaking = false;
            continue;
        }
        Assignment assignment = std::move(m_queue.front());
        m_queue.pop_front();
        wakeOne();
        const bool tellsBefore = mustTell();
        lock.unlock();
        if (tellsBefore)
            postTell();
        const auto begun = m_steadyClock();
        EndedRun ended {assignment.run, runGuarded(*assignment.handler, RunContext(assignment.task, *assignment.notes))};
        const auto ran = m_steadyClock() - begun;
        const QString type = assignment.task.taskType;
        assignment = {}; // which may be megabytes, before others have to wait for it
        lock.lock();
        m_pace.note(type, ran);
        m_ended.push_back(std::move(ended));
        if (mustTell()) {
            lock.unlock();
            postTell();
            lock.lock();
        }
    }
}

/// As long as tasks wait, one thread is on its way to them, unless each has one already.
void TaskPool::wakeOne()
{
    if (m_isWaking || m_queue.empty())
        return;
    if (m_idleThreads > 0) {
        m_isWaking = true;
        m_work.notify_one();
    } else if (static_cast<int>(m_threads.size()) < m_concurrency) {
        m_threads.emplace_back(QThread::create([this] { serve(); }))->start();
        m_isWaking = m_threads.back()->isRunning();
        if (!m_isWaking)
            m_threads.pop_back(); // the system gives no more of them; those that there are will come for it
    }
}

int TaskPool::aheadAt(Pace::Duration pace) const
{
    // With a single slot no task shares its fate with another one: a process that dies takes along only what it runs.
    if (m_concurrency == 1 || pace.count() == 0)
        return 0;
    return static_cast<int>(std::min<qint64>(m_concurrency * (Pace::Duration(kAhead) / pace), kAheadMax));
}

bool TaskPool::mustTell()
{
    const bool hasNews = m_hasStarted || !m_ended.empty();
    if (m_isTelling || isStartingNow() || !hasNews)
        return false;
    m_isTelling = true;
    m_hasStarted = false;
    return true;
}

void TaskPool::postTell() { QMetaObject::invokeMethod(this, &TaskPool::tell, Qt::QueuedConnection); }

void TaskPool::tell()
{
    std::vector<EndedRun> ended;
    {
        const std::scoped_lock lock(m_mutex);
        ended.swap(m_ended);
        m_isTelling = false;
        m_ahead = aheadAt(m_pace.slowest());
        m_isStarting = isStartingNow();
        if (!m_isStarting)
            m_hasStarted = false;
    }
    for (const EndedRun &run : ended)
        m_runs.remove(run.run);
    Q_EMIT finished(ended);
}

std::vector<RunId> TaskPool::withdrawWaiting()
{
    std::deque<Assignment> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        waiting.swap(m_queue);
    }
    std::vector<RunId> runs;
    for (const Assignment &assignment : waiting) {
        m_runs.remove(assignment.run);
        runs.push_back(assignment.run);
    }
    // Until something short has ended again.
    m_ahead = 0;
    return runs;
}

} // namespace conduit::worker
