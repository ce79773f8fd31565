// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_window_model.h"

namespace conduit::ui {

// What the cells of a list of tasks hold, beyond what they show: exact, and the same in every language.

/// A term of the broker's filter language. Several values ask for all of them.
struct CellTerm
{
    QString key; ///< Without its colon.
    QStringList values;
};

/// What finds the tasks with the same value in this column; nothing when the cell is empty or the language has no such term.
[[nodiscard]] std::optional<CellTerm> termOfCell(const wire::Task &task, TaskWindowModel::Column column);

/// The value itself: times in UTC with milliseconds, sizes in bytes, durations in seconds; empty for none.
[[nodiscard]] QString exactText(const wire::Task &task, TaskWindowModel::Column column);

/// The line that finds only those of its tasks which the term finds, too.
[[nodiscard]] QString lineWithTerm(const QString &line, const CellTerm &term);
/// The line that finds those of its tasks which the term does not find.
[[nodiscard]] QString lineWithoutTerm(const QString &line, const CellTerm &term);

/// Rows of cells as spreadsheets take them from the clipboard: tabs between cells, a line each.
[[nodiscard]] QString tsvFrom(const QList<wire::Task> &tasks, const QList<TaskWindowModel::Column> &columns);

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe in front.
[[nodiscard]] QString harmlessText(const QString &text);

} // namespace conduit::ui
