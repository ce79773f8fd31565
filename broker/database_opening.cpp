// SPDX-License-Identifier: GPL-3.0-only
#include "broker/database_opening.h"

#include "broker/storage/migrator.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

conduit::Result<DatabaseLock, Broker::OpenError> lockDatabase(const QString &path)
{
    using Failure = Broker::OpenFailure;
    auto lock = DatabaseLock::acquire(path);
    if (!lock)
        return Broker::OpenError {lock.error().isHeldByAnother ? Failure::Owned : Failure::Unavailable, lock.error().message};
    return *std::move(lock);
}

conduit::Result<std::unique_ptr<Database>, Broker::OpenError> openMigrated(const QString &path, Moment now)
{
    using Failure = Broker::OpenFailure;
    auto opened = Database::open(path, Database::Mode::ReadWrite);
    if (!opened)
        return Broker::OpenError {Failure::Unavailable,
                                  u"Cannot open the database %1. Check that the folder exists and may be written."_s.arg(path)};
    // Looked at before anything is set, so that a file of a newer version stays as it is.
    if (const auto migrated = migrate(**opened, now); !migrated)
        return Broker::OpenError {migrated.error().isNewer ? Failure::Owned : Failure::Unavailable,
                                  u"%1: %2"_s.arg(path, migrated.error().message)};
    if (const Status done = (*opened)->prepareForWriting(); !done)
        return Broker::OpenError {Failure::Unavailable, u"%1: %2"_s.arg(path, done.error().message)};
    return *std::move(opened);
}

} // namespace conduit::broker
