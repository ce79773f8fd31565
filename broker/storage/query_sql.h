// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/storage/sql_values.h"
#include "broker/storage/statement.h"

#include <QString>

#include <optional>

namespace conduit::broker {

/// A WHERE clause that grows; values are always bound, never written into the text.
class Condition
{
public:
    void add(const QString &text, const SqlValues &values);
    void addOneOf(const QString &column, const SqlValues &values);
    void addScope(TaskScope scope);
    void addFilter(const std::optional<TaskFilter> &filter, TaskScope scope);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const SqlValues &values() const { return m_values; }

private:
    QString m_text;
    SqlValues m_values;
};

/// What the tasks of a query have in common.
[[nodiscard]] Condition conditionOf(const TaskQuery &query);

/// The words in the column of states that tasks of a query may have, one of which is theirs; nothing when it may be any.
[[nodiscard]] std::optional<SqlValues> stateWordsOf(const TaskQuery &query);

/// Rows of `source`, which is `tasks` and how to read it, in the order of `key`; the last placeholder is how many.
[[nodiscard]] QString listText(const QString &source, const QString &key, const Condition &condition, bool isFalling);
/// What lies behind a place in this order; the placeholders are those of a TaskCursor.
[[nodiscard]] QString beyond(const QString &key, bool isFalling);
/// From a row of such a list.
[[nodiscard]] TaskRow listedFromRow(const Row &row);
[[nodiscard]] PlacedTask placedFromRow(const Row &row);

} // namespace conduit::broker
