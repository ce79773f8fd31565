// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/storage/sql_values.h"

#include <QString>

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

} // namespace conduit::broker
