// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_reader.h"

#include "broker/core/moment_text.h"
#include "broker/storage/filter_sql.h"
#include "broker/storage/query_sql.h"
#include "broker/storage/sql_values.h"
#include "broker/storage/task_row.h"

#include <algorithm>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

struct MadeTask
{
    qint64 seq = 0;
    Moment at;
};

MadeTask madeTaskFromRow(const Row &row) { return {row.integer(0), row.moment(1)}; }

/// How many of the first rows have payloads for one answer; one at least.
std::size_t rowsWithin(qint64 payloadBytesMax, const std::vector<PlacedTask> &rows)
{
    qint64 bytes = 0;
    const auto firstBeyond = std::find_if(rows.begin(), rows.end(), [&](const PlacedTask &placed) {
        bytes += placed.row.payloadSize;
        return bytes > payloadBytesMax;
    });
    return std::max<std::size_t>(static_cast<std::size_t>(firstBeyond - rows.begin()), 1);
}

AttemptLogLine logLineFromRow(const Row &row)
{
    return {row.smallInteger(0), {logLevelFromWord(row.text(1)).value_or(LogLevel::Info), row.moment(2), row.text(3)}};
}

/// How many tasks to look at next, so that a slice takes some milliseconds whatever a task costs.
class SliceSize
{
public:
    explicit SliceSize(bool readsDocuments)
        : m_size(readsDocuments ? SqlTaskReader::kDocumentsPerSliceMin : SqlTaskReader::kTasksPerSliceMax)
    {
    }

    [[nodiscard]] qint64 value() const { return m_size; }

    void tookFrom(std::chrono::steady_clock::time_point start)
    {
        const auto took = std::chrono::steady_clock::now() - start;
        if (took < kShort)
            m_size = std::min(m_size * 2, SqlTaskReader::kTasksPerSliceMax);
        else if (took > kLong)
            m_size = std::max<qint64>(m_size / 2, 1);
    }

private:
    static constexpr Milliseconds kShort {5};
    static constexpr Milliseconds kLong {15};
    qint64 m_size;
};

} // namespace

/// A task that has no such time yet sorts as if it had happened in 1970.
QString SqlTaskReader::keyOf(TaskSort sort)
{
    switch (sort) {
    case TaskSort::Created:
        return u"seq"_s;
    case TaskSort::RunAt:
        return u"run_at"_s;
    case TaskSort::Priority:
        return u"priority"_s;
    case TaskSort::Started:
        return u"coalesce(started_at, 0)"_s;
    case TaskSort::Completed:
        return u"coalesce(completed_at, 0)"_s;
    case TaskSort::Duration:
        return u"coalesce(completed_at - started_at, 0)"_s;
    }
    Q_UNREACHABLE();
}

Result<std::optional<SqlValues>> SqlTaskReader::fewCandidates(const TaskQuery &query)
{
    auto few = query.filter ? fewOfFilter(*query.filter) : Result<std::optional<SqlValues>>(std::nullopt);
    if (!few || *few || !query.changedSince)
        return few;
    return fewChanged(*query.changedSince);
}

Result<std::optional<SqlValues>> SqlTaskReader::fewOfFilter(const TaskFilter &filter)
{
    const auto condition = idConditionFrom(filter);
    if (!condition && !asksForHeld(filter))
        return std::optional<SqlValues>();
    SqlValues seqs;
    const auto take = [&seqs](const Row &row) {
        seqs.append(row.integer(0));
        return true;
    };
    const Status done = condition
        ? m_database.readEach(u"list, candidates"_s, u"SELECT seq FROM tasks WHERE "_s + condition->text + u" LIMIT ?"_s,
                              condition->values + SqlValues {kCandidatesMax + 1}, take)
        : m_database.readEach(u"task.due_from"_s, {{u":moment"_s, sqlFrom(kMomentMax)}, {u":max"_s, kCandidatesMax + 1}}, take);
    if (!done)
        return done.error();
    return seqs.size() > kCandidatesMax ? std::optional<SqlValues>() : std::optional(seqs);
}

