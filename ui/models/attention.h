// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>
#include <conduit/wire_counts.h>

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace conduit::ui {

/// Tasks of a type that run for much longer than most of their kind did.
struct StuckType
{
    QString type;
    int tasks = 0;
    std::chrono::seconds longest {0};

    friend bool operator==(const StuckType &, const StuckType &) = default;
};

/// What is known of a broker when somebody asks whether anything needs them.
struct AttentionFacts
{
    QList<wire::Queue> queues;
    QList<wire::Worker> workers;
    QList<wire::Series> types; ///< Of the last minutes; those that may fail.
    QList<wire::DeathGroup> deaths;
    QList<StuckType> stuck = {};
    qint64 dead = 0;
    std::chrono::seconds oldestWait {0}; ///< Of a ready task.
    int crashLoops = 0;                  ///< Workers of this desktop that die again and again.
    std::chrono::milliseconds skew {0};  ///< How far the broker's clock is ahead of this machine's, when that is worth a word.
    std::optional<wire::Disk> disk = {}; ///< The broker's.
    QDateTime silentSince = {};          ///< Nothing has been read since; invalid while the broker answers.
    bool canStartWorkers = false;        ///< This desktop can, and none of its own runs.
    QDateTime now;
};

/// Something that needs a person, and the one thing to do about it.
struct Attention
{
    enum class Act { AskAgain, StartWorker, ShowWorkers, ShowWorker, ShowQueues, ShowTasks, ShowOldest };

    bool isBad = false; ///< Else a warning.
    QString text;
    QString actText; ///< Empty when there is nothing to do about it here.
    Act act = Act::ShowTasks;
    // Which tasks, for ShowTasks.
    QStringList states = {};
    QStringList types = {};
    QString worker = {}; ///< For ShowWorker.

    friend bool operator==(const Attention &, const Attention &) = default;
};

/// The worst first.
[[nodiscard]] QList<Attention> attentionFor(const AttentionFacts &facts);

/// A type of which attempts have failed lately.
struct FailingType
{
    QString type;
    qint64 failed = 0;
    qint64 ended = 0;    ///< Failed ones among them.
    QString newestError; ///< As a signature; empty when none of its tasks is dead.

    [[nodiscard]] int percent() const { return ended == 0 ? 0 : static_cast<int>(100 * failed / ended); }
    friend bool operator==(const FailingType &, const FailingType &) = default;
};

/// Those with the most failures first.
[[nodiscard]] QList<FailingType> failingTypes(const AttentionFacts &facts);

/// Of these running tasks those that have run for more than ten times as long as 95 % of their type did, and for a minute at least.
/// Types of which too few have ended say nothing. The longest first.
[[nodiscard]] QList<StuckType> stuckTypes(const QList<wire::Task> &running, const QList<wire::Series> &types,
                                          const QDateTime &now);

/// Whether it takes tasks of this queue now.
[[nodiscard]] bool takesFrom(const wire::Worker &worker, const QString &queue, const QDateTime &now);

} // namespace conduit::ui
