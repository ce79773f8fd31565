// SPDX-License-Identifier: GPL-3.0-only
#include "app/worker_pool.h"

#include <QSysInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

/// The same worker has the same name after every restart, so that its history can be read.
QString nameFrom(const QString &pool, int place) { return u"%1-%2-%3"_s.arg(QSysInfo::machineHostName(), pool).arg(place); }

/// Beside the log of all that a worker writes, what it writes to stderr has one of its own.
QString errorLogOf(const QString &worker) { return worker + u".err"_s; }

bool isBetweenStates(const LocalWorker &worker)
{
    return worker.state() == LocalWorker::State::Starting || worker.state() == LocalWorker::State::Stopping;
}

} // namespace

WorkerPool::WorkerPool(const Settings &settings, SteadyClock steadyClock, WallClock wallClock, QObject *parent)
    : QObject(parent),
      m_name(settings.name),
      m_firstNumber(settings.firstNumber),
      m_steadyClock(std::move(steadyClock)),
      m_wallClock(std::move(wallClock)),
      m_logFiles(settings.logs ? settings.logs : std::make_shared<LogFiles>(settings.logDirectory))
{
    take(settings);
    setTimes(settings.lease, settings.grace);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WorkerPool::runOnce);
    m_count = settings.count;
    for (int number = m_firstNumber; number <= lastNumber(); ++number)
        add(number, settings.isStartedByItself);
}

void WorkerPool::take(const Settings &settings)
{
    m_command.restart = settings.restart;
    m_command.work = {.program = settings.program,
                      .isBundled = settings.isBundled,
                      .workingDirectory = settings.workingDirectory,
                      .arguments = settings.arguments,
                      .environment = settings.environment,
                      .types = settings.types,
                      .queues = settings.queues,
                      .handlersFolder = settings.handlersFolder,
                      .pluginsFolder = settings.pluginsFolder,
                      .concurrency = settings.concurrency,
                      .generation = m_command.work.generation};
}

WorkerPool::~WorkerPool()
{
    for (const auto &worker : m_workers)
        worker->disconnect(this);
}

void WorkerPool::attach(const QString &brokerUrl, const QString &tokenFile)
{
    m_command.brokerUrl = brokerUrl;
    m_command.tokenFile = tokenFile;
    for (const auto &worker : m_workers) {
        if (worker->state() == LocalWorker::State::Waiting)
            worker->start();
    }
}

void WorkerPool::detach()
{
    m_command.brokerUrl.clear();
    for (const auto &worker : m_workers) {
        const auto state = worker->state();
        if (state == LocalWorker::State::Starting || state == LocalWorker::State::Running)
            worker->restart();
    }
    noteChange();
}

bool WorkerPool::hasProcesses() const
{
    return std::any_of(m_workers.begin(), m_workers.end(), [](const auto &worker) { return worker->hasProcess(); });
}

void WorkerPool::setTimes(std::chrono::milliseconds lease, std::chrono::milliseconds grace)
{
    m_command.lease = lease;
    m_command.grace = grace * 8 / 10;
    m_command.killAfter = grace * 9 / 10;
}

void WorkerPool::setCount(int count)
{
    const int lastBefore = lastNumber();
    m_count = count;
    for (const auto &worker : m_workers) {
        if (worker->number() > lastNumber())
            worker->stop();
        else if (worker->number() > lastBefore && !m_isEnding)
            worker->start(); // It was surplus a moment ago and has not ended yet.
    }
    for (int number = m_firstNumber; number <= lastNumber(); ++number) {
        if (!find(number))
            add(number, !m_isEnding);
    }
    noteChange();
}

void WorkerPool::setConcurrency(int concurrency)
{
    m_command.work.concurrency = concurrency;
    noteChange();
}

void WorkerPool::redefine(const Settings &settings)
{
    const WorkerProgram before = m_command.work;
    take(settings);
    // Somebody has mended what made them crash.
    for (const auto &worker : m_workers) {
        if (worker->state() == LocalWorker::State::CrashLooping && m_command.work != before && !m_isEnding)
            worker->start();
    }
    setCount(settings.count);
}

void WorkerPool::start(int number)
{
    if (LocalWorker *worker = find(number); worker && !m_isEnding)
        worker->start();
}

void WorkerPool::stop(int number)
{
    if (LocalWorker *worker = find(number))
        worker->stop();
}

void WorkerPool::restart(int number)
{
    if (LocalWorker *worker = find(number); worker && !m_isEnding)
        worker->restart();
}

void WorkerPool::killWorker(int number)
{
    if (LocalWorker *worker = find(number))
        worker->kill();
}

