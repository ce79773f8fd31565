// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/json_text.h>

#include <QByteArrayView>
#include <QList>

#include <functional>

namespace conduit::ui {

/// Which kind of value begins with that character, in valid JSON.
[[nodiscard]] json::Kind jsonKind(char first);

/// A value of an object or an array, as places in the text that it stands in, in bytes.
struct JsonItem
{
    qsizetype nameBegin = 0; ///< Of the quote of a member's name.
    qsizetype nameEnd = 0;   ///< Behind it; where it begins for an element, which has no name.
    qsizetype begin = 0;     ///< Of the value.
    qsizetype end = 0;
    json::Kind kind = json::Kind::Null;
    qsizetype count = 0; ///< Of its own members or elements.

    [[nodiscard]] bool isMember() const { return nameEnd > nameBegin; }
    [[nodiscard]] bool isContainer() const { return kind == json::Kind::Array || kind == json::Kind::Object; }
    [[nodiscard]] qsizetype size() const { return end - begin; }
};

// All of them expect text that was checked as valid JSON, and end with any other.

/// Where the one value begins that the text is; its size when there is none.
[[nodiscard]] qsizetype jsonBegin(QByteArrayView json);
/// That value. Looks through all of the text.
[[nodiscard]] JsonItem jsonItem(QByteArrayView json);

/// Shows `visit` each member of the object or each element of the array that begins at `begin`, in order, until it says no.
void visitJsonItems(QByteArrayView json, qsizetype begin, const std::function<bool(const JsonItem &)> &visit);

/// A stretch of a long list.
struct JsonRun
{
    qsizetype first = 0; ///< Which item it begins with, from 0.
    qsizetype count = 0;
    qsizetype begin = 0; ///< Of its first item.
    qsizetype end = 0;
    bool areMembers = false;
};

/// A list that has more items than that comes as runs, each of so many, so that millions need not be kept.
inline constexpr qsizetype kJsonRunItems = 200;

/// What an object or an array holds: one of the two.
struct JsonContent
{
    QList<JsonItem> items = {};
    QList<JsonRun> runs = {};
};

[[nodiscard]] JsonContent jsonContent(QByteArrayView json, const JsonItem &of);
[[nodiscard]] JsonContent jsonContent(QByteArrayView json, const JsonRun &of);

} // namespace conduit::ui
