// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/process_meter.h"
#include "app/worker_pools.h"
#include "ui/local_workers.h"

namespace conduit::app {

/// The local workers as the console knows them. The pools themselves know nothing of the console, so that they serve headless, too.
class ConsoleWorkers final : public ui::LocalWorkers
{
    Q_OBJECT
public:
    /// The pools outlive it.
    explicit ConsoleWorkers(WorkerPools &pools, QObject *parent = nullptr);

    [[nodiscard]] QList<ui::LocalWorkerProcess> processes() const override;
    [[nodiscard]] int count() const override { return m_pools.own().count(); }
    [[nodiscard]] int concurrency() const override { return m_pools.own().concurrency(); }
    [[nodiscard]] QList<ui::LocalPool> pools() const override;
    [[nodiscard]] QList<ui::LogLine> logTail(int number) const override;
    [[nodiscard]] QString commandLine(int number) const override;
    [[nodiscard]] QString logPath(int number) const override;
    [[nodiscard]] QString errorLogPath(int number) const override;
    void setWatched(bool isWatched) override;

    void setCount(int count) override;
    void setConcurrency(int concurrency) override;
    void start(int number) override;
    void stop(int number) override;
    void restart(int number) override;
    void kill(int number) override;
    void startPool(int pool) override;
    void stopPool(int pool) override;
    void restartPool(int pool) override;
    [[nodiscard]] QString addPool(const ui::LocalPoolDefinition &definition) override;
    [[nodiscard]] QString changePool(int pool, const ui::LocalPoolDefinition &definition) override;
    [[nodiscard]] QString removePool(int pool) override;

private:
    void meter();
    [[nodiscard]] const LocalWorker *worker(int number) const;

    WorkerPools &m_pools;
    ProcessMeter m_meter;
    bool m_isWatched = false;
};

} // namespace conduit::app
