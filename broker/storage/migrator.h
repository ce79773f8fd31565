// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"
#include "broker/storage/database.h"

namespace conduit::broker {

/// What stands in the way of using a file as our database.
struct FormatRefusal
{
    bool isNewer = false; ///< Written by a newer version; the file was not touched.
    QString message;
};

/// Brings a database to this version's format: each file of `folder` once, in order, in a transaction of its own, its name recorded with
/// the time. A file of another program or of a newer version is refused and not changed. A database that is not new is copied first, to
/// `FILE.before-0002` for a migration 0002_what.sql; without that copy it is not changed.
conduit::Result<Unit, FormatRefusal> migrate(Database &database, Moment now,
                                             const QString &folder = QStringLiteral(":/sql/migrations/sqlite"));

/// Whether the database has a format of ours, the one of this version or an older one; nothing is changed.
conduit::Result<Unit, FormatRefusal> verifyFormat(Database &database);

} // namespace conduit::broker
