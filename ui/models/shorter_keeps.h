// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_defaults.h"

#include <conduit/wire_counts.h>

namespace conduit::ui {

/// How long ended tasks were kept, and how long they are from now on, where that is less than before: those that are older are deleted for
/// good.
struct ShorterKeep
{
    bool isOfDead = false; ///< Else of those that were completed or cancelled.
    wire::Seconds before {0};
    wire::Seconds after {0};
    QString queue = {};        ///< Only the tasks of this queue; empty: those of all.
    QStringList butNotOf = {}; ///< Queues whose tasks are not meant.
};

/// Where nothing stands between what is said and the tasks: of a queue, and of a broker.
[[nodiscard]] QList<ShorterKeep> shorterKeeps(const TaskDefaults &before, const TaskDefaults &after);

struct NamedDefaults
{
    QString name;
    TaskDefaults said;
};
/// Of a type, which stands before the queues that its tasks lie in: what it says hides what they say, and what it says no more does not.
/// Each queue may have said something else than the broker.
[[nodiscard]] QList<ShorterKeep> shorterKeepsOfType(const TaskDefaults &before, const TaskDefaults &after,
                                                    const QList<NamedDefaults> &queues, const TaskDefaults &broker);

/// The tasks that have ended longer ago than they are kept from now on.
[[nodiscard]] wire::FacetQuery olderTasks(const QList<ShorterKeep> &shorter);

} // namespace conduit::ui
