// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_filter.h"

#include "broker/core/filter_value.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

FilterNode termNode(FilterNode::Term term) { return {FilterNode::Kind::Term, {}, std::move(term)}; }

/// A node of several, or the only one itself.
FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    return {kind, std::move(parts), {}};
}

/// What a key may hold: each value becomes a term.
using ReadValue = Result<FilterNode> (*)(const QString &key, const FilterValue &value, const FilterTimes &times);

template<typename T>
Result<FilterNode> termOf(const Result<T> &term)
{
    if (!term)
        return term.error();
    return termNode(*term);
}

template<TextTerm::Field field>
Result<FilterNode> readText(const QString &key, const FilterValue &value, const FilterTimes &)
{
    const auto text = textFrom(key, value);
    if (!text)
        return text.error();
    return termNode(TextTerm {field, *text});
}

template<NumberTerm::Field field>
Result<FilterNode> readNumber(const QString &key, const FilterValue &value, const FilterTimes &times)
{
    using Field = NumberTerm::Field;
    const auto range = [&] {
        if constexpr (field == Field::Priority || field == Field::Attempts)
            return numbersFrom(key, value);
        else if constexpr (field == Field::Size)
            return sizesFrom(key, value);
        else if constexpr (field == Field::Duration || field == Field::Wait)
            return durationsFrom(key, value);
        else if constexpr (field == Field::Due)
            return futureFrom(key, value, times);
        else
            return pastFrom(key, value, times);
    }();
    if (!range)
        return range.error();
    return termNode(NumberTerm {field, *range});
}

Result<FilterNode> readId(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return termOf(idFrom(key, value));
}

Result<FilterNode> readStates(const QString &key, const FilterValue &value, const FilterTimes &)
{
    const auto states = statesFrom(key, value);
    if (!states)
        return states.error();
    return termNode(StateTerm {*states});
}

Result<FilterNode> readIs(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return termOf(isTraitFrom(key, value));
}

Result<FilterNode> readHas(const QString &key, const FilterValue &value, const FilterTimes &)
{
    return termOf(hasTraitFrom(key, value));
}

using Key = std::pair<QLatin1String, ReadValue>;
constexpr std::array kKeys {
    Key {"id"_L1, &readId},
    Key {"status"_L1, &readStates},
    Key {"state"_L1, &readStates},
    Key {"type"_L1, &readText<TextTerm::Field::Type>},
    Key {"queue"_L1, &readText<TextTerm::Field::Queue>},
    Key {"worker"_L1, &readText<TextTerm::Field::Worker>},
    Key {"tag"_L1, &readText<TextTerm::Field::Tag>},
    Key {"error"_L1, &readText<TextTerm::Field::Error>},
    Key {"signature"_L1, &readText<TextTerm::Field::Signature>},
    Key {"priority"_L1, &readNumber<NumberTerm::Field::Priority>},
    Key {"attempts"_L1, &readNumber<NumberTerm::Field::Attempts>},
    Key {"size"_L1, &readNumber<NumberTerm::Field::Size>},
    Key {"created"_L1, &readNumber<NumberTerm::Field::Created>},
    Key {"started"_L1, &readNumber<NumberTerm::Field::Started>},
    Key {"finished"_L1, &readNumber<NumberTerm::Field::Finished>},
    Key {"trashed"_L1, &readNumber<NumberTerm::Field::Trashed>},
    Key {"due"_L1, &readNumber<NumberTerm::Field::Due>},
    Key {"duration"_L1, &readNumber<NumberTerm::Field::Duration>},
    Key {"wait"_L1, &readNumber<NumberTerm::Field::Wait>},
    Key {"is"_L1, &readIs},
    Key {"has"_L1, &readHas},
};

/// Keys of parts of the broker that are still to come.
constexpr std::array kLaterKeys {"schedule"_L1, "workflow"_L1, "batch"_L1,  "host"_L1,  "by"_L1,
                                 "copied"_L1,   "note"_L1,     "edited"_L1, "orphan"_L1};

using DocumentKey = std::pair<QLatin1String, DocumentTerm::Document>;
constexpr std::array kDocumentKeys {DocumentKey {"payload"_L1, DocumentTerm::Document::Payload},
                                    DocumentKey {"result"_L1, DocumentTerm::Document::Result},
                                    DocumentKey {"meta"_L1, DocumentTerm::Document::Meta}};

template<std::size_t N, typename T>
const T *found(const std::array<std::pair<QLatin1String, T>, N> &names, QStringView name)
{
    const auto entry = std::find_if(names.begin(), names.end(),
                                    [&](const auto &one) { return name.compare(one.first, Qt::CaseInsensitive) == 0; });
    return entry == names.end() ? nullptr : &entry->second;
}

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; }

