// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit.h"
#include "broker/core/result.h"
#include "broker/http/http_front.h"

namespace conduit::broker {

/// The client's own word in `Conduit-Actor`, such as `console anna@host`.
inline constexpr qsizetype kActorCharactersMax = 100;

/// The header's text, empty when there is none; InvalidArgument when it is no plain text.
[[nodiscard]] Result<QString> actorNameFrom(const QByteArray &name);

/// Who sent a request. `name` is the header's text, empty when there is none; InvalidArgument when it is no plain text.
[[nodiscard]] Result<Actor> actorFrom(const QByteArray &name, const HttpFront::Caller &caller);

} // namespace conduit::broker
