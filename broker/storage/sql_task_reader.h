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
    static constexpr qint64 kTasksPerSliceMax = 20'000;
    /// In an order without an index the same, at once; others wait for some milliseconds.
    static constexpr int kTasksPerSort = 5'000;
    /// The same to begin with when each task's payload is read: nobody knows how long they are.
    static constexpr qint64 kDocumentsPerSliceMin = 64;
    /// After this long a list gives what it has found, with a cursor to go on.
    static constexpr Milliseconds kSearchTimeMax {50};
    /// So many tasks that an index has found are looked at in one go, wherever they are.
    static constexpr int kCandidatesMax = 1'000;
    // What one answer shows of a log: two whole attempts.
    static constexpr std::size_t kLogLinesShownMax = 2 * kLogLinesMax;
    static constexpr qint64 kLogBytesShownMax = 2 * kLogBytesMax;
    /// What one page has of payloads, if its first task has no more alone.
    static constexpr qint64 kPayloadBytesShownMax = 1024 * 1024;

    /// Another `searchTimeMax` and `tasksPerSort` are for tests.
    explicit SqlTaskReader(Database &database, Milliseconds searchTimeMax = kSearchTimeMax, int tasksPerSort = kTasksPerSort)
        : m_database(database), m_searchTimeMax(searchTimeMax), m_tasksPerSort(tasksPerSort)
    {
    }

    /// The expression that an order goes by; tasks that are equal in it go by `seq`.
    [[nodiscard]] static QString keyOf(TaskSort sort);

    Result<TaskPage> list(const TaskQuery &query) override;
    Result<std::optional<TaskPage>> sort(const TaskQuery &query, SortProgress &progress) override;
    Result<MatchSlice> matching(const TaskFilter &filter, const MatchSearch &search) override;
    Result<SurveyEnd> survey(const TaskQuery &query, const SurveyBounds &bounds,
                             const std::function<void(const SurveyedTask &)> &take) override;
    Result<DeathGroups> deathGroups(const QStringList &types, const std::optional<TaskCursor> &before, int max) override;
    Result<std::optional<TaskHistory>> history(const QUuid &id) override;
    Result<std::optional<TaskLog>> log(const QUuid &id) override;

private:
    /// Rows in the order of the search, and where it stopped if it did not reach the end.
    struct Found
    {
        std::vector<PlacedTask> rows;
        std::optional<TaskCursor> stoppedAt = {};
    };
    Result<Found> search(const TaskQuery &query, bool isBackwards);
    /// Takes the next tasks into `progress`. False: there were none.
    Result<bool> sortSlice(const TaskQuery &query, SortProgress &progress);
    /// A page that a query wants with payloads.
    Status readPayloads(TaskPage &page);
    Result<TaskPage> pageFrom(const TaskQuery &query, Found found, qint64 revision);
    // The places of the tasks that an index finds, when they are few.
    Result<std::optional<SqlValues>> fewCandidates(const TaskQuery &query);
    Result<std::optional<SqlValues>> fewOfFilter(const TaskFilter &filter);
    Result<std::optional<SqlValues>> fewChanged(qint64 since);
    /// The page of a query that has a cursor where it has a moment.
    Result<TaskPage> pageOf(const TaskQuery &query);
    /// Where a list begins that is to begin at a moment.
    Result<TaskCursor> placeAt(Moment moment, bool isFalling);
    /// When the last task was made that a search has looked at which went down, or up, to this place.
    Result<std::optional<Moment>> madeAt(qint64 seq, bool isFalling);

    Database &m_database;
    const Milliseconds m_searchTimeMax;
    const int m_tasksPerSort;
};

} // namespace conduit::broker
