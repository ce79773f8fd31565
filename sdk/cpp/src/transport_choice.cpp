// SPDX-License-Identifier: MIT
#include <conduit/transport.h>

#include "proxy_need.h"

namespace conduit::client {

// Whoever can stream keeps both functions. NOLINTNEXTLINE(performance-unnecessary-value-param)
Transport::CallId Transport::stream(const Call &, Received, Done) { return 0; }

std::unique_ptr<Transport> transportTo(const QUrl &broker, const QByteArray &token)
{
    if (broker.scheme() == u"http" && !needsProxy(broker))
        return std::make_unique<PlainTransport>(broker, token);
    return std::make_unique<HttpTransport>(broker, token);
}

std::unique_ptr<Transport> transportFromEnvironment()
{
    QString address = QStringLiteral("http://127.0.0.1:8080");
    for (const char *variable : {"BROKER_URL", "CONDUIT_URL"}) {
        if (const QString value = qEnvironmentVariable(variable).trimmed(); !value.isEmpty())
            address = value;
    }
    return transportTo(QUrl(address), qgetenv("CONDUIT_TOKEN").trimmed());
}

} // namespace conduit::client
