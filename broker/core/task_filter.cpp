// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_filter.h"

#include "broker/core/filter_parser.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// What a term alone costs.
struct TermCost
{
    FilterCost operator()(const IdTerm &) const { return FilterCost::Index; }
    FilterCost operator()(const IdEndTerm &) const { return FilterCost::Row; }
    FilterCost operator()(const StateTerm &) const { return FilterCost::Index; }
    FilterCost operator()(const TextTerm &) const { return FilterCost::Row; }
    FilterCost operator()(const NumberTerm &) const { return FilterCost::Row; }
    FilterCost operator()(const DocumentTerm &) const { return FilterCost::Document; }
    FilterCost operator()(const WordTerm &) const { return FilterCost::Row; }
    FilterCost operator()(TaskTrait trait) const
    {
        // These three name the state that a task must be in.
        const bool namesState = trait == TaskTrait::Late || trait == TaskTrait::Stuck || trait == TaskTrait::Held;
        return namesState ? FilterCost::Index : FilterCost::Row;
    }
};

} // namespace

FilterCost FilterNode::cost() const
{
    switch (kind) {
    case Kind::Term:
        return std::visit(TermCost {}, term);
    case Kind::All: {
        // What an index finds bounds the rest.
        FilterCost cheapest = parts.empty() ? FilterCost::Row : FilterCost::Document;
        for (const FilterNode &part : parts)
            cheapest = std::min(cheapest, part.cost());
        return cheapest;
    }
    case Kind::Any: {
        FilterCost dearest = FilterCost::Index;
        for (const FilterNode &part : parts)
            dearest = std::max(dearest, part.cost());
        return dearest;
    }
    case Kind::Not:
        return std::max(FilterCost::Row, parts.front().cost());
    }
    Q_UNREACHABLE();
}

bool FilterNode::readsDocuments() const
{
    if (kind == Kind::Term)
        return std::holds_alternative<DocumentTerm>(term);
    return std::any_of(parts.begin(), parts.end(), [](const FilterNode &part) { return part.readsDocuments(); });
}

Result<TaskFilter> parseFilter(QStringView text, Moment now)
{
    if (text.size() > TaskFilter::kCharactersMax)
        return filterError({TaskFilter::kCharactersMax, text.size() - TaskFilter::kCharactersMax},
                           u"It is too long: %1 characters are allowed."_s.arg(TaskFilter::kCharactersMax));
    auto parsed = parseFilterText(text, {.now = now});
    // The zone may stand behind the dates that it is for.
    if (parsed && parsed->zone)
        parsed = parseFilterText(text, {.now = now, .zone = *parsed->zone});
    if (!parsed)
        return parsed.error();
    return TaskFilter {std::move(parsed->root), now};
}

} // namespace conduit::broker
