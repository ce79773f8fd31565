// SPDX-License-Identifier: GPL-3.0-only
#include "worker/worker_program.h"

#include "worker/executables/executable_folder.h"
#include "worker/plugins/plugin_folder.h"
#include "worker/worker_config.h"

#include <conduit/worker.h>

#include <QCoreApplication>
#include <QDebug>
#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

QByteArray dotEnvText()
{
    constexpr qint64 kBytesMax = 1024 * 1024;
    QFile file(u".env"_s);
    return file.open(QIODevice::ReadOnly) ? file.read(kBytesMax) : QByteArray();
}

Surroundings surroundings()
{
    return {.arguments = QCoreApplication::arguments(),
            .environment = QProcessEnvironment::systemEnvironment(),
            .dotEnv = dotEnvText(),
            .types = {},
            .name = u"%1-%2"_s.arg(QSysInfo::machineHostName()).arg(QCoreApplication::applicationPid()),
            .cores = QThread::idealThreadCount()};
}

std::optional<Refusal> addExecutables(const QString &folder, HandlerRegistry &handlers)
{
    if (folder.isEmpty())
        return {};
    auto found = executablesIn(folder);
    if (!found)
        return Refusal {found.error()};
    for (auto &handler : *found) {
        const QString type = handler->taskType();
        if (handlers.find(type))
            return Refusal {u"There is a handler for %1 already: rename the executable %1 in %2."_s.arg(type, folder)};
        handlers.add(std::move(handler));
    }
    return {};
}

std::optional<Refusal> addFrom(const QString &pluginFolder, HandlerRegistry &handlers)
{
    if (pluginFolder.isEmpty())
        return {};
    const auto report = addPlugins(pluginFolder, handlers);
    if (!report)
        return Refusal {report.error()};
    for (const QString &sentence : report->loaded)
        qInfo().noquote() << sentence;
    for (const QString &sentence : report->refused)
        qWarning().noquote() << sentence;
    return {};
}

/// False when the parent is gone already. SIGKILL, since without its broker a worker has nobody to finish for; the leases run out.
bool tieToParent()
{
    const pid_t parent = ::getppid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    return ::getppid() == parent;
}

WorkerOptions optionsFrom(const WorkerConfig &config)
{
    return {.brokerUrl = config.brokerUrl,
            .token = config.token,
            .name = config.name,
            .concurrency = config.concurrency,
            .types = config.types,
            .queues = config.queues,
            .isStrict = config.isStrict,
            .lease = config.lease,
            .grace = config.grace,
            .pollInterval = config.pollInterval};
}

} // namespace

int runWorkerProgram(int argc, char **argv, HandlerRegistry &handlers)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"conduit-worker"_s);
    qSetMessagePattern(
        u"%{time yyyy-MM-ddThh:mm:ss.zzz} %{if-warning}warning: %{endif}%{if-critical}error: %{endif}%{message}"_s);
    // Whoever reads our log may go before us.
    std::signal(SIGPIPE, SIG_IGN);

    Surroundings around = surroundings();
    const HandlerFolders folders = handlerFoldersFrom(around);
    auto badFolder = addExecutables(folders.executables, handlers);
    if (!badFolder)
        badFolder = addFrom(folders.plugins, handlers);
    around.types = handlers.types();
    const Invocation invocation = invocationFrom(around);
    if (const auto *notice = std::get_if<Notice>(&invocation)) {
        std::fputs(qPrintable(notice->text), stdout);
        return 0;
    }
    if (const auto *refusal = badFolder ? &*badFolder : std::get_if<Refusal>(&invocation)) {
        std::fprintf(stderr, "conduit-worker: %s\nconduit-worker --help lists the options.\n", qPrintable(refusal->message));
        return 1;
    }
    const auto &config = std::get<WorkerConfig>(invocation);
    if (config.diesWithParent && !tieToParent())
        return 0;
    return runWorker(handlers, optionsFrom(config));
}

} // namespace conduit::worker
