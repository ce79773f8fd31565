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

/// Local workers that run the same program: as many processes as are wanted, kept alive, scaled and stopped politely, their output kept
/// within limits. Lives on the main thread and never waits. Timers only wake it: what is due is decided by the clock, in runOnce().
class WorkerPool : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        QString program;
        QString workingDirectory;
        QString logDirectory;
        std::shared_ptr<LogFiles> logs = {}; ///< Shared by pools, so that none waits for the disk as it goes; null: its own.
        int count = 1;
        int concurrency = 1;
        QString handlersFolder = {}; ///< Empty: none.
        QString pluginsFolder = {};  ///< The same.
        std::chrono::milliseconds lease {30'000};
        std::chrono::milliseconds grace {25'000}; ///< From stopAll() to the kill of the last process, with a reserve.
        QString name = QStringLiteral("local");   ///< A part of the names of its workers, which no other pool may have.
        int firstNumber = 1;                      ///< Of its workers; the others follow.
        bool isBundled = true;                    ///< The program is conduit-worker.
        QStringList arguments = {};               ///< Behind ours.
        QList<PoolVariable> environment = {};
        QStringList types = {};  ///< Empty: all it can.
        QStringList queues = {}; ///< Empty: all.
        bool isStartedByItself = true;
        PoolRestart restart = PoolRestart::Always;
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
    /// As defined now: processes that run otherwise restart one after the other. Its name, numbers, logs and times stay.
    void redefine(const Settings &settings);
    void start(int number);
    void stop(int number);
    void restart(int number);
    /// Kills it with everything it started; it stays stopped.
    void killWorker(int number);
    void startEach();
    void stopEach();
    void restartEach(); ///< One after the other.
    /// Kills the worker of this name with everything it started, and starts it anew: it does not let go of a task otherwise.
    void kill(const QString &name);

    /// For good: allEnded() follows, at once when none runs.
    void stopAll();
    void killAll();

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int concurrency() const { return m_command.work.concurrency; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const WorkerCommand &command() const { return m_command; }
    /// In the order of their numbers. Surplus ones are there until they have ended.
    [[nodiscard]] const std::vector<std::unique_ptr<LocalWorker>> &workers() const { return m_workers; }
    [[nodiscard]] const LocalWorker *worker(int number) const;

    /// The file that its log is written to; empty for a number that there is not.
    [[nodiscard]] QString logPath(int number) const;
    /// The same for what it wrote to stderr alone.
    [[nodiscard]] QString errorLogPath(int number) const;

    /// Does what is due and sets the timer for what is next.
    void runOnce();

Q_SIGNALS:
    void changed();
    void logAppended(int number, const QStringList &lines, bool areErrors);
    void workerStarted(const QString &name);
    /// A process ended as it was asked to, or was killed by us; what it had not finished goes back uncharged.
    void workerStopped(const QString &name);
    /// A process ended otherwise, and may have left tasks behind.
    void workerDied(const QString &name, const QString &cause, std::optional<int> exitCode);
    void allEnded();

private:
    LocalWorker *find(int number) const;
    void take(const Settings &settings);
    [[nodiscard]] int lastNumber() const { return m_firstNumber + m_count - 1; }
    void add(int number, bool isStarted);
    void noteChange();
    void removeSurplus();
    void rollOn();

    const QString m_name;
    const int m_firstNumber;
    WorkerCommand m_command;
    SteadyClock m_steadyClock;
    WallClock m_wallClock;
    std::shared_ptr<LogFiles> m_logFiles;
    std::vector<std::unique_ptr<LocalWorker>> m_workers;
    int m_count = 0;
    bool m_isEnding = false;
    QTimer m_timer;
};

} // namespace conduit::app
