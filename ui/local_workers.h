// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::ui {

/// One local worker process as the console shows it.
struct LocalWorkerProcess
{
    enum class State { Starting, Running, Stopping, Stopped, CrashLooping };

    int number = 0; ///< From 1. Stays the same over restarts; what the calls of LocalWorkers take.
    QString name;   ///< The worker's name at the broker.
    qint64 pid = 0; ///< 0 while no process runs.
    State state = State::Stopped;
    int restarts = 0; ///< By itself after a death; not those that a person asked for.
    QDateTime startedAt;
    QString lastExit;                      ///< How the previous process ended, in words; empty before that.
    std::optional<double> cpuPercent = {}; ///< Of one core; nothing while it is not known.
    qint64 memoryBytes = 0;                ///< Resident; 0 while it is not known.
    int pool = 0;                          ///< To which it belongs: LocalPool::number.

    friend bool operator==(const LocalWorkerProcess &, const LocalWorkerProcess &) = default;
};

/// A line of a log, and by which channel it came.
struct LogLine
{
    LogLine(const QString &line, bool isFromStderr = false) : text(line), isError(isFromStderr) { }

    QString text;
    bool isError;
};

/// How the processes of a pool are run.
struct LocalPoolDefinition
{
    enum class Restart { Always, OnFailure, Never };

    struct Variable
    {
        QString name = {};
        QString value = {};
        bool isSecret = false; ///< Its value is shown nowhere.

        friend bool operator==(const Variable &, const Variable &) = default;
    };

    QString name = {};
    QString command = {};       ///< Empty: the program's own worker.
    QStringList arguments = {}; ///< One each; no shell takes them apart.
    QString folder = {};        ///< Absolute; empty: the data folder.
    QList<Variable> environment = {};
    QStringList types = {};  ///< Empty: all.
    QStringList queues = {}; ///< Empty: all.
    int processes = 1;
    int concurrency = 1;           ///< Tasks that each runs at a time.
    bool isStartedByItself = true; ///< With the program.
    Restart restart = Restart::Always;

    friend bool operator==(const LocalPoolDefinition &, const LocalPoolDefinition &) = default;
};

/// Processes that run the same program.
struct LocalPool
{
    int number = 0; ///< 0 is the program's own, which is there always. Stays the same; what the calls of LocalWorkers take.
    LocalPoolDefinition definition = {};
};

/// The worker processes that this desktop runs for its own broker, as the Workers page needs them. Implemented by the
/// application. Lives on the main thread; every call returns at once and the outcome comes as a signal.
class LocalWorkers : public QObject
{
    Q_OBJECT
public:
    static constexpr int kCountMax = 64;
    static constexpr int kConcurrencyMax = 256;

    using QObject::QObject;

    /// In the order of their numbers. Holds stopped ones too, as long as they belong to the count.
    [[nodiscard]] virtual QList<LocalWorkerProcess> processes() const = 0;
    /// How many processes are wanted.
    [[nodiscard]] virtual int count() const = 0;
    /// Tasks that each process runs at a time.
    [[nodiscard]] virtual int concurrency() const = 0;
    /// The program's own first, of which count() and concurrency() tell.
    [[nodiscard]] virtual QList<LocalPool> pools() const = 0;
    /// What a process wrote lately, oldest first and capped; lines without their line end.
    [[nodiscard]] virtual QList<LogLine> logTail(int number) const = 0;
    /// How it is called, to be pasted into a shell; without what is secret.
    [[nodiscard]] virtual QString commandLine(int number) const = 0;

    /// The file that a process's log is written to; empty when there is none.
    [[nodiscard]] virtual QString logPath(int number) const = 0;
    /// The same for what it wrote to stderr alone.
    [[nodiscard]] virtual QString errorLogPath(int number) const = 0;

    /// Somebody looks at what the processes take of this computer, or does so no longer.
    virtual void setWatched(bool isWatched) = 0;
    /// 0…kCountMax. Surplus processes finish or release their tasks and then end.
    virtual void setCount(int count) = 0;
    /// 1…kConcurrencyMax. Processes restart with it, each after it has finished or released its tasks.
    virtual void setConcurrency(int concurrency) = 0;

    virtual void start(int number) = 0; ///< Also ends a crash loop's pause.
    virtual void stop(int number) = 0;  ///< Finishes or releases its tasks; stays stopped until start().
    virtual void restart(int number) = 0;
    virtual void kill(int number) = 0; ///< With everything it started, at once; stays stopped until start().

    virtual void startPool(int pool) = 0;
    virtual void stopPool(int pool) = 0;
    virtual void restartPool(int pool) = 0; ///< One process after the other.

    // Named pools, which are kept. Each answers why it was not done; empty: it was.
    [[nodiscard]] virtual QString addPool(const LocalPoolDefinition &definition) = 0;
    [[nodiscard]] virtual QString changePool(int pool, const LocalPoolDefinition &definition) = 0;
    [[nodiscard]] virtual QString removePool(int pool) = 0;

Q_SIGNALS:
    /// Something in processes(), pools(), count() or concurrency() is different.
    void changed();
    void logAppended(int number, const QStringList &lines, bool areErrors = false);
};

} // namespace conduit::ui
