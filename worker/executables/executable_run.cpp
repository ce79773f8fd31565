// SPDX-License-Identifier: GPL-3.0-only
#include "worker/executables/executable_run.h"

#include "worker/executables/executable_handler.h"

#include <QFileInfo>

#include <chrono>
#include <csignal>
#include <cstring>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace conduit::worker {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How soon a run notices that nobody wants its outcome any more.
constexpr auto kWatchInterval = 100ms;

const QStringList kPassedOn {u"PATH"_s, u"HOME"_s, u"USER"_s, u"LOGNAME"_s, u"SHELL"_s, u"LANG"_s, u"TZ"_s, u"TMPDIR"_s};

/// Runs in the child between fork and exec: system calls only.
void setUpChild(pid_t parent)
{
    ::setpgid(0, 0); // So that all of it can be told to end.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // It died before the line above.
        ::_exit(1);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
}

QString signalName(int signal)
{
    const char *name = ::sigabbrev_np(signal);
    return name ? u"SIG"_s + QString::fromLatin1(name) : u"signal "_s + QString::number(signal);
}

} // namespace

QProcessEnvironment environmentOf(const TaskContext &context, const QProcessEnvironment &workers)
{
    QProcessEnvironment environment;
    const QStringList names = workers.keys();
    for (const QString &name : names) {
        if (kPassedOn.contains(name) || name.startsWith("LC_"_L1))
            environment.insert(name, workers.value(name));
    }
    environment.insert(u"CONDUIT_TASK_ID"_s, context.taskId());
    environment.insert(u"CONDUIT_TASK_TYPE"_s, context.taskType());
    environment.insert(u"CONDUIT_ATTEMPT"_s, QString::number(context.attempt()));
    return environment;
}

ExecutableRun::ExecutableRun(const QString &program, const TaskContext &context, std::chrono::milliseconds killAfter)
    : m_context(context),
      m_output({.progress = [this](const auto &told) { m_context.reportProgress(told.percent, told.message); },
                .log = [this](const QByteArray &line) { m_context.log(LogLevel::Info, QString::fromUtf8(line)); }})
{
    m_process.setProgram(program);
    m_process.setWorkingDirectory(QFileInfo(program).absolutePath());
    m_process.setProcessEnvironment(environmentOf(context, QProcessEnvironment::systemEnvironment()));
    m_process.setChildProcessModifier([parent = ::getpid()] { setUpChild(parent); });
    m_killTimer.setSingleShot(true);
    m_killTimer.setInterval(killAfter);

    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_loop,
                     [this] { m_output.addOutput(m_process.readAllStandardOutput()); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_loop,
                     [this] { m_output.addError(m_process.readAllStandardError()); });
    QObject::connect(&m_process, &QProcess::finished, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_watch, &QTimer::timeout, &m_loop, [this] { watch(); });
    QObject::connect(&m_killTimer, &QTimer::timeout, &m_loop, [this] { signalGroup(SIGKILL); });
}

Outcome ExecutableRun::run()
{
    m_process.start();
    if (!m_process.waitForStarted(-1))
        return failure(u"it cannot be started: "_s + m_process.errorString(), u"not_started"_s);
    m_group = m_process.processId();
    m_process.write(m_context.payload());
    m_process.closeWriteChannel();
    m_watch.start(kWatchInterval);
    if (m_process.state() != QProcess::NotRunning)
        m_loop.exec();
    // What it has started must not work on without it.
    signalGroup(SIGKILL);
    m_output.addOutput(m_process.readAllStandardOutput());
    m_output.addError(m_process.readAllStandardError());
    m_output.finish();
    return outcome();
}

void ExecutableRun::watch()
{
    if (m_wasAskedToEnd || !m_context.isCancelled())
        return;
    m_wasAskedToEnd = true;
    signalGroup(SIGTERM);
    m_killTimer.start();
}

void ExecutableRun::signalGroup(int signal) const { ::kill(-static_cast<pid_t>(m_group), signal); }

Outcome ExecutableRun::outcome() const
{
    const int code = m_process.exitCode();
    if (m_process.exitStatus() == QProcess::CrashExit)
        return failure(u"it was ended by "_s + signalName(code), signalName(code));
    if (code == 0) {
        const auto result = m_output.result();
        return result ? Outcome(Output {*result}) : failure(result.error(), u"no_result"_s);
    }
    Failure failed = failure(u"it ended with exit code %1"_s.arg(code), u"exit_%1"_s.arg(code));
    failed.isRetryable = code != ExecutableHandler::kExitNeverRetry;
    return failed;
}

/// What it said last is what people look for first.
Failure ExecutableRun::failure(const QString &what, const QString &errorClass) const
{
    const QString tail = m_output.tail();
    return {.message = tail.isEmpty() ? m_context.taskType() + u": "_s + what : tail + u"\n("_s + what + u')',
            .errorClass = errorClass};
}

} // namespace conduit::worker