Result<std::optional<SqlValues>> SqlTaskReader::fewChanged(qint64 since)
{
    SqlValues seqs;
    const Status changed = m_database.readEach(u"task.changed_since"_s,
                                               {{u":revision"_s, since}, {u":max"_s, kCandidatesMax + 1}}, [&](const Row &row) {
                                                   seqs.append(row.integer(0));
                                                   return true;
                                               });
    if (!changed)
        return changed.error();
    // A task is as new as its place says: behind the first one that is old, whether or not it has changed, none is new.
    int passed = 0;
    const Status made = m_database.readEach(u"task.newest"_s, {}, [&](const Row &row) {
        const bool isNewer = row.integer(1) > since;
        const bool isUnchanged = row.integer(2) == 1;
        if (isNewer && isUnchanged)
            seqs.append(row.integer(0));
        return isNewer && ++passed <= kCandidatesMax;
    });
    if (!made)
        return made.error();
    return passed > kCandidatesMax || seqs.size() > kCandidatesMax ? std::optional<SqlValues>() : std::optional(seqs);
}

namespace {

/// The first and the last place of the slice that begins at `edge`.
SqlValues sliceFrom(qint64 edge, qint64 size, bool isFalling)
{
    const qint64 low = isFalling ? edge - size + 1 : edge;
    return {low, low + size - 1};
}

} // namespace

Result<SqlTaskReader::Found> SqlTaskReader::search(const TaskQuery &query, bool isBackwards)
{
    const bool readsDocuments = query.filter && query.filter->root.readsDocuments();
    const auto few = fewCandidates(query);
    if (!few)
        return few.error();
    if (readsDocuments && !*few && query.sort != TaskSort::Created)
        return Error {
            ErrorCode::InvalidArgument,
            u"A filter that looks into payload, result or meta goes through the tasks in the order of enqueueing: sort by created or -created."_s};

    const QString key = keyOf(query.sort);
    const bool isFalling = query.falling != isBackwards;
    const auto &start = isBackwards ? query.before : query.after;
    const auto wanted = static_cast<std::size_t>(query.limit) + 1; // One more tells whether there is a next page.
    const bool isSliced = !*few && query.sort == TaskSort::Created;

    const auto lastSeq = m_database.readNumber(u"task.last_seq"_s, {});
    if (!lastSeq)
        return lastSeq.error();
    qint64 edge = isFalling ? *lastSeq : 1;
    if (start) // whatever number somebody made up
        edge = std::clamp<qint64>(start->seq, 0, *lastSeq + 1) + (isFalling ? -1 : 1);
    const auto deadline = std::chrono::steady_clock::now() + m_searchTimeMax;
    SliceSize size(readsDocuments);

    Found found;
    const auto states = stateWordsOf(query);
    if ((*few && (*few)->isEmpty()) || (states && states->isEmpty()))
        return found;
    for (;;) {
        const auto began = std::chrono::steady_clock::now();
        Condition condition = conditionOf(query);
        if (*few)
            condition.addOneOf(u"seq"_s, **few);
        if (isSliced) {
            condition.add(u"seq BETWEEN ? AND ?"_s, sliceFrom(edge, size.value(), isFalling));
        } else if (start) {
            condition.add(beyond(key, isFalling), {start->key, start->seq});
        }
        const Status done = m_database.readEach(
            u"task.list"_s, listText(u"tasks"_s, key, condition, isFalling),
            condition.values() + SqlValues {static_cast<qint64>(wanted - found.rows.size())}, [&](const Row &row) {
                found.rows.push_back(placedFromRow(row));
                return true;
            });
        if (!done)
            return done.error();
        edge += isFalling ? -size.value() : size.value();
        const bool isAtEnd = !isSliced || (isFalling ? edge < 1 : edge > *lastSeq);
        if (isAtEnd || found.rows.size() >= wanted)
            return found;
        if (std::chrono::steady_clock::now() >= deadline) {
            const qint64 last = isFalling ? edge + 1 : edge - 1;
            found.stoppedAt = TaskCursor {last, last};
            return found;
        }
        size.tookFrom(began);
    }
}

