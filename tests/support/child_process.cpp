// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/child_process.h"

#include <QDeadlineTimer>
#include <QFile>

#include <csignal>
#include <sys/prctl.h>
#include <utility>

namespace conduit::test {

namespace {

int milliseconds(const QDeadlineTimer &deadline) { return static_cast<int>(deadline.remainingTime()); }

} // namespace

ChildProcess::ChildProcess(QString program, QString logPath) : m_program(std::move(program)), m_logPath(std::move(logPath)) { }

ChildProcess::~ChildProcess() { kill(); }

bool ChildProcess::start(const QStringList &arguments, Input input)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program);
    m_process->setArguments(arguments);
    m_process->setWorkingDirectory(m_workingDirectory);
    m_process->setProcessEnvironment(m_environment);
    m_process->setStandardErrorFile(m_logPath, QIODevice::Append);
    // A test that is killed for its time limit must not leave a broker behind.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->start(input == Input::Open ? QIODevice::ReadWrite : QIODevice::ReadOnly);
    return m_process->waitForStarted(static_cast<int>(kPatience.count()));
}

bool ChildProcess::writeLine(const QByteArray &line)
{
    m_process->write(line + '\n');
    while (m_process->bytesToWrite() > 0) {
        if (!m_process->waitForBytesWritten(static_cast<int>(kPatience.count())))
            return false;
    }
    return true;
}

void ChildProcess::closeInput() { m_process->closeWriteChannel(); }

std::optional<QByteArray> ChildProcess::readLine(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!m_process->canReadLine()) {
        if (!m_process->waitForReadyRead(milliseconds(deadline)))
            return std::nullopt;
    }
    return m_process->readLine().trimmed();
}

void ChildProcess::kill()
{
    if (!isRunning())
        return;
    m_process->kill();
    m_process->waitForFinished(static_cast<int>(kPatience.count()));
}

void ChildProcess::signal(int number) const
{
    if (isRunning())
        ::kill(static_cast<pid_t>(m_process->processId()), number);
}

std::optional<int> ChildProcess::waitForEnd(std::chrono::milliseconds patience)
{
    if (isRunning() && !m_process->waitForFinished(static_cast<int>(patience.count())))
        return std::nullopt;
    if (!m_process || m_process->exitStatus() != QProcess::NormalExit)
        return std::nullopt;
    return m_process->exitCode();
}

std::optional<int> ChildProcess::terminate(std::chrono::milliseconds patience)
{
    signal(SIGTERM);
    return waitForEnd(patience);
}

bool ChildProcess::isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }

QByteArray ChildProcess::log() const
{
    QFile file(m_logPath);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString withSanitizerOption(const QString &value, const QString &option)
{
    return value.isEmpty() ? option : value + QLatin1Char(':') + option;
}

} // namespace conduit::test
