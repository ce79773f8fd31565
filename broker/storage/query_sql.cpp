// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/query_sql.h"

#include "broker/storage/filter_sql.h"
#include "broker/storage/sql_catalog.h"
#include "broker/storage/task_row.h"

#include <QStringList>

#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumnPayloadSize = ColumnPayload;
constexpr int kColumnOutputSize = ColumnOutput;
constexpr int kColumnSortKey = ColumnOutput + 1;

SqlValues wordsOf(const std::vector<TaskState> &states)
{
    SqlValues words;
    for (const TaskState state : states)
        words.append(wordFrom(state));
    return words;
}

} // namespace

void Condition::add(const QString &text, const SqlValues &values)
{
    m_text += (m_text.isEmpty() ? u" WHERE "_s : u" AND "_s) + text;
    m_values += values;
}

void Condition::addOneOf(const QString &column, const SqlValues &values)
{
    if (!values.isEmpty())
        add(column + u" IN ("_s + QStringList(values.size(), u"?"_s).join(u',') + u')', values);
}

void Condition::addScope(TaskScope scope)
{
    if (scope == TaskScope::Live)
        add(u"state <> 'trashed'"_s, {});
    else if (scope == TaskScope::Trash)
        add(u"state = 'trashed'"_s, {});
}

void Condition::addFilter(const std::optional<TaskFilter> &filter, TaskScope scope)
{
    if (!filter)
        return;
    const SqlCondition condition = conditionFrom(*filter, scope);
    add(u'(' + condition.text + u')', condition.values);
}

Condition conditionOf(const TaskQuery &query)
{
    Condition condition;
    condition.addScope(query.scope);
    condition.addOneOf(shownStateColumn(query.scope), wordsOf(query.states));
    condition.addOneOf(shownStateColumn(query.scope), wordsOf(query.statusStates));
    condition.addOneOf(u"type"_s, {query.types.begin(), query.types.end()});
    condition.addOneOf(u"queue"_s, {query.queues.begin(), query.queues.end()});
    if (query.changedSince)
        condition.add(u"revision > ?"_s, {*query.changedSince});
    condition.addFilter(query.filter, query.scope);
    return condition;
}

std::optional<SqlValues> stateWordsOf(const TaskQuery &query)
{
    if (query.scope == TaskScope::Trash)
        return SqlValues {wordFrom(TaskState::Trashed)};
    const TaskStates live = ~statesFrom({TaskState::Trashed});
    TaskStates states = live;
    if (!query.states.empty())
        states &= statesFrom(query.states);
    if (!query.statusStates.empty())
        states &= statesFrom(query.statusStates);
    if (query.filter)
        states &= possibleStatesOf(*query.filter);
    if (states == live)
        return std::nullopt;
    if (query.scope == TaskScope::Both)
        states |= ~live;
    SqlValues words;
    for (const TaskState state : kTaskStates)
        if (states.test(static_cast<std::size_t>(state)))
            words.append(wordFrom(state));
    return words;
}

QString listText(const QString &source, const QString &key, const Condition &condition, bool isFalling)
{
    const QString direction = isFalling ? u" DESC"_s : u" ASC"_s;
    return SqlCatalog::sqlite().text(u"task.list"_s) + u", "_s + key + u" FROM "_s + source + condition.text() + u" ORDER BY "_s
        + key + direction + u", seq"_s + direction + u" LIMIT ?"_s;
}

QString beyond(const QString &key, bool isFalling) { return u"(%1, seq) %2 (?, ?)"_s.arg(key, isFalling ? u"<"_s : u">"_s); }

TaskRow listedFromRow(const Row &row)
{
    return {taskHeadFromRow(row), row.integer(kColumnPayloadSize), row.integer(kColumnOutputSize)};
}

PlacedTask placedFromRow(const Row &row)
{
    TaskRow listed = listedFromRow(row);
    const TaskCursor cursor {row.integer(kColumnSortKey), listed.task.seq};
    return {std::move(listed), cursor};
}

} // namespace conduit::broker
