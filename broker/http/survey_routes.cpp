// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "broker/http/cursor_text.h"
#include "broker/http/json_views.h"
#include "broker/http/routes.h"
#include "broker/http/task_query_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTasksMax = 10'000;
constexpr std::chrono::hours kBucketMax {366 * 24};
/// A histogram is asked for less often than facets, and may take as long as a list.
constexpr Milliseconds kHistogramTime {50};
constexpr qint64 kHistogramTasksMax = 100'000;

enum class Facet { State, Queue, Type, Worker, Tag, Signature };
constexpr std::array kFacets {std::pair {"state"_L1, Facet::State}, std::pair {"queue"_L1, Facet::Queue},
                              std::pair {"type"_L1, Facet::Type},   std::pair {"worker"_L1, Facet::Worker},
                              std::pair {"tag"_L1, Facet::Tag},     std::pair {"signature"_L1, Facet::Signature}};

QLatin1String wordFrom(Facet facet) { return kFacets.at(static_cast<std::size_t>(facet)).first; }

/// Whether the ledger counts by it.
bool isKept(Facet facet) { return facet == Facet::State || facet == Facet::Queue || facet == Facet::Type; }

struct FacetQuery
{
    TaskQuery tasks;
    std::vector<Facet> facets;
    SurveyBounds bounds;
    std::size_t valuesMax = 20; ///< Of each facet.
};

Result<FacetQuery> facetQueryFrom(const QByteArray &text, Moment now)
{
    QueryReader read(text);
    FacetQuery query;
    const auto filter = readTaskFilter(read, query.tasks);
    for (const QString &word : read.list("facets", kFacets.size(), 20)) {
        const auto known = std::find_if(kFacets.begin(), kFacets.end(), [&](const auto &one) { return one.first == word; });
        if (known == kFacets.end())
            read.refuse(u"facets takes state, queue, type, worker, tag and signature."_s);
        else
            query.facets.push_back(known->second);
    }
    if (query.facets.empty())
        query.facets = {Facet::State, Facet::Queue, Facet::Type};
    query.valuesMax = static_cast<std::size_t>(read.integer("top", 1, 100).value_or(20));
    query.bounds.tasksMax = static_cast<int>(read.integer("limit", 1, kTasksMax).value_or(kTasksMax));
    query.bounds.wantsSignatures = std::count(query.facets.begin(), query.facets.end(), Facet::Signature) > 0;
    query.bounds.wantsTags = std::count(query.facets.begin(), query.facets.end(), Facet::Tag) > 0;
    if (const auto after = readCursor(read, "after"))
        query.bounds.beforeSeq = after->seq;
    if (const Status done = read.finish(); !done)
        return done.error();
    if (const Status done = parseTaskFilter(filter, now, query.tasks); !done)
        return done.error();
    return query;
}

/// How many tasks have which value.
using ValueCounts = std::map<QString, qint64>;
using FacetCounts = std::map<Facet, ValueCounts>;

/// Counts of one facet, the most frequent values first.
void writeValues(json::Writer &out, const ValueCounts &counts, std::size_t max)
{
    std::vector<std::pair<QString, qint64>> values(counts.begin(), counts.end());
    std::stable_sort(values.begin(), values.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    qint64 others = 0;
    out.beginObject();
    out.name("values").beginArray();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i >= max) {
            others += values[i].second;
            continue;
        }
        out.beginObject();
        out.name("value").string(values[i].first);
        out.name("n").integer(values[i].second);
        out.endObject();
    }
    out.endArray();
    out.name("others").integer(others);
    out.endObject();
}

Answer facetAnswer(const FacetQuery &query, const FacetCounts &counts, qint64 tasks, const std::optional<TaskCursor> &next)
{
    json::Writer out;
    out.beginObject();
    out.name("facets").beginObject();
    for (const auto &[facet, values] : counts) {
        out.name(QByteArrayView(wordFrom(facet).data(), wordFrom(facet).size()));
        writeValues(out, values, query.valuesMax);
    }
    out.endObject();
    out.name("n").integer(tasks);
    out.name("exact").boolean(!next && !query.bounds.beforeSeq);
    out.name("next");
    if (next)
        out.plain(textFrom(*next));
    else
        out.null();
    out.endObject();
    return {200, out.take(), {{"Cache-Control", "no-store"}}};
}

