// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/broker.h"

#include <QStringList>

namespace conduit::broker {

/// What is wrong with the database, a line each; nothing when it is sound. Reads only, so a broker may run on it meanwhile. Takes as long
/// as it takes to read the file.
[[nodiscard]] conduit::Result<QStringList, Broker::OpenError> checkDatabase(const QString &databasePath);

/// Brings the database to this version's format, as a start does, and makes it when it is not there. Owned: a broker runs on it, or a newer
/// version wrote it.
[[nodiscard]] conduit::Result<Unit, Broker::OpenError> migrateDatabase(const QString &databasePath);

/// Writes a copy of the database as of one moment to `target`, replacing what is there; a broker may run on it meanwhile.
[[nodiscard]] conduit::Result<Unit, Broker::OpenError> backUpDatabase(const QString &databasePath, const QString &target);

} // namespace conduit::broker
