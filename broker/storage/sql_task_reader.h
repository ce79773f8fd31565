// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/storage/database.h"

namespace conduit::broker {

/// Lists and histories over a read-only connection. Pages are found by key, never by counting rows.
class SqlTaskReader final : public TaskReader
{
public:
    /// A list in the order of enqueueing looks at this many tasks at once, so that a filter that fits few tasks cannot take for ever.
    static constexpr qint64 kTasksPerSliceMax = 50'000;
    /// After this long a list gives what it has found, with a cursor to go on.
    static constexpr Milliseconds kSearchTimeMax {250};

    explicit SqlTaskReader(Database &database) : m_database(database) { }

    Result<TaskPage> list(const TaskQuery &query) override;
    Result<std::optional<TaskHistory>> history(const QUuid &id) override;

private:
    struct Found;
    Result<Found> search(const TaskQuery &query, bool isBackwards);
    Result<qint64> number(const QString &name);

    Database &m_database;
};

} // namespace conduit::broker
