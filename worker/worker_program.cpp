// SPDX-License-Identifier: GPL-3.0-only
#include "worker/worker_program.h"

#include "worker/claim_loop.h"
#include "worker/executables/executable_folder.h"
#include "worker/handler_registry.h"
#include "worker/log.h"
#include "worker/stop_signals.h"
#include "worker/task_pool.h"
#include "worker/worker_config.h"

#include <conduit/transport.h>

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>
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

/// False when the parent is gone already. SIGKILL, since without its broker a worker has nobody to finish for; the leases run out.
bool tieToParent()
{
    const pid_t parent = ::getppid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    return ::getppid() == parent;
}

ClaimLoop::Settings loopSettings(const WorkerConfig &config, const HandlerRegistry &handlers)
{
    ClaimLoop::Settings settings;
    settings.name = config.name;
    settings.self.host = QSysInfo::machineHostName();
    settings.self.pid = QCoreApplication::applicationPid();
    settings.self.version = QStringLiteral(CONDUIT_VERSION);
    settings.self.types = config.types;
    for (const QString &queue : config.queues)
        settings.self.queues.append(queue.section(u':', 0, 0));
    settings.claimedQueues = config.queues;
    settings.isStrict = config.isStrict;
    settings.self.concurrency = config.concurrency;
    for (const QString &type : config.types)
        if (const auto schema = handlers.find(type)->schema())
            settings.schemas.append(*schema);
    settings.pollInterval = config.pollInterval;
    settings.lease = config.lease;
    settings.grace = config.grace;
    return settings;
}

double chance()
{
    static std::minstd_rand generator(std::random_device {}());
    return std::uniform_real_distribution(0.0, 1.0)(generator);
}

std::chrono::milliseconds steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

int work(const WorkerConfig &config, const HandlerRegistry &handlers)
{
    const auto transport = client::transportTo(config.brokerUrl, config.token);
    client::Client broker(*transport);
    TaskPool pool(handlers, config.concurrency);
    ClaimLoop loop(broker, pool, loopSettings(config, handlers), &chance, &steadyNow, &QDateTime::currentDateTimeUtc);
    StopSignals signals;

    QObject::connect(&pool, &TaskPool::finished, &loop, &ClaimLoop::finish);
    QObject::connect(&loop, &ClaimLoop::stopped, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&signals, &StopSignals::raised, &loop, [&loop, count = 0](int signal) mutable {
        if (++count > 1)
            std::_Exit(128 + signal); // as a shell tells it
        loop.stop();
    });

    qCInfo(lcWorker).noquote().nospace() << config.name << " takes up to " << config.concurrency << " tasks at a time from "
                                         << config.brokerUrl.toString() << ": " << config.types.join(u", "_s);
    loop.start();
    const int code = QCoreApplication::exec();
    // A handler that does not listen must not keep the process: its task has been given back.
    if (!pool.isIdle())
        std::_Exit(code);
    return code;
}

} // namespace

int runWorker(int argc, char **argv, HandlerRegistry &handlers)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"conduit-worker"_s);
    qSetMessagePattern(
        u"%{time yyyy-MM-ddThh:mm:ss.zzz} %{if-warning}warning: %{endif}%{if-critical}error: %{endif}%{message}"_s);
    // Whoever reads our log may go before us.
    std::signal(SIGPIPE, SIG_IGN);

    Surroundings around = surroundings();
    const auto badFolder = addExecutables(handlersFolderFrom(around), handlers);
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
    return work(config, handlers);
}

} // namespace conduit::worker
