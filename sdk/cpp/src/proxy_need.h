// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

namespace conduit::client {

bool isLoopback(const QUrl &url);
/// True when the application, its environment or the desktop wants this address reached by way of a proxy.
bool needsProxy(const QUrl &url);

} // namespace conduit::client
