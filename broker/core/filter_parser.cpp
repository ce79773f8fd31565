// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/filter_parser.h"

#include "broker/core/filter_keys.h"
#include "broker/core/filter_scanner.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView kOr = u"OR";

/// A node of several, or the only one itself.
FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    return {kind, std::move(parts), {}};
}

/// Reads a filter from left to right. A part that cannot be read ends the whole; nothing is guessed.
class FilterParser
{
public:
    FilterParser(QStringView text, FilterTimes times) : m_scan(text), m_times(std::move(times)) { }

    Result<FilterNode> parse()
    {
        m_scan.skipSpace();
        if (const Status done = skipZones(); !done)
            return done.error();
        if (m_scan.isAtEnd())
            return FilterNode {};
        auto root = parseAny();
        if (root && !m_scan.isAtEnd())
            return filterError({m_scan.at(), 1}, u"This parenthesis closes nothing."_s);
        return root;
    }

    /// What the filter says about dates without one.
    [[nodiscard]] const std::optional<QTimeZone> &zone() const { return m_zone; }

private:
    // zone := "zone:" value. It says nothing about tasks, and may stand wherever a term may.
    Status skipZones()
    {
        while (m_scan.rest().startsWith(kZoneMark, Qt::CaseInsensitive)) {
            const qsizetype start = m_scan.at();
            m_scan.skip(kZoneMark.size());
            const auto value = m_scan.value(start);
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
            m_scan.skipSpace();
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
            if (!m_scan.isAtWord(kOr))
                return joined(FilterNode::Kind::Any, std::move(choices));
            m_scan.skip(kOr.size());
            m_scan.skipSpace();
        }
    }

    // and := term+
    Result<FilterNode> parseAll()
    {
        std::vector<FilterNode> parts;
        if (const Status done = skipZones(); !done)
            return done.error();
        while (!m_scan.isAtEnd() && m_scan.peek() != u')' && !m_scan.isAtWord(kOr)) {
            auto part = parseTerm();
            if (!part)
                return part;
            parts.push_back(*std::move(part));
            m_scan.skipSpace();
            if (const Status done = skipZones(); !done)
                return done.error();
        }
        if (parts.empty())
            return filterError({m_scan.at(), m_scan.isAtEnd() || m_scan.peek() == u')' ? 0 : kOr.size()},
                               u"A term is missing here."_s);
        return joined(FilterNode::Kind::All, std::move(parts));
    }

    // term := ["-"] (qualifier | word | "(" or ")")
    Result<FilterNode> parseTerm()
    {
        if (m_scan.peek() != u'-')
            return parseTermItself();
        const qsizetype start = m_scan.at();
        m_scan.skip();
        if (m_scan.isAtEnd() || m_scan.peek().isSpace() || m_scan.peek() == u')' || m_scan.peek() == u'-')
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
        if (m_scan.peek() == u'(')
            return parseGroup();
        if (m_scan.peek() == u'"')
            return parseQuotedWord();
        const qsizetype start = m_scan.at();
        const QStringView name = m_scan.name();
        if (!name.isEmpty() && !m_scan.isAtEnd() && m_scan.peek() == u':')
            return parseQualifier(start, name);
        if (const auto document = documentOfKey(name)) {
            auto path = m_scan.path();
            if (!path)
                return path.error();
            if (!m_scan.isAtEnd() && m_scan.peek() == u':' && !path->empty())
                return parseDocument(start, {.document = *document, .path = *path});
        }
        m_scan.goBackTo(start);
        return parseWord(name);
    }

    Result<FilterNode> parseGroup()
    {
        const qsizetype start = m_scan.at();
        m_scan.skip();
        if (++m_depth > TaskFilter::kDepthMax)
            return filterError(
                {start, 1},
                u"There are too many parentheses inside of each other: %1 are allowed."_s.arg(TaskFilter::kDepthMax));
        m_scan.skipSpace();
        auto inner = parseAny();
        if (!inner)
            return inner;
        if (m_scan.isAtEnd())
            return filterError({start, 1}, u"This parenthesis is never closed."_s);
        m_scan.skip();
        --m_depth;
        return inner;
    }

