// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/filter_sql.h"

#include "broker/core/moment_text.h"
#include "broker/storage/sql_values.h"

#include <QStringList>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar kTagSeparator(0x1f);

/// A LIKE pattern for texts that contain `text`, with ! as the escape.
QString patternOf(QString text)
{
    text.replace(u'!', u"!!"_s).replace(u'%', u"!%"_s).replace(u'_', u"!_"_s);
    return u'%' + text + u'%';
}

SqlCondition joined(const std::vector<SqlCondition> &parts, const QString &word)
{
    QStringList texts;
    SqlValues values;
    for (const SqlCondition &part : parts) {
        texts += u'(' + part.text + u')';
        values += part.values;
    }
    return {texts.join(word), values};
}

SqlCondition rangeOf(const SqlCondition &number, const FilterRange &range)
{
    SqlValues values = number.values;
    if (range.min && range.max) {
        if (*range.min == *range.max)
            return {number.text + u" = ?"_s, values << *range.min};
        return {number.text + u" BETWEEN ? AND ?"_s, values << *range.min << *range.max};
    }
    if (range.min)
        return {number.text + u" >= ?"_s, values << *range.min};
    return {number.text + u" <= ?"_s, values << range.max.value_or(0)};
}

SqlCondition numberOf(NumberTerm::Field field, Moment now)
{
    using Field = NumberTerm::Field;
    switch (field) {
    case Field::Priority:
        return {u"priority"_s, {}};
    case Field::Attempts:
        return {u"attempt"_s, {}};
    case Field::Size:
        return {u"coalesce(length(payload), (SELECT length(p.payload) FROM payloads p WHERE p.seq = tasks.seq))"_s, {}};
    case Field::Created:
        return {u"created_at"_s, {}};
    case Field::Started:
        return {u"started_at"_s, {}};
    case Field::Finished:
        return {u"completed_at"_s, {}};
    case Field::Trashed:
        return {u"trashed_at"_s, {}};
    case Field::Due:
        return {u"CASE WHEN state IN ('scheduled', 'blocked', 'ready', 'retrying') THEN nullif(run_at, ?) END"_s,
                {sqlFrom(kMomentMax)}};
    case Field::Duration:
        return {u"coalesce(completed_at, CASE state WHEN 'running' THEN ? END) - started_at"_s, {sqlFrom(now)}};
    case Field::Wait:
        return {u"CASE WHEN state = 'ready' THEN ? - run_at WHEN started_at >= run_at THEN started_at - run_at END"_s,
                {sqlFrom(now)}};
    }
    Q_UNREACHABLE();
}

QString documentOf(DocumentTerm::Document document)
{
    switch (document) {
    case DocumentTerm::Document::Payload:
        return u"coalesce(payload, (SELECT p.payload FROM payloads p WHERE p.seq = tasks.seq))"_s;
    case DocumentTerm::Document::Result:
        return u"output"_s;
    case DocumentTerm::Document::Meta:
        return u"meta"_s;
    }
    Q_UNREACHABLE();
}

/// SQLite's spelling of a path. The parser lets no quote into a name.
QString pathOf(const std::vector<PathStep> &path)
{
    QString text = u"$"_s;
    for (const PathStep &step : path) {
        if (const auto *name = std::get_if<QString>(&step))
            text += u".\""_s + *name + u'"';
        else
            text += u'[' + QString::number(std::get<int>(step)) + u']';
    }
    return text;
}

SqlValue variantFrom(const FilterNumber &number)
{
    const auto *whole = std::get_if<qint64>(&number);
    return whole ? SqlValue(*whole) : SqlValue(std::get<double>(number));
}

/// What to compare a value with whose place in the JSON text is `kind` and `value`.
SqlCondition valueConditionOf(const DocumentTerm &term)
{
    std::vector<SqlCondition> choices;
    if (term.text)
        choices.push_back({u"kind = 'text' AND value = ?"_s, {*term.text}});
    if (term.min || term.max) {
        SqlCondition number {u"kind IN ('integer', 'real')"_s, {}};
        if (term.min) {
            number.text += term.min->isIncluded ? u" AND value >= ?"_s : u" AND value > ?"_s;
            number.values += variantFrom(term.min->value);
        }
        if (term.max) {
            number.text += term.max->isIncluded ? u" AND value <= ?"_s : u" AND value < ?"_s;
            number.values += variantFrom(term.max->value);
        }
        choices.push_back(number);
    }
    if (term.boolean)
        choices.push_back({*term.boolean ? u"kind = 'true'"_s : u"kind = 'false'"_s, {}});
    if (term.isNull)
        choices.push_back({u"kind = 'null'"_s, {}});
    return joined(choices, u" OR "_s);
}

/// Writes one node of the tree and what is below it.
class ConditionWriter
{
public:
    ConditionWriter(Moment now, TaskScope scope) : m_now(now), m_scope(scope) { }

