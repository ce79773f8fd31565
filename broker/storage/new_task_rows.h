// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"
#include "broker/storage/database.h"

#include <vector>

namespace conduit::broker {

/// New tasks of a turn, written by few statements: each run of a statement opens every index of the table anew, which costs more than a
/// row does. Takes only tasks that are certainly new, hold no unique key and have their payload in their row.
class NewTaskRows final : public PutOffWrites
{
public:
    explicit NewTaskRows(Database &database) : m_database(database) { }

    /// How many are written at once.
    static constexpr std::size_t kTasksMax = 64;

    void add(const Task &task) { m_tasks.push_back(task); }
    [[nodiscard]] bool isFull() const { return m_tasks.size() >= kTasksMax; }
    [[nodiscard]] bool contains(const QUuid &id) const;

    Status writeAll() override;
    void drop() override { m_tasks.clear(); }

private:
    Status write();

    Database &m_database;
    std::vector<Task> m_tasks;
};

} // namespace conduit::broker
