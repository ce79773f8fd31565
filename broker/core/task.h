// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/task_policy.h"
#include "broker/core/task_state.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <array>
#include <optional>

namespace conduit::broker {

inline constexpr int kPriorityDefault = 5;
inline constexpr int kPriorityMax = 9;
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

/// What a worker has been asked to do with its attempt.
enum class StopKind {
    Cancel,  ///< Somebody does not want the task any more.
    Timeout, ///< It has run for too long.
};

struct Stop
{
    StopKind kind = StopKind::Cancel;
    QString reason; ///< Who and why, for people.
};

/// Of tasks with the same type and key at most one holds the key.
struct Uniqueness
{
    enum class Scope {
        Done,   ///< Held until the task has ended.
        Start,  ///< Held until its first claim.
        Window, ///< Held until `until`, whatever becomes of it.
    };
    QString key;
    Scope scope = Scope::Done;
    std::optional<Moment> until; ///< Of a window.
    bool isHeld = true;
};

/// A task as the broker keeps it. Due times, leases and deadlines lie on the clock's steady line, the other moments on the wall.
struct Task
{
    qint64 seq = 0; ///< Order of enqueueing; breaks every tie.
    QUuid id;
    QString type;
    QString queue;
    int priority = kPriorityDefault;
    QStringList tags;
    QByteArray meta;    ///< JSON text of an object, or empty.
    QByteArray payload; ///< JSON text, exact.
    TaskPolicy policy;  ///< What this task wants otherwise than its type, queue and broker.
    Moment createdAt;
    QString enqueuedBy; ///< What the one who enqueued it called itself; empty: nothing.

    TaskState state = TaskState::Ready;
    Moment runAt;                    ///< When it is due.
    std::optional<Moment> expiresAt; ///< Not started by then: dead.
    qint64 rank = 0;                 ///< Milliseconds: the due time less a step for each priority. The lowest is claimed first.
    int attempt = 0;                 ///< Started so far; only rises.
    int uncharged = 0;               ///< Attempts that do not count: released, snoozed.
    int snoozes = 0;                 ///< Of those, the snoozed ones.
    int lostLeases = 0;              ///< In a row.
    std::optional<Moment> firstStartedAt; ///< Of the first attempt, on the steady line.
    std::optional<Moment> startedAt;      ///< Of the latest attempt.
    std::optional<Moment> completedAt;    ///< When it ended, however.
    std::optional<Lease> lease; ///< While Running; kept after a reported end, so that a repeated report is recognised.
    /// Of a running attempt: when it is asked to stop, or, once it was asked, when its worker is killed or its lease revoked.
    std::optional<Moment> deadline;
    std::optional<Stop> stop; ///< Of a running attempt that was asked to stop.
    std::optional<Uniqueness> unique;
    QString serialKey;     ///< Empty: none.
    QByteArray output;     ///< JSON text of a completed task, else empty.
    QString error;         ///< Why the latest attempt failed, or why the task is dead or cancelled.
    QByteArray progress;   ///< JSON text, or empty.
    QByteArray checkpoint; ///< JSON text, or empty.
    std::optional<TaskState> trashedFrom;
    std::optional<Moment> trashedAt;
    qint64 version = 1;  ///< Grows with every change but lease renewals.
    qint64 revision = 0; ///< The turn that changed it last.

    [[nodiscard]] int chargedAttempts() const { return attempt - uncharged; }
    /// What people are shown: where it was deleted from, for a deleted task.
    [[nodiscard]] TaskState shownState() const { return trashedFrom.value_or(state); }
};

/// What to do when the key of a new task is held.
enum class OnConflict {
    Return,   ///< Answer with the task that holds it.
    Reject,   ///< Refuse the new one.
    Replace,  ///< Give the waiting one the new one's payload and times.
    KeepLast, ///< The same; one that runs already is followed by the newest.
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
    std::optional<Moment> expiresAt;
    TaskPolicy policy;
    QStringList tags;
    QByteArray meta; ///< JSON text of an object, or empty.
    QString uniqueKey;
    Uniqueness::Scope uniqueScope = Uniqueness::Scope::Done;
    Milliseconds uniqueWindow {0};
    OnConflict onConflict = OnConflict::Return;
    QString serialKey;
    QString enqueuedBy; ///< What the client calls itself, or empty.
};

/// The rank of a task that is due at `runAt`: each step of priority is worth `step` of waiting, so that nothing starves.
[[nodiscard]] constexpr qint64 rankOf(Moment runAt, int priority, Milliseconds step)
{
    return runAt.time_since_epoch().count() - priority * step.count();
}

enum class AttemptOutcome { Completed, Failed, Timeout, LeaseLost, WorkerDied, Cancelled, Released, Snoozed };

inline constexpr std::array kAttemptOutcomes {AttemptOutcome::Completed, AttemptOutcome::Failed,     AttemptOutcome::Timeout,
                                              AttemptOutcome::LeaseLost, AttemptOutcome::WorkerDied, AttemptOutcome::Cancelled,
                                              AttemptOutcome::Released,  AttemptOutcome::Snoozed};

/// The stored word: `timeout`.
[[nodiscard]] QLatin1String wordFrom(StopKind kind);
/// The stored and shown word: `window`.
[[nodiscard]] QLatin1String wordFrom(Uniqueness::Scope scope);
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
    QByteArray output = {}; ///< JSON text; only of a good attempt.
    std::optional<QString> error = {};
    bool noRetry = false;
    std::optional<Milliseconds> retryIn = {};
    std::optional<Milliseconds> snooze = {}; ///< Not ended at all: run again after this, uncharged.
    QString errorClass = {};
    QString stack = {};
};

} // namespace conduit::broker