/// Whether tasks of a place and state fit; nothing when a filter asks for more than these.
std::optional<bool> fits(const FilterNode &node, const TaskLedger::Place &place, TaskState state)
{
    const auto all = [&](bool wanted) -> std::optional<bool> {
        bool isFound = false;
        for (const FilterNode &part : node.parts) {
            const auto one = fits(part, place, state);
            if (!one)
                return std::nullopt;
            isFound = isFound || *one == wanted;
        }
        return isFound == wanted;
    };
    switch (node.kind) {
    case FilterNode::Kind::All:
        return all(false);
    case FilterNode::Kind::Any:
        return all(true);
    case FilterNode::Kind::Not: {
        const auto part = fits(node.parts.front(), place, state);
        return part ? std::optional(!*part) : std::nullopt;
    }
    case FilterNode::Kind::Term:
        break;
    }
    if (const auto *states = std::get_if<StateTerm>(&node.term))
        return std::find(states->states.begin(), states->states.end(), state) != states->states.end();
    const auto *text = std::get_if<TextTerm>(&node.term);
    if (text && text->field == TextTerm::Field::Type)
        return place.type == text->text;
    if (text && text->field == TextTerm::Field::Queue)
        return place.queue == text->text;
    return std::nullopt;
}

template<typename List, typename T>
bool takes(const List &list, const T &value)
{
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

std::optional<bool> fits(const TaskQuery &query, const TaskLedger::Place &place, TaskState state)
{
    if (!takes(query.states, state) || !takes(query.statusStates, state) || !takes(query.types, place.type)
        || !takes(query.queues, place.queue))
        return false;
    return query.filter ? fits(query.filter->root, place, state) : true;
}

/// What the ledger knows without a look at any task; nothing when the question goes beyond queues, types and states.
std::optional<std::pair<FacetCounts, qint64>> countedFacets(const FacetQuery &query, const TaskLedger &ledger)
{
    if (query.tasks.scope != TaskScope::Live || query.bounds.beforeSeq
        || !std::all_of(query.facets.begin(), query.facets.end(), &isKept))
        return std::nullopt;
    FacetCounts counts;
    for (const Facet facet : query.facets)
        counts[facet];
    qint64 tasks = 0;
    for (const auto &[place, byState] : ledger.counts()) {
        for (const TaskState state : kTaskStates) {
            const qint64 count = byState.at(static_cast<std::size_t>(state));
            const auto isFitting = state == TaskState::Trashed ? std::optional(false) : fits(query.tasks, place, state);
            if (!isFitting)
                return std::nullopt;
            if (!*isFitting || count == 0)
                continue;
            tasks += count;
            for (auto &[facet, values] : counts)
                values[facet == Facet::State       ? QString(broker::wordFrom(state))
                           : facet == Facet::Queue ? place.queue
                                                   : place.type] += count;
        }
    }
    return std::pair {counts, tasks};
}

/// Counts by looking at the newest tasks.
class FacetWork final : public ReaderWork
{
public:
    explicit FacetWork(FacetQuery query) : m_query(std::move(query)) { }

    [[nodiscard]] bool isShort() const override { return true; }

    std::optional<Result<Answer>> step(const ReaderServices &side) override
    {
        FacetCounts counts;
        for (const Facet facet : m_query.facets)
            counts[facet];
        const auto end = side.reader.survey(m_query.tasks, m_query.bounds, [&](const SurveyedTask &task) {
            for (auto &[facet, values] : counts)
                for (const QString &value : valuesOf(task, facet))
                    ++values[value];
        });
        if (!end)
            return end.error();
        const auto next = end->isAtEnd ? std::nullopt : std::optional(TaskCursor {end->lookedDownTo, end->lookedDownTo});
        return facetAnswer(m_query, counts, end->tasks, next);
    }

private:
    /// A task may have none, and of tags several.
    static QStringList valuesOf(const SurveyedTask &task, Facet facet)
    {
        const auto one = [](const QString &value) { return value.isEmpty() ? QStringList() : QStringList {value}; };
        switch (facet) {
        case Facet::State:
            return {broker::wordFrom(task.state)};
        case Facet::Queue:
            return one(task.queue);
        case Facet::Type:
            return one(task.type);
        case Facet::Worker:
            return one(task.worker);
        case Facet::Tag:
            return task.tags;
        case Facet::Signature:
            return one(task.signature);
        }
        Q_UNREACHABLE();
    }

    const FacetQuery m_query;
};

/// A value of the filter language that is exactly this text.
QString quotedValue(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

void writeGroup(json::Writer &out, const DeathGroup &group)
{
    out.beginObject();
    out.name("type").string(group.type);
    out.name("signature").string(group.signature);
    out.name("n").integer(group.count);
    out.name("first_seen").plain(textFromMoment(group.firstSeen));
    out.name("last_seen").plain(textFromMoment(group.lastSeen));
    out.name("example").plain(IdText(group.example));
    out.name("q").string(u"state:dead type:%1 signature:%2"_s.arg(quotedValue(group.type), quotedValue(group.signature)));
    out.endObject();
}

struct HistogramQuery
{
    TaskQuery tasks;
    SurveyBounds bounds;
    bool isOfEnds = false;
    Milliseconds bucket {60'000};
};

Result<HistogramQuery> histogramQueryFrom(const QByteArray &text, Moment now)
{
    QueryReader read(text);
    HistogramQuery query;
    const auto filter = readTaskFilter(read, query.tasks);
    const QString of = read.text("of", 10).value_or(u"created"_s);
    query.isOfEnds = of == u"ended";
    if (!query.isOfEnds && of != u"created")
        read.refuse(u"of takes created and ended."_s);
    const double longest = std::chrono::duration<double>(kBucketMax).count();
    query.bucket = read.seconds("bucket", 1, longest).value_or(query.bucket);
    query.bounds.timeMax = kHistogramTime;
    query.bounds.tasksMax = static_cast<int>(read.integer("limit", 1, kHistogramTasksMax).value_or(kHistogramTasksMax));
    if (const auto after = readCursor(read, "after"))
        query.bounds.beforeSeq = after->seq;
    if (const Status done = read.finish(); !done)
        return done.error();
    if (const Status done = parseTaskFilter(filter, now, query.tasks); !done)
        return done.error();
    return query;
}

} // namespace

Outcome countFacets(const ApiCall &call, Engine &engine)
{
    auto query = facetQueryFrom(call.request.query, engine.clock.steadyNow());
    if (!query)
        return query.error();
    if (const auto counted = countedFacets(*query, engine.ledger))
        return facetAnswer(*query, counted->first, counted->second, std::nullopt);
    return std::make_shared<FacetWork>(*std::move(query));
}

Outcome groupDeaths(const ApiCall &call, const ReaderServices &side)
{
    QueryReader read(call.request.query);
    const QStringList types = read.list("type", 100, PayloadSchema::kTypeCharactersMax);
    const auto limit = static_cast<int>(read.integer("limit", 1, kTasksMax).value_or(kTasksMax));
    const auto after = readCursor(read, "after");
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto found = side.reader.deathGroups(types, after, limit);
    if (!found)
        return found.error();
    json::Writer out;
    out.beginObject();
    out.name("groups").beginArray();
    for (const DeathGroup &group : found->groups)
        writeGroup(out, group);
    out.endArray();
    out.name("omitted").integer(found->omitted);
    out.name("looked_at").integer(found->lookedAt);
    out.name("exact").boolean(!found->next && !after);
    out.name("next");
    if (found->next)
        out.plain(textFrom(*found->next));
    else
        out.null();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome showHistogram(const ApiCall &call, const ReaderServices &side)
{
    const auto query = histogramQueryFrom(call.request.query, side.clock.steadyNow());
    if (!query)
        return query.error();
    std::map<qint64, qint64> buckets;
    const auto end = side.reader.survey(query->tasks, query->bounds, [&](const SurveyedTask &task) {
        const auto moment = query->isOfEnds ? task.completedAt : std::optional(task.createdAt);
        if (moment)
            ++buckets[moment->time_since_epoch() / query->bucket];
    });
    if (!end)
        return end.error();
    json::Writer out;
    out.beginObject();
    out.name("buckets").beginArray();
    for (const auto &[number, count] : buckets) {
        out.beginObject();
        out.name("from").plain(textFromMoment(Moment {number * query->bucket}));
        out.name("n").integer(count);
        out.endObject();
    }
    out.endArray();
    out.name("n").integer(end->tasks);
    out.name("exact").boolean(end->isAtEnd && !query->bounds.beforeSeq);
    out.name("next");
    if (end->isAtEnd)
        out.null();
    else
        out.plain(textFrom(TaskCursor {end->lookedDownTo, end->lookedDownTo}));
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

} // namespace conduit::broker
