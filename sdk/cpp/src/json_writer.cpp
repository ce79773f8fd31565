// SPDX-License-Identifier: MIT
#include <conduit/json_writer.h>

#include <QtGlobal>

#include <charconv>
#include <utility>

namespace conduit::json {

namespace {

bool needsEscape(char16_t c) { return c < 0x20 || c == u'"' || c == u'\\'; }

void appendEscape(QByteArray &out, char16_t c)
{
    switch (c) {
    case u'"':
        out += "\\\"";
        return;
    case u'\\':
        out += "\\\\";
        return;
    case u'\b':
        out += "\\b";
        return;
    case u'\f':
        out += "\\f";
        return;
    case u'\n':
        out += "\\n";
        return;
    case u'\r':
        out += "\\r";
        return;
    case u'\t':
        out += "\\t";
        return;
    default:
        out += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        return;
    }
}

/// Surrogates are paired by QStringView's own conversion; a lone one becomes a replacement character there, since JSON has none.
void appendLiteral(QByteArray &out, QStringView text)
{
    out += '"';
    while (!text.isEmpty()) {
        qsizetype run = 0;
        while (run < text.size() && !needsEscape(text[run].unicode()))
            ++run;
        out += text.first(run).toUtf8();
        if (run < text.size())
            appendEscape(out, text[run++].unicode());
        text = text.sliced(run);
    }
    out += '"';
}

template<typename Number>
void appendNumber(QByteArray &out, Number value)
{
    // std::to_chars knows no locale, so a German desktop writes the same bytes.
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    out.append(digits, end - digits);
}

} // namespace

void Writer::separate()
{
    if (m_needsComma)
        m_out += ',';
    m_needsComma = true;
}

Writer &Writer::beginObject()
{
    separate();
    m_out += '{';
    m_needsComma = false;
    return *this;
}

Writer &Writer::endObject()
{
    m_out += '}';
    m_needsComma = true;
    return *this;
}

Writer &Writer::beginArray()
{
    separate();
    m_out += '[';
    m_needsComma = false;
    return *this;
}

Writer &Writer::endArray()
{
    m_out += ']';
    m_needsComma = true;
    return *this;
}

Writer &Writer::name(QByteArrayView name)
{
    separate();
    m_out += '"';
    m_out += name;
    m_out += "\":";
    m_needsComma = false;
    return *this;
}

Writer &Writer::member(QStringView name)
{
    separate();
    appendLiteral(m_out, name);
    m_out += ':';
    m_needsComma = false;
    return *this;
}

Writer &Writer::string(QStringView text)
{
    separate();
    appendLiteral(m_out, text);
    return *this;
}

Writer &Writer::plain(QByteArrayView text)
{
    separate();
    m_out += '"';
    m_out += text;
    m_out += '"';
    return *this;
}

Writer &Writer::integer(qint64 value)
{
    separate();
    appendNumber(m_out, value);
    return *this;
}

Writer &Writer::number(double value)
{
    Q_ASSERT_X(qIsFinite(value), "Writer::number", "JSON has no NaN and no infinity");
    separate();
    appendNumber(m_out, value);
    return *this;
}

Writer &Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer &Writer::null() { return raw("null"); }

Writer &Writer::raw(QByteArrayView json)
{
    separate();
    m_out += json;
    return *this;
}

QByteArray Writer::take()
{
    m_needsComma = false;
    return std::exchange(m_out, {});
}

QByteArray quoted(QStringView text)
{
    QByteArray literal;
    literal.reserve(text.size() + 2);
    appendLiteral(literal, text);
    return literal;
}

} // namespace conduit::json
