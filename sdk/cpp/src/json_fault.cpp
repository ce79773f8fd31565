// SPDX-License-Identifier: MIT
#include "json_fault.h"

#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace conduit::json {

using namespace Qt::StringLiterals;

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Of a number outside a double's range: too near to zero, which is no fault, or too far from it?
bool isTiny(QByteArrayView number)
{
    const QByteArrayView magnitude = number.sliced(number.startsWith('-'));
    return magnitude.startsWith("0.") || magnitude.contains("e-") || magnitude.contains("E-");
}

/// Walks the grammar with a stack of its own, so that no nesting can exhaust the thread's.
class FaultScan
{
public:
    FaultScan(QByteArrayView text, int depthMax) : m_text(text), m_depthMax(depthMax) { }

    /// The first fault; its place is offset().
    std::optional<QString> find();
    [[nodiscard]] qsizetype offset() const { return m_at; }

private:
    enum class Want { Value, ValueOrEnd, NameOrEnd, Name, Colon, CommaOrEnd, Nothing };
    using Fault = std::optional<QString>;

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char here() const { return atEnd() ? '\0' : m_text[m_at]; }
    [[nodiscard]] bool isInObject() const { return m_open.back() == '{'; }
    [[nodiscard]] QString wanted() const;
    void skipSpace();
    void endValue() { m_want = m_open.empty() ? Want::Nothing : Want::CommaOrEnd; }
    void close();
    Fault step();
    Fault value();
    Fault open();
    Fault literal(std::string_view word);
    Fault number();
    Fault numberRange(qsizetype begin, bool isInteger);
    Fault string();
    Fault escape();
    Fault unicodeEscape();
    std::optional<unsigned> hexDigits(qsizetype at) const;
    Fault character();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depthMax;
    std::vector<char> m_open;
    Want m_want = Want::Value;
};

std::optional<QString> FaultScan::find()
{
    if (m_text.startsWith("\xef\xbb\xbf"))
        return u"a byte order mark is not allowed; send plain UTF-8"_s;
    for (;;) {
        skipSpace();
        if (atEnd())
            return m_want == Want::Nothing ? Fault() : u"the text ends too early: expected "_s + wanted();
        if (const Fault fault = step())
            return fault;
    }
}

QString FaultScan::wanted() const
{
    switch (m_want) {
    case Want::Value:
        return u"a value"_s;
    case Want::ValueOrEnd:
        return u"a value or ']'"_s;
    case Want::NameOrEnd:
        return u"a member name in double quotes or '}'"_s;
    case Want::Name:
        return u"a member name in double quotes"_s;
    case Want::Colon:
        return u"':'"_s;
    case Want::CommaOrEnd:
        return isInObject() ? u"',' or '}'"_s : u"',' or ']'"_s;
    case Want::Nothing:
        return u"nothing more after the value"_s;
    }
    Q_UNREACHABLE();
}

void FaultScan::skipSpace()
{
    while (!atEnd() && isSpace(here()))
        ++m_at;
}

void FaultScan::close()
{
    ++m_at;
    m_open.pop_back();
    endValue();
}

FaultScan::Fault FaultScan::step()
{
    const char c = here();
    switch (m_want) {
    case Want::ValueOrEnd:
        if (c == ']') {
            close();
            return {};
        }
        return value();
    case Want::Value:
        return value();
    case Want::NameOrEnd:
        if (c == '}') {
            close();
            return {};
        }
        [[fallthrough]];
    case Want::Name:
        if (c != '"')
            break;
        m_want = Want::Colon;
        return string();
    case Want::Colon:
        if (c != ':')
            break;
        ++m_at;
        m_want = Want::Value;
        return {};
    case Want::CommaOrEnd:
        if (c == (isInObject() ? '}' : ']')) {
            close();
            return {};
        }
        if (c != ',')
            break;
        ++m_at;
        m_want = isInObject() ? Want::Name : Want::Value;
        return {};
    case Want::Nothing:
        break;
    }
    return u"expected "_s + wanted();
}

FaultScan::Fault FaultScan::value()
{
    const char c = here();
    if (c == '{' || c == '[')
        return open();
    if (c != '"' && c != 't' && c != 'f' && c != 'n' && c != '-' && !isDigit(c))
        return u"expected "_s + wanted();
    endValue();
    switch (c) {
    case '"':
        return string();
    case 't':
        return literal("true");
    case 'f':
        return literal("false");
    case 'n':
        return literal("null");
    default:
        return number();
    }
}

FaultScan::Fault FaultScan::open()
{
    if (std::ssize(m_open) >= m_depthMax)
        return u"nested deeper than %1 levels"_s.arg(m_depthMax);
    m_want = here() == '{' ? Want::NameOrEnd : Want::ValueOrEnd;
    m_open.push_back(here());
    ++m_at;
    return {};
}

