// SPDX-License-Identifier: MIT
#pragma once

#include <QUuid>

#include <chrono>

namespace conduit::client {

/// A UUID of version 7 (RFC 9562): milliseconds since 1970, then 74 of the given bits. Ids of later times sort later.
QUuid uuidV7(std::chrono::milliseconds sinceEpoch, quint64 randomHigh, quint64 randomLow);

} // namespace conduit::client