/// Whether a character ends a word without quotes.
bool endsWord(QChar c) { return c.isSpace() || c == u'(' || c == u')' || c == u'"'; }

/// Reads a filter from left to right. A part that cannot be read ends the whole; nothing is guessed.
class FilterParser
{
public:
    FilterParser(QStringView text, FilterTimes times) : m_text(text), m_times(std::move(times)) { }

    Result<FilterNode> parse()
    {
        skipSpace();
        if (const Status done = skipZones(); !done)
            return done.error();
        if (isAtEnd())
            return FilterNode {};
        auto root = parseAny();
        if (root && !isAtEnd())
            return filterError({m_at, 1}, u"This parenthesis closes nothing."_s);
        return root;
    }

    /// What the filter says about dates without one.
    [[nodiscard]] const std::optional<QTimeZone> &zone() const { return m_zone; }

private:
    // zone := "zone:" value. It says nothing about tasks, and may stand wherever a term may.
    Status skipZones()
    {
        while (m_text.sliced(m_at).startsWith(kZoneMark, Qt::CaseInsensitive)) {
            const qsizetype start = m_at;
            m_at += kZoneMark.size();
            const auto value = parseValue(start);
            if (!value)
                return value.error();
            const auto zone = zoneFrom(u"zone"_s, *value);
            if (!zone)
                return zone.error();
            if (m_zone && *m_zone != *zone)
                return filterError(value->span, u"A filter has one zone, and another one stands before this."_s);
            m_zone = *zone;
            if (const Status done = endTerm(value->span); !done)
                return done;
            skipSpace();
        }
        return Unit {};
    }

    // or := and ("OR" and)*
    Result<FilterNode> parseAny()
    {
        std::vector<FilterNode> choices;
        for (;;) {
            auto choice = parseAll();
            if (!choice)
                return choice;
            choices.push_back(*std::move(choice));
            if (!isAtWord(u"OR"_s))
                return joined(FilterNode::Kind::Any, std::move(choices));
            m_at += 2;
            skipSpace();
        }
    }

    // and := term+
    Result<FilterNode> parseAll()
    {
        std::vector<FilterNode> parts;
        if (const Status done = skipZones(); !done)
            return done.error();
        while (!isAtEnd() && peek() != u')' && !isAtWord(u"OR"_s)) {
            auto part = parseTerm();
            if (!part)
                return part;
            parts.push_back(*std::move(part));
            skipSpace();
            if (const Status done = skipZones(); !done)
                return done.error();
        }
        if (parts.empty())
            return filterError({m_at, isAtEnd() || peek() == u')' ? 0 : 2}, u"A term is missing here."_s);
        return joined(FilterNode::Kind::All, std::move(parts));
    }

    // term := ["-"] (qualifier | word | "(" or ")")
    Result<FilterNode> parseTerm()
    {
        if (peek() != u'-')
            return parseTermItself();
        const qsizetype start = m_at++;
        if (isAtEnd() || peek().isSpace() || peek() == u')' || peek() == u'-')
            return filterError({start, 1}, u"A minus stands right before the one term that must not fit."_s);
        auto part = parseTermItself();
        if (!part)
            return part;
        FilterNode node;
        node.kind = FilterNode::Kind::Not;
        node.parts.push_back(*std::move(part));
        return node;
    }

    Result<FilterNode> parseTermItself()
    {
        if (peek() == u'(')
            return parseGroup();
        if (peek() == u'"')
            return parseQuotedWord();
        const qsizetype start = m_at;
        while (!isAtEnd() && isLetter(peek()))
            ++m_at;
        const QStringView name = m_text.sliced(start, m_at - start);
        if (!name.isEmpty() && !isAtEnd() && peek() == u':')
            return parseQualifier(start, name);
        if (const auto *document = found(kDocumentKeys, name)) {
            auto path = parsePath();
            if (!path)
                return path.error();
            if (!isAtEnd() && peek() == u':' && !path->empty())
                return parseDocument(start, {.document = *document, .path = *path});
        }
        m_at = start;
        return parseWord(name);
    }

    Result<FilterNode> parseGroup()
    {
        const qsizetype start = m_at++;
        if (++m_depth > TaskFilter::kDepthMax)
            return filterError(
                {start, 1},
                u"There are too many parentheses inside of each other: %1 are allowed."_s.arg(TaskFilter::kDepthMax));
        skipSpace();
        auto inner = parseAny();
        if (!inner)
            return inner;
        if (isAtEnd())
            return filterError({start, 1}, u"This parenthesis is never closed."_s);
        ++m_at;
        --m_depth;
        return inner;
    }

    Result<FilterNode> parseQuotedWord()
    {
        const auto value = parseQuoted();
        if (!value)
            return value.error();
        if (const Status done = endTerm(value->span); !done)
            return done.error();
        return termNode(WordTerm {value->text});
    }

