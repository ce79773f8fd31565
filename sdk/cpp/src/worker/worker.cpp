// SPDX-License-Identifier: MIT
#include <conduit/worker.h>

#include "claim_loop.h"
#include "log.h"
#include "option_defaults.h"
#include "stop_signals.h"
#include "task_pool.h"

#include <conduit/repeating_transport.h>

#include <QCoreApplication>
#include <QSysInfo>
#include <QThread>

#include <cstdio>
#include <cstdlib>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

using Surroundings = client::RepeatingTransport::Surroundings; // of time and chance

Place thisPlace()
{
    constexpr int kChances = 0x10000;
    const int chance = static_cast<int>(client::RepeatingTransport::realSurroundings().chance() * kChances);
    return {.environment = QProcessEnvironment::systemEnvironment(),
            .name = u"%1-%2-%3"_s.arg(QSysInfo::machineHostName())
                        .arg(QCoreApplication::applicationPid())
                        .arg(chance, 4, 16, QChar(u'0')),
            .cores = QThread::idealThreadCount()};
}

ClaimLoop::Settings loopSettings(const WorkerOptions &options, const HandlerRegistry &handlers)
{
    ClaimLoop::Settings settings;
    settings.name = options.name;
    settings.self.host = QSysInfo::machineHostName();
    settings.self.pid = QCoreApplication::applicationPid();
    settings.self.version = QStringLiteral(CONDUIT_VERSION);
    settings.self.types = options.types;
    for (const QString &queue : options.queues)
        settings.self.queues.append(queue.section(u':', 0, 0));
    settings.self.concurrency = options.concurrency;
    settings.claimedQueues = options.queues;
    settings.isStrict = options.isStrict;
    for (const QString &type : options.types) {
        if (const auto schema = handlers.find(type)->schema())
            settings.schemas.append(*schema);
    }
    settings.pollInterval = options.pollInterval;
    settings.lease = options.lease;
    settings.grace = options.grace;
    return settings;
}

} // namespace

struct Worker::Parts
{
    Parts(const HandlerRegistry &handlers, const WorkerOptions &completedOptions)
        : options(completedOptions),
          transport(client::transportTo(options.brokerUrl, options.token)),
          broker(*transport),
          pool(handlers, options.concurrency, [] { return std::chrono::steady_clock::now().time_since_epoch(); }),
          loop(broker, pool, loopSettings(options, handlers), surroundings.chance, surroundings.steadyNow,
               &QDateTime::currentDateTimeUtc)
    {
    }

    const WorkerOptions options;
    const Surroundings surroundings = client::RepeatingTransport::realSurroundings();
    const std::unique_ptr<client::Transport> transport;
    client::Client broker;
    TaskPool pool;
    ClaimLoop loop;
};

Result<std::unique_ptr<Worker>, QString> Worker::make(const HandlerRegistry &handlers, const WorkerOptions &options)
{
    const auto complete = completed(options, handlers.types(), thisPlace());
    if (!complete)
        return complete.error();
    return std::unique_ptr<Worker>(new Worker(std::make_unique<Parts>(handlers, *complete)));
}

Worker::Worker(std::unique_ptr<Parts> parts) : m_parts(std::move(parts))
{
    connect(&m_parts->pool, &TaskPool::finished, &m_parts->loop, &ClaimLoop::finish);
    connect(&m_parts->loop, &ClaimLoop::stopped, this, &Worker::stopped);
}

Worker::~Worker() = default;

void Worker::start()
{
    const WorkerOptions &options = m_parts->options;
    qCInfo(lcWorker).noquote().nospace() << options.name << " takes up to " << options.concurrency << " tasks at a time from "
                                         << options.brokerUrl.toString() << ": " << options.types.join(u", "_s);
    m_parts->loop.start();
}

void Worker::stop() { m_parts->loop.stop(); }

bool Worker::isIdle() const { return m_parts->pool.isIdle(); }

int runWorker(const HandlerRegistry &handlers, const WorkerOptions &options)
{
    Q_ASSERT_X(qApp, "runWorker", "make a QCoreApplication first, or pass argc and argv");
    const auto made = Worker::make(handlers, options);
    if (!made) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(made.error()));
        return 1;
    }
    Worker &worker = **made;
    StopSignals signals;
    QObject::connect(&worker, &Worker::stopped, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&signals, &StopSignals::raised, &worker, [&worker, count = 0](int signal) mutable {
        if (++count > 1)
            std::_Exit(128 + signal); // as a shell tells it
        worker.stop();
    });
    worker.start();
    const int code = QCoreApplication::exec();
    // A handler that does not listen must not keep the process: its task has been given back.
    if (!worker.isIdle())
        std::_Exit(code);
    return code;
}

int runWorker(int argc, char **argv, const HandlerRegistry &handlers, const WorkerOptions &options)
{
    const QCoreApplication program(argc, argv);
    return runWorker(handlers, options);
}

} // namespace conduit::worker
