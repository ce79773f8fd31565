// SPDX-License-Identifier: MIT
#pragma once

#include "wire_reader.h"

#include <optional>
#include <utility>

/// How members of an answer are read: what is absent, or not what it should be, takes its default.
namespace conduit::client {

/// A member that is there and not null: the contract takes null for absent.
inline std::optional<json::Value> given(const json::Value &object, QStringView name)
{
    auto member = object.member(name);
    if (member && member->isNull())
        member.reset();
    return member;
}

inline QString text(const json::Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->toString().value_or(QString()) : QString();
}

template<typename Integer = int>
Integer integer(const json::Value &object, QStringView name, Integer absent = 0)
{
    const auto member = given(object, name);
    const auto value = member ? member->toInteger() : std::nullopt;
    const bool fits = value && std::in_range<Integer>(*value);
    return fits ? static_cast<Integer>(*value) : absent;
}

inline bool flag(const json::Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member && member->toBool().value_or(false);
}

/// A time without a zone stays invalid: guessing the local one would be wrong by hours.
inline QDateTime time(const json::Value &object, QStringView name)
{
    const auto read = QDateTime::fromString(text(object, name), Qt::ISODateWithMs);
    return read.timeSpec() == Qt::LocalTime ? QDateTime() : read.toUTC();
}

inline QMap<QString, qint64> counts(const json::Value &object, QStringView name)
{
    QMap<QString, qint64> map;
    if (const auto member = given(object, name)) {
        for (const auto &[key, value] : member->members()) {
            if (const auto count = value.toInteger())
                map.insert(key, *count);
        }
    }
    return map;
}

/// Reads each element of the array `name`; the first that cannot be read spoils all.
template<typename T, typename Read>
Reading<QList<T>> list(const json::Value &object, QStringView name, Read read)
{
    const auto array = given(object, name);
    if (!array || array->kind() != json::Kind::Array)
        return Misread {QStringLiteral("an array \"%1\" was expected").arg(name)};
    QList<T> items;
    for (const json::Value &element : array->elements()) {
        const Reading<T> item = read(element);
        if (!item)
            return item.error();
        items.append(*item);
    }
    return items;
}

} // namespace conduit::client
