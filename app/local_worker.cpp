// SPDX-License-Identifier: GPL-3.0-only
#include "app/local_worker.h"

#include "app/process_session.h"

#include <QLoggingCategory>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

Q_LOGGING_CATEGORY(lcWorkers, "conduit.workers")

constexpr int kLastWordsMax = 20;
/// What shells add to the number of a signal to tell it from an exit code.
constexpr int kSignalled = 128;

/// `11 (SIGSEGV)`
QString signalText(int signal)
{
    const char *name = ::sigabbrev_np(signal);
    const QString number = QString::number(signal);
    return name ? number + u" (SIG"_s + QString::fromLatin1(name) + u')' : number;
}

/// Runs in the child between fork and exec: system calls only.
void detachChild(pid_t parent)
{
    ::setsid(); // Its own session and group, so that the whole tree can be killed; and no Ctrl+C meant for us.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // It died before the line above.
        ::_exit(1);
    // Neither the listening socket nor the database's lock may outlive us in a child.
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
}

} // namespace

LocalWorker::LocalWorker(int number, const QString &name, const WorkerCommand &command, SteadyClock steadyClock,
                         WallClock wallClock)
    : m_number(number),
      m_name(name),
      m_command(command),
      m_steadyClock(std::move(steadyClock)),
      m_wallClock(std::move(wallClock))
{
    prepareProcess();
}

LocalWorker::~LocalWorker()
{
    m_process.disconnect(this);
    if (hasProcess())
        killProcess();
    m_process.waitForFinished();
}

void LocalWorker::prepareProcess()
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([parent = ::getpid()] { detachChild(parent); });
    connect(&m_process, &QProcess::started, this, [this] {
        m_startedAt = m_wallClock();
        log({u"--- started, process %1 ---"_s.arg(pid())});
        Q_EMIT started();
        setState(m_state == State::Stopping ? State::Stopping : State::Running);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &LocalWorker::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &LocalWorker::readOutput);
    connect(&m_process, &QProcess::finished, this, &LocalWorker::noteEnd);
    // Queued, since QProcess has not finished with the failed start when it says so, and we may start again.
    connect(&m_process, &QProcess::errorOccurred, this, &LocalWorker::noteError, Qt::QueuedConnection);
}

void LocalWorker::start()
{
    if (m_state == State::Stopping) {
        m_startsAgain = true;
        return;
    }
    if (hasProcess())
        return;
    m_restartPolicy.forget();
    launch();
}

void LocalWorker::stop()
{
    m_startsAgain = false;
    if (hasProcess())
        terminate();
    else
        setState(State::Stopped);
}

void LocalWorker::restart()
{
    if (hasProcess())
        terminate();
    m_startsAgain = hasProcess();
    if (!m_startsAgain)
        start();
}

void LocalWorker::kill()
{
    stop();
    if (hasProcess())
        killProcess();
}

void LocalWorker::replace()
{
    if (!hasProcess())
        return;
    m_startsAgain = m_startsAgain || m_state != State::Stopping;
    log({u"--- killed: it had to be ---"_s});
    setState(State::Stopping);
    killProcess();
}

void LocalWorker::launch()
{
    m_startAt.reset();
    m_isKilled = false;
    if (m_command.brokerUrl.isEmpty()) {
        setState(State::Waiting);
        return;
    }
    m_restartPolicy.noteStart(m_steadyClock());
    m_startedWork = m_command.work;
    m_lastWords.clear();
    setState(State::Starting);
    m_process.setProcessEnvironment(environmentFrom(m_command, m_name));
    m_process.setWorkingDirectory(m_command.work.workingDirectory);
    m_process.start(m_command.work.program, argumentsFrom(m_command, m_name), QIODevice::ReadOnly);
    m_group = m_process.processId();
}

void LocalWorker::terminate()
{
    if (m_state == State::Stopping)
        return;
    m_process.terminate();
    m_killAt = m_steadyClock() + m_command.killAfter;
    setState(State::Stopping);
}

