// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/new_task_rows.h"

#include "broker/storage/task_row.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// How many rows one statement may have; each of these is prepared once.
constexpr std::array<std::size_t, 4> kRowsOfStatements {NewTaskRows::kTasksMax, 16, 4, 1};

/// The values of one row of `task.insert_rows`.
void bindRow(Binder &binder, const Task &task)
{
    binder.integer(task.seq);
    binder.id(task.id);
    binder.word(wordFrom(task.state));
    binder.text(task.queue);
    binder.text(task.type);
    binder.integer(task.priority);
    binder.integer(task.rank);
    binder.moment(task.runAt);
    binder.moment(task.createdAt);
    binder.integer(task.revision);
    binder.moment(task.expiresAt);
    binder.optionalText(task.serialKey);
    binder.optionalCopy(textFrom(task.policy));
    binder.optionalText(textFromTags(task.tags));
    binder.optionalBytes(task.meta);
    binder.bytes(task.payload);
    binder.optionalText(task.enqueuedBy);
}

} // namespace

bool NewTaskRows::contains(const QUuid &id) const
{
    return std::any_of(m_tasks.begin(), m_tasks.end(), [&](const Task &task) { return task.id == id; });
}

Status NewTaskRows::writeAll()
{
    const Status done = write();
    m_tasks.clear();
    return done;
}

Status NewTaskRows::write()
{
    auto next = m_tasks.cbegin();
    while (next != m_tasks.cend()) {
        const auto left = static_cast<std::size_t>(std::distance(next, m_tasks.cend()));
        const auto rows = *std::find_if(kRowsOfStatements.begin(), kRowsOfStatements.end(),
                                        [&](std::size_t rowsOfStatement) { return rowsOfStatement <= left; });
        const auto end = std::next(next, static_cast<std::ptrdiff_t>(rows));
        const Status done = m_database.writeRows(u"task.insert_rows"_s, rows, [&](Binder &binder) {
            std::for_each(next, end, [&](const Task &task) { bindRow(binder, task); });
        });
        if (!done)
            return done;
        next = end;
    }
    return Unit {};
}

} // namespace conduit::broker
