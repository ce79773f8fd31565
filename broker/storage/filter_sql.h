// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/storage/sql_values.h"

#include <QString>

#include <optional>

namespace conduit::broker {

/// A condition on rows of `tasks`, with the values of its placeholders: what people wrote is bound, never part of the text.
struct SqlCondition
{
    QString text;
    SqlValues values;
};

/// The column that holds the state that people are shown.
[[nodiscard]] QString shownStateColumn(TaskScope scope);

/// The condition that a filter means. True or not true (false or NULL) for each row.
[[nodiscard]] SqlCondition conditionFrom(const TaskFilter &filter, TaskScope scope);

/// What every task of the filter has in common and the index of ids can find; nothing when the filter asks for no id.
[[nodiscard]] std::optional<SqlCondition> idConditionFrom(const TaskFilter &filter);

/// The states among which are those of every task of the filter.
[[nodiscard]] TaskStates possibleStatesOf(const TaskFilter &filter);

/// Every task of the filter is held.
[[nodiscard]] bool asksForHeld(const TaskFilter &filter);

} // namespace conduit::broker
