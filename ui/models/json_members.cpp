// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/json_members.h"

#include "ui/models/json_items.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <algorithm>
#include <initializer_list>

namespace conduit::ui {

namespace {

QString unquoted(QByteArrayView literal)
{
    const auto document = json::Document::parse(literal.toByteArray(), 1);
    return document ? document->root().toString().value_or(QString()) : QString();
}

const MemberPlace *find(const QList<MemberPlace> &members, const QString &name)
{
    const auto found = std::find_if(members.cbegin(), members.cend(), [&](const MemberPlace &m) { return m.name == name; });
    return found == members.cend() ? nullptr : &*found;
}

/// The pieces in place of what stands from `from` to `to`. Each byte is copied once, since values may be large.
QByteArray replaced(QByteArrayView object, qsizetype from, qsizetype to, std::initializer_list<QByteArrayView> pieces)
{
    auto size = object.size() - (to - from);
    for (const auto piece : pieces)
        size += piece.size();
    QByteArray out;
    out.reserve(size);
    out.append(object.first(from));
    for (const auto piece : pieces)
        out.append(piece);
    return out.append(object.sliced(to));
}

/// The last member that stands before `name` in `order`.
const MemberPlace *predecessor(const QList<MemberPlace> &members, const QString &name, const QStringList &order)
{
    const auto rank = [&](const QString &member) {
        const auto place = order.indexOf(member);
        return place < 0 ? order.size() : place;
    };
    const MemberPlace *last = nullptr;
    for (const auto &member : members)
        if (rank(member.name) <= rank(name))
            last = &member;
    return last;
}

} // namespace

std::optional<QList<MemberPlace>> membersOf(QByteArrayView json)
{
    const auto begin = jsonBegin(json);
    if (!json.sliced(begin).startsWith('{'))
        return {};
    QList<MemberPlace> members;
    visitJsonItems(json, begin, [&](const JsonItem &item) {
        const auto name = json.sliced(item.nameBegin, item.nameEnd - item.nameBegin);
        members.append({unquoted(name), item.nameBegin, item.begin, item.end});
        return true;
    });
    return members;
}

QByteArray withMember(const QByteArray &object, const QString &name, const QByteArray &value, const QStringList &order)
{
    const auto members = membersOf(object);
    if (!members)
        return object;
    if (const auto *member = find(*members, name))
        return replaced(object, member->valueBegin, member->valueEnd, {value});
    const QByteArray label = json::quoted(name) + ": ";
    if (members->isEmpty())
        return replaced(object, 0, object.size(), {"{\n  ", label, value, "\n}"});
    if (const auto *before = predecessor(*members, name, order))
        return replaced(object, before->valueEnd, before->valueEnd, {",\n  ", label, value});
    const auto first = members->first().begin;
    return replaced(object, first, first, {label, value, ",\n  "});
}

QByteArray withoutMember(const QByteArray &object, const QString &name)
{
    const auto members = membersOf(object);
    const auto *member = members ? find(*members, name) : nullptr;
    if (!member)
        return object;
    if (members->size() == 1)
        return "{}";
    const auto place = member - members->constData();
    const auto from = place == 0 ? member->begin : (*members)[place - 1].valueEnd;
    const auto to = place == 0 ? (*members)[1].begin : member->valueEnd;
    return replaced(object, from, to, {});
}

} // namespace conduit::ui
