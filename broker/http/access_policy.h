// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"
#include "broker/http/http_message.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace conduit::broker {

/// The headers that decide who may speak, as sent; empty when absent.
struct AccessHeaders
{
    std::optional<QByteArray> host;
    std::optional<QByteArray> origin;
    std::optional<QByteArray> secFetchSite;
    std::optional<QByteArray> authorization;
    std::optional<QByteArray> contentType;
};

/// Who may speak to the broker (contract §4.6). Pure: a request in, a refusal or nothing out.
struct AccessPolicy
{
    QByteArray token; ///< Empty: none is asked for.
    QStringList allowedHosts;
    QStringList allowedOrigins;

    /// `isOldHttp`: HTTP/1.0, which may leave out Host. `hasBody`: then the media type must be application/json.
    [[nodiscard]] std::optional<Error> refusal(Method method, const QByteArray &path, bool isOldHttp, bool hasBody,
                                               const AccessHeaders &headers) const;
};

} // namespace conduit::broker
