// SPDX-License-Identifier: GPL-3.0-only
#include "broker/database_care.h"

#include "broker/core/clock.h"
#include "broker/database_opening.h"
#include "broker/storage/integrity_check.h"
#include "broker/storage/migrator.h"
#include "broker/storage/snapshot.h"

#include <QFileInfo>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Broker::OpenError unavailable(const QString &path, const QString &message)
{
    return {Broker::OpenFailure::Unavailable, u"%1: %2"_s.arg(path, message)};
}

enum class Newer { Refused, Welcome };

conduit::Result<std::unique_ptr<Database>, Broker::OpenError> openForReading(const QString &path, Newer newer)
{
    if (!QFileInfo(path).isFile())
        return unavailable(path, u"There is no such database."_s);
    auto opened = Database::open(path, Database::Mode::ReadOnly);
    if (!opened)
        return unavailable(path, opened.error().message);
    const auto format = verifyFormat(**opened);
    if (!format && !format.error().isNewer)
        return unavailable(path, format.error().message);
    if (!format && newer == Newer::Refused)
        return Broker::OpenError {Broker::OpenFailure::Owned, u"%1: %2"_s.arg(path, format.error().message)};
    return *std::move(opened);
}

} // namespace

conduit::Result<QStringList, Broker::OpenError> checkDatabase(const QString &databasePath)
{
    const auto database = openForReading(databasePath, Newer::Refused);
    if (!database)
        return database.error();
    auto faults = integrityFaults(**database);
    if (!faults)
        return unavailable(databasePath, faults.error().message);
    return *std::move(faults);
}

conduit::Result<Unit, Broker::OpenError> migrateDatabase(const QString &databasePath)
{
    const auto lock = lockDatabase(databasePath);
    if (!lock)
        return lock.error();
    const auto opened = openMigrated(databasePath, SystemClock().now());
    return opened ? conduit::Result<Unit, Broker::OpenError>(Unit {}) : opened.error();
}

conduit::Result<Unit, Broker::OpenError> backUpDatabase(const QString &databasePath, const QString &target)
{
    const auto database = openForReading(databasePath, Newer::Welcome);
    if (!database)
        return database.error();
    if (const Status taken = takeSnapshot(**database, target); !taken)
        return unavailable(target, taken.error().message);
    return Unit {};
}

} // namespace conduit::broker
