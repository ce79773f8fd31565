// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/line_splitter.h"
#include "app/log_sink.h"
#include "app/log_tail.h"
#include "app/restart_policy.h"
#include "app/worker_command.h"

#include <QDateTime>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace conduit::app {

/// One local worker: a name that stays, and the process that runs under it at the moment. Supervised by WorkerPool; lives on
/// the main thread, from which the process must be started, since it dies with the thread that did.
class LocalWorker : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Stopped,
        Waiting, ///< For the broker, or for the pause after an unwanted end.
        Starting,
        Running,
        Stopping,
        CrashLooping, ///< Ended too often; start() tries again.
    };

    LocalWorker(int number, const QString &name, const WorkerCommand &command, SteadyClock steadyClock, WallClock wallClock);
    /// Kills what still runs.
    ~LocalWorker() override;

    void start();   ///< By a person or at the beginning: forgets what went wrong before.
    void stop();    ///< Asks the process to finish or release its tasks; it is killed when it takes too long.
    void restart(); ///< stop(), then start() as soon as it has ended.
    void kill();    ///< With everything it started, at once; stays stopped.
    void replace(); ///< Kills it so, and starts it anew at once; one that is stopping just ends sooner.

    /// Does what is due: the start after a pause, the kill after a grace.
    void runOnce();
    /// When runOnce() has something to do; nothing: not before something else happens.
    [[nodiscard]] std::optional<SteadyMoment> nextDue() const;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] bool hasProcess() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] int restarts() const { return m_restarts; }
    [[nodiscard]] const QDateTime &startedAt() const { return m_startedAt; }
    [[nodiscard]] const QString &lastEnd() const { return m_lastEnd; }
    /// It runs otherwise than its command says by now.
    [[nodiscard]] bool isOutdated() const { return m_startedWork != m_command.work; }
    [[nodiscard]] const LogTail &log() const { return m_log; }
    /// What it wrote to stderr last, for whoever wonders why it ended.
    [[nodiscard]] const QStringList &lastWords() const { return m_lastWords; }

Q_SIGNALS:
    void changed();
    /// `areErrors`: it wrote them to stderr.
    void logAppended(const QStringList &lines, bool areErrors);
    void started();
    /// Its process ended because it was asked to, or was killed by us: what it had not finished is no fault of the tasks.
    void stopped();
    /// Its process ended otherwise, and may have left tasks behind that are to blame for it. The exit code is as shells tell it, 128 and the
    /// signal's number after a signal; nothing when it could not be started.
    void died(const QString &cause, std::optional<int> exitCode);

private:
    void prepareProcess();
    void launch();
    void terminate();
    void killProcess();
    bool killTree();
    void logErrors(const QStringList &lines);
    void readOutput();
    void noteEnd(int exitCode, QProcess::ExitStatus status);
    void noteError(QProcess::ProcessError error);
    void endedWith(const QString &cause, std::optional<int> exitCode);
    void goOnAfter(std::optional<int> exitCode);
    void pauseOrGiveUp();
    void setState(State state);
    void log(const QStringList &lines, bool areErrors = false);

    const int m_number;
    const QString m_name;
    const WorkerCommand &m_command;
    SteadyClock m_steadyClock;
    WallClock m_wallClock;

    QProcess m_process;
    LineSplitter m_output;
    LineSplitter m_errors;
    LogTail m_log;
    QStringList m_lastWords;

    State m_state = State::Stopped;
    bool m_startsAgain = false; ///< After the stop that is under way.
    bool m_isKilled = false;    ///< By us, since the last launch.
    RestartPolicy m_restartPolicy;
    std::optional<SteadyMoment> m_startAt;
    std::optional<SteadyMoment> m_killAt;
    qint64 m_group = 0; ///< The process group of the last launch.
    int m_restarts = 0;
    WorkerProgram m_startedWork;
    QDateTime m_startedAt;
    QString m_lastEnd;
};

} // namespace conduit::app
