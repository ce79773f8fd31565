// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/handler.h"
#include "worker/task_runner.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

namespace conduit::worker {

class HandlerRegistry;

/// Runs handlers on threads of its own, one task each. Everything public belongs to the thread that made the pool.
class TaskPool final : public QObject, public TaskRunner
{
    Q_OBJECT
public:
    /// The handlers must outlive the pool.
    TaskPool(const HandlerRegistry &handlers, int concurrency);
    /// Cancels and waits for what still runs.
    ~TaskPool() override;

    [[nodiscard]] int freeSlots() const override;
    RunId start(const wire::Task &task, const std::shared_ptr<RunNotes> &notes) override;
    [[nodiscard]] bool isIdle() const { return m_runs.isEmpty(); }

Q_SIGNALS:
    void finished(conduit::worker::RunId run, const conduit::worker::Outcome &outcome);

private:
    const HandlerRegistry &m_handlers;
    QHash<RunId, std::shared_ptr<RunNotes>> m_runs;
    RunId m_lastRun = 0;
    QThreadPool m_threads;
};

} // namespace conduit::worker
