// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/filter_sql.h"
#include "broker/storage/query_sql.h"
#include "broker/storage/sql_task_reader.h"
#include "broker/storage/task_row.h"

#include <QHash>

#include <algorithm>
#include <limits>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// Places that are looked at between two looks at the clock: less than a millisecond's worth.
constexpr qint64 kPlacesPerSlice = 500;
/// The same when each task's payload is read.
constexpr qint64 kDocumentsPerSlice = 32;
constexpr std::chrono::microseconds kShort {200};

QString surveyText(const TaskQuery &query, const SurveyBounds &bounds, const Condition &condition)
{
    const QString signature =
        bounds.wantsSignatures ? u"(SELECT d.signature FROM deaths d WHERE d.seq = tasks.seq)"_s : u"NULL"_s;
    return u"SELECT seq, "_s + shownStateColumn(query.scope) + u", queue, type, worker, created_at, completed_at, "_s
        + signature + (bounds.wantsTags ? u", tags"_s : u", NULL"_s) + u" FROM tasks"_s + condition.text()
        + u" ORDER BY seq DESC LIMIT ?"_s;
}

SurveyedTask surveyedFromRow(const Row &row)
{
    return {taskStateFromWord(row.text(1)).value_or(TaskState::Ready),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(7),
            tagsFromText(row.text(8)),
            row.moment(5),
            row.optionalMoment(6)};
}

} // namespace

Result<SurveyEnd> SqlTaskReader::survey(const TaskQuery &query, const SurveyBounds &bounds,
                                        const std::function<void(const SurveyedTask &)> &take)
{
    const auto lastSeq = m_database.readNumber(u"task.last_seq"_s, {});
    if (!lastSeq)
        return lastSeq.error();
    const auto deadline = std::chrono::steady_clock::now() + bounds.timeMax;
    qint64 places = query.filter && query.filter->root.readsDocuments() ? kDocumentsPerSlice : kPlacesPerSlice;
    SurveyEnd end;
    end.lookedDownTo = std::clamp<qint64>(bounds.beforeSeq.value_or(*lastSeq + 1), 1, *lastSeq + 1);
    while (end.lookedDownTo > 1 && end.tasks < bounds.tasksMax) {
        const auto began = std::chrono::steady_clock::now();
        const qint64 low = std::max<qint64>(1, end.lookedDownTo - places);
        Condition condition = conditionOf(query);
        condition.add(u"seq BETWEEN ? AND ?"_s, {low, end.lookedDownTo - 1});
        qint64 lastFound = low;
        const int room = bounds.tasksMax - end.tasks;
        int found = 0;
        const Status done = m_database.readEach(u"survey"_s, surveyText(query, bounds, condition),
                                                condition.values() + SqlValues {room}, [&](const Row &row) {
                                                    take(surveyedFromRow(row));
                                                    lastFound = row.integer(0);
                                                    ++found;
                                                    return true;
                                                });
        if (!done)
            return done.error();
        end.tasks += found;
        end.lookedDownTo = found == room ? lastFound : low;
        const auto now = std::chrono::steady_clock::now();
        if (now >= deadline)
            break;
        // Forgotten tasks leave holes, over which it goes quickly.
        if (now - began < kShort)
            places = std::min(2 * places, kTasksPerSliceMax);
    }
    end.isAtEnd = end.lookedDownTo <= 1;
    return end;
}

Result<DeathGroups> SqlTaskReader::deathGroups(const QStringList &types, const std::optional<TaskCursor> &before, int max)
{
    constexpr qint64 kLatest = std::numeric_limits<qint64>::max();
    const TaskCursor start = before.value_or(TaskCursor {kLatest, kLatest});
    DeathGroups answer;
    struct Sighting
    {
        DeathGroup group;
        qint64 latest = 0; ///< Its place.
    };
    std::vector<Sighting> found;
    QHash<std::pair<QString, QString>, std::size_t> places;
    TaskCursor last = start;
    const Status done = m_database.readEach(
        u"death.latest"_s, {{u":died_at"_s, start.key}, {u":seq"_s, start.seq}, {u":max"_s, max + 1}}, [&](const Row &row) {
            if (answer.lookedAt == max) {
                answer.next = last;
                return false;
            }
            ++answer.lookedAt;
            last = {row.integer(1), row.integer(0)};
            const QString type = row.text(2);
            if (!types.isEmpty() && !types.contains(type))
                return true;
            const Moment diedAt = row.moment(1);
            const auto known = places.constFind({type, row.text(3)});
            if (known == places.constEnd()) {
                places.insert({type, row.text(3)}, found.size());
                found.push_back({{type, row.text(3), 1, diedAt, diedAt, {}}, last.seq});
            } else {
                DeathGroup &group = found[*known].group;
                ++group.count;
                group.firstSeen = diedAt;
            }
            return true;
        });
    if (!done)
        return done.error();
    std::stable_sort(found.begin(), found.end(),
                     [](const Sighting &a, const Sighting &b) { return a.group.count > b.group.count; });
    answer.omitted = static_cast<int>(found.size() - std::min(found.size(), DeathGroups::kGroupsMax));
    found.resize(std::min(found.size(), DeathGroups::kGroupsMax));
    for (Sighting &one : found) {
        const auto id =
            m_database.readOne(u"task.id_of"_s, {{u":seq"_s, one.latest}}, [](const Row &row) { return row.id(0); });
        if (!id)
            return id.error();
        one.group.example = id->value_or(QUuid());
        answer.groups.push_back(std::move(one.group));
    }
    return answer;
}

} // namespace conduit::broker
