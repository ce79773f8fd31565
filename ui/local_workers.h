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

    int number = 0; ///< 1, 2, … Stays the same over restarts; what the calls of LocalWorkers take.
    QString name;   ///< The worker's name at the broker.
    qint64 pid = 0; ///< 0 while no process runs.
    State state = State::Stopped;
    int restarts = 0; ///< By itself after a death; not those that a person asked for.
    QDateTime startedAt;
    QString lastExit;                      ///< How the previous process ended, in words; empty before that.
    std::optional<double> cpuPercent = {}; ///< Of one core; nothing while it is not known.
    qint64 memoryBytes = 0;                ///< Resident; 0 while it is not known.

    friend bool operator==(const LocalWorkerProcess &, const LocalWorkerProcess &) = default;
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
    /// What a process wrote lately, oldest first and capped; lines without their line end.
    [[nodiscard]] virtual QStringList logTail(int number) const = 0;

    /// The file that a process's log is written to; empty when there is none.
    [[nodiscard]] virtual QString logPath(int number) const = 0;

    /// Somebody looks at what the processes take of this computer, or does so no longer.
    virtual void setWatched(bool isWatched) = 0;
    /// 0…kCountMax. Surplus processes finish or release their tasks and then end.
    virtual void setCount(int count) = 0;
    /// 1…kConcurrencyMax. Processes restart with it, each after it has finished or released its tasks.
    virtual void setConcurrency(int concurrency) = 0;

    virtual void start(int number) = 0; ///< Also ends a crash loop's pause.
    virtual void stop(int number) = 0;  ///< Finishes or releases its tasks; stays stopped until start().
    virtual void restart(int number) = 0;

Q_SIGNALS:
    /// Something in processes(), count() or concurrency() is different.
    void changed();
    void logAppended(int number, const QStringList &lines);
};

} // namespace conduit::ui
