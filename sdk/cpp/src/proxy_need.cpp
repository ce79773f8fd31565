// SPDX-License-Identifier: MIT
#include "proxy_need.h"

#include <QHostAddress>
#include <QNetworkProxy>

#include <algorithm>

namespace conduit::client {

bool isLoopback(const QUrl &url) { return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback(); }

bool needsProxy(const QUrl &url)
{
    // A proxy of the desktop's settings or of http_proxy cannot reach this machine's loopback.
    if (isLoopback(url))
        return false;
    const auto proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    return std::any_of(proxies.begin(), proxies.end(),
                       [](const QNetworkProxy &proxy) { return proxy.type() != QNetworkProxy::NoProxy; });
}

} // namespace conduit::client
