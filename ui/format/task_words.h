// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>
#include <QStringList>

namespace conduit::ui {

/// The contract's states in the order in which the console lists them.
[[nodiscard]] const QStringList &taskStates();

/// A state as people read it: `Ready`. A word that is unknown here stays as it is.
[[nodiscard]] QString stateLabel(const QString &state);

/// The same in the middle of a sentence: `ready`.
[[nodiscard]] QString stateWord(const QString &state);

/// As much of an ID as tells it from others: `…7bf47c7a`. It is the end, since IDs begin with the time.
[[nodiscard]] QString shortId(const QString &id);

/// Why a task does not run, as a sentence, for a broker that gives none of its own.
[[nodiscard]] QString waitReasonText(const QString &reason);

/// The contract's outcomes of attempts.
[[nodiscard]] QStringList attemptOutcomes();

/// An attempt's outcome as people read it: `lease_lost` → `Lease lost`; `Running` while it has none.
[[nodiscard]] QString outcomeLabel(const QString &outcome);

/// What a field takes: `string`, `number`, …
[[nodiscard]] QString fieldTypeLabel(wire::FieldType type);

/// How long the latest attempt ran or has been running; empty before the first.
[[nodiscard]] QString runTimeText(const wire::Task &task, const QDateTime &now);

/// What many errors have in common, as people read it: where the broker puts `<n>` for a number stands `#`, for what else differs `…`.
[[nodiscard]] QString causeText(QString signature);

/// How many attempts count, and of how many: `2 of 5`. What a retry by hand gave back, and what was released, is named apart.
[[nodiscard]] QString attemptsText(const wire::Task &task);
/// The same for a narrow column: `2/5`.
[[nodiscard]] QString attemptsInShort(const wire::Task &task);

/// The whole row in one sentence, for a screen reader.
[[nodiscard]] QString taskSentence(const wire::Task &task, const QDateTime &now);

} // namespace conduit::ui
