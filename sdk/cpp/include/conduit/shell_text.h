// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <algorithm>

/// Words of a POSIX shell, for commands that people copy. Pure, on any thread.
namespace conduit::shell_text {

/// `text` as one word, whatever it holds.
inline QString quoted(QString text) { return u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\''; }

/// The same, without quotes where nothing in it needs them.
inline QString word(const QString &text)
{
    const auto isPlain = [](QChar c) {
        const char16_t code = c.unicode();
        return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9')
            || QStringView(u"@%+=:,./_-").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain) ? text : quoted(text);
}

} // namespace conduit::shell_text
