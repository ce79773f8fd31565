// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/query_sql.h"

#include "broker/storage/filter_sql.h"

#include <QStringList>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace conduit::broker
