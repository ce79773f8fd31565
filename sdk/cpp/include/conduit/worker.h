// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/handler_registry.h>
#include <conduit/result.h>

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>

namespace conduit::worker {

/// How a worker works. What is empty or 0 comes from the environment, or is chosen.
struct WorkerOptions
{
    QUrl brokerUrl = {};   ///< Empty: CONDUIT_URL, else BROKER_URL, else http://127.0.0.1:8080.
    QByteArray token = {}; ///< What the broker asks for. Empty: CONDUIT_TOKEN, else none.
    QString name = {};     ///< No two workers share one. At most 200 characters. Empty: WORKER_NAME, else host, pid and chance.
    int concurrency = 0;   ///< Tasks at a time, up to 1,000. 0: one for each core.
    QStringList types = {};                         ///< Empty: all that have a handler.
    QStringList queues = {};                        ///< Empty: any. A weight may follow its queue: `mail:3`.
    bool isStrict = false;                          ///< The queues in their order, not by weight.
    std::chrono::milliseconds lease {30'000};       ///< How long a task stays this worker's without a heartbeat: 1 s to a day.
    std::chrono::milliseconds grace {25'000};       ///< How long running tasks may take to finish after stop(): 0 to an hour.
    std::chrono::milliseconds pollInterval {1'000}; ///< For a broker that lets no claim wait.
};

/// Claims tasks, has their handlers run on threads of its own, keeps the leases alive, delivers the results, and survives a broker
/// that goes and comes back. Lives on the thread that made it, which needs an event loop. It logs in the category conduit.worker.
class Worker : public QObject
{
    Q_OBJECT
public:
    /// A worker that has not started yet, or a sentence that says which option to change. The handlers must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Worker>, QString> make(const HandlerRegistry &handlers,
                                                                       const WorkerOptions &options);
    /// Cancels and waits for the handlers that still run.
    ~Worker() override;

    void start();
    /// Claims no more, lets what runs finish and delivers it, and gives back what has not ended within the grace; then stopped().
    /// Calling it again changes nothing.
    void stop();
    /// False as long as a handler runs, also one that does not listen and whose task was given back.
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    /// Nothing is left to do. Emitted once.
    void stopped();

private:
    struct Parts;
    explicit Worker(std::unique_ptr<Parts> parts);

    const std::unique_ptr<Parts> m_parts;
};

/// Works until SIGTERM, SIGINT or SIGHUP or the broker says stop, and returns the program's exit code; a second signal ends the program
/// at once. For main(), with a QCoreApplication and once in a process: a handler that runs on at the end does not keep the process.
/// An option that cannot be is told on stderr, and the code is 1.
[[nodiscard]] int runWorker(const HandlerRegistry &handlers, const WorkerOptions &options = {});
/// The same for a program that has nothing else to do, with a QCoreApplication of its own.
[[nodiscard]] int runWorker(int argc, char **argv, const HandlerRegistry &handlers, const WorkerOptions &options = {});

} // namespace conduit::worker