void WorkerPool::startEach()
{
    for (const auto &worker : m_workers) {
        if (worker->number() <= lastNumber())
            start(worker->number());
    }
}

void WorkerPool::stopEach()
{
    for (const auto &worker : m_workers)
        worker->stop();
}

void WorkerPool::restartEach()
{
    ++m_command.work.generation;
    noteChange();
}

void WorkerPool::kill(const QString &name)
{
    const auto found =
        std::find_if(m_workers.begin(), m_workers.end(), [&](const auto &worker) { return worker->name() == name; });
    if (found != m_workers.end())
        (*found)->replace();
}

void WorkerPool::stopAll()
{
    m_isEnding = true;
    for (const auto &worker : m_workers)
        worker->stop();
    noteChange();
}

void WorkerPool::killAll()
{
    m_isEnding = true;
    for (const auto &worker : m_workers)
        worker->kill();
    noteChange();
}

const LocalWorker *WorkerPool::worker(int number) const { return find(number); }

QString WorkerPool::logPath(int number) const
{
    const LocalWorker *worker = find(number);
    return worker ? m_logFiles->path(worker->name()) : QString();
}

QString WorkerPool::errorLogPath(int number) const
{
    const LocalWorker *worker = find(number);
    return worker ? m_logFiles->path(errorLogOf(worker->name())) : QString();
}

LocalWorker *WorkerPool::find(int number) const
{
    const auto found =
        std::find_if(m_workers.begin(), m_workers.end(), [number](const auto &worker) { return worker->number() == number; });
    return found == m_workers.end() ? nullptr : found->get();
}

void WorkerPool::add(int number, bool isStarted)
{
    auto worker = std::make_unique<LocalWorker>(number, nameFrom(m_name, number - m_firstNumber + 1), m_command, m_steadyClock,
                                                m_wallClock);
    LocalWorker *added = worker.get();
    // Queued, since a worker that is told that it is surplus goes away, and must have finished speaking.
    connect(added, &LocalWorker::changed, this, &WorkerPool::noteChange, Qt::QueuedConnection);
    connect(added, &LocalWorker::started, this, [this, added] { Q_EMIT workerStarted(added->name()); });
    connect(added, &LocalWorker::stopped, this, [this, added] { Q_EMIT workerStopped(added->name()); });
    connect(added, &LocalWorker::died, this, [this, added](const QString &cause, std::optional<int> exitCode) {
        Q_EMIT workerDied(added->name(), cause, exitCode);
    });
    connect(added, &LocalWorker::logAppended, this, [this, added](const QStringList &lines, bool areErrors) {
        const QByteArray bytes = lines.join(u'\n').toUtf8() + '\n';
        m_logFiles->append(added->name(), bytes);
        if (areErrors)
            m_logFiles->append(errorLogOf(added->name()), bytes);
        Q_EMIT logAppended(added->number(), lines, areErrors);
    });
    const auto place =
        std::find_if(m_workers.begin(), m_workers.end(), [number](const auto &other) { return other->number() > number; });
    m_workers.insert(place, std::move(worker));
    if (isStarted)
        added->start();
}

void WorkerPool::noteChange()
{
    removeSurplus();
    rollOn();
    runOnce();
    Q_EMIT changed();
    if (m_isEnding && !hasProcesses())
        Q_EMIT allEnded();
}

void WorkerPool::removeSurplus()
{
    std::erase_if(m_workers, [this](const auto &worker) {
        return worker->number() > lastNumber() && worker->state() == LocalWorker::State::Stopped && !worker->hasProcess();
    });
}

/// One at a time, so that somebody is always there to take tasks.
void WorkerPool::rollOn()
{
    if (m_isEnding || m_command.brokerUrl.isEmpty()
        || std::any_of(m_workers.begin(), m_workers.end(), [](const auto &worker) { return isBetweenStates(*worker); }))
        return;
    const auto outdated = std::find_if(m_workers.begin(), m_workers.end(), [](const auto &worker) {
        return worker->state() == LocalWorker::State::Running && worker->isOutdated();
    });
    if (outdated != m_workers.end())
        (*outdated)->restart();
}

void WorkerPool::runOnce()
{
    std::optional<SteadyMoment> next;
    for (const auto &worker : m_workers) {
        worker->runOnce();
        if (const auto due = worker->nextDue(); due && (!next || *due < *next))
            next = due;
    }
    if (!next) {
        m_timer.stop();
        return;
    }
    // Rounded up, or the timer would come a moment too early, again and again.
    m_timer.start(
        std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(*next - m_steadyClock())));
}

} // namespace conduit::app
