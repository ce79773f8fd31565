// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/broker.h"
#include "broker/storage/database.h"
#include "broker/storage/database_lock.h"

#include <memory>

namespace conduit::broker {

/// Makes us the database's only owner. Owned: a broker has it.
[[nodiscard]] conduit::Result<DatabaseLock, Broker::OpenError> lockDatabase(const QString &path);

/// Opens the database for writing, in this version's format; makes it when it is not there. Owned: a newer version wrote it.
[[nodiscard]] conduit::Result<std::unique_ptr<Database>, Broker::OpenError> openMigrated(const QString &path, Moment now);

} // namespace conduit::broker