void LocalWorker::killProcess()
{
    m_isKilled = true;
    if (!killTree())
        m_process.kill(); // It has not made its group yet.
}

bool LocalWorker::killTree()
{
    // Group 0 would be our own.
    const bool hasGroup = m_group > 0 && ::kill(-static_cast<pid_t>(m_group), SIGKILL) == 0;
    // Executables that are handlers have groups of their own.
    if (m_group > 0)
        killSession(m_group);
    return hasGroup;
}

void LocalWorker::runOnce()
{
    const SteadyMoment now = m_steadyClock();
    if (m_killAt && *m_killAt <= now) {
        m_killAt.reset();
        log({u"--- killed: it did not end in time ---"_s});
        killProcess();
    }
    if (m_startAt && *m_startAt <= now) {
        ++m_restarts;
        launch();
    }
}

std::optional<SteadyMoment> LocalWorker::nextDue() const { return m_startAt ? m_startAt : m_killAt; }

void LocalWorker::readOutput()
{
    log(m_output.feed(m_process.readAllStandardOutput()));
    logErrors(m_errors.feed(m_process.readAllStandardError()));
}

void LocalWorker::logErrors(const QStringList &lines)
{
    log(lines, true);
    m_lastWords += lines;
    if (const qsizetype surplus = m_lastWords.size() - kLastWordsMax; surplus > 0)
        m_lastWords.remove(0, surplus);
}

void LocalWorker::noteEnd(int exitCode, QProcess::ExitStatus status)
{
    readOutput();
    log(m_output.finish());
    logErrors(m_errors.finish());
    killTree(); // What the process had started must not work on without it.
    const bool isCrash = status == QProcess::CrashExit;
    if (isCrash)
        endedWith(u"worker ended with signal "_s + signalText(exitCode), kSignalled + exitCode);
    else
        endedWith(u"worker exited with code %1"_s.arg(exitCode), exitCode);
}

void LocalWorker::noteError(QProcess::ProcessError error)
{
    const bool isExpected = m_state == State::Starting || m_state == State::Stopping;
    if (error == QProcess::FailedToStart && isExpected)
        endedWith(u"worker cannot be started: %1"_s.arg(m_process.errorString()), std::nullopt);
}

void LocalWorker::endedWith(const QString &cause, std::optional<int> exitCode)
{
    const bool wasAsked = m_state == State::Stopping;
    m_lastEnd = cause;
    m_killAt.reset();
    log({u"--- %1 ---"_s.arg(cause)});
    if (wasAsked && (exitCode == 0 || m_isKilled)) {
        Q_EMIT stopped();
    } else {
        qCWarning(lcWorkers).noquote() << m_name + u": "_s + cause;
        Q_EMIT died(cause, exitCode);
    }
    if (!wasAsked)
        goOnAfter(exitCode);
    else if (std::exchange(m_startsAgain, false))
        launch();
    else
        setState(State::Stopped);
}

void LocalWorker::goOnAfter(std::optional<int> exitCode)
{
    const auto restart = m_command.restart;
    if (restart == PoolRestart::Never || (restart == PoolRestart::OnFailure && exitCode == 0))
        setState(State::Stopped);
    else
        pauseOrGiveUp();
}

void LocalWorker::pauseOrGiveUp()
{
    const auto pause = m_restartPolicy.pauseAfterEnd(m_steadyClock());
    if (!pause) {
        qCWarning(lcWorkers).noquote() << m_name + u": crashes in a loop and is not started again by itself"_s;
        setState(State::CrashLooping);
        return;
    }
    m_startAt = m_steadyClock() + *pause;
    setState(State::Waiting);
}

void LocalWorker::setState(State state)
{
    if (state != State::Waiting)
        m_startAt.reset();
    m_state = state;
    Q_EMIT changed();
}

void LocalWorker::log(const QStringList &lines, bool areErrors)
{
    if (lines.isEmpty())
        return;
    m_log.append(lines, areErrors);
    Q_EMIT logAppended(lines, areErrors);
}

} // namespace conduit::app
