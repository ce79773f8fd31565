// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/operation.h"

#include <QStringList>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace conduit::broker {

/// What somebody did to the broker. What happens to a task by itself (enqueued, claimed, reported) is the task's own history.
enum class AuditVerb {
    Cancel,
    Retry,
    Promote,
    Hold,
    Edit,
    Delete,
    Restore,
    Purge,
    Move,
    Tag,
    SetPriority,
    Reschedule,
    SetSchema,
    Pause,
    Resume,
    Stop,
    Undo,
    Finish, ///< An operation has come to its end; done by the broker itself.
    Drain,
    Quiet,
    EndQuiet,
    Forget,
};

/// What it was done to.
enum class AuditKind { Task, Operation, Queue, Type, Worker, Broker };

inline constexpr std::array kAuditVerbs {
    std::pair {QLatin1String("cancel"), AuditVerb::Cancel},
    std::pair {QLatin1String("retry"), AuditVerb::Retry},
    std::pair {QLatin1String("promote"), AuditVerb::Promote},
    std::pair {QLatin1String("hold"), AuditVerb::Hold},
    std::pair {QLatin1String("edit"), AuditVerb::Edit},
    std::pair {QLatin1String("delete"), AuditVerb::Delete},
    std::pair {QLatin1String("restore"), AuditVerb::Restore},
    std::pair {QLatin1String("purge"), AuditVerb::Purge},
    std::pair {QLatin1String("move"), AuditVerb::Move},
    std::pair {QLatin1String("tag"), AuditVerb::Tag},
    std::pair {QLatin1String("set_priority"), AuditVerb::SetPriority},
    std::pair {QLatin1String("reschedule"), AuditVerb::Reschedule},
    std::pair {QLatin1String("set_schema"), AuditVerb::SetSchema},
    std::pair {QLatin1String("pause"), AuditVerb::Pause},
    std::pair {QLatin1String("resume"), AuditVerb::Resume},
    std::pair {QLatin1String("stop"), AuditVerb::Stop},
    std::pair {QLatin1String("undo"), AuditVerb::Undo},
    std::pair {QLatin1String("finish"), AuditVerb::Finish},
    std::pair {QLatin1String("drain"), AuditVerb::Drain},
    std::pair {QLatin1String("quiet"), AuditVerb::Quiet},
    std::pair {QLatin1String("end_quiet"), AuditVerb::EndQuiet},
    std::pair {QLatin1String("forget"), AuditVerb::Forget},
};

inline constexpr std::array kAuditKinds {
    std::pair {QLatin1String("task"), AuditKind::Task},     std::pair {QLatin1String("operation"), AuditKind::Operation},
    std::pair {QLatin1String("queue"), AuditKind::Queue},   std::pair {QLatin1String("type"), AuditKind::Type},
    std::pair {QLatin1String("worker"), AuditKind::Worker}, std::pair {QLatin1String("broker"), AuditKind::Broker},
};

/// Who asked, as far as it is known.
struct Actor
{
    enum class Via {
        Broker,    ///< Nobody: the broker went on with what it was asked before.
        Token,     ///< Somebody who had the broker's token.
        Loopback,  ///< Somebody on the broker's own machine, of whom no token was asked.
        Anonymous, ///< Somebody elsewhere, of whom no token was asked.
    };
    Via via = Via::Broker;
    QString name;    ///< What the client called itself; its word is all there is for it. Empty: nothing.
    QString address; ///< Where the request came from, or empty.
};

inline constexpr std::array kActorWays {
    std::pair {QLatin1String("broker"), Actor::Via::Broker},
    std::pair {QLatin1String("token"), Actor::Via::Token},
    std::pair {QLatin1String("loopback"), Actor::Via::Loopback},
    std::pair {QLatin1String("anonymous"), Actor::Via::Anonymous},
};

/// The word of a value in one of the tables above, and back.
template<typename Table, typename Value>
[[nodiscard]] QLatin1String wordIn(const Table &table, Value value)
{
    for (const auto &[word, known] : table)
        if (known == value)
            return word;
    Q_UNREACHABLE();
}
template<typename Table>
[[nodiscard]] auto valueIn(const Table &table, QAnyStringView word) -> std::optional<decltype(table.front().second)>
{
    for (const auto &[known, value] : table)
        if (QAnyStringView(known) == word)
            return value;
    return std::nullopt;
}

/// How many tasks an operation has found and changed.
struct AuditCounts
{
    qint64 matched = 0;
    qint64 done = 0;
    qint64 skipped = 0;
    qint64 failed = 0;
};

inline const QString kOutcomeDone = QStringLiteral("done");
inline const QString kOutcomeAsked =
    QStringLiteral("asked"); ///< It happens later: a task or worker was told, an operation began.

/// One act. Never changed once it is written.
struct AuditEntry
{
    qint64 number = 0; ///< Grows with time.
    Moment time;
    Actor actor;
    AuditVerb verb = AuditVerb::Cancel;
    AuditKind kind = AuditKind::Task;
    QString target;  ///< The id or name of what it was done to; empty for the broker.
    QString detail;  ///< What was set, or which tasks an operation asked for.
    QString reason;  ///< As the request gave it.
    QString outcome; ///< `done`, `asked`, or the state of the operation.
    std::optional<AuditCounts> counts;
    QUuid started; ///< The operation that this act has started; it tells outcome and counts as long as it is kept.
};

/// Which entries, newest first. Empty members do not filter.
struct AuditQuery
{
    QString actor; ///< Part of its name or address, or its way in.
    std::vector<AuditVerb> verbs;
    std::vector<AuditKind> kinds;
    QString target; ///< Part of it.
    std::optional<Moment> since;
    std::optional<Moment> until;
    std::optional<qint64> olderThan; ///< An entry's number.
    std::optional<qint64> newerThan;
    int limit = 50;
};

struct AuditPage
{
    std::vector<AuditEntry> entries;
    bool hasMore = false; ///< Older ones fit, too.
};

/// An operation in a list, with what the record knows of its beginning.
struct ListedOperation
{
    Operation operation; ///< Of what was asked only the verb, and no failures.
    Actor actor;         ///< Who began it; the broker when the record does not reach back to it.
    QString detail;      ///< Which tasks it was asked for; empty for the same reason.
    /// What part of the tasks that it goes through it has looked at, 0 to 1; nothing for one that has ended or is being undone.
    std::optional<double> progress;
};

} // namespace conduit::broker
