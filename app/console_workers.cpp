// SPDX-License-Identifier: GPL-3.0-only
#include "app/console_workers.h"

#include "app/app_config.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::app {

static_assert(ui::LocalWorkers::kCountMax == AppConfig::kWorkersMax);
static_assert(ui::LocalWorkers::kConcurrencyMax == AppConfig::kConcurrencyMax);

namespace {

ui::LocalWorkerProcess::State stateFrom(LocalWorker::State state)
{
    using Shown = ui::LocalWorkerProcess::State;
    switch (state) {
    case LocalWorker::State::Stopped:
        return Shown::Stopped;
    case LocalWorker::State::Waiting:
    case LocalWorker::State::Starting:
        return Shown::Starting;
    case LocalWorker::State::Running:
        return Shown::Running;
    case LocalWorker::State::Stopping:
        return Shown::Stopping;
    case LocalWorker::State::CrashLooping:
        break;
    }
    return Shown::CrashLooping;
}

/// After a crash loop with what the worker said last, which is what a person wants to know then.
QString lastExitOf(const LocalWorker &worker)
{
    if (worker.state() != LocalWorker::State::CrashLooping || worker.lastWords().isEmpty())
        return worker.lastEnd();
    return worker.lastEnd() + u'\n' + worker.lastWords().join(u'\n');
}

ui::LocalWorkerProcess processFrom(const LocalWorker &worker, const std::optional<ProcessUse> &use)
{
    return {
        .number = worker.number(),
        .name = worker.name(),
        .pid = worker.pid(),
        .state = stateFrom(worker.state()),
        .restarts = worker.restarts(),
        .startedAt = worker.startedAt(),
        .lastExit = lastExitOf(worker),
        .cpuPercent = use ? use->cpuPercent : std::nullopt,
        .memoryBytes = use ? use->memoryBytes : 0,
    };
}

} // namespace

ConsoleWorkers::ConsoleWorkers(WorkerPool &pool, QObject *parent) : ui::LocalWorkers(parent), m_pool(pool)
{
    connect(&m_pool, &WorkerPool::changed, this, &ConsoleWorkers::meter);
    connect(&m_pool, &WorkerPool::changed, this, &ConsoleWorkers::changed);
    connect(&m_meter, &ProcessMeter::measured, this, &ConsoleWorkers::changed);
    connect(&m_pool, &WorkerPool::logAppended, this, &ConsoleWorkers::logAppended);
}

QList<ui::LocalWorkerProcess> ConsoleWorkers::processes() const
{
    QList<ui::LocalWorkerProcess> processes;
    for (const auto &worker : m_pool.workers())
        processes += processFrom(*worker, m_meter.useOf(worker->pid()));
    return processes;
}

QStringList ConsoleWorkers::logTail(int number) const
{
    const LocalWorker *worker = m_pool.worker(number);
    return worker ? worker->log().lines() : QStringList();
}

void ConsoleWorkers::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    meter();
}

void ConsoleWorkers::meter()
{
    QList<qint64> pids;
    for (const auto &worker : m_pool.workers())
        if (m_isWatched && worker->pid() > 0)
            pids += worker->pid();
    m_meter.setPids(pids);
}

void ConsoleWorkers::setCount(int count) { m_pool.setCount(std::clamp(count, 0, kCountMax)); }

void ConsoleWorkers::setConcurrency(int concurrency) { m_pool.setConcurrency(std::clamp(concurrency, 1, kConcurrencyMax)); }

} // namespace conduit::app
