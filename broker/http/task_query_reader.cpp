// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/task_query_reader.h"

#include "broker/core/payload_schema.h"
#include "broker/http/cursor_text.h"

#include <algorithm>
#include <iterator>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

std::optional<QString> readTaskFilter(QueryReader &read, TaskQuery &query)
{
    readStates(read, query);
    query.types = read.list("type", 100, PayloadSchema::kTypeCharactersMax);
    query.queues = read.list("queue", 100, 100);
    if (read.flag("trash"))
        query.scope = TaskScope::Trash;
    return read.text("q", TaskFilter::kCharactersMax);
}

Status parseTaskFilter(const std::optional<QString> &q, Moment now, TaskQuery &query)
{
    if (!q)
        return Unit {};
    auto parsed = parseFilter(*q, now);
    if (!parsed)
        return parsed.error();
    query.filter = *std::move(parsed);
    return Unit {};
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

} // namespace conduit::broker
