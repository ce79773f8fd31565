// SPDX-License-Identifier: GPL-3.0-only
#include "worker/task_pool.h"

#include "worker/handler_registry.h"

#include <cstdlib>
#include <cxxabi.h>
#include <exception>
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

TaskPool::TaskPool(const HandlerRegistry &handlers, int concurrency) : m_handlers(handlers)
{
    m_threads.setMaxThreadCount(concurrency);
}

TaskPool::~TaskPool()
{
    for (const auto &notes : std::as_const(m_runs))
        notes->cancel();
    m_threads.waitForDone();
}

int TaskPool::freeSlots() const { return m_threads.maxThreadCount() - static_cast<int>(m_runs.size()); }

RunId TaskPool::start(const wire::Task &task, const std::shared_ptr<RunNotes> &notes)
{
    const Handler *const handler = m_handlers.find(task.taskType);
    Q_ASSERT_X(handler && freeSlots() > 0, "TaskPool::start", "needs a handler and a free slot");
    const RunId run = ++m_lastRun;
    m_runs.insert(run, notes);
    m_threads.start([this, handler, task, notes, run] {
        const Outcome outcome = runGuarded(*handler, TaskContext(task, *notes));
        QMetaObject::invokeMethod(
            this,
            [this, run, outcome] {
                m_runs.remove(run);
                Q_EMIT finished(run, outcome);
            },
            Qt::QueuedConnection);
    });
    return run;
}

} // namespace conduit::worker
