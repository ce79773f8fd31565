// SPDX-License-Identifier: MIT
#include "json_names.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <forward_list>
#include <string>
#include <string_view>

namespace conduit::json {

namespace {

struct Name
{
    std::string_view characters;
    Offset entry;
};

/// True when no two are the same; false when two are, or there are so many that it takes an order to tell.
bool areDistinct(const QVarLengthArray<Name, 16> &names)
{
    constexpr std::size_t kPlaces = 128;
    constexpr qsizetype kNamesMax = 64;
    if (names.size() > kNamesMax)
        return false;
    std::array<quint8, kPlaces> taken {}; // by which name, counted from 1
    for (qsizetype i = 0; i < names.size(); ++i) {
        const std::string_view name = names[i].characters;
        std::size_t hash = name.size();
        for (const char c : name)
            hash = (hash ^ static_cast<uchar>(c)) * 0x9e3779b1U;
        std::size_t place = (hash >> 16) % kPlaces;
        for (; taken[place] != 0; place = (place + 1) % kPlaces) {
            if (names[taken[place] - 1].characters == name)
                return false;
        }
        taken[place] = static_cast<quint8>(i + 1);
    }
    return true;
}

/// The entry of a member name that its object has had before. Names are compared unescaped: "a" and "\u0061" are the same.
std::optional<Offset> duplicateNameIn(const DocumentContent &content, Offset object)
{
    const auto &entries = content.entries;
    QVarLengthArray<Name, 16> names;
    std::forward_list<std::string> unescapedNames; // a list, so that views into it stay valid; free when it is empty
    for (Offset at = object + 1; at < entries[object].next; at = entries[at + 1].next) {
        auto characters = content.literal(at);
        if (hasEscape(characters))
            characters = unescapedNames.emplace_front(unescaped(characters));
        names.push_back({characters, at});
    }
    if (areDistinct(names))
        return {};
    std::sort(names.begin(), names.end(), [](const Name &a, const Name &b) {
        const int order = a.characters.compare(b.characters);
        return order != 0 ? order < 0 : a.entry < b.entry;
    });
    const auto twin = std::adjacent_find(names.begin(), names.end(),
                                         [](const Name &a, const Name &b) { return a.characters == b.characters; });
    return twin == names.end() ? std::nullopt : std::optional(std::next(twin)->entry);
}

} // namespace

std::optional<Offset> duplicateName(const DocumentContent &content)
{
    const auto &entries = content.entries;
    for (Offset at = 0; at < entries.size(); ++at) {
        const bool hasTwoMembers = entries[at].kind == Kind::Object && entries[at].next > at + 3;
        if (!hasTwoMembers)
            continue;
        if (const auto twin = duplicateNameIn(content, at))
            return twin;
    }
    return {};
}

} // namespace conduit::json
