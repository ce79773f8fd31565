// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/local_worker.h"
#include "app/log_files.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace conduit::app {

/// The local workers: as many processes as are wanted, kept alive, scaled and stopped politely, their output kept within
/// limits. Lives on the main thread and never waits. Timers only wake it: what is due is decided by the clock, in runOnce().
class WorkerPool : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        QString program;
        QString workingDirectory;
        QString logDirectory;
        int count = 1;
        int concurrency = 1;
        QString handlersFolder = {}; ///< Empty: none.
        QString pluginsFolder = {};  ///< The same.
        std::chrono::milliseconds lease {30'000};
        std::chrono::milliseconds grace {25'000}; ///< From stopAll() to the kill of the last process, with a reserve.
    };

    WorkerPool(const Settings &settings, SteadyClock steadyClock, WallClock wallClock, QObject *parent = nullptr);
    /// Kills what still runs.
    ~WorkerPool() override;

    /// A broker serves at this address: those that wait for one start. `tokenFile` is empty when it asks for no token.
    void attach(const QString &brokerUrl, const QString &tokenFile);

    /// The broker goes away for a while: processes finish or release their tasks and end. Those that should run wait for attach().
    void detach();
    [[nodiscard]] bool hasProcesses() const;
    /// As in Settings, for processes that start from now on.
    void setTimes(std::chrono::milliseconds lease, std::chrono::milliseconds grace);

    void setCount(int count);
    void setConcurrency(int concurrency); ///< One process after the other restarts with it.
    void start(int number);
    void stop(int number);
    void restart(int number);
    /// Kills the worker of this name with everything it started, and starts it anew: it does not let go of a task otherwise.
    void kill(const QString &name);

    /// For good: allEnded() follows, at once when none runs.
    void stopAll();
    void killAll();

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int concurrency() const { return m_command.concurrency; }
    /// In the order of their numbers. Surplus ones are there until they have ended.
    [[nodiscard]] const std::vector<std::unique_ptr<LocalWorker>> &workers() const { return m_workers; }
    [[nodiscard]] const LocalWorker *worker(int number) const;

    /// The file that its log is written to; empty for a number that there is not.
    [[nodiscard]] QString logPath(int number) const;

    /// Does what is due and sets the timer for what is next.
    void runOnce();

Q_SIGNALS:
    void changed();
    void logAppended(int number, const QStringList &lines);
    void workerStarted(const QString &name);
    /// A process ended as it was asked to, or was killed by us; what it had not finished goes back uncharged.
    void workerStopped(const QString &name);
    /// A process ended otherwise, and may have left tasks behind.
    void workerDied(const QString &name, const QString &cause, std::optional<int> exitCode);
    void allEnded();

private:
    LocalWorker *find(int number) const;
    void add(int number);
    void noteChange();
    void removeSurplus();
    void rollOn();

    WorkerCommand m_command;
    SteadyClock m_steadyClock;
    WallClock m_wallClock;
    LogFiles m_logFiles;
    std::vector<std::unique_ptr<LocalWorker>> m_workers;
    int m_count = 0;
    bool m_isEnding = false;
    QTimer m_timer;
};

} // namespace conduit::app