Result<MatchSlice> SqlTaskReader::matching(const TaskFilter &filter, const MatchSearch &search)
{
    Condition condition;
    condition.addScope(search.scope);
    if (search.asOfRevision)
        condition.add(u"revision <= ?"_s, {*search.asOfRevision});
    condition.addFilter(filter, search.scope);

    const auto few = fewOfFilter(filter);
    if (!few)
        return few.error();
    MatchSlice slice {{}, search.afterSeq, true};
    if (*few) {
        if ((*few)->isEmpty())
            return slice;
        condition.add(u"seq > ?"_s, {search.afterSeq});
        condition.addOneOf(u"seq"_s, **few);
    } else {
        // Places of forgotten tasks are skipped: what counts is how many rows are looked at.
        int scanned = 0;
        const Status done =
            m_database.readEach(u"matching, slice"_s,
                                u"SELECT count(*), max(seq) FROM (SELECT seq FROM tasks WHERE seq > ? ORDER BY seq LIMIT ?)"_s,
                                {search.afterSeq, search.scanMax}, [&](const Row &row) {
                                    scanned = row.smallInteger(0);
                                    slice.lookedUpTo = row.integer(1);
                                    return false;
                                });
        if (!done)
            return done.error();
        if (scanned == 0)
            return MatchSlice {{}, search.afterSeq, true};
        slice.isAtEnd = scanned < search.scanMax;
        condition.add(u"seq BETWEEN ? AND ?"_s, {search.afterSeq + 1, slice.lookedUpTo});
    }
    auto rows = m_database.readAll(u"matching"_s, listText(u"tasks"_s, u"seq"_s, condition, false),
                                   condition.values() + SqlValues {search.rowsMax}, listedFromRow);
    if (!rows)
        return rows.error();
    slice.rows = *std::move(rows);
    if (slice.rows.size() >= static_cast<std::size_t>(search.rowsMax)) {
        slice.lookedUpTo = slice.rows.back().task.seq;
        slice.isAtEnd = false;
    }
    return slice;
}

/// Tasks are made in the order of their places, so that halving finds the place. Where a clock was set back it finds one of the several.
Result<TaskCursor> SqlTaskReader::placeAt(Moment moment, bool isFalling)
{
    const auto lastSeq = m_database.readNumber(u"task.last_seq"_s, {});
    if (!lastSeq)
        return lastSeq.error();
    const auto isBefore = [&](const MadeTask &task) { return isFalling ? task.at <= moment : task.at < moment; };
    qint64 before = 0;
    qint64 behind = *lastSeq + 1;
    while (behind - before > 1) {
        const qint64 middle = before + (behind - before) / 2;
        const auto task = m_database.readOne(u"task.made_from"_s, {{u":seq"_s, middle}}, madeTaskFromRow);
        if (!task)
            return task.error();
        if (*task && isBefore(**task))
            before = (*task)->seq;
        else
            behind = middle;
    }
    const qint64 place = isFalling ? behind : before;
    return TaskCursor {place, place};
}

Result<std::optional<Moment>> SqlTaskReader::madeAt(qint64 seq, bool isFalling)
{
    const auto task =
        m_database.readOne(isFalling ? u"task.made_from"_s : u"task.made_up_to"_s, {{u":seq"_s, seq}}, madeTaskFromRow);
    if (!task)
        return task.error();
    return *task ? std::optional((*task)->at) : std::nullopt;
}

Result<TaskPage> SqlTaskReader::list(const TaskQuery &query)
{
    if (!hasIndex(query.sort)) {
        SortProgress progress;
        for (;;) {
            auto page = sort(query, progress);
            if (!page)
                return page.error();
            if (*page)
                return **std::move(page);
        }
    }
    if (!query.at)
        return pageOf(query);
    const auto place = placeAt(*query.at, query.falling);
    if (!place)
        return place.error();
    TaskQuery placed = query;
    placed.after = *place;
    return pageOf(placed);
}

Result<TaskPage> SqlTaskReader::pageOf(const TaskQuery &query)
{
    // Read before the rows: a change that comes between is then reported once too often, never once too seldom.
    const auto revision = m_database.readNumber(u"task.last_revision"_s, {});
    if (!revision)
        return revision.error();
    auto found = search(query, query.before.has_value());
    return found ? pageFrom(query, *std::move(found), *revision) : found.error();
}

