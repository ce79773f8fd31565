// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/task_row.h"

#include "broker/storage/sql_values.h"

#include <algorithm>
#include <array>

namespace conduit::broker {

namespace {

constexpr QChar kTagSeparator(0x1f);

QStringList tagsFromText(const QString &text) { return text.isEmpty() ? QStringList() : text.split(kTagSeparator); }

AttemptOutcome outcomeFromWord(const QString &word)
{
    const auto found = std::find_if(kAttemptOutcomes.begin(), kAttemptOutcomes.end(),
                                    [&](AttemptOutcome outcome) { return word == wordFrom(outcome); });
    Q_ASSERT_X(found != kAttemptOutcomes.end(), "outcomeFromWord", "only our own words are stored");
    return *found;
}

StopKind stopKindFromWord(const QString &word)
{
    return word == wordFrom(StopKind::Timeout) ? StopKind::Timeout : StopKind::Cancel;
}

Uniqueness::Scope scopeFromWord(const QString &word)
{
    using Scope = Uniqueness::Scope;
    return word == wordFrom(Scope::Start) ? Scope::Start : word == wordFrom(Scope::Window) ? Scope::Window : Scope::Done;
}

} // namespace

QString textFromTags(const QStringList &tags) { return tags.join(kTagSeparator); }

Task taskHeadFromRow(const QSqlQuery &row)
{
    Task task;
    task.seq = row.value(ColumnSeq).toLongLong();
    task.id = QUuid::fromRfc4122(row.value(ColumnId).toByteArray());
    // The CHECK of the table allows no other word.
    task.state = *taskStateFromWord(row.value(ColumnState).toString());
    task.queue = row.value(ColumnQueue).toString();
    task.type = row.value(ColumnType).toString();
    task.priority = row.value(ColumnPriority).toInt();
    task.rank = row.value(ColumnRank).toLongLong();
    task.runAt = momentFromSql(row.value(ColumnRunAt));
    task.createdAt = momentFromSql(row.value(ColumnCreatedAt));
    task.startedAt = optionalMomentFromSql(row.value(ColumnStartedAt));
    task.completedAt = optionalMomentFromSql(row.value(ColumnCompletedAt));
    task.attempt = row.value(ColumnAttempt).toInt();
    task.uncharged = row.value(ColumnUncharged).toInt();
    task.lostLeases = row.value(ColumnLostLeases).toInt();
    task.version = row.value(ColumnVersion).toLongLong();
    task.revision = row.value(ColumnRevision).toLongLong();
    if (!row.isNull(ColumnLeaseToken)) {
        task.lease = Lease {row.value(ColumnWorker).toString(), row.value(ColumnLeaseToken).toByteArray(),
                            momentFromSql(row.value(ColumnLeaseExpiresAt)),
                            Milliseconds {row.value(ColumnLeaseMs).toLongLong()}, row.value(ColumnLeaseIsBare).toBool()};
    }
    task.deadline = optionalMomentFromSql(row.value(ColumnDeadline));
    task.firstStartedAt = optionalMomentFromSql(row.value(ColumnFirstStartedAt));
    task.snoozes = row.value(ColumnSnoozes).toInt();
    if (!row.isNull(ColumnStop))
        task.stop = Stop {stopKindFromWord(row.value(ColumnStop).toString()), row.value(ColumnStopReason).toString()};
    task.expiresAt = optionalMomentFromSql(row.value(ColumnExpiresAt));
    if (!row.isNull(ColumnTrashedFrom))
        task.trashedFrom = taskStateFromWord(row.value(ColumnTrashedFrom).toString());
    task.trashedAt = optionalMomentFromSql(row.value(ColumnTrashedAt));
    if (!row.isNull(ColumnUniqueKey))
        task.unique = Uniqueness {row.value(ColumnUniqueKey).toString(), scopeFromWord(row.value(ColumnUniqueScope).toString()),
                                  optionalMomentFromSql(row.value(ColumnUniqueUntil)), !row.isNull(ColumnHoldsKey)};
    task.serialKey = row.value(ColumnSerialKey).toString();
    if (!row.isNull(ColumnPolicy))
        task.policy = taskPolicyFrom(row.value(ColumnPolicy).toByteArray());
    task.meta = row.value(ColumnMeta).toByteArray();
    task.tags = tagsFromText(row.value(ColumnTags).toString());
    task.progress = row.value(ColumnProgress).toByteArray();
    task.error = row.value(ColumnError).toString();
    task.checkpoint = row.value(ColumnCheckpoint).toByteArray();
    return task;
}

Task taskFromRow(const QSqlQuery &row)
{
    Task task = taskHeadFromRow(row);
    task.payload = row.value(ColumnPayload).toByteArray();
    task.output = row.value(ColumnOutput).toByteArray();
    return task;
}

Attempt attemptFromRow(const QSqlQuery &row)
{
    Attempt attempt;
    attempt.number = row.value(0).toInt();
    attempt.worker = row.value(1).toString();
    attempt.startedAt = momentFromSql(row.value(2));
    attempt.endedAt = momentFromSql(row.value(3));
    attempt.outcome = outcomeFromWord(row.value(4).toString());
    attempt.error = row.value(5).toString();
    attempt.errorClass = row.value(6).toString();
    attempt.stack = row.value(7).toString();
    if (!row.isNull(8))
        attempt.exitCode = row.value(8).toInt();
    return attempt;
}

} // namespace conduit::broker
