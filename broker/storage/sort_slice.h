// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/storage/sql_values.h"

#include <QString>

namespace conduit::broker {

/// A statement that was written for one question, and the values of its placeholders.
struct SqlQuestion
{
    QString text;
    SqlValues values;
};

// A list in an order without an index is put together from slices: tasks that lie one behind the other in the order of enqueueing. A falling
// order begins with the newest ones: most times grow with it, so that what comes first is found first. When the query leaves some states
// only, tasks in other ones are not looked at: the index of states passes over them.

/// Asks for the place of the last of the next `max` tasks behind a place, or from the beginning on; 0 when there are none. `query` must
/// leave a state.
[[nodiscard]] SqlQuestion sliceEndOf(const TaskQuery &query, std::optional<qint64> behind, int max);

/// Asks for the tasks of this slice, which goes up or down to `last`, that come first. `worst` is the last of as many as are wanted that
/// were found so far: only what comes before it matters.
[[nodiscard]] SqlQuestion sliceOf(const TaskQuery &query, std::optional<qint64> behind, qint64 last,
                                  const std::optional<TaskCursor> &worst);

} // namespace conduit::broker
