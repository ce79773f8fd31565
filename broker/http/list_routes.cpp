// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "broker/http/cursor_text.h"
#include "broker/http/json_views.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"
#include "broker/http/task_query_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

void writeCursor(json::Writer &out, const std::optional<TaskCursor> &cursor)
{
    if (cursor)
        out.plain(textFrom(*cursor));
    else
        out.null();
}

constexpr std::array kSorts {
    std::pair {"created"_L1, TaskSort::Created},     std::pair {"run_at"_L1, TaskSort::RunAt},
    std::pair {"priority"_L1, TaskSort::Priority},   std::pair {"started"_L1, TaskSort::Started},
    std::pair {"completed"_L1, TaskSort::Completed}, std::pair {"duration"_L1, TaskSort::Duration},
};

void readSort(QueryReader &read, TaskQuery &query)
{
    const auto text = read.text("sort", 20);
    if (!text)
        return;
    query.falling = text->startsWith(u'-');
    const QString name = query.falling ? text->sliced(1) : *text;
    const auto known = std::find_if(kSorts.begin(), kSorts.end(), [&](const auto &sort) { return sort.first == name; });
    if (known == kSorts.end())
        read.refuse(u"sort takes created, run_at, priority, started, completed or duration, with - in front for falling."_s);
    else
        query.sort = known->second;
}

Result<TaskQuery> taskQueryFrom(const QByteArray &text, Moment now)
{
    QueryReader read(text);
    TaskQuery query;
    const auto filter = readTaskFilter(read, query);
    query.limit = static_cast<int>(read.integer("limit", 1, 500).value_or(50));
    query.wantsPayloads = read.flag("payloads");
    query.changedSince = read.integer("changed_since", 0, std::numeric_limits<qint64>::max());
    // Who asks what has changed wants to hear of deletions, too.
    if (query.changedSince && query.scope == TaskScope::Live)
        query.scope = TaskScope::Both;
    readSort(read, query);
    query.after = readCursor(read, "after");
    query.before = readCursor(read, "before");
    query.at = read.moment("at");
    if (query.after.has_value() + query.before.has_value() + query.at.has_value() > 1)
        read.refuse(u"Give one of after, before and at."_s);
    if (query.at && query.sort != TaskSort::Created)
        read.refuse(u"at goes with sort=created and sort=-created only: it is a time of creation."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    if (const Status done = parseTaskFilter(filter, now, query); !done)
        return done.error();
    return query;
}

Answer listAnswer(const TaskQuery &query, const TaskPage &page, const ReaderServices &side)
{
    json::Writer out;
    out.beginObject();
    out.name("tasks").beginArray();
    const auto policies = side.policies.published();
    for (const TaskRow &row : page.rows)
        writeTaskRow(out, row, policies->of(row.task), query.wantsPayloads);
    out.endArray();
    out.name("next");
    writeCursor(out, page.next);
    out.name("prev");
    writeCursor(out, page.previous);
    out.name("searched_to");
    if (page.searchedTo)
        out.plain(textFromMoment(*page.searchedTo));
    else
        out.null();
    out.name("revision").integer(page.revision);
    out.endObject();
    return {200, out.take(), {{"Cache-Control", "no-store"}}};
}

/// A list in an order without an index.
class SortWork final : public ReaderWork
{
public:
    explicit SortWork(TaskQuery query) : m_query(std::move(query)) { }

    std::optional<Result<Answer>> step(const ReaderServices &side) override
    {
        const auto page = side.reader.sort(m_query, m_progress);
        if (!page)
            return Result<Answer>(page.error());
        return *page ? std::optional(Result<Answer>(listAnswer(m_query, **page, side))) : std::nullopt;
    }

private:
    const TaskQuery m_query;
    SortProgress m_progress;
};

} // namespace

Outcome listTasks(const ApiCall &call, const ReaderServices &side)
{
    // Due times and leases lie on the steady line: a clock that is set must not make tasks look late or stuck.
    const auto query = taskQueryFrom(call.request.query, side.clock.steadyNow());
    if (!query)
        return query.error();
    if (!hasIndex(query->sort))
        return std::shared_ptr<ReaderWork>(std::make_shared<SortWork>(*query));
    const auto page = side.reader.list(*query);
    return page ? Outcome(listAnswer(*query, *page, side)) : page.error();
}

} // namespace conduit::broker