    Result<FilterNode> parseQuotedWord()
    {
        const auto value = m_scan.quoted();
        if (!value)
            return value.error();
        if (const Status done = endTerm(value->span); !done)
            return done.error();
        return termNode(WordTerm {value->text});
    }

    /// `key` is what a key at this place would be called.
    Result<FilterNode> parseWord(QStringView key)
    {
        const qsizetype start = m_scan.at();
        const QStringView word = m_scan.word();
        const TextSpan span {start, word.size()};
        if (const qsizetype colon = word.indexOf(u':'); colon >= 0)
            return noSuchKey({start, colon}, word.first(colon));
        const QStringView rest = word.sliced(key.size());
        if (readerOfKey(key) && !rest.isEmpty() && u"=<>!"_s.contains(rest.front()))
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
        const ReadValue read = readerOfKey(name);
        if (!read)
            return noSuchKey({start, name.size()}, name);
        return parseValues(start,
                           [this, read, key = name.toString()](const FilterValue &value) { return read(key, value, m_times); });
    }

    Result<FilterNode> parseDocument(qsizetype start, const DocumentTerm &place)
    {
        const QString key = m_scan.since(start).toString();
        return parseValues(start, [&](const FilterValue &value) {
            auto term = documentTermFrom(key, value, place);
            return term ? Result<FilterNode>(termNode(*std::move(term))) : term.error();
        });
    }

    template<typename F>
    Result<FilterNode> parseValues(qsizetype start, F &&read)
    {
        std::vector<FilterNode> choices;
        do {
            m_scan.skip(); // The colon or the comma.
            const auto value = m_scan.value(start);
            if (!value)
                return value.error();
            auto choice = read(*value);
            if (!choice)
                return choice;
            if (const Status done = countTerm(value->span); !done)
                return done.error();
            addChoice(choices, *std::move(choice));
        } while (!m_scan.isAtEnd() && m_scan.peek() == u',');
        if (!m_scan.isAtEnd() && !m_scan.peek().isSpace() && m_scan.peek() != u')')
            return filterError({m_scan.at(), 1},
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

    Error noSuchKey(TextSpan span, QStringView name) const
    {
        if (isLaterKey(name))
            return filterError(span, u"The key %1 is not known yet."_s.arg(name));
        if (name.compare(kZoneMark.chopped(1), Qt::CaseInsensitive) == 0)
            return filterError(span, u"The zone stands by itself, without a minus: zone:Europe/Berlin."_s);
        if (documentOfKey(name))
            return filterError(span, u"%1 needs the path of a value: %1.user_id:123."_s.arg(name));
        return filterError(span, u"There is no key \"%1\". Put a text with a colon into quotes."_s.arg(name));
    }

    Status endTerm(TextSpan span)
    {
        if (!m_scan.isAtEnd() && !m_scan.peek().isSpace() && m_scan.peek() != u')')
            return filterError({m_scan.at(), 1},
                               u"A space is missing here. Put a text that holds such characters into quotes."_s);
        return countTerm(span);
    }

    Status countTerm(TextSpan span)
    {
        if (++m_terms > TaskFilter::kTermsMax)
            return filterError(span, u"There are too many terms: %1 are allowed."_s.arg(TaskFilter::kTermsMax));
        return Unit {};
    }

    static constexpr qsizetype kIdDigitsMin = 4;
    static constexpr auto kZoneMark = "zone:"_L1;

    FilterScanner m_scan;
    const FilterTimes m_times;
    std::optional<QTimeZone> m_zone;
    int m_terms = 0;
    int m_depth = 0;
};

} // namespace

Result<ParsedFilter> parseFilterText(QStringView text, const FilterTimes &times)
{
    FilterParser parser(text, times);
    auto root = parser.parse();
    if (!root)
        return root.error();
    return ParsedFilter {*std::move(root), parser.zone()};
}

} // namespace conduit::broker