    [[nodiscard]] SqlCondition write(const FilterNode &node) const
    {
        switch (node.kind) {
        case FilterNode::Kind::All:
            return node.parts.empty() ? SqlCondition {u"TRUE"_s, {}} : joined(written(node.parts), u" AND "_s);
        case FilterNode::Kind::Any:
            return joined(written(node.parts), u" OR "_s);
        case FilterNode::Kind::Not: {
            // What is absent does not fit, so it fits the opposite: NOT alone would leave it NULL.
            const SqlCondition part = write(node.parts.front());
            return {u'(' + part.text + u") IS NOT TRUE"_s, part.values};
        }
        case FilterNode::Kind::Term:
            return std::visit(*this, node.term);
        }
        Q_UNREACHABLE();
    }

    SqlCondition operator()(const IdTerm &term) const { return {u"id BETWEEN ? AND ?"_s, {term.first, term.last}}; }

    SqlCondition operator()(const IdEndTerm &term) const
    {
        const qint64 digits = term.digits.size();
        return {u"substr(hex(substr(id, ?)), ?) = ?"_s,
                {-(digits + 1) / 2, -digits, QString::fromLatin1(term.digits.toUpper())}};
    }

    SqlCondition operator()(const StateTerm &term) const
    {
        SqlValues words;
        for (const TaskState state : term.states)
            words.append(wordFrom(state));
        return {shownStateColumn(m_scope) + u" IN ("_s + QStringList(words.size(), u"?"_s).join(u", "_s) + u')', words};
    }

    SqlCondition operator()(const TextTerm &term) const
    {
        switch (term.field) {
        case TextTerm::Field::Type:
            return {u"type = ?"_s, {term.text}};
        case TextTerm::Field::Queue:
            return {u"queue = ?"_s, {term.text}};
        case TextTerm::Field::Worker:
            return {u"worker = ?"_s, {term.text}};
        case TextTerm::Field::EnqueuedBy:
            return {u"enqueued_by = ?"_s, {term.text}};
        case TextTerm::Field::Tag:
            return {u"instr(char(31) || tags || char(31), ?) > 0"_s, {kTagSeparator + term.text + kTagSeparator}};
        case TextTerm::Field::Error:
            return {u"error LIKE ? ESCAPE '!'"_s, {patternOf(term.text)}};
        case TextTerm::Field::Signature:
            return {u"EXISTS (SELECT 1 FROM deaths d WHERE d.seq = tasks.seq AND d.signature = ?)"_s, {term.text}};
        }
        Q_UNREACHABLE();
    }

    SqlCondition operator()(const NumberTerm &term) const { return rangeOf(numberOf(term.field, m_now), term.range); }

    SqlCondition operator()(const DocumentTerm &term) const
    {
        // JSON is kept as bytes, and SQLite's functions read text.
        const QString document = u"CAST("_s + documentOf(term.document) + u" AS TEXT)"_s;
        const QString path = pathOf(term.path);
        const SqlCondition value = valueConditionOf(term);
        return {u"EXISTS (SELECT 1 FROM (SELECT json_type("_s + document + u", ?) AS kind, json_extract("_s + document
                    + u", ?) AS value) WHERE "_s + value.text + u')',
                SqlValues {path, path} + value.values};
    }

    SqlCondition operator()(TaskTrait trait) const
    {
        switch (trait) {
        case TaskTrait::Late:
            return {u"state = 'ready' AND run_at < ?"_s, {sqlFrom(m_now - TaskFilter::kLateAfter)}};
        case TaskTrait::Stuck:
            return {u"state = 'running' AND wake_at <= ?"_s, {sqlFrom(m_now)}};
        case TaskTrait::Held:
            return {u"state = 'scheduled' AND run_at >= ?"_s, {sqlFrom(kMomentMax)}};
        case TaskTrait::Retried:
            return {u"attempt > 1"_s, {}};
        case TaskTrait::HasError:
            return {u"error <> ''"_s, {}};
        case TaskTrait::HasResult:
            return {u"output IS NOT NULL"_s, {}};
        case TaskTrait::HasLogs:
            return {u"EXISTS (SELECT 1 FROM logs WHERE logs.seq = tasks.seq)"_s, {}};
        case TaskTrait::HasProgress:
            return {u"progress IS NOT NULL"_s, {}};
        case TaskTrait::HasCheckpoint:
            return {u"checkpoint IS NOT NULL"_s, {}};
        }
        Q_UNREACHABLE();
    }

    SqlCondition operator()(const WordTerm &term) const
    {
        const QString pattern = patternOf(term.text);
        return {u"type LIKE ? ESCAPE '!' OR error LIKE ? ESCAPE '!' OR tags LIKE ? ESCAPE '!'"_s, {pattern, pattern, pattern}};
    }

private:
    [[nodiscard]] std::vector<SqlCondition> written(const std::vector<FilterNode> &nodes) const
    {
        std::vector<SqlCondition> parts;
        std::transform(nodes.begin(), nodes.end(), std::back_inserter(parts),
                       [this](const FilterNode &node) { return write(node); });
        return parts;
    }

