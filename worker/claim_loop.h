// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "worker/handler.h"
#include "worker/result_outbox.h"
#include "worker/task_runner.h"

#include <conduit/client.h>

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace conduit::worker {

/// What a worker does all day: registers its schemas, claims no more tasks than it has free slots, has them run, keeps their
/// leases alive, delivers their results, and survives a broker that goes and comes back. Lives on the worker's main thread;
/// the timers only trigger resume(), beat() and endGrace(), which tests call themselves.
class ClaimLoop : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kLease {30};
    static constexpr std::chrono::seconds kWait {20};
    /// Also while nothing runs, so that the broker knows of this worker.
    static constexpr std::chrono::seconds kBeat = kLease / 3;
    /// What a Retry-After may ask for. A timer takes no more than 24 days, and a month away is nobody's intention.
    static constexpr std::chrono::milliseconds kPauseMax = std::chrono::hours(1);

    struct Settings
    {
        QString name;
        wire::WorkerHeartbeat self;                     ///< Without leases. The types must all have a handler.
        QList<wire::Schema> schemas;                    ///< At least one.
        std::chrono::milliseconds pollInterval {1'000}; ///< For a broker that lets no claim wait.
        std::chrono::milliseconds grace {10'000};       ///< From stop() until what still runs is given back.
    };
    using Chance = std::function<double()>; ///< 0–1.
    using SteadyClock = std::function<std::chrono::milliseconds()>;

    /// Client and runner must outlive the loop.
    ClaimLoop(client::Client &client, TaskRunner &runner, Settings settings, Chance chance, SteadyClock steadyClock);

    void start();
    /// A run that the runner was given has ended.
    void finish(RunId id, const Outcome &outcome);
    /// Claims no more, lets what runs finish and delivers it, within the grace; then stopped(). Calling it again changes nothing.
    void stop();

    void resume();
    void beat();
    void endGrace();
    /// How long the loop is about to wait before it resumes; nothing when it does not.
    [[nodiscard]] std::optional<std::chrono::milliseconds> pause() const;

Q_SIGNALS:
    /// Nothing is left to do. Emitted once.
    void stopped();

private:
    enum class Link { Away, Greeting, Up };
    struct Run
    {
        wire::Task task;     ///< Without its payload.
        bool isLost = false; ///< Its lease is another's: the outcome interests nobody.
    };

    void greet();
    void endGreeting(const std::optional<client::Failure> &failure);
    void proceed();
    [[nodiscard]] bool mayClaim() const;
    void claim();
    void claimFromOriginal();
    void takeClaim(const client::Result<client::Client::Claimed> &claimed, bool pausesWhenEmpty);
    void takeClaimFailure(const client::Failure &failure);
    void take(const wire::Task &task);
    void giveBack(const wire::Task &task, std::optional<wire::Seconds> delay);
    void takeBeat(const client::Result<wire::HeartbeatAnswer> &answer, const QHash<QString, QString> &tokens);
    void lose(const QString &id, const QString &token);
    void pauseAfterFailure(const client::Failure &failure);
    void pauseFor(std::chrono::milliseconds pause);
    void endIfDone();
    void end();

    client::Client &m_client;
    TaskRunner &m_runner;
    const Settings m_settings;
    const Chance m_chance;
    const SteadyClock m_steadyClock;

    ResultOutbox m_outbox;
    QHash<RunId, Run> m_runs;
    Link m_link = Link::Away;
    bool m_isOriginal = false; ///< The broker knows neither claims nor heartbeats; found out anew after each greeting.
    bool m_isBeating = false;
    bool m_isDraining = false; ///< The broker said so.
    bool m_isStopping = false;
    bool m_hasEnded = false;
    int m_failures = 0; ///< In a row.
    int m_releases = 0; ///< On their way.
    std::optional<client::Transport::CallId> m_claim;
    bool m_claimWaits = false; ///< The claim on its way carries no results and may be parked.
    std::chrono::milliseconds m_claimedAt {0};
    QTimer m_pauseTimer;
    QTimer m_beatTimer;
    QTimer m_graceTimer;
};

} // namespace conduit::worker
