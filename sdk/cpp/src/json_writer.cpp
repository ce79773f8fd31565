// SPDX-License-Identifier: MIT
#include <conduit/json_writer.h>

#include <QtGlobal>

#include <algorithm>
#include <charconv>
#include <utility>

namespace conduit::json {

namespace {

constexpr qsizetype kFirstCapacity = 256;
constexpr qsizetype kEscapeBytesMax = 6; ///< \u001f
constexpr qsizetype kNumberBytesMax = 32;

bool needsEscape(char16_t c) { return c < 0x20 || c == u'"' || c == u'\\'; }
bool isPlain(char16_t c) { return c < 0x80 && !needsEscape(c); }

/// The letter behind the backslash, where JSON has a short escape.
char shortEscapeOf(char16_t c)
{
    switch (c) {
    case u'"':
        return '"';
    case u'\\':
        return '\\';
    case u'\b':
        return 'b';
    case u'\f':
        return 'f';
    case u'\n':
        return 'n';
    case u'\r':
        return 'r';
    case u'\t':
        return 't';
    default:
        return 0;
    }
}

} // namespace

char *Writer::grownBy(qsizetype bytes)
{
    const qsizetype size = written();
    m_out.resize(std::max({kFirstCapacity, m_out.size() * 2, size + bytes}));
    m_at = m_out.data() + size;
    m_end = m_out.data() + m_out.size();
    return m_at;
}

Writer &Writer::reserve(qsizetype bytes)
{
    room(bytes);
    return *this;
}

void Writer::append(char c)
{
    *room(1) = c;
    ++m_at;
}

void Writer::append(QByteArrayView text) { m_at = std::copy(text.begin(), text.end(), room(text.size())); }

void Writer::appendEscape(char16_t c)
{
    char *at = room(kEscapeBytesMax);
    *at++ = '\\';
    if (const char letter = shortEscapeOf(c)) {
        *at = letter;
        m_at += 2;
        return;
    }
    constexpr char kDigits[] = "0123456789abcdef";
    *at++ = 'u';
    *at++ = '0';
    *at++ = '0';
    *at++ = kDigits[c >> 4];
    *at = kDigits[c & 0xf];
    m_at += kEscapeBytesMax;
}

/// Surrogates are paired by QStringView's own conversion; a lone one becomes a replacement character there, since JSON has none.
void Writer::appendLiteral(QStringView text)
{
    append('"');
    while (!text.isEmpty()) {
        char *at = room(text.size());
        qsizetype run = 0;
        for (; run < text.size() && isPlain(text[run].unicode()); ++run)
            at[run] = static_cast<char>(text[run].unicode());
        m_at += run;
        const qsizetype plain = run;
        while (run < text.size() && !isPlain(text[run].unicode()) && !needsEscape(text[run].unicode()))
            ++run;
        append(text.sliced(plain, run - plain).toUtf8());
        if (run < text.size() && needsEscape(text[run].unicode()))
            appendEscape(text[run++].unicode());
        text = text.sliced(run);
    }
    append('"');
}

template<typename Number>
void Writer::appendNumber(Number value)
{
    // std::to_chars knows no locale, so a German desktop writes the same bytes.
    char *begin = room(kNumberBytesMax);
    m_at = std::to_chars(begin, begin + kNumberBytesMax, value).ptr;
}

void Writer::separate()
{
    if (m_needsComma)
        append(',');
    m_needsComma = true;
}

Writer &Writer::beginObject()
{
    separate();
    append('{');
    m_needsComma = false;
    return *this;
}

Writer &Writer::endObject()
{
    append('}');
    m_needsComma = true;
    return *this;
}

Writer &Writer::beginArray()
{
    separate();
    append('[');
    m_needsComma = false;
    return *this;
}

Writer &Writer::endArray()
{
    append(']');
    m_needsComma = true;
    return *this;
}

Writer &Writer::name(QByteArrayView name)
{
    char *at = room(name.size() + 4);
    if (m_needsComma)
        *at++ = ',';
    *at++ = '"';
    at = std::copy(name.begin(), name.end(), at);
    *at++ = '"';
    *at++ = ':';
    m_at = at;
    m_needsComma = false;
    return *this;
}

Writer &Writer::member(QStringView name)
{
    separate();
    appendLiteral(name);
    append(':');
    m_needsComma = false;
    return *this;
}

Writer &Writer::string(QStringView text)
{
    separate();
    appendLiteral(text);
    return *this;
}

Writer &Writer::plain(QByteArrayView text)
{
    char *at = room(text.size() + 3);
    if (m_needsComma)
        *at++ = ',';
    *at++ = '"';
    at = std::copy(text.begin(), text.end(), at);
    *at++ = '"';
    m_at = at;
    m_needsComma = true;
    return *this;
}

Writer &Writer::integer(qint64 value)
{
    separate();
    appendNumber(value);
    return *this;
}

Writer &Writer::number(double value)
{
    Q_ASSERT_X(qIsFinite(value), "Writer::number", "JSON has no NaN and no infinity");
    separate();
    appendNumber(value);
    return *this;
}

Writer &Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer &Writer::raw(QByteArrayView json)
{
    separate();
    append(json);
    return *this;
}

QByteArray Writer::take()
{
    m_needsComma = false;
    m_out.truncate(written());
    m_at = m_end = nullptr;
    return std::exchange(m_out, {});
}

QByteArray quoted(QStringView text)
{
    Writer literal;
    literal.string(text);
    return literal.take();
}

} // namespace conduit::json
