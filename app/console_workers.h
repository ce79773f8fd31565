// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/process_meter.h"
#include "app/worker_pool.h"
#include "ui/local_workers.h"

namespace conduit::app {

/// The worker pool as the console knows it. The pool itself knows nothing of the console, so that it serves headless, too.
class ConsoleWorkers final : public ui::LocalWorkers
{
    Q_OBJECT
public:
    /// The pool outlives it.
    explicit ConsoleWorkers(WorkerPool &pool, QObject *parent = nullptr);

    [[nodiscard]] QList<ui::LocalWorkerProcess> processes() const override;
    [[nodiscard]] int count() const override { return m_pool.count(); }
    [[nodiscard]] int concurrency() const override { return m_pool.concurrency(); }
    [[nodiscard]] QStringList logTail(int number) const override;

    [[nodiscard]] QString logPath(int number) const override { return m_pool.logPath(number); }
    void setWatched(bool isWatched) override;

    void setCount(int count) override;
    void setConcurrency(int concurrency) override;
    void start(int number) override { m_pool.start(number); }
    void stop(int number) override { m_pool.stop(number); }
    void restart(int number) override { m_pool.restart(number); }

private:
    void meter();

    WorkerPool &m_pool;
    ProcessMeter m_meter;
    bool m_isWatched = false;
};

} // namespace conduit::app