    Moment m_now;
    TaskScope m_scope;
};

} // namespace

QString shownStateColumn(TaskScope scope)
{
    switch (scope) {
    case TaskScope::Live:
        return u"state"_s;
    case TaskScope::Trash:
        return u"trashed_from"_s;
    case TaskScope::Both:
        return u"coalesce(trashed_from, state)"_s;
    }
    Q_UNREACHABLE();
}

SqlCondition conditionFrom(const TaskFilter &filter, TaskScope scope)
{
    return ConditionWriter(filter.now, scope).write(filter.root);
}

namespace {

bool isId(const FilterNode &node) { return node.kind == FilterNode::Kind::Term && std::holds_alternative<IdTerm>(node.term); }

bool isIds(const FilterNode &node)
{
    return isId(node) || (node.kind == FilterNode::Kind::Any && std::all_of(node.parts.begin(), node.parts.end(), isId));
}

bool isHeld(const FilterNode &node)
{
    const auto *trait = node.kind == FilterNode::Kind::Term ? std::get_if<TaskTrait>(&node.term) : nullptr;
    return trait && *trait == TaskTrait::Held;
}

/// The root or one of the parts that all have to fit; null when it is none of them.
const FilterNode *necessary(const FilterNode &root, bool (*isWanted)(const FilterNode &))
{
    if (isWanted(root))
        return &root;
    if (root.kind != FilterNode::Kind::All)
        return nullptr;
    const auto part = std::find_if(root.parts.begin(), root.parts.end(), isWanted);
    return part == root.parts.end() ? nullptr : &*part;
}

} // namespace

std::optional<SqlCondition> idConditionFrom(const TaskFilter &filter)
{
    const FilterNode *ids = necessary(filter.root, isIds);
    return ids ? std::optional(ConditionWriter(filter.now, TaskScope::Both).write(*ids)) : std::nullopt;
}

namespace {

/// What a part of a filter says about the states of tasks.
struct StateBounds
{
    TaskStates possible = TaskStates().set(); ///< Who fits is in one of these.
    TaskStates certain;                       ///< Who is in one of these fits.
};

StateBounds among(const std::vector<TaskState> &states) { return {statesFrom(states), {}}; }

struct TermStates
{
    StateBounds operator()(const StateTerm &term) const { return {statesFrom(term.states), statesFrom(term.states)}; }
    StateBounds operator()(const TextTerm &term) const
    {
        return term.field == TextTerm::Field::Signature ? among({TaskState::Dead}) : StateBounds();
    }
    StateBounds operator()(const NumberTerm &term) const
    {
        if (term.field == NumberTerm::Field::Due)
            return among({TaskState::Scheduled, TaskState::Blocked, TaskState::Ready, TaskState::Retrying});
        if (term.field == NumberTerm::Field::Finished)
            return among({TaskState::Completed, TaskState::Dead, TaskState::Cancelled});
        if (term.field == NumberTerm::Field::Trashed)
            return among({TaskState::Trashed});
        return {};
    }
    StateBounds operator()(TaskTrait trait) const
    {
        if (trait == TaskTrait::Late)
            return among({TaskState::Ready});
        if (trait == TaskTrait::Stuck)
            return among({TaskState::Running});
        return trait == TaskTrait::Held ? among({TaskState::Scheduled}) : StateBounds();
    }
    template<typename Other>
    StateBounds operator()(const Other &) const
    {
        return {};
    }
};

StateBounds stateBoundsOf(const FilterNode &node)
{
    const TaskStates every = TaskStates().set();
    switch (node.kind) {
    case FilterNode::Kind::Term:
        return std::visit(TermStates {}, node.term);
    case FilterNode::Kind::Not: {
        const StateBounds part = stateBoundsOf(node.parts.front());
        return {~part.certain, ~part.possible};
    }
    case FilterNode::Kind::All: {
        StateBounds all {every, every};
        for (const FilterNode &one : node.parts) {
            const StateBounds part = stateBoundsOf(one);
            all = {all.possible & part.possible, all.certain & part.certain};
        }
        return all;
    }
    case FilterNode::Kind::Any: {
        StateBounds any {{}, {}};
        for (const FilterNode &one : node.parts) {
            const StateBounds part = stateBoundsOf(one);
            any = {any.possible | part.possible, any.certain | part.certain};
        }
        return any;
    }
    }
    Q_UNREACHABLE();
}

} // namespace

TaskStates possibleStatesOf(const TaskFilter &filter) { return stateBoundsOf(filter.root).possible; }

bool asksForHeld(const TaskFilter &filter) { return necessary(filter.root, isHeld) != nullptr; }

} // namespace conduit::broker
