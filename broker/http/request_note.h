// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_message.h"

#include <QHostAddress>

#include <chrono>
#include <optional>

namespace conduit::broker {

/// What the log tells of one request, from when it was whole to its answer. Neither its query, in which a filter may quote payloads, nor a
/// header, of which one is the token.
class RequestNote
{
public:
    /// Of a request whose head could not be read, or did not come, method and path are nothing.
    RequestNote(std::optional<Method> method, QByteArrayView path, const QHostAddress &peer);

    void log(int status) const;
    /// No answer reached the client: it went, or was cut off.
    void logGone() const;

private:
    void write(const QString &outcome) const;

    const QByteArray m_method;
    const QByteArray m_path;
    const QHostAddress m_peer;
    const std::chrono::steady_clock::time_point m_begin;
};

} // namespace conduit::broker
