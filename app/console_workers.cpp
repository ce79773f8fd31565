// SPDX-License-Identifier: GPL-3.0-only
#include "app/console_workers.h"

#include "app/app_config.h"
#include "app/console_pools.h"
#include "app/pool_file.h"

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

ui::LocalWorkerProcess processFrom(int pool, const LocalWorker &worker, const std::optional<ProcessUse> &use)
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
        .pool = pool,
    };
}

QString faultText(PoolFault fault)
{
    switch (fault) {
    case PoolFault::None:
        break;
    case PoolFault::BadName:
        return ConsoleWorkers::tr("A name has letters, digits, '.', '_' and '-', at most 40, and is not '%1'.")
            .arg(kOwnPoolName);
    case PoolFault::NameTaken:
        return ConsoleWorkers::tr("There is a pool of this name, or its last process has not ended yet.");
    case PoolFault::BadNumber:
        return ConsoleWorkers::tr("A pool has at most %1 processes with %2 tasks at a time.")
            .arg(AppConfig::kWorkersMax)
            .arg(AppConfig::kConcurrencyMax);
    case PoolFault::BadFolder:
        return ConsoleWorkers::tr("The folder must be an absolute path.");
    case PoolFault::BadVariable:
        return ConsoleWorkers::tr("The name of a variable has letters, digits and '_', and does not begin with a digit.");
    case PoolFault::BadList:
        return ConsoleWorkers::tr("No name of a type or queue is empty or has a comma in it.");
    case PoolFault::TooMany:
        return ConsoleWorkers::tr("There are %1 pools already, and no more can be kept.").arg(kPoolsMax);
    case PoolFault::ChangedElsewhere:
        return ConsoleWorkers::tr(
            "The file of the pools in the data folder has changed since Conduit read it. Start Conduit again first.");
    case PoolFault::CannotWrite:
        return ConsoleWorkers::tr("The file of the pools in the data folder cannot be written. Nothing was changed.");
    }
    return {};
}

} // namespace

ConsoleWorkers::ConsoleWorkers(WorkerPools &pools, QObject *parent) : ui::LocalWorkers(parent), m_pools(pools)
{
    connect(&m_pools, &WorkerPools::changed, this, &ConsoleWorkers::meter);
    connect(&m_pools, &WorkerPools::changed, this, &ConsoleWorkers::changed);
    connect(&m_meter, &ProcessMeter::measured, this, &ConsoleWorkers::changed);
    connect(&m_pools, &WorkerPools::logAppended, this, &ConsoleWorkers::logAppended);
}

QList<ui::LocalWorkerProcess> ConsoleWorkers::processes() const
{
    QList<ui::LocalWorkerProcess> processes;
    for (const auto &[pool, worker] : m_pools.workers())
        processes += processFrom(pool, *worker, m_meter.useOf(worker->pid()));
    return processes;
}

QList<ui::LocalPool> ConsoleWorkers::pools() const
{
    QList<ui::LocalPool> shown;
    for (const WorkerPools::Pool *pool : m_pools.pools())
        shown += poolShown(*pool);
    return shown;
}

QList<ui::LogLine> ConsoleWorkers::logTail(int number) const
{
    QList<ui::LogLine> lines;
    if (const LocalWorker *found = worker(number))
        for (const LogLine &line : found->log().all())
            lines.append({line.text, line.isError});
    return lines;
}

QString ConsoleWorkers::commandLine(int number) const
{
    const LocalWorker *found = worker(number);
    return found ? shellLineOf(m_pools.poolOfWorker(number)->command(), found->name()) : QString();
}

QString ConsoleWorkers::logPath(int number) const
{
    const WorkerPool *pool = m_pools.poolOfWorker(number);
    return pool ? pool->logPath(number) : QString();
}

QString ConsoleWorkers::errorLogPath(int number) const
{
    const WorkerPool *pool = m_pools.poolOfWorker(number);
    return pool ? pool->errorLogPath(number) : QString();
}

void ConsoleWorkers::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    meter();
}

void ConsoleWorkers::meter()
{
    QList<qint64> pids;
    for (const auto &[pool, worker] : m_pools.workers())
        if (m_isWatched && worker->pid() > 0)
            pids += worker->pid();
    m_meter.setPids(pids);
}

const LocalWorker *ConsoleWorkers::worker(int number) const
{
    const WorkerPool *pool = m_pools.poolOfWorker(number);
    return pool ? pool->worker(number) : nullptr;
}

void ConsoleWorkers::setCount(int count) { m_pools.own().setCount(std::clamp(count, 0, kCountMax)); }

void ConsoleWorkers::setConcurrency(int concurrency)
{
    m_pools.own().setConcurrency(std::clamp(concurrency, 1, kConcurrencyMax));
}

void ConsoleWorkers::start(int number)
{
    if (WorkerPool *pool = m_pools.poolOfWorker(number))
        pool->start(number);
}

void ConsoleWorkers::stop(int number)
{
    if (WorkerPool *pool = m_pools.poolOfWorker(number))
        pool->stop(number);
}

void ConsoleWorkers::restart(int number)
{
    if (WorkerPool *pool = m_pools.poolOfWorker(number))
        pool->restart(number);
}

void ConsoleWorkers::kill(int number)
{
    if (WorkerPool *pool = m_pools.poolOfWorker(number))
        pool->killWorker(number);
}

void ConsoleWorkers::startPool(int pool)
{
    if (WorkerPool *found = m_pools.pool(pool))
        found->startEach();
}

void ConsoleWorkers::stopPool(int pool)
{
    if (WorkerPool *found = m_pools.pool(pool))
        found->stopEach();
}

void ConsoleWorkers::restartPool(int pool)
{
    if (WorkerPool *found = m_pools.pool(pool))
        found->restartEach();
}

QString ConsoleWorkers::addPool(const ui::LocalPoolDefinition &definition)
{
    return faultText(m_pools.add(definitionFrom(definition)));
}

QString ConsoleWorkers::changePool(int pool, const ui::LocalPoolDefinition &definition)
{
    return faultText(m_pools.change(pool, definitionFrom(definition)));
}

QString ConsoleWorkers::removePool(int pool) { return faultText(m_pools.remove(pool)); }

} // namespace conduit::app
