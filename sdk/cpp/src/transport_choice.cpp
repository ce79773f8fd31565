// SPDX-License-Identifier: MIT
#include <conduit/transport.h>

#include "proxy_need.h"

namespace conduit::client {

std::unique_ptr<Transport> transportTo(const QUrl &broker, const QByteArray &token)
{
    if (broker.scheme() == u"http" && !needsProxy(broker))
        return std::make_unique<PlainTransport>(broker, token);
    return std::make_unique<HttpTransport>(broker, token);
}

} // namespace conduit::client