    /// `key` is what a key at this place would be called.
    Result<FilterNode> parseWord(QStringView key)
    {
        const qsizetype start = m_at;
        while (!isAtEnd() && !endsWord(peek()))
            ++m_at;
        const QStringView word = m_text.sliced(start, m_at - start);
        const TextSpan span {start, word.size()};
        if (const qsizetype colon = word.indexOf(u':'); colon >= 0)
            return noSuchKey({start, colon}, word.first(colon));
        const QStringView rest = word.sliced(key.size());
        if (found(kKeys, key) && !rest.isEmpty() && u"=<>!"_s.contains(rest.front()))
            return filterError(
                span,
                u"A colon stands between a key and its value: %1:%2"_s.arg(key, rest.front() == u'=' ? rest.sliced(1) : rest));
        if (word == "AND"_L1)
            return filterError(span, u"Terms side by side must all fit: leave AND out, or put it into quotes."_s);
        if (word == "NOT"_L1)
            return filterError(span, u"Write a minus right before the term instead of NOT, or put it into quotes."_s);
        if (const Status done = endTerm(span); !done)
            return done.error();
        const auto begins = idsBeginningWith(word, kIdDigitsMin);
        const auto ends = idsEndingWith(word, kIdDigitsMin);
        if (begins && ends)
            return FilterNode {FilterNode::Kind::Any, {termNode(*begins), termNode(*ends)}, {}};
        if (begins)
            return termNode(*begins);
        if (ends)
            return termNode(*ends);
        return termNode(WordTerm {word.toString()});
    }

    // qualifier := key ":" value ("," value)*
    Result<FilterNode> parseQualifier(qsizetype start, QStringView name)
    {
        const auto *read = found(kKeys, name);
        if (!read)
            return noSuchKey({start, name.size()}, name);
        return parseValues(
            start, [this, read, key = name.toString()](const FilterValue &value) { return (*read)(key, value, m_times); });
    }

    Result<FilterNode> parseDocument(qsizetype start, const DocumentTerm &place)
    {
        const QString key = m_text.sliced(start, m_at - start).toString();
        return parseValues(start, [&](const FilterValue &value) { return termOf(documentTermFrom(key, value, place)); });
    }

    template<typename F>
    Result<FilterNode> parseValues(qsizetype start, F &&read)
    {
        std::vector<FilterNode> choices;
        do {
            ++m_at; // The colon or the comma.
            const auto value = parseValue(start);
            if (!value)
                return value.error();
            auto choice = read(*value);
            if (!choice)
                return choice;
            if (const Status done = countTerm(value->span); !done)
                return done.error();
            addChoice(choices, *std::move(choice));
        } while (!isAtEnd() && peek() == u',');
        if (!isAtEnd() && !peek().isSpace() && peek() != u')')
            return filterError({m_at, 1},
                               u"A value ends with a space or a comma. Put one that holds such characters into quotes."_s);
        return joined(FilterNode::Kind::Any, std::move(choices));
    }

    /// States come together in one term, which one search in an index answers.
    static void addChoice(std::vector<FilterNode> &choices, FilterNode choice)
    {
        auto *states = std::get_if<StateTerm>(&choice.term);
        if (!states || choices.empty()) {
            choices.push_back(std::move(choice));
            return;
        }
        auto &known = std::get<StateTerm>(choices.front().term).states;
        for (const TaskState state : states->states)
            if (std::find(known.begin(), known.end(), state) == known.end())
                known.push_back(state);
    }

    // value := ["<" | "<=" | ">" | ">=" | "="] scalar | scalar ".." scalar
    Result<FilterValue> parseValue(qsizetype start)
    {
        const FilterRelation relation = parseRelation();
        if (!isAtEnd() && peek() == u'"') {
            auto value = parseQuoted();
            if (value)
                value->relation = relation;
            return value;
        }
        const qsizetype from = m_at;
        while (!isAtEnd() && !endsWord(peek()) && peek() != u',')
            ++m_at;
        const QStringView text = m_text.sliced(from, m_at - from);
        if (text.isEmpty())
            return filterError({start, m_at - start},
                               u"A value is missing. One with spaces or parentheses stands in quotes."_s);
        return FilterValue {relation, text.toString(), false, {from, text.size()}};
    }

    FilterRelation parseRelation()
    {
        if (accept(u'='))
            return FilterRelation::Equal;
        if (accept(u'<'))
            return accept(u'=') ? FilterRelation::LessOrEqual : FilterRelation::Less;
        if (accept(u'>'))
            return accept(u'=') ? FilterRelation::GreaterOrEqual : FilterRelation::Greater;
        return FilterRelation::None;
    }

