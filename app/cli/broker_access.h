// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/given.h"

#include <conduit/result.h>

#include <QUrl>

namespace conduit::cli {

using Environment = QHash<QString, QString>;

/// Where the broker is, and what it wants to hear.
struct BrokerAccess
{
    QUrl broker;
    QByteArray token; ///< Empty for none.
};

/// Of --broker, CONDUIT_URL, BROKER_URL or the usual address; and of --token-file or CONDUIT_TOKEN. The error is a sentence
/// that never shows the token.
[[nodiscard]] Result<BrokerAccess, QString> brokerAccessFrom(const Given &given, const Environment &environment);

} // namespace conduit::cli
