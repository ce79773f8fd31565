// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"
#include "broker/http/http_message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

#include <optional>

namespace conduit::broker {

/// The headers that decide who may speak, as sent; absent is not the same as empty. Views: the request outlives them.
struct AccessHeaders
{
    std::optional<QByteArrayView> host;
    std::optional<QByteArrayView> origin;
    std::optional<QByteArrayView> secFetchSite;
    std::optional<QByteArrayView> authorization;
    std::optional<QByteArrayView> contentType;
    bool asksPreflight =
        false; ///< Access-Control-Request-Method was there: with OPTIONS and Origin, a browser asks beforehand.
};

/// Who may speak to the broker (contract §4.6). Pure: a request in, a refusal or nothing out.
struct AccessPolicy
{
    QByteArray token;           ///< Empty: none is asked for.
    QStringList allowedHosts;   ///< Names, without port.
    QStringList allowedOrigins; ///< As browsers send them: `https://console.example.org:8443`.

    /// `isOldHttp`: HTTP/1.0, which may leave out Host. `hasBody`: then the media type must be application/json.
    [[nodiscard]] std::optional<Error> refusal(Method method, QByteArrayView path, bool isOldHttp, bool hasBody,
                                               const AccessHeaders &headers) const;
    /// The answer to a browser that asks beforehand; nothing for every other request. Only for what was not refused.
    [[nodiscard]] std::optional<Answer> preflightAnswer(Method method, const AccessHeaders &headers) const;
    [[nodiscard]] bool allowsOrigin(QByteArrayView origin) const;

private:
    [[nodiscard]] bool allowsHost(QByteArrayView host) const;
    [[nodiscard]] bool holdsToken(QByteArrayView authorization) const;
};

} // namespace conduit::broker
