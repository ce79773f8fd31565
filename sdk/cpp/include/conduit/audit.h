// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// The record of what people and programs did to a broker, and what changes in it, as values.
namespace conduit::wire {

/// What somebody did to the broker, from `GET /audit`.
struct AuditEntry
{
    struct Counts
    {
        qint64 matched = 0;
        qint64 done = 0;
        qint64 skipped = 0;
        qint64 failed = 0;
    };
    qint64 id = 0; ///< Grows with time.
    QDateTime time = {};
    QString via = {};     ///< broker, token, loopback or anonymous.
    QString actor = {};   ///< What the client called itself; may be empty.
    QString address = {}; ///< Where it was; may be empty.
    QString verb = {};    ///< cancel, retry, pause, …
    QString kind = {};    ///< task, operation, queue, type, worker or broker.
    QString target = {};  ///< The id or name of what it was done to; empty for the broker.
    QString detail = {};  ///< The members that were set, the end of a pause, or the filter of an operation.
    QString reason = {};
    QString outcome = {}; ///< done, asked, or the state of an operation.
    std::optional<Counts> counts = {};
};

struct AuditQuery
{
    QString actor = {};                   ///< Part of a name or address; empty: any.
    QStringList verbs = {};               ///< Empty: any.
    QStringList kinds = {};               ///< Empty: any.
    QString target = {};                  ///< Part of an id or name; empty: any.
    QDateTime since = {};                 ///< Invalid: from the first one.
    QDateTime until = {};                 ///< Invalid: to the last one.
    std::optional<qint64> olderThan = {}; ///< An entry's id.
    std::optional<qint64> newerThan = {};
    int limit = 100; ///< 1–500.
};

/// Newest first.
struct AuditPage
{
    QList<AuditEntry> entries = {};
    std::optional<qint64> next = {}; ///< For `olderThan`, when there are older ones.
};

/// That a task was enqueued or has changed, from `GET /events`.
struct TaskChange
{
    QString id = {};
    QString state = {}; ///< Or `trashed`.
    QString queue = {};
    QString type = {};
    qint64 revision = 0;
};

} // namespace conduit::wire
