// SPDX-License-Identifier: MIT
#include <conduit/json_text.h>

#include "json_content.h"
#include "json_fault.h"
#include "json_names.h"
#include <conduit/json_writer.h>

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <string_view>

namespace conduit::json {

using namespace Qt::StringLiterals;

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The end of the string literal that begins at `quote`; both point at or behind a quotation mark.
const char *stringEnd(const char *quote, const char *textEnd)
{
    for (const char *at = quote + 1;;) {
        const auto *close = static_cast<const char *>(std::memchr(at, '"', static_cast<std::size_t>(textEnd - at)));
        Q_ASSERT_X(close, "stringEnd", "only valid texts come here");
        const char *backslashes = close;
        while (backslashes[-1] == '\\')
            --backslashes;
        if ((close - backslashes) % 2 == 0)
            return close + 1;
        at = close + 1;
    }
}

const char *scalarEnd(const char *at, const char *textEnd)
{
    return std::find_if(at, textEnd, [](char c) { return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':'; });
}

Kind kindOf(char first)
{
    switch (first) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::String;
    case 't':
    case 'f':
        return Kind::Boolean;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Number;
    }
}

/// Copies a valid text without its insignificant white space and indexes it on the way, in one pass without recursion.
/// Stops early, and answers false, when it nests too deep.
bool index(DocumentContent &content, const QByteArray &source, int depthMax)
{
    constexpr Offset kNone = std::numeric_limits<Offset>::max();
    content.text = QByteArray(source.size(), Qt::Uninitialized);
    auto &entries = content.entries;
    entries.reserve(std::clamp<std::size_t>(static_cast<std::size_t>(source.size()) / 8, 8, 64));

    const char *at = source.constData();
    const char *const end = at + source.size();
    char *const target = content.text.data();
    char *out = target;
    const auto offset = [&] { return static_cast<Offset>(out - target); };
    const auto count = [&] { return static_cast<Offset>(entries.size()); };

    // While an array or object is open, its `end` holds the index of the one around it: a stack without a second vector.
    Offset open = kNone;
    int depth = 0;
    while (at < end) {
        const char c = *at;
        if (isSpace(c)) {
            ++at;
        } else if (c == '{' || c == '[') {
            if (++depth > depthMax)
                return false;
            entries.push_back({offset(), open, 0, kindOf(c)});
            open = count() - 1;
            *out++ = *at++;
        } else if (c == '}' || c == ']') {
            --depth;
            *out++ = *at++;
            const Offset outer = entries[open].end;
            entries[open].end = offset();
            entries[open].next = count();
            open = outer;
        } else if (c == ',' || c == ':') {
            *out++ = *at++;
        } else {
            const char *const stop = c == '"' ? stringEnd(at, end) : scalarEnd(at, end);
            const Offset begin = offset();
            std::memcpy(out, at, static_cast<std::size_t>(stop - at));
            out += stop - at;
            at = stop;
            entries.push_back({begin, offset(), count() + 1, kindOf(c)});
        }
    }
    content.text.truncate(out - target);
    return true;
}

/// Where the byte at `compactOffset` of the compact text stands in the text it was made from.
qsizetype sourceOffset(const QByteArray &source, Offset compactOffset)
{
    const char *const begin = source.constData();
    const char *const end = begin + source.size();
    const char *at = begin;
    for (Offset seen = 0;;) {
        while (isSpace(*at))
            ++at;
        const auto length = *at == '"' ? static_cast<Offset>(stringEnd(at, end) - at) : 1;
        if (seen + length > compactOffset)
            return at - begin;
        seen += length;
        at += length;
    }
}

/// Validates by simdjson's DOM, which is strict but keeps neither text nor positions, and lets duplicate names pass.
simdjson::error_code validate(QByteArray &text)
{
    // The parser keeps its buffers from text to text, one per thread; those of a large text are given back.
    constexpr qsizetype kKeptBytesMax = 256 * 1024;
    thread_local simdjson::dom::parser keptParser;
    text.reserve(text.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING)); // it reads past the end
    const auto error = [&text](simdjson::dom::parser &parser) {
        return parser.parse(text.constData(), static_cast<std::size_t>(text.size()), false).error();
    };
    if (text.size() <= kKeptBytesMax)
        return error(keptParser);
    simdjson::dom::parser parser;
    return error(parser);
}

} // namespace

