// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/cursor_text.h"
#include "broker/http/json_views.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
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

void readStates(QueryReader &read, TaskQuery &query)
{
    for (const QString &word : read.list("state", 8, 20)) {
        const auto state = taskStateFromWord(word);
        if (state && state != TaskState::Trashed)
            query.states.push_back(*state);
        else
            read.refuse(u"state takes scheduled, blocked, ready, retrying, running, completed, dead and cancelled."_s);
    }
    for (const QString &word : read.list("status", 4, 20)) {
        const auto before = query.statusStates.size();
        std::copy_if(kTaskStates.begin(), kTaskStates.end(), std::back_inserter(query.statusStates),
                     [&](TaskState state) { return state != TaskState::Trashed && word == statusFrom(state); });
        if (query.statusStates.size() == before)
            read.refuse(u"status takes Pending, Running, Completed and Failed."_s);
    }
}

std::optional<TaskCursor> readCursor(QueryReader &read, QByteArrayView name)
{
    const auto text = read.text(name, 100);
    if (!text)
        return std::nullopt;
    const auto cursor = cursorFrom(*text);
    if (!cursor)
        read.refuse(u"%1 takes a cursor as it came in next or prev of an earlier page."_s.arg(QString::fromLatin1(name)));
    return cursor;
}

Result<TaskQuery> taskQueryFrom(const QByteArray &text, Moment now)
{
    QueryReader read(text);
    TaskQuery query;
    readStates(read, query);
    query.types = read.list("type", 100, PayloadSchema::kTypeCharactersMax);
    query.queues = read.list("queue", 100, 100);
    const auto filter = read.text("q", TaskFilter::kCharactersMax);
    query.limit = static_cast<int>(read.integer("limit", 1, 500).value_or(50));
    query.changedSince = read.integer("changed_since", 0, std::numeric_limits<qint64>::max());
    // Who asks what has changed wants to hear of deletions, too.
    query.scope = read.flag("trash") ? TaskScope::Trash : query.changedSince ? TaskScope::Both : TaskScope::Live;
    readSort(read, query);
    query.after = readCursor(read, "after");
    query.before = readCursor(read, "before");
    if (query.after && query.before)
        read.refuse(u"Give after or before, not both."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    if (!filter)
        return query;
    auto parsed = parseFilter(*filter, now);
    if (!parsed)
        return parsed.error();
    query.filter = *std::move(parsed);
    return query;
}

} // namespace

Outcome listTasks(const ApiCall &call, const ReaderServices &side)
{
    // Due times and leases lie on the steady line: a clock that is set must not make tasks look late or stuck.
    const auto query = taskQueryFrom(call.request.query, side.clock.steadyNow());
    if (!query)
        return query.error();
    const auto page = side.reader.list(*query);
    if (!page)
        return page.error();
    json::Writer out;
    out.beginObject();
    out.name("tasks").beginArray();
    const auto policies = side.policies.published();
    for (const TaskRow &row : page->rows)
        writeTaskRow(out, row, policies->of(row.task));
    out.endArray();
    out.name("next");
    writeCursor(out, page->next);
    out.name("prev");
    writeCursor(out, page->previous);
    out.name("revision").integer(page->revision);
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

} // namespace conduit::broker
