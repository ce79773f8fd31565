// SPDX-License-Identifier: GPL-3.0-only
#include "app/worker_pools.h"

#include "app/pool_file.h"

#include <QFile>

#include <algorithm>

namespace conduit::app {

namespace {

/// So many numbers of workers belong to each pool, more than it can have.
constexpr int kNumbersOfEach = 1'000;

/// Empty for a file that is not there.
QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

WorkerPools::WorkerPools(const Settings &settings, const SteadyClock &steadyClock, const WallClock &wallClock, QObject *parent)
    : QObject(parent),
      m_own(settings.own),
      m_file(settings.file),
      m_written(m_file.isEmpty() ? QByteArray() : textOf(m_file)),
      m_steadyClock(steadyClock),
      m_wallClock(wallClock)
{
    m_own.logs = std::make_shared<LogFiles>(m_own.logDirectory);
    insert({.name = kOwnPoolName}, 0, m_own);
    for (const PoolDefinition &definition : settings.named)
        insertNamed(definition);
}

WorkerPools::~WorkerPools()
{
    for (const auto &pool : m_pools)
        pool->workers->disconnect(this);
}

void WorkerPools::attach(const QString &brokerUrl, const QString &tokenFile)
{
    m_brokerUrl = brokerUrl;
    m_tokenFile = tokenFile;
    for (const auto &pool : m_pools)
        pool->workers->attach(brokerUrl, tokenFile);
}

void WorkerPools::detach()
{
    m_brokerUrl.clear();
    for (const auto &pool : m_pools)
        pool->workers->detach();
}

bool WorkerPools::hasProcesses() const
{
    return std::any_of(m_pools.begin(), m_pools.end(), [](const auto &pool) { return pool->workers->hasProcesses(); });
}

void WorkerPools::setTimes(std::chrono::milliseconds lease, std::chrono::milliseconds grace)
{
    m_own.lease = lease;
    m_own.grace = grace;
    for (const auto &pool : m_pools)
        pool->workers->setTimes(lease, grace);
}

void WorkerPools::kill(const QString &name)
{
    for (const auto &pool : m_pools)
        pool->workers->kill(name);
}

void WorkerPools::stopAll()
{
    m_isEnding = true;
    for (const auto &pool : m_pools)
        pool->workers->stopAll();
}

void WorkerPools::killAll()
{
    m_isEnding = true;
    for (const auto &pool : m_pools)
        pool->workers->killAll();
}

std::vector<const WorkerPools::Pool *> WorkerPools::pools() const
{
    std::vector<const Pool *> staying;
    for (const auto &pool : m_pools)
        if (!pool->isLeaving)
            staying.push_back(pool.get());
    return staying;
}

std::vector<std::pair<int, const LocalWorker *>> WorkerPools::workers() const
{
    std::vector<std::pair<int, const LocalWorker *>> all;
    for (const auto &pool : m_pools)
        for (const auto &worker : pool->workers->workers())
            all.emplace_back(pool->number, worker.get());
    return all;
}

WorkerPool *WorkerPools::pool(int number) const
{
    const Pool *pool = find(number);
    return pool ? pool->workers.get() : nullptr;
}

WorkerPool *WorkerPools::poolOfWorker(int worker) const { return pool(worker / kNumbersOfEach); }

PoolFault WorkerPools::add(const PoolDefinition &definition)
{
    PoolFault fault = faultBeside(definition, 0);
    if (fault == PoolFault::None)
        fault = keep(namedBut(0) + QList {definition});
    if (fault != PoolFault::None)
        return fault;
    insertNamed(definition);
    noteChange();
    return PoolFault::None;
}

PoolFault WorkerPools::change(int number, const PoolDefinition &definition)
{
    Pool *pool = find(number);
    if (!pool || pool->isLeaving || number == 0 || pool->definition == definition)
        return PoolFault::None;
    PoolFault fault = faultBeside(definition, number);
    if (fault == PoolFault::None)
        fault = keep(namedBut(number) + QList {definition});
    if (fault != PoolFault::None)
        return fault;
    if (pool->definition.name != definition.name) {
        insertNamed(definition);
        leave(*pool);
    } else {
        pool->definition = definition;
        pool->workers->redefine(settingsFor(definition, number));
    }
    noteChange();
    return PoolFault::None;
}

PoolFault WorkerPools::remove(int number)
{
    Pool *pool = find(number);
    if (!pool || pool->isLeaving || number == 0)
        return PoolFault::None;
    if (const PoolFault fault = keep(namedBut(number)); fault != PoolFault::None)
        return fault;
    leave(*pool);
    noteChange();
    return PoolFault::None;
}

WorkerPools::Pool *WorkerPools::find(int number) const
{
    const auto found =
        std::find_if(m_pools.begin(), m_pools.end(), [number](const auto &pool) { return pool->number == number; });
    return found == m_pools.end() ? nullptr : found->get();
}

/// One that is leaving keeps its name until it has gone: two workers of the same name would be one to the broker.
PoolFault WorkerPools::faultBeside(const PoolDefinition &definition, int number) const
{
    if (const PoolFault fault = faultIn(definition); fault != PoolFault::None)
        return fault;
    const bool isTaken = std::any_of(m_pools.begin(), m_pools.end(), [&](const auto &pool) {
        return pool->number != number && pool->definition.name.compare(definition.name, Qt::CaseInsensitive) == 0;
    });
    if (isTaken)
        return PoolFault::NameTaken;
    return number == 0 && std::ssize(pools()) > kPoolsMax ? PoolFault::TooMany : PoolFault::None;
}

PoolFault WorkerPools::keep(const QList<PoolDefinition> &named)
{
    if (m_file.isEmpty())
        return PoolFault::None;
    // Somebody may have written into it since; that must not be lost.
    if (textOf(m_file) != m_written)
        return PoolFault::ChangedElsewhere;
    if (!writePools(m_file, named))
        return PoolFault::CannotWrite;
    m_written = textOf(m_file);
    return PoolFault::None;
}

QList<PoolDefinition> WorkerPools::namedBut(int number) const
{
    QList<PoolDefinition> named;
    for (const Pool *pool : pools())
        if (pool->number != 0 && pool->number != number)
            named.append(pool->definition);
    return named;
}

WorkerPool::Settings WorkerPools::settingsFor(const PoolDefinition &definition, int number) const
{
    WorkerPool::Settings settings = m_own;
    settings.isBundled = definition.command.isEmpty();
    if (!settings.isBundled)
        settings.program = definition.command;
    if (!definition.folder.isEmpty())
        settings.workingDirectory = definition.folder;
    settings.count = definition.processes;
    settings.concurrency = definition.concurrency;
    settings.name = definition.name;
    settings.firstNumber = number * kNumbersOfEach + 1;
    settings.arguments = definition.arguments;
    settings.environment = definition.environment;
    settings.types = definition.types;
    settings.queues = definition.queues;
    settings.isStartedByItself = definition.isStartedByItself;
    settings.restart = definition.restart;
    return settings;
}

void WorkerPools::insertNamed(const PoolDefinition &definition)
{
    ++m_lastNumber;
    insert(definition, m_lastNumber, settingsFor(definition, m_lastNumber));
}

void WorkerPools::insert(const PoolDefinition &definition, int number, const WorkerPool::Settings &settings)
{
    auto workers = std::make_unique<WorkerPool>(settings, m_steadyClock, m_wallClock);
    const WorkerPool *added = workers.get();
    // Queued, since a pool that has nothing left goes away, and must have finished speaking.
    connect(added, &WorkerPool::changed, this, &WorkerPools::noteChange, Qt::QueuedConnection);
    connect(added, &WorkerPool::logAppended, this, &WorkerPools::logAppended);
    connect(added, &WorkerPool::workerStarted, this, &WorkerPools::workerStarted);
    connect(added, &WorkerPool::workerStopped, this, &WorkerPools::workerStopped);
    connect(added, &WorkerPool::workerDied, this, &WorkerPools::workerDied);
    connect(added, &WorkerPool::allEnded, this, [this] {
        if (m_isEnding && !hasProcesses())
            Q_EMIT allEnded();
    });
    if (!m_brokerUrl.isEmpty() && !m_isEnding)
        workers->attach(m_brokerUrl, m_tokenFile);
    m_pools.push_back(std::make_unique<Pool>(Pool {number, definition, std::move(workers)}));
}

void WorkerPools::leave(Pool &pool)
{
    pool.isLeaving = true;
    pool.workers->setCount(0);
}

void WorkerPools::noteChange()
{
    std::erase_if(m_pools, [](const auto &pool) { return pool->isLeaving && pool->workers->workers().empty(); });
    Q_EMIT changed();
}

} // namespace conduit::app