    /// A text in quotes, where \" and \\ stand for a quote and a backslash. Not empty.
    Result<FilterValue> parseQuoted()
    {
        const qsizetype start = m_at++;
        QString text;
        while (!isAtEnd() && peek() != u'"') {
            if (peek() == u'\\' && m_at + 1 < m_text.size() && (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\'))
                ++m_at;
            text += m_text[m_at++];
        }
        if (isAtEnd())
            return filterError({start, m_text.size() - start}, u"This quotation mark is never closed."_s);
        ++m_at;
        if (text.isEmpty())
            return filterError({start, 2}, u"An empty text cannot be looked for."_s);
        return FilterValue {FilterRelation::None, text, true, {start, m_at - start}};
    }

    /// `.user_id`, `."user id"`, `[0]`, one after the other; may be empty.
    Result<std::vector<PathStep>> parsePath()
    {
        std::vector<PathStep> path;
        while (!isAtEnd() && (peek() == u'.' || peek() == u'[')) {
            auto step = peek() == u'.' ? parseMember() : parseElement();
            if (!step)
                return step.error();
            path.push_back(*std::move(step));
        }
        return path;
    }

    Result<PathStep> parseMember()
    {
        const qsizetype start = m_at++;
        QString name;
        if (!isAtEnd() && peek() == u'"') {
            const auto quoted = parseQuoted();
            if (!quoted)
                return quoted.error();
            name = quoted->text;
        } else {
            const qsizetype from = m_at;
            while (!isAtEnd() && !endsWord(peek()) && !u".[]:,"_s.contains(peek()))
                ++m_at;
            name = m_text.sliced(from, m_at - from).toString();
        }
        if (name.isEmpty())
            return filterError({start, 1}, u"The name of a member is missing after this point."_s);
        // The database has no spelling for them.
        if (name.contains(u'"') || name.contains(u'\\') || name.contains(QChar::Null))
            return filterError({start, m_at - start},
                               u"A member whose name holds a quotation mark, a backslash or a null cannot be looked for."_s);
        return PathStep {name};
    }

    Result<PathStep> parseElement()
    {
        const qsizetype start = m_at++;
        const qsizetype end = m_text.indexOf(u']', m_at);
        bool isNumber = false;
        const int index = end < 0 ? 0 : m_text.sliced(m_at, end - m_at).toInt(&isNumber);
        if (!isNumber || index < 0)
            return filterError({start, 1}, u"The place of an element is a whole number between brackets: [0]."_s);
        m_at = end + 1;
        return PathStep {index};
    }

    Error noSuchKey(TextSpan span, QStringView name) const
    {
        const auto isIt = [&](QLatin1String key) { return name.compare(key, Qt::CaseInsensitive) == 0; };
        if (std::any_of(kLaterKeys.begin(), kLaterKeys.end(), isIt))
            return filterError(span, u"The key %1 is not known yet."_s.arg(name));
        if (isIt(kZoneMark.chopped(1)))
            return filterError(span, u"The zone stands by itself, without a minus: zone:Europe/Berlin."_s);
        if (found(kDocumentKeys, name))
            return filterError(span, u"%1 needs the path of a value: %1.user_id:123."_s.arg(name));
        return filterError(span, u"There is no key \"%1\". Put a text with a colon into quotes."_s.arg(name));
    }

    Status endTerm(TextSpan span)
    {
        if (!isAtEnd() && !peek().isSpace() && peek() != u')')
            return filterError({m_at, 1}, u"A space is missing here. Put a text that holds such characters into quotes."_s);
        return countTerm(span);
    }

    Status countTerm(TextSpan span)
    {
        if (++m_terms > TaskFilter::kTermsMax)
            return filterError(span, u"There are too many terms: %1 are allowed."_s.arg(TaskFilter::kTermsMax));
        return Unit {};
    }

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek() const { return m_text[m_at]; }

    [[nodiscard]] bool isAtWord(const QString &word) const
    {
        const QStringView rest = m_text.sliced(m_at);
        return rest.startsWith(word) && (rest.size() == word.size() || endsWord(rest[word.size()]));
    }

    bool accept(QChar c)
    {
        const bool isThere = !isAtEnd() && peek() == c;
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    void skipSpace()
    {
        while (!isAtEnd() && peek().isSpace())
            ++m_at;
    }

    static constexpr qsizetype kIdDigitsMin = 4;
    static constexpr auto kZoneMark = "zone:"_L1;

    const QStringView m_text;
    const FilterTimes m_times;
    std::optional<QTimeZone> m_zone;
    qsizetype m_at = 0;
    int m_terms = 0;
    int m_depth = 0;
};

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
    FilterParser parser(text, {.now = now});
    auto root = parser.parse();
    // The zone may stand behind the dates that it is for.
    if (root && parser.zone())
        root = FilterParser(text, {.now = now, .zone = *parser.zone()}).parse();
    if (!root)
        return root.error();
    return TaskFilter {*std::move(root), now};
}

} // namespace conduit::broker
