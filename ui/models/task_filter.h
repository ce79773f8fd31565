// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>
#include <QStringList>

namespace conduit::ui {

/// Which tasks a list shows and in which order. Empty lists do not filter; deleted tasks are in no list.
struct TaskFilter
{
    static inline const QString kNewestFirst = QStringLiteral("-created");

    QStringList states = {};
    QStringList types = {};
    QStringList queues = {};
    QString tag = {};  ///< Empty: any, or none.
    QString text = {}; ///< In the broker's filter language: narrows the list further, and only the broker knows to what.
    QString sort = kNewestFirst; ///< The contract's word, with `-` for falling.

    [[nodiscard]] bool isEmpty() const
    {
        return states.isEmpty() && types.isEmpty() && queues.isEmpty() && tag.isEmpty() && text.isEmpty();
    }
    /// As far as it can be told here: without `text`.
    [[nodiscard]] bool matches(const wire::Task &task) const
    {
        return !task.trashedAt.isValid() && (states.isEmpty() || states.contains(task.state))
            && (types.isEmpty() || types.contains(task.taskType)) && (queues.isEmpty() || queues.contains(task.queue))
            && (tag.isEmpty() || task.tags.contains(tag));
    }
    friend bool operator==(const TaskFilter &, const TaskFilter &) = default;
};

/// The same order from its other end.
[[nodiscard]] inline QString reversedSort(const QString &sort) { return sort.startsWith(u'-') ? sort.sliced(1) : u'-' + sort; }

} // namespace conduit::ui
