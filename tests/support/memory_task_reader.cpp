// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/memory_task_reader.h"

#include <algorithm>

namespace conduit::test {

using namespace conduit::broker;
using broker::Result;
using namespace Qt::StringLiterals;

namespace {

Error notKept() { return {ErrorCode::StorageFailed, u"the reader in memory does not know this"_s}; }

bool fitsTerm(const FilterNode::Term &term, const Task &task)
{
    if (const auto *states = std::get_if<StateTerm>(&term))
        return std::find(states->states.begin(), states->states.end(), task.shownState()) != states->states.end();
    const auto *text = std::get_if<TextTerm>(&term);
    if (text && text->field == TextTerm::Field::Type)
        return task.type == text->text;
    if (text && text->field == TextTerm::Field::Queue)
        return task.queue == text->text;
    qFatal("the reader in memory does not know this filter");
}

bool fits(const FilterNode &node, const Task &task)
{
    const auto fitsPart = [&](const FilterNode &part) { return fits(part, task); };
    switch (node.kind) {
    case FilterNode::Kind::All:
        return std::all_of(node.parts.begin(), node.parts.end(), fitsPart);
    case FilterNode::Kind::Any:
        return std::any_of(node.parts.begin(), node.parts.end(), fitsPart);
    case FilterNode::Kind::Not:
        return !fits(node.parts.front(), task);
    case FilterNode::Kind::Term:
        return fitsTerm(node.term, task);
    }
    Q_UNREACHABLE();
}

bool isInScope(const Task &task, TaskScope scope)
{
    return scope == TaskScope::Both || (task.state == TaskState::Trashed) == (scope == TaskScope::Trash);
}

} // namespace

Result<TaskPage> MemoryTaskReader::list(const TaskQuery &) { return notKept(); }

Result<std::optional<TaskPage>> MemoryTaskReader::sort(const TaskQuery &, SortProgress &) { return notKept(); }

Result<MatchSlice> MemoryTaskReader::matching(const TaskFilter &filter, const MatchSearch &search)
{
    MatchSlice slice {{}, search.afterSeq, true};
    for (const auto &[seq, task] : m_store.tasks()) {
        if (seq <= search.afterSeq)
            continue;
        if (slice.rows.size() == static_cast<std::size_t>(search.rowsMax)) {
            slice.isAtEnd = false;
            break;
        }
        slice.lookedUpTo = seq;
        const bool isNewer = search.asOfRevision && task.revision > *search.asOfRevision;
        if (!isNewer && isInScope(task, search.scope) && fits(filter.root, task))
            slice.rows.push_back({task, task.payload.size(), task.output.size()});
    }
    return slice;
}

Result<SurveyEnd> MemoryTaskReader::survey(const TaskQuery &, const SurveyBounds &,
                                           const std::function<void(const SurveyedTask &)> &)
{
    return notKept();
}

Result<DeathGroups> MemoryTaskReader::deathGroups(const QStringList &, const std::optional<TaskCursor> &, int)
{
    return notKept();
}

Result<std::optional<TaskHistory>> MemoryTaskReader::history(const QUuid &id)
{
    const auto &tasks = m_store.tasks();
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const auto &entry) { return entry.second.id == id; });
    if (found == tasks.end())
        return std::optional<TaskHistory>();
    return std::optional(TaskHistory {found->second, m_store.attemptsOf(found->first)});
}

Result<std::optional<TaskLog>> MemoryTaskReader::log(const QUuid &) { return notKept(); }

} // namespace conduit::test