FaultScan::Fault FaultScan::literal(std::string_view word)
{
    const auto size = static_cast<qsizetype>(word.size());
    if (m_text.sliced(m_at).startsWith(QByteArrayView(word.data(), size))) {
        m_at += size;
        return {};
    }
    return u"expected a value; words without quotes are only true, false and null"_s;
}

FaultScan::Fault FaultScan::number()
{
    const auto begin = m_at;
    const auto digits = [this] {
        const auto before = m_at;
        while (isDigit(here()))
            ++m_at;
        return m_at > before;
    };
    bool isInteger = true;
    if (here() == '-')
        ++m_at;
    const bool beginsWithZero = here() == '0';
    const auto first = m_at;
    if (!digits())
        return u"expected a digit"_s;
    if (beginsWithZero && m_at > first + 1) {
        m_at = first;
        return u"a number may not begin with 0"_s;
    }
    if (here() == '.') {
        isInteger = false;
        ++m_at;
        if (!digits())
            return u"expected a digit after the decimal point"_s;
    }
    if (here() == 'e' || here() == 'E') {
        isInteger = false;
        ++m_at;
        if (here() == '+' || here() == '-')
            ++m_at;
        if (!digits())
            return u"expected a digit in the exponent"_s;
    }
    return numberRange(begin, isInteger);
}

FaultScan::Fault FaultScan::numberRange(qsizetype begin, bool isInteger)
{
    const QByteArrayView digits = m_text.sliced(begin, m_at - begin);
    const auto isBeyond = [&digits](auto value) {
        return std::from_chars(digits.begin(), digits.end(), value).ec == std::errc::result_out_of_range;
    };
    Fault fault;
    if (isInteger) {
        if (digits.startsWith('-') ? isBeyond(std::int64_t()) : isBeyond(std::uint64_t()))
            fault = u"an integer of more than 64 bits cannot be kept exactly; send it as a string"_s;
    } else if (isBeyond(double()) && !isTiny(digits)) {
        fault = u"a number beyond the range of a double cannot be kept; send it as a string"_s;
    }
    if (fault)
        m_at = begin;
    return fault;
}

FaultScan::Fault FaultScan::string()
{
    const auto begin = m_at++;
    while (!atEnd()) {
        const char c = here();
        if (c == '"') {
            ++m_at;
            return {};
        }
        if (const Fault fault = c == '\\' ? escape() : character())
            return fault;
    }
    m_at = begin;
    return u"this string is never closed"_s;
}

FaultScan::Fault FaultScan::escape()
{
    const char kind = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
    if (kind == 'u')
        return unicodeEscape();
    if (kind == '\0' || std::string_view("\"\\/bfnrt").find(kind) == std::string_view::npos)
        return u"an unknown escape; JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits"_s;
    m_at += 2;
    return {};
}

FaultScan::Fault FaultScan::unicodeEscape()
{
    const auto unit = hexDigits(m_at + 2);
    if (!unit)
        return u"expected four hex digits after \\u"_s;
    const bool isLow = *unit >= 0xdc00 && *unit <= 0xdfff;
    const bool isHigh = *unit >= 0xd800 && *unit < 0xdc00;
    qsizetype length = 6;
    if (isHigh && m_text.sliced(m_at + 6).startsWith("\\u")) {
        const auto second = hexDigits(m_at + 8);
        if (second && *second >= 0xdc00 && *second <= 0xdfff)
            length = 12;
    }
    if (isLow || (isHigh && length == 6))
        return u"a surrogate without its partner is no character"_s;
    m_at += length;
    return {};
}

std::optional<unsigned> FaultScan::hexDigits(qsizetype at) const
{
    unsigned value = 0;
    if (at + 4 > m_text.size())
        return {};
    const char *begin = m_text.data() + at;
    if (std::from_chars(begin, begin + 4, value, 16).ptr != begin + 4)
        return {};
    return value;
}

FaultScan::Fault FaultScan::character()
{
    const auto lead = static_cast<unsigned char>(here());
    if (lead < 0x20)
        return u"a control character inside a string must be written as \\u%1"_s.arg(lead, 4, 16, QChar(u'0'));
    const qsizetype size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const QByteArrayView sequence = m_text.sliced(m_at, qMin(size, m_text.size() - m_at));
    if (lead >= 0x80 && !QUtf8StringView(sequence).isValidUtf8())
        return u"the text is not valid UTF-8"_s;
    m_at += size;
    return {};
}

} // namespace

std::optional<QString> describeFault(QByteArrayView text, int depthMax)
{
    FaultScan scan(text, depthMax);
    const auto what = scan.find();
    return what ? std::optional(withPlace(*what, text, scan.offset())) : std::nullopt;
}

QString withPlace(const QString &what, QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(offset);
    const auto line = before.count('\n') + 1;
    qsizetype column = 1;
    for (const char c : before.sliced(before.lastIndexOf('\n') + 1))
        column += (static_cast<unsigned char>(c) & 0xc0) != 0x80; // bytes that continue a character do not count
    return u"%1 (line %2, column %3)"_s.arg(what).arg(line).arg(column);
}

} // namespace conduit::json
