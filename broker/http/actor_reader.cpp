// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/actor_reader.h"

#include <algorithm>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Actor::Via wayOf(const HttpFront::Caller &caller)
{
    if (caller.hasToken)
        return Actor::Via::Token;
    return caller.address.isLoopback() ? Actor::Via::Loopback : Actor::Via::Anonymous;
}

} // namespace

Result<QString> actorNameFrom(const QByteArray &name)
{
    if (name.isEmpty()) // Most programs; this stands on the way of every task.
        return QString();
    QString text = QString::fromUtf8(name);
    const bool isPlain =
        std::ranges::all_of(text.toUcs4(), [](char32_t c) { return QChar::isPrint(c) && c != QChar::ReplacementCharacter; });
    if (!isPlain || text.size() > kActorCharactersMax)
        return Error {ErrorCode::InvalidArgument,
                      u"Conduit-Actor takes at most %1 printable characters in UTF-8."_s.arg(kActorCharactersMax)};
    return text;
}

Result<Actor> actorFrom(const QByteArray &name, const HttpFront::Caller &caller)
{
    auto text = actorNameFrom(name);
    if (!text)
        return text.error();
    return Actor {wayOf(caller), *std::move(text), caller.address.isNull() ? QString() : caller.address.toString()};
}

} // namespace conduit::broker
