// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/json_items.h"

#include "ui/format/json_layout.h"

namespace conduit::ui {

json::Kind jsonKind(char first)
{
    switch (first) {
    case '{':
        return json::Kind::Object;
    case '[':
        return json::Kind::Array;
    case '"':
        return json::Kind::String;
    case 't':
    case 'f':
        return json::Kind::Boolean;
    case 'n':
        return json::Kind::Null;
    default:
        return json::Kind::Number;
    }
}

namespace {

/// Walks over JSON without reading it again: only strings, brackets and commas matter.
class Walk
{
public:
    Walk(QByteArrayView json, qsizetype at) : m_json(json), m_at(at) { }

    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_json.size(); }

    void skipSpace()
    {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
            ++m_at;
    }
    /// Over this character and the space behind it, if it is there.
    bool accept(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    JsonItem readItem(bool isMember)
    {
        JsonItem item;
        item.nameBegin = item.nameEnd = m_at;
        if (isMember && peek() == '"') {
            skipString();
            item.nameEnd = m_at;
            skipSpace();
            accept(':');
        }
        item.begin = m_at;
        item.kind = jsonKind(peek());
        if (item.isContainer())
            item.count = skipContainer();
        else if (item.kind == json::Kind::String)
            skipString();
        else
            skipWord();
        item.end = m_at;
        skipSpace();
        return item;
    }

private:
    void skipString() { m_at = stringEnd(m_json, m_at); }

    void skipWord()
    {
        while (!isAtEnd() && !QByteArrayView(",:{}[]\" \t\n\r").contains(peek()))
            ++m_at;
    }

    /// Returns how many items there are.
    qsizetype skipContainer()
    {
        ++m_at;
        skipSpace();
        qsizetype count = peek() == '}' || peek() == ']' ? 0 : 1;
        for (qsizetype depth = 1; depth > 0 && !isAtEnd();) {
            const char c = peek();
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            count += c == ',' && depth == 1 ? 1 : 0;
            ++m_at;
        }
        return count;
    }

    QByteArrayView m_json;
    qsizetype m_at;
};

/// From where the first of them begins.
void visitFrom(Walk walk, bool areMembers, const std::function<bool(const JsonItem &)> &visit)
{
    while (!walk.isAtEnd() && walk.peek() != '}' && walk.peek() != ']') {
        const auto begin = walk.at();
        if (!visit(walk.readItem(areMembers)) || !walk.accept(',') || walk.at() == begin)
            return;
    }
}

} // namespace

qsizetype jsonBegin(QByteArrayView json)
{
    Walk walk(json, 0);
    walk.skipSpace();
    return walk.at();
}

JsonItem jsonItem(QByteArrayView json) { return Walk(json, jsonBegin(json)).readItem(false); }

void visitJsonItems(QByteArrayView json, qsizetype begin, const std::function<bool(const JsonItem &)> &visit)
{
    Walk walk(json, begin);
    const bool isObject = walk.accept('{');
    if (isObject || walk.accept('['))
        visitFrom(walk, isObject, visit);
}

JsonContent jsonContent(QByteArrayView json, const JsonItem &of)
{
    JsonContent content;
    qsizetype number = 0;
    visitJsonItems(json, of.begin, [&](const JsonItem &item) {
        if (of.count <= kJsonRunItems) {
            content.items.append(item);
            return true;
        }
        if (number % kJsonRunItems == 0)
            content.runs.append({.first = number, .begin = item.nameBegin, .areMembers = item.isMember()});
        ++content.runs.last().count;
        content.runs.last().end = item.end;
        ++number;
        return true;
    });
    return content;
}

JsonContent jsonContent(QByteArrayView json, const JsonRun &of)
{
    JsonContent content;
    visitFrom(Walk(json.first(of.end), of.begin), of.areMembers, [&](const JsonItem &item) {
        content.items.append(item);
        return true;
    });
    return content;
}

} // namespace conduit::ui
