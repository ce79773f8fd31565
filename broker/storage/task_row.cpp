// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/task_row.h"

#include "broker/storage/sql_values.h"

#include <algorithm>
#include <array>

namespace conduit::broker {

namespace {

constexpr QChar kTagSeparator(0x1f);

TaskState stateFromWord(QLatin1StringView word)
{
    const auto found =
        std::find_if(kTaskStates.begin(), kTaskStates.end(), [&](TaskState state) { return word == wordFrom(state); });
    // The CHECK of the table allows no other word.
    Q_ASSERT_X(found != kTaskStates.end(), "stateFromWord", "only our own words are stored");
    return *found;
}

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

QStringList tagsFromText(const QString &text) { return text.isEmpty() ? QStringList() : text.split(kTagSeparator); }

QString textFromTags(const QStringList &tags) { return tags.join(kTagSeparator); }

Task taskHeadFromRow(const Row &row)
{
    Task task;
    task.seq = row.integer(ColumnSeq);
    task.id = row.id(ColumnId);
    task.state = stateFromWord(row.word(ColumnState));
    task.queue = row.text(ColumnQueue);
    task.type = row.text(ColumnType);
    task.priority = row.smallInteger(ColumnPriority);
    task.rank = row.integer(ColumnRank);
    task.runAt = row.moment(ColumnRunAt);
    task.createdAt = row.moment(ColumnCreatedAt);
    task.startedAt = row.optionalMoment(ColumnStartedAt);
    task.completedAt = row.optionalMoment(ColumnCompletedAt);
    task.attempt = row.smallInteger(ColumnAttempt);
    task.uncharged = row.smallInteger(ColumnUncharged);
    task.lostLeases = row.smallInteger(ColumnLostLeases);
    task.version = row.integer(ColumnVersion);
    task.revision = row.integer(ColumnRevision);
    if (!row.isNull(ColumnLeaseToken)) {
        task.lease = Lease {row.text(ColumnWorker), row.bytes(ColumnLeaseToken), row.moment(ColumnLeaseExpiresAt),
                            Milliseconds {row.integer(ColumnLeaseMs)}, row.smallInteger(ColumnLeaseIsBare) != 0};
    }
    task.deadline = row.optionalMoment(ColumnDeadline);
    task.firstStartedAt = row.optionalMoment(ColumnFirstStartedAt);
    task.snoozes = row.smallInteger(ColumnSnoozes);
    if (!row.isNull(ColumnStop))
        task.stop = Stop {stopKindFromWord(row.text(ColumnStop)), row.text(ColumnStopReason)};
    task.expiresAt = row.optionalMoment(ColumnExpiresAt);
    if (!row.isNull(ColumnTrashedFrom))
        task.trashedFrom = stateFromWord(row.word(ColumnTrashedFrom));
    task.trashedAt = row.optionalMoment(ColumnTrashedAt);
    if (!row.isNull(ColumnUniqueKey))
        task.unique = Uniqueness {row.text(ColumnUniqueKey), scopeFromWord(row.text(ColumnUniqueScope)),
                                  row.optionalMoment(ColumnUniqueUntil), !row.isNull(ColumnHoldsKey)};
    task.serialKey = row.text(ColumnSerialKey);
    if (!row.isNull(ColumnPolicy))
        task.policy = taskPolicyFrom(row.bytes(ColumnPolicy));
    task.meta = row.bytes(ColumnMeta);
    task.tags = tagsFromText(row.text(ColumnTags));
    task.progress = row.bytes(ColumnProgress);
    task.error = row.text(ColumnError);
    task.checkpoint = row.bytes(ColumnCheckpoint);
    task.enqueuedBy = row.text(ColumnEnqueuedBy);
    return task;
}

Task taskFromRow(const Row &row)
{
    Task task = taskHeadFromRow(row);
    task.payload = row.bytes(ColumnPayload);
    task.output = row.bytes(ColumnOutput);
    return task;
}

Attempt attemptFromRow(const Row &row)
{
    Attempt attempt;
    attempt.number = row.smallInteger(0);
    attempt.worker = row.text(1);
    attempt.startedAt = row.moment(2);
    attempt.endedAt = row.moment(3);
    attempt.outcome = outcomeFromWord(row.text(4));
    attempt.error = row.text(5);
    attempt.errorClass = row.text(6);
    attempt.stack = row.text(7);
    if (!row.isNull(8))
        attempt.exitCode = row.smallInteger(8);
    return attempt;
}

} // namespace conduit::broker
