// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_message.h"

#include <optional>

namespace conduit::broker {

/// Answers without an end: what is written to them goes to their clients bit by bit. On the front's thread.
class StreamOutlet
{
public:
    virtual ~StreamOutlet() = default;
    /// The beginning: an answer with isStream. Its body goes first.
    virtual void begin(Ticket ticket, Answer answer) = 0;
    /// Bytes that the kernel has not taken yet: the client is slow to read, or answers before it are not out. Nothing: it has gone.
    [[nodiscard]] virtual std::optional<qint64> unsent(Ticket ticket) const = 0;
    virtual void write(Ticket ticket, QByteArrayView bytes) = 0;
    /// Ends the answer, and with it the connection, after what was written.
    virtual void end(Ticket ticket) = 0;
    /// Ends the connection at once, for a client that does not read.
    virtual void cut(Ticket ticket) = 0;
};

} // namespace conduit::broker
