// SPDX-License-Identifier: MIT
#pragma once

#include "result_outbox.h"
#include "run_notes.h"
#include "task_runner.h"

#include <conduit/client.h>
#include <conduit/handler.h>

#include <QHash>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace conduit::worker {

/// What a worker does all day: registers its schemas, claims tasks, has them run, keeps their leases alive, delivers their results, and
/// survives a broker that goes and comes back. Lives on the worker's main thread; the timers only trigger resume(), beat(),
/// carryNotes(), giveBackWaiting(), abortClaims() and endGrace(), which tests call themselves.
///
/// It claims as many tasks as it has free slots. While tasks are short it claims ahead: more of them, and by two claims at a time, so
/// that neither the broker nor the slots ever wait for the other (docs/adr/0055). A claim that waits for tasks never asks for more than
/// the slots, and what was claimed ahead is given back when it would have to wait.
class ClaimLoop : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kWait {20};
    /// Since heartbeats also bring news, and, while nothing runs, keep the broker knowing of this worker.
    static constexpr std::chrono::seconds kBeatMax {10};
    /// What was claimed ahead waits for a slot so long at the most while no run ends.
    static constexpr std::chrono::milliseconds kPatience {50};
    /// What one claim asks for and carries at the most while claiming ahead: half of what may be on its way.
    static constexpr int kBatch = 100;
    /// What handlers tell of their tasks reaches the broker so often at the most.
    static constexpr std::chrono::seconds kNotes {1};
    /// What a Retry-After may ask for. A timer takes no more than 24 days, and a month away is nobody's intention.
    static constexpr std::chrono::milliseconds kPauseMax = std::chrono::hours(1);

    struct Settings
    {
        QString name;
        wire::WorkerHeartbeat self;                     ///< Without leases. The types must all have a handler.
        QStringList claimedQueues;                      ///< As claims name them: with weights. Empty: any.
        bool isStrict = false;                          ///< The queues in their order, not by weight.
        QList<wire::Schema> schemas;                    ///< Of those types that have one.
        std::chrono::milliseconds pollInterval {1'000}; ///< For a broker that lets no claim wait.
        std::chrono::milliseconds lease {30'000};       ///< What claims ask for.
        std::chrono::milliseconds grace {10'000};       ///< From stop() until what still runs is given back.
    };
    using Chance = std::function<double()>; ///< 0–1.
    using SteadyClock = std::function<std::chrono::milliseconds()>;

    /// From one heartbeat to the next.
    [[nodiscard]] static std::chrono::milliseconds beatFor(std::chrono::milliseconds lease)
    {
        return std::min<std::chrono::milliseconds>(lease / 3, kBeatMax);
    }

    /// Client and runner must outlive the loop.
    ClaimLoop(client::Client &client, TaskRunner &runner, Settings settings, Chance chance, SteadyClock steadyClock,
              RunNotes::WallClock wallClock);

    void start();
    /// Runs that the runner was given have ended; none, when it only tells that what it was given has been started.
    void finish(const std::vector<EndedRun> &runs);
    /// Claims no more, lets what runs finish and delivers it, within the grace; then stopped(). Calling it again changes nothing.
    void stop();

    void resume();
    void beat();
    void carryNotes();
    /// Gives back what was claimed ahead and has not been begun.
    void giveBackWaiting();
    /// Hangs up on the claims that are not answered yet.
    void abortClaims();
    void endGrace();
    /// How long the loop is about to wait before it resumes; nothing when it does not.
    [[nodiscard]] std::optional<std::chrono::milliseconds> pause() const;

Q_SIGNALS:
    /// Nothing is left to do. Emitted once.
    void stopped();

private:
    enum class Link { Away, Greeting, Up };
    /// A task as far as it is this worker's.
    struct Hold
    {
        QString id;
        QString type;
        QString leaseToken; ///< Empty from the original's broker.
    };
    struct Run
    {
        Run(const wire::Task &which, const RunNotes::WallClock &clock)
            : task {which.id, which.taskType, which.leaseToken}, notes(clock)
        {
        }
        Hold task;
        RunNotes notes;
        bool isLost = false;            ///< Its lease is another's: the outcome interests nobody.
        bool isTelling = false;         ///< A heartbeat carries some of its notes.
        std::function<void(Run &)> end; ///< It has ended; called when its last notes are delivered.
    };

    /// A claim that is not answered yet.
    struct Claim
    {
        quint64 number = 0;
        int asked = 0;                            ///< Tasks.
        bool waits = false;                       ///< Carries no results and may be parked.
        quint64 load = 0;                         ///< Of results.
        std::chrono::milliseconds restBefore {0}; ///< Answered empty before this, the next one has to wait a while.
        client::Transport::CallId call = 0;
    };

    void greet();
    void endGreeting(const std::optional<client::Failure> &failure);
    void beginWork();
    void proceed();
    [[nodiscard]] bool mayClaim() const;
    [[nodiscard]] bool isAhead() const { return !m_isOriginal && m_runner.roomAhead() > 0; }
    [[nodiscard]] int room() const;
    [[nodiscard]] bool hasCarryingClaim() const;
    [[nodiscard]] ResultOutbox::Load nextLoad();
    void claim();
    void claimFromOriginal();
    void takeClaim(quint64 number, const client::Result<client::Client::Claimed> &claimed);
    void takeClaimFailure(const Claim &claim, const client::Failure &failure);
    void watchWaiting();
    void take(const wire::Task &task, bool wasAskedFor);
    [[nodiscard]] std::shared_ptr<Run> takeOut(RunId id);
    void conclude(const EndedRun &ended);
    void giveBack(const Hold &task, std::optional<wire::Seconds> delay);
    [[nodiscard]] static wire::AttemptResult resultOf(const Hold &task, const Outcome &outcome);
    void tell(const std::shared_ptr<Run> &run);
    void takeTold(Run &run, const wire::TaskHeartbeat &beat, const client::Result<wire::HeartbeatAnswer::Lease> &answer);
    void endAfterNotes(const std::shared_ptr<Run> &run, std::function<void(Run &)> end);
    void takeBeat(const client::Result<wire::HeartbeatAnswer> &answer, const QHash<QString, QString> &tokens);
    static void lose(Run &run, const QString &why);
    void pauseAfterFailure(const client::Failure &failure);
    void pauseFor(std::chrono::milliseconds pause);
    void askForLastAnswer();
    void endIfDone();
    void end();

    client::Client &m_client;
    TaskRunner &m_runner;
    const Settings m_settings;
    const Chance m_chance;
    const SteadyClock m_steadyClock;
    const RunNotes::WallClock m_wallClock;

    ResultOutbox m_outbox;
    QHash<RunId, std::shared_ptr<Run>> m_runs;
    QHash<QString, RunId> m_runOf; ///< The latest run of each task.
    Link m_link = Link::Away;
    bool m_isOriginal = false; ///< The broker knows neither claims nor heartbeats; found out anew after each greeting.
    bool m_isBeating = false;
    bool m_isDraining = false; ///< The broker said so.
    bool m_isStopping = false;
    bool m_hasEnded = false;
    int m_failures = 0;          ///< In a row.
    int m_leaving = 0;           ///< Tasks whose last notes or release are on their way.
    std::vector<Claim> m_claims; ///< Two at the most.
    quint64 m_lastClaim = 0;
    QTimer m_pauseTimer;
    QTimer m_beatTimer;
    QTimer m_notesTimer;
    QTimer m_patienceTimer; ///< Runs while more tasks are in hand than there are slots.
    QTimer m_claimTimer;    ///< Of a claim that is left open when the worker stops.
    QTimer m_graceTimer;
};

} // namespace conduit::worker
