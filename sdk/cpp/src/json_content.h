// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/json_text.h>

#include "json_escape.h"
#include <conduit/utf8.h>

#include <QAnyStringView>
#include <QByteArray>
#include <QString>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace conduit::json {

using Offset = std::uint32_t;

/// One value, or one member name, of the compact text. An object's children are name, value, name, value, …
struct Entry
{
    Offset begin;
    Offset end;
    Offset next; ///< Index of the entry behind this value and all that it holds.
    Kind kind;
};

/// The compact text and a flat index over it.
struct DocumentContent
{
    QByteArray text;
    std::vector<Entry> entries;

    [[nodiscard]] std::string_view slice(Offset index) const
    {
        const Entry &entry = entries[index];
        return {text.constData() + entry.begin, entry.end - entry.begin};
    }
    /// What stands between the quotes of a string or name.
    [[nodiscard]] std::string_view literal(Offset index) const
    {
        const auto quoted = slice(index);
        return quoted.substr(1, quoted.size() - 2);
    }
    [[nodiscard]] QString characters(Offset index) const
    {
        const auto plain = literal(index);
        return hasEscape(plain) ? textFromUtf8(unescaped(plain)) : textFromUtf8(plain);
    }
    [[nodiscard]] bool isNamed(Offset index, QStringView name) const
    {
        const auto plain = literal(index);
        // Most names differ at once.
        const auto first = plain.empty() ? uchar(0) : static_cast<uchar>(plain.front());
        const bool isItself = first < 0x80 && first != '\\';
        if (isItself && !name.isEmpty() && first != name.front().unicode())
            return false;
        // Escapes, and characters beyond ASCII, need more bytes than the name has units.
        if (static_cast<qsizetype>(plain.size()) <= name.size()) {
            const auto isSame = [](char a, char16_t b) { return static_cast<uchar>(a) == b; };
            return std::equal(plain.begin(), plain.end(), name.utf16(), name.utf16() + name.size(), isSame)
                && !hasEscape(plain);
        }
        if (hasEscape(plain))
            return characters(index) == name;
        return QAnyStringView(name) == QUtf8StringView(plain.data(), static_cast<qsizetype>(plain.size()));
    }
    /// The value of a member. Looks first behind the one that was found last in the same object: whoever asks for members in the
    /// order of the text finds each at once.
    [[nodiscard]] std::optional<Offset> memberNamed(Offset object, QStringView name) const
    {
        const auto find = [&](Offset from, Offset to) -> std::optional<Offset> {
            for (; from < to; from = entries[from + 1].next) {
                if (isNamed(from, name))
                    return from;
            }
            return {};
        };
        const Offset first = object + 1;
        const Offset start = askedObject == object ? nextName : first;
        auto found = find(start, entries[object].next);
        if (!found)
            found = find(first, start);
        if (!found)
            return {};
        askedObject = object;
        nextName = entries[*found + 1].next;
        return *found + 1;
    }

    mutable Offset askedObject = 0; ///< Of the member that was found last.
    mutable Offset nextName = 1;    ///< Behind it.
};

} // namespace conduit::json
