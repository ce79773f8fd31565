// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/storage/database.h"

#include <QStringList>

namespace conduit::broker {

/// Everything that is wrong with a database, a line each: pages and indexes, references, and what the engine relies on. Reads the whole
/// file. An error means that it cannot be looked at now (busy, unreadable), not that it is damaged.
Result<QStringList> integrityFaults(Database &database);

} // namespace conduit::broker
