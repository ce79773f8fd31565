// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"

#include "broker/storage/statement.h"

namespace conduit::broker {

/// The columns that every statement on whole rows selects first, in this order; payload and output may follow.
enum TaskColumn {
    ColumnSeq,
    ColumnId,
    ColumnState,
    ColumnQueue,
    ColumnType,
    ColumnPriority,
    ColumnRank,
    ColumnRunAt,
    ColumnCreatedAt,
    ColumnStartedAt,
    ColumnCompletedAt,
    ColumnAttempt,
    ColumnUncharged,
    ColumnLostLeases,
    ColumnVersion,
    ColumnRevision,
    ColumnWorker,
    ColumnLeaseToken,
    ColumnLeaseExpiresAt,
    ColumnLeaseMs,
    ColumnLeaseIsBare,
    ColumnDeadline,
    ColumnFirstStartedAt,
    ColumnSnoozes,
    ColumnStop,
    ColumnStopReason,
    ColumnExpiresAt,
    ColumnTrashedFrom,
    ColumnTrashedAt,
    ColumnUniqueScope,
    ColumnUniqueUntil,
    ColumnHoldsKey,
    ColumnUniqueKey,
    ColumnSerialKey,
    ColumnPolicy,
    ColumnTags,
    ColumnProgress,
    ColumnError,
    ColumnMeta,
    ColumnCheckpoint,
    ColumnEnqueuedBy,
    ColumnPayload,
    ColumnOutput,
};

/// A task without payload and output from the query's current row.
[[nodiscard]] Task taskHeadFromRow(const Row &row);
/// A whole task from the query's current row.
[[nodiscard]] Task taskFromRow(const Row &row);
/// An attempt from the row of `attempt.list`.
[[nodiscard]] Attempt attemptFromRow(const Row &row);

/// Tags as one text column; the separator is a control character, which a tag cannot hold.
[[nodiscard]] QString textFromTags(const QStringList &tags);
[[nodiscard]] QStringList tagsFromText(const QString &text);

} // namespace conduit::broker
