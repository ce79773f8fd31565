// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/task_state.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace conduit::broker {

inline constexpr int kPriorityDefault = 5;
inline constexpr int kPriorityMax = 9;
inline constexpr int kAttemptsDefault = 20;
inline constexpr int kAttemptsMax = 1'000;
/// Leases lost one after the other, without a word from any worker, after which a task counts as poison.
inline constexpr int kLostLeasesMax = 3;
inline constexpr qsizetype kErrorCharactersMax = 10'000;

/// At most `charactersMax` of a text, never cut through a pair of surrogates.
[[nodiscard]] QString cutText(const QString &text, qsizetype charactersMax);
/// An error text as it is kept: at most kErrorCharactersMax.
[[nodiscard]] inline QString keptErrorText(const QString &error) { return cutText(error, kErrorCharactersMax); }

/// The right to run a task for a while. The last one stays with an ended task, so that a repeated result is recognised.
struct Lease
{
    QString worker;
    QByteArray token;
    Moment expiresAt;
    Milliseconds duration {0}; ///< What a renewal adds to the moment of renewal.
    /// Claimed in the original's manner, without any query: such a worker cannot renew and sends no token.
    bool isBare = false;
};

/// A task as the broker keeps it.
struct Task
{
    qint64 seq = 0; ///< Order of enqueueing; breaks every tie.
    QUuid id;
    QString type;
    QString queue;
    int priority = kPriorityDefault;
    QStringList tags;
    QByteArray payload; ///< JSON text, exact.
    Moment createdAt;

    TaskState state = TaskState::Ready;
    Moment runAt;    ///< When it is due.
    qint64 rank = 0; ///< Milliseconds: the due time less a step for each priority. The lowest is claimed first.
    int maxAttempts = kAttemptsDefault;
    int attempt = 0;                   ///< Started so far; only rises.
    int uncharged = 0;                 ///< Attempts that do not count: released.
    int lostLeases = 0;                ///< In a row.
    std::optional<Moment> startedAt;   ///< Of the latest attempt.
    std::optional<Moment> completedAt; ///< When it ended, however.
    std::optional<Lease> lease;        ///< While Running; kept after a reported end, so that a repeated report is recognised.
    QByteArray output;                 ///< JSON text of a completed task, else empty.
    QString error;                     ///< Why the latest attempt failed, or why the task is dead.
    QByteArray progress;               ///< JSON text, or empty.
    QByteArray checkpoint;             ///< JSON text, or empty.
    qint64 version = 1;                ///< Grows with every change but lease renewals.
    qint64 revision = 0;               ///< The turn that changed it last.

    [[nodiscard]] int chargedAttempts() const { return attempt - uncharged; }
    [[nodiscard]] bool hasAttemptsLeft() const { return chargedAttempts() < maxAttempts; }
};

/// What somebody asks to be enqueued; already checked.
struct NewTask
{
    std::optional<QUuid> id;
    QString type;
    QByteArray payload;
    QString queue;
    int priority = kPriorityDefault;
    std::optional<Moment> runAt;
    std::optional<Milliseconds> delay;
    int maxAttempts = kAttemptsDefault;
    QStringList tags;
};

/// The rank of a task that is due at `runAt`: each step of priority is worth `step` of waiting, so that nothing starves.
[[nodiscard]] constexpr qint64 rankOf(Moment runAt, int priority, Milliseconds step)
{
    return runAt.time_since_epoch().count() - priority * step.count();
}

enum class AttemptOutcome { Completed, Failed, LeaseLost, WorkerDied, Released };

/// The stored and shown word: `lease_lost`.
[[nodiscard]] QLatin1String wordFrom(AttemptOutcome outcome);

/// One attempt that ended without completing its task. An attempt that completed is its task's last and is read from the task itself.
struct Attempt
{
    int number = 0;
    QString worker;
    Moment startedAt;
    Moment endedAt;
    AttemptOutcome outcome = AttemptOutcome::Failed;
    QString error;
    QString errorClass;
    QString stack;
    std::optional<int> exitCode;
};

/// What a worker says at the end of an attempt.
struct AttemptReport
{
    QByteArray output; ///< JSON text; only of a good attempt.
    std::optional<QString> error;
    bool noRetry = false;
    std::optional<Milliseconds> retryIn;
    QString errorClass;
    QString stack;
};

} // namespace conduit::broker
