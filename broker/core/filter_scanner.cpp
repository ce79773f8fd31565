// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/filter_scanner.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; }

/// Whether a character ends a word without quotes.
bool endsWord(QChar c) { return c.isSpace() || c == u'(' || c == u')' || c == u'"'; }

} // namespace

bool FilterScanner::isAtWord(QStringView word) const
{
    const QStringView left = rest();
    return left.startsWith(word) && (left.size() == word.size() || endsWord(left[word.size()]));
}

bool FilterScanner::accept(QChar c)
{
    const bool isThere = !isAtEnd() && peek() == c;
    m_at += isThere ? 1 : 0;
    return isThere;
}

void FilterScanner::skipSpace()
{
    while (!isAtEnd() && peek().isSpace())
        ++m_at;
}

QStringView FilterScanner::name()
{
    const qsizetype start = m_at;
    while (!isAtEnd() && isLetter(peek()))
        ++m_at;
    return since(start);
}

QStringView FilterScanner::word()
{
    const qsizetype start = m_at;
    while (!isAtEnd() && !endsWord(peek()))
        ++m_at;
    return since(start);
}

Result<FilterValue> FilterScanner::value(qsizetype start)
{
    const FilterRelation before = relation();
    if (!isAtEnd() && peek() == u'"') {
        auto inQuotes = quoted();
        if (inQuotes)
            inQuotes->relation = before;
        return inQuotes;
    }
    const qsizetype from = m_at;
    while (!isAtEnd() && !endsWord(peek()) && peek() != u',')
        ++m_at;
    const QStringView text = m_text.sliced(from, m_at - from);
    if (text.isEmpty())
        return filterError({start, m_at - start}, u"A value is missing. One with spaces or parentheses stands in quotes."_s);
    return FilterValue {before, text.toString(), false, {from, text.size()}};
}

FilterRelation FilterScanner::relation()
{
    if (accept(u'='))
        return FilterRelation::Equal;
    if (accept(u'<'))
        return accept(u'=') ? FilterRelation::LessOrEqual : FilterRelation::Less;
    if (accept(u'>'))
        return accept(u'=') ? FilterRelation::GreaterOrEqual : FilterRelation::Greater;
    return FilterRelation::None;
}

Result<FilterValue> FilterScanner::quoted()
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

Result<std::vector<PathStep>> FilterScanner::path()
{
    std::vector<PathStep> steps;
    while (!isAtEnd() && (peek() == u'.' || peek() == u'[')) {
        auto step = peek() == u'.' ? member() : element();
        if (!step)
            return step.error();
        steps.push_back(*std::move(step));
    }
    return steps;
}

Result<PathStep> FilterScanner::member()
{
    const qsizetype start = m_at++;
    QString name;
    if (!isAtEnd() && peek() == u'"') {
        const auto inQuotes = quoted();
        if (!inQuotes)
            return inQuotes.error();
        name = inQuotes->text;
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

Result<PathStep> FilterScanner::element()
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

} // namespace conduit::broker
