// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/storage/database.h"

namespace conduit::broker {

/// Writes a whole copy of the database as of this moment to `target`, replacing what is there; others may go on reading and writing the
/// database meanwhile. The copy grows beside its place as `target.part`, is checked and synced, and only then gets its name: under that
/// name there is never half a copy. For its owner only, since it holds every payload. Must not be called within a transaction.
Status takeSnapshot(Database &database, const QString &target);

} // namespace conduit::broker
