// SPDX-License-Identifier: GPL-3.0-only
#include "app/demo_broker.h"

#include <QFile>
#include <QProcessEnvironment>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

constexpr int kEndTimeMs = 5'000; ///< For the end of our program; a broker without workers needs a fraction.

/// Nothing that points to a real broker's folder, file or token.
QProcessEnvironment environmentWithoutSettings()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto names = environment.keys();
    for (const QString &name : names)
        if (name.startsWith("CONDUIT_"_L1))
            environment.remove(name);
    return environment;
}

} // namespace

DemoBroker::DemoBroker(QString program, QObject *parent) : ui::Demonstration(parent), m_program(std::move(program))
{
    m_process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1); // It had ended before.
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoBroker::readOutput);
    connect(&m_process, &QProcess::finished, this, &DemoBroker::takeEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            takeEnd();
    });
}

DemoBroker::~DemoBroker()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kEndTimeMs))
        m_process.kill();
}

void DemoBroker::open()
{
    if (m_isEnding)
        m_opensAgain = true;
    else if (!m_address.isEmpty())
        Q_EMIT opened(false);
    else if (m_process.state() == QProcess::NotRunning)
        start();
}

void DemoBroker::start()
{
    m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid()) {
        m_folder.reset();
        Q_EMIT failed(tr("There is no room for a temporary folder."));
        return;
    }
    m_process.setProcessEnvironment(environmentWithoutSettings());
    m_process.setStandardErrorFile(m_folder->filePath(u"log"_s));
    m_process.setWorkingDirectory(m_folder->path());
    m_process.start(m_program,
                    {u"--no-gui"_s, u"--data-dir"_s, m_folder->filePath(u"data"_s), u"--host"_s, u"127.0.0.1"_s, u"--port"_s,
                     u"0"_s, u"--workers"_s, u"0"_s});
}

void DemoBroker::readOutput()
{
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        static const QString kServes = u"listening on "_s;
        if (!m_address.isEmpty() || !line.startsWith(kServes))
            continue;
        m_address = line.sliced(kServes.size());
        Q_EMIT opened(true);
    }
}

void DemoBroker::discard()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_isEnding = true;
    m_process.terminate();
}

/// The last line of its log, which goes with the folder.
QString DemoBroker::lastWords() const
{
    constexpr qint64 kBytesMax = 64 * 1'024;
    QFile log(m_folder ? m_folder->filePath(u"log"_s) : QString());
    return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.read(kBytesMax)).trimmed().section(u'\n', -1) : QString();
}

void DemoBroker::takeEnd()
{
    const bool hasServed = !std::exchange(m_address, {}).isEmpty();
    const QString why = hasServed ? QString() : lastWords();
    m_isEnding = false;
    m_folder.reset(); // With the database.
    if (hasServed)
        Q_EMIT ended();
    else
        Q_EMIT failed(why.isEmpty() ? tr("The broker of the demonstration could not start.")
                                    : tr("The broker of the demonstration could not start: %1").arg(why));
    if (std::exchange(m_opensAgain, false))
        start();
}

} // namespace conduit::app
