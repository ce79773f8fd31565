// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "broker/broker.h"

#include <QByteArray>
#include <QString>

namespace conduit::app {

/// A value, or why the program cannot start: the kind chooses the exit code.
template<typename T>
using StartResult = Result<T, broker::Broker::OpenError>;

/// Makes the data folder, for its owner only, when it is not there; `config` has its path.
[[nodiscard]] StartResult<Unit> prepareFolder(const AppConfig &config);

/// The token that clients must send; empty when none is asked for. On an address that others can reach, or when the person named a
/// token file, an absent file is created with a random token. A file that exists is enforced everywhere.
[[nodiscard]] StartResult<QByteArray> tokenFor(const AppConfig &config);

/// The token in an existing file.
[[nodiscard]] StartResult<QByteArray> readToken(const QString &path);

} // namespace conduit::app
