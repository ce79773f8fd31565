// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/http/access_policy.h"
#include "broker/http/http_message.h"

#include <QByteArrayView>

namespace conduit::broker {

/// What a request says before its body. The views point into the text that it was read from.
struct RequestHead
{
    Method method = Method::Get;
    QByteArrayView path;  ///< Begins with `/`, or is `*` (OPTIONS only).
    QByteArrayView query; ///< Without the `?`.
    AccessHeaders access;
    std::optional<QByteArrayView> ifMatch;
    std::optional<QByteArrayView> idempotencyKey;
    std::optional<QByteArrayView> actor;
    std::optional<QByteArrayView> lastEventId;
    std::optional<QByteArrayView> sentAt;
    qint64 contentLength = 0; ///< Of a body that is not chunked.
    bool isChunked = false;
    bool isOldHttp = false;       ///< HTTP/1.0.
    bool closes = false;          ///< No further request follows on this connection.
    bool expectsContinue = false; ///< The client holds the body back until it is asked for.

    [[nodiscard]] bool hasBody() const { return isChunked || contentLength > 0; }
};

/// Reads a request line and its headers, up to and with the empty line; every line ends with CR LF already.
/// Stricter than the standard asks, because a proxy may have read the same bytes: whatever two readers could understand
/// differently is refused (MalformedRequest, NotImplemented, HeadersTooLarge).
[[nodiscard]] Result<RequestHead> readRequestHead(QByteArrayView text);

} // namespace conduit::broker