Kind Value::kind() const { return m_content->entries[m_index].kind; }

bool Value::isInteger() const
{
    return kind() == Kind::Number && m_content->slice(m_index).find_first_of(".eE") == std::string_view::npos;
}

QByteArray Value::text() const
{
    if (m_index == 0)
        return m_content->text;
    const auto slice = m_content->slice(m_index);
    return {slice.data(), static_cast<qsizetype>(slice.size())};
}

std::optional<QString> Value::toString() const
{
    if (kind() != Kind::String)
        return {};
    return m_content->characters(m_index);
}

std::optional<qint64> Value::toInteger() const
{
    if (!isInteger())
        return {};
    const auto slice = m_content->slice(m_index);
    qint64 value = 0;
    const bool fits = std::from_chars(slice.data(), slice.data() + slice.size(), value).ec == std::errc();
    return fits ? std::optional(value) : std::nullopt;
}

std::optional<double> Value::toNumber() const
{
    if (kind() != Kind::Number)
        return {};
    const auto slice = m_content->slice(m_index);
    double value = 0;
    std::from_chars(slice.data(), slice.data() + slice.size(), value);
    return value;
}

std::optional<bool> Value::toBool() const
{
    if (kind() != Kind::Boolean)
        return {};
    return m_content->slice(m_index) == "true";
}

QList<Value::Member> Value::members() const
{
    QList<Member> members;
    if (kind() != Kind::Object)
        return members;
    const auto &entries = m_content->entries;
    for (Offset at = m_index + 1; at < entries[m_index].next; at = entries[at + 1].next)
        members.append({m_content->characters(at), Value(*m_content, at + 1)});
    return members;
}

std::optional<Value> Value::member(QStringView name) const
{
    if (kind() != Kind::Object)
        return {};
    const auto found = m_content->memberNamed(m_index, name);
    return found ? std::optional(Value(*m_content, *found)) : std::nullopt;
}

qsizetype Value::memberCount() const
{
    qsizetype count = 0;
    if (kind() != Kind::Object)
        return count;
    const auto &entries = m_content->entries;
    for (Offset at = m_index + 1; at < entries[m_index].next; at = entries[at + 1].next)
        ++count;
    return count;
}

QList<Value> Value::elements() const
{
    QList<Value> elements;
    if (kind() != Kind::Array)
        return elements;
    const auto &entries = m_content->entries;
    for (Offset at = m_index + 1; at < entries[m_index].next; at = entries[at].next)
        elements.append(Value(*m_content, at));
    return elements;
}

Result<Document, Fault> Document::parse(QByteArray text, int depthMax)
{
    const auto refused = [&](const QString &otherwise) { return Fault {describeFault(text, depthMax).value_or(otherwise)}; };
    // simdjson's own word on byte order marks differs from version to version.
    if (text.startsWith("\xef\xbb\xbf"))
        return refused({});
    if (text.size() >= std::numeric_limits<Offset>::max())
        return Fault {u"the text is larger than 4 GiB"_s};
    if (const auto error = validate(text))
        return refused(QString::fromUtf8(simdjson::error_message(error)));

    auto content = std::make_unique<DocumentContent>();
    if (!index(*content, text, depthMax))
        return refused(u"nested deeper than %1 levels"_s.arg(depthMax));
    if (const auto twin = duplicateName(*content)) {
        constexpr qsizetype kShownMax = 64;
        const auto name = QString::fromUtf8(quoted(content->characters(*twin).left(kShownMax)));
        return Fault {withPlace(u"the name "_s + name + u" stands twice in one object"_s, text,
                                sourceOffset(text, content->entries[*twin].begin))};
    }
    return Document(std::move(content));
}

Document::Document(std::unique_ptr<DocumentContent> content) : m_content(std::move(content)) { }
Document::Document(Document &&) noexcept = default;
Document &Document::operator=(Document &&) noexcept = default;
Document::~Document() = default;

Value Document::root() const { return {*m_content, 0}; }

bool isWithinDepth(QByteArrayView text, int depthMax)
{
    int depth = 0;
    const char *at = text.begin();
    while (at < text.end()) {
        if (*at == '"') {
            at = stringEnd(at, text.end());
            continue;
        }
        if ((*at == '{' || *at == '[') && ++depth > depthMax)
            return false;
        depth -= *at == '}' || *at == ']';
        ++at;
    }
    return true;
}

} // namespace conduit::json
