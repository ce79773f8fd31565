// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sort_slice.h"

#include "broker/storage/query_sql.h"
#include "broker/storage/sql_task_reader.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// How tasks are read whose states are known. INDEXED BY: SQLite takes a range of places for shorter, and then looks at all that lie there.
QString byState() { return u"tasks INDEXED BY tasks_by_state"_s; }

/// One more than are shown: it tells whether there is a next page.
std::size_t wantedRows(const TaskQuery &query) { return static_cast<std::size_t>(query.limit) + 1; }

/// In which direction the order goes: pages before a place are found backwards.
bool walkFalls(const TaskQuery &query) { return query.falling != query.before.has_value(); }

/// The place before the next slice.
qint64 placeBefore(std::optional<qint64> behind, bool isFalling)
{
    return behind.value_or(isFalling ? std::numeric_limits<qint64>::max() : 0);
}

/// Of `rows` and `more`, both in this order, those that come first.
std::vector<PlacedTask> firstOf(std::vector<PlacedTask> rows, std::vector<PlacedTask> more, bool isFalling, std::size_t max)
{
    std::vector<PlacedTask> merged;
    merged.reserve(rows.size() + more.size());
    std::merge(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()),
               std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()), std::back_inserter(merged),
               [isFalling](const PlacedTask &a, const PlacedTask &b) {
                   const auto left = std::pair(a.cursor.key, a.cursor.seq);
                   const auto right = std::pair(b.cursor.key, b.cursor.seq);
                   return isFalling ? left > right : left < right;
               });
    if (merged.size() > max)
        merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(max), merged.end());
    return merged;
}

} // namespace

SqlQuestion sliceEndOf(const TaskQuery &query, std::optional<qint64> behind, int max)
{
    const bool isFalling = walkFalls(query);
    const QString beginning = isFalling ? u"seq < ?"_s : u"seq > ?"_s;
    const qint64 place = placeBefore(behind, isFalling);
    QStringList walks;
    SqlValues values;
    if (const auto states = stateWordsOf(query)) {
        for (const SqlValue &state : *states) {
            walks += u"SELECT seq FROM %1 WHERE state = ? AND %2"_s.arg(byState(), beginning);
            values << state << place;
        }
    } else {
        walks += u"SELECT seq FROM tasks WHERE "_s + beginning;
        values << place;
    }
    // Places of forgotten tasks are skipped: what counts is how many rows are looked at.
    return {u"SELECT coalesce(%1(seq), 0) FROM (%2 ORDER BY seq %3 LIMIT ?)"_s.arg(
                isFalling ? u"min"_s : u"max"_s, walks.join(u" UNION ALL "_s), isFalling ? u"DESC"_s : u"ASC"_s),
            values << max};
}

SqlQuestion sliceOf(const TaskQuery &query, std::optional<qint64> behind, qint64 last, const std::optional<TaskCursor> &worst)
{
    const auto states = stateWordsOf(query);
    const QString key = SqlTaskReader::keyOf(query.sort);
    const bool isFalling = walkFalls(query);
    const qint64 place = placeBefore(behind, isFalling);
    Condition condition = conditionOf(query);
    if (states)
        condition.addOneOf(u"state"_s, *states);
    condition.add(u"seq BETWEEN ? AND ?"_s, isFalling ? SqlValues {last, place - 1} : SqlValues {place + 1, last});
    if (const auto &start = query.before ? query.before : query.after)
        condition.add(beyond(key, isFalling), {start->key, start->seq});
    if (worst)
        condition.add(beyond(key, !isFalling), {worst->key, worst->seq});
    return {listText(states ? byState() : u"tasks"_s, key, condition, isFalling),
            condition.values() + SqlValues {static_cast<qint64>(wantedRows(query))}};
}

Result<bool> SqlTaskReader::sortSlice(const TaskQuery &query, SortProgress &progress)
{
    const SqlQuestion end = sliceEndOf(query, progress.lookedTo, m_tasksPerSort);
    const auto last =
        m_database.readOne(u"list, end of a slice"_s, end.text, end.values, [](const Row &row) { return row.integer(0); });
    if (!last)
        return last.error();
    if (last->value_or(0) == 0)
        return false;

    auto &first = progress.first;
    const bool isFull = first.size() == wantedRows(query);
    const SqlQuestion slice =
        sliceOf(query, progress.lookedTo, **last, isFull ? std::optional(first.back().cursor) : std::nullopt);
    auto rows = m_database.readAll(u"list, slice"_s, slice.text, slice.values, placedFromRow);
    if (!rows)
        return rows.error();
    first = firstOf(std::move(first), *std::move(rows), walkFalls(query), wantedRows(query));
    progress.lookedTo = *last;
    return true;
}

Result<std::optional<TaskPage>> SqlTaskReader::sort(const TaskQuery &query, SortProgress &progress)
{
    if (!progress.lookedTo) {
        const auto few = fewCandidates(query);
        if (!few)
            return few.error();
        const bool readsDocuments = query.filter && query.filter->root.readsDocuments();
        if (*few || readsDocuments) {
            auto page = pageOf(query);
            return page ? Result<std::optional<TaskPage>>(*std::move(page)) : page.error();
        }
        // Read before the rows: a change that comes between is then reported once too often, never once too seldom.
        const auto revision = m_database.readNumber(u"task.last_revision"_s, {});
        if (!revision)
            return revision.error();
        progress.revision = *revision;
    }
    const auto states = stateWordsOf(query);
    const bool leavesNone = states && states->isEmpty();
    const auto hasMore = leavesNone ? Result<bool>(false) : sortSlice(query, progress);
    if (!hasMore)
        return hasMore.error();
    if (*hasMore)
        return std::optional<TaskPage>();
    auto page = pageFrom(query, {std::move(progress.first)}, progress.revision);
    return page ? Result<std::optional<TaskPage>>(*std::move(page)) : page.error();
}

} // namespace conduit::broker
