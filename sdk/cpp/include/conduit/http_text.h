// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <string_view>

/// The letters of a head of HTTP/1.1, for whoever reads one: RFC 9110, section 5. Pure, on any thread.
namespace conduit::http_text {

inline constexpr std::array<bool, 256> kTokenCharacters = [] {
    std::array<bool, 256> allowed {};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        allowed[static_cast<unsigned char>(c)] = true;
    return allowed;
}();

/// A name of a method or header.
inline bool isToken(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return kTokenCharacters[static_cast<unsigned char>(c)]; });
}

/// Without control characters, but for tabs.
inline bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code >= 0x20 && code != 0x7f) || c == '\t';
    });
}

/// Whether a token or value is the word in whatever case. `word` is of small letters, digits and `-`, so that no control character could
/// pass for one of its bytes in capitals; there are none in either.
inline bool isWord(QByteArrayView text, QByteArrayView word)
{
    return text.size() == word.size()
        && std::equal(text.begin(), text.end(), word.begin(), [](char given, char wanted) { return (given | 0x20) == wanted; });
}

/// Without blanks and tabs around it; QByteArrayView::trimmed() also drops control characters.
inline QByteArrayView trimmed(QByteArrayView value)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.isEmpty() && isBlank(value.front()))
        value = value.sliced(1);
    while (!value.isEmpty() && isBlank(value.back()))
        value.chop(1);
    return value;
}

/// Whether the value of Connection, a list with commas, has the word `close`.
inline bool listsClose(QByteArrayView value)
{
    while (true) {
        const qsizetype comma = value.indexOf(',');
        if (isWord(trimmed(comma < 0 ? value : value.first(comma)), "close"))
            return true;
        if (comma < 0)
            return false;
        value = value.sliced(comma + 1);
    }
}

} // namespace conduit::http_text
