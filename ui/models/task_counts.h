// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

#include <conduit/wire_counts.h>

#include <optional>

namespace conduit::ui {

// What can be read in the broker's counts of tasks by state, type and queue.

/// Of all states when none is given. Deleted tasks, which the broker counts as well, are none of them.
[[nodiscard]] qint64 sumOfStates(const QMap<QString, qint64> &byState, const QStringList &states = {});

/// How many tasks fit the filter; nothing when the counts do not say so.
[[nodiscard]] std::optional<qint64> matchingTasks(const wire::Stats &stats, const TaskFilter &filter);

[[nodiscard]] QStringList typesWithTasks(const wire::Stats &stats);

/// The names whose tasks are counted by state, by how many tasks they have.
[[nodiscard]] QStringList mostFrequentFirst(QStringList names, const QMap<QString, QMap<QString, qint64>> &counts);

} // namespace conduit::ui