Status SqlTaskReader::readPayloads(TaskPage &page)
{
    for (TaskRow &row : page.rows) {
        auto payload =
            m_database.readOne(u"task.payload"_s, {{u":seq"_s, row.task.seq}}, [](const Row &found) { return found.bytes(0); });
        if (!payload)
            return payload.error();
        row.task.payload = payload->value_or(QByteArray()); // A task that has gone meanwhile has none.
    }
    return Unit {};
}

Result<TaskPage> SqlTaskReader::pageFrom(const TaskQuery &query, Found found, qint64 revision)
{
    TaskPage page;
    page.revision = revision;
    const bool isBackwards = query.before.has_value();
    auto limit = static_cast<std::size_t>(query.limit);
    if (query.wantsPayloads) {
        limit = std::min(limit, rowsWithin(kPayloadBytesShownMax, found.rows));
        if (found.rows.size() > limit) // The page ends earlier than the search has.
            found.stoppedAt.reset();
    }
    if (found.stoppedAt) {
        const auto searchedTo = madeAt(found.stoppedAt->seq, query.falling != isBackwards);
        if (!searchedTo)
            return searchedTo.error();
        page.searchedTo = *searchedTo;
    }
    const bool hasMore = found.rows.size() > limit || found.stoppedAt;
    if (found.rows.size() > limit)
        found.rows.erase(found.rows.begin() + static_cast<std::ptrdiff_t>(limit), found.rows.end());
    std::optional<TaskCursor> end = found.stoppedAt;
    if (!end && hasMore)
        end = found.rows.back().cursor;
    // Where the search came from: somebody who has paged to here can page back.
    std::optional<TaskCursor> origin = isBackwards ? query.before : query.after;
    if (origin && !found.rows.empty())
        origin = found.rows.front().cursor;
    else if (query.at) // Nobody has seen the task at this place, so the way back must not leave it out.
        origin = TaskCursor {origin->key + (query.falling ? -1 : 1), origin->seq + (query.falling ? -1 : 1)};

    if (isBackwards)
        std::reverse(found.rows.begin(), found.rows.end());
    page.next = isBackwards ? origin : end;
    page.previous = isBackwards ? end : origin;
    page.rows.reserve(found.rows.size());
    for (auto &[row, cursor] : found.rows)
        page.rows.push_back(std::move(row));
    if (const Status done = query.wantsPayloads ? readPayloads(page) : Unit {}; !done)
        return done.error();
    return page;
}

Result<std::optional<TaskHistory>> SqlTaskReader::history(const QUuid &id)
{
    auto task = m_database.readOne(u"task.find_head"_s, {{u":id"_s, sqlFrom(id)}}, taskHeadFromRow);
    if (!task)
        return task.error();
    if (!*task)
        return std::optional<TaskHistory>();
    auto attempts = m_database.readAll(u"attempt.list"_s, {{u":seq"_s, (*task)->seq}}, attemptFromRow);
    if (!attempts)
        return attempts.error();
    return std::optional(TaskHistory {**std::move(task), *std::move(attempts)});
}

Result<std::optional<TaskLog>> SqlTaskReader::log(const QUuid &id)
{
    const auto seqFromRow = [](const Row &row) { return row.integer(0); };
    const auto seq = m_database.readOne(u"task.find_head"_s, {{u":id"_s, sqlFrom(id)}}, seqFromRow);
    if (!seq)
        return seq.error();
    if (!*seq)
        return std::optional<TaskLog>();

    const auto shortened = m_database.readOne(u"log.was_shortened"_s, {{u":seq"_s, **seq}}, seqFromRow);
    if (!shortened)
        return shortened.error();
    TaskLog log;
    log.isTruncated = shortened->has_value();

    qint64 bytes = 0;
    const Status done = m_database.readEach(u"log.newest"_s, {{u":seq"_s, **seq}}, [&](const Row &row) {
        AttemptLogLine next = logLineFromRow(row);
        bytes += next.line.message.toUtf8().size();
        if (log.lines.size() == kLogLinesShownMax || bytes > kLogBytesShownMax) {
            log.isTruncated = true;
            return false;
        }
        log.lines.push_back(std::move(next));
        return true;
    });
    if (!done)
        return done.error();
    std::reverse(log.lines.begin(), log.lines.end());
    return std::optional(std::move(log));
}

} // namespace conduit::broker
