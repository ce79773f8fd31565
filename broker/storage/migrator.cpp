// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/migrator.h"

#include "broker/storage/snapshot.h"
#include "broker/storage/sql_catalog.h"
#include "broker/storage/sql_values.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QStringList>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// "Cndt": marks our files (sqlite.org/pragma.html#pragma_application_id), so that nobody's address book becomes a queue.
constexpr int kApplicationId = 0x436e6474;
/// What PRAGMA auto_vacuum says of a file that can be made shorter bit by bit.
constexpr qint64 kIncremental = 2;

Q_LOGGING_CATEGORY(lcMigration, "conduit.storage")

FormatRefusal refusalFrom(const Error &error) { return {false, error.message}; }

Result<qint64> numberFrom(Database &database, const QString &pragma)
{
    return database.readNumber(pragma, u"PRAGMA "_s + pragma);
}

Result<bool> isEmpty(Database &database)
{
    const auto tables = database.readNumber(u"count of tables"_s, u"SELECT count(*) FROM sqlite_schema"_s);
    if (!tables)
        return tables.error();
    return *tables == 0;
}

Result<QStringList> appliedMigrations(Database &database)
{
    QStringList names;
    const Status done =
        database.readEach(u"applied migrations"_s, u"SELECT name FROM migrations ORDER BY name"_s, {}, [&](const Row &row) {
            names.append(row.text(0));
            return true;
        });
    if (!done)
        return done.error();
    return names;
}

/// Deleted tasks leave pages that can be given back to the disk bit by bit, instead of by writing the whole file anew. Takes effect when
/// the file gets its first table, or by a VACUUM.
Status letShrink(Database &database)
{
    const auto done = database.runText(u"migrate.let_shrink"_s, u"PRAGMA auto_vacuum = INCREMENTAL"_s);
    return done ? Status(Unit {}) : done.error();
}

/// Names the file ours and makes the list of migrations.
Status adopt(Database &database)
{
    if (const Status done = letShrink(database); !done)
        return done;
    if (const Status begun = database.begin(); !begun)
        return begun;
    for (const auto &text : {u"PRAGMA application_id = %1"_s.arg(kApplicationId),
                             u"CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT"_s}) {
        if (auto done = database.runText(u"migrate.adopt"_s, text); !done) {
            database.rollback();
            return done.error();
        }
    }
    return database.commit();
}

Status apply(Database &database, const QString &folder, const QString &name, Moment now)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("A compiled-in migration cannot be read");
    if (const Status begun = database.begin(); !begun)
        return begun;
    for (const SqlStatement &step : sqlStatementsFrom(QString::fromUtf8(file.readAll()))) {
        if (auto done = database.runText(name + u'/' + step.name, step.text); !done) {
            database.rollback();
            return done.error();
        }
    }
    const auto recorded = database.runText(u"migrate.record"_s, u"INSERT INTO migrations (name, applied_at) VALUES (?, ?)"_s,
                                           {name, sqlFrom(now)});
    if (!recorded) {
        database.rollback();
        return recorded.error();
    }
    return database.commit();
}

/// `conduit.db.before-0002` for 0002_what.sql.
QString copyNameFrom(const QString &path, const QString &migration)
{
    return path + u".before-"_s + migration.section(u'_', 0, 0);
}

conduit::Result<Unit, FormatRefusal> copyBefore(Database &database, const QString &migration)
{
    const QString copy = copyNameFrom(database.path(), migration);
    if (const Status taken = takeSnapshot(database, copy); !taken)
        return FormatRefusal {
            false,
            u"The database must be brought to this version's format, but cannot be copied to %1 before. %2 Nothing was changed."_s
                .arg(copy, taken.error().message)};
    qCInfo(lcMigration).noquote()
        << u"copied the database to %1 before its format changes; remove the copy when all is well"_s.arg(copy);
    return Unit {};
}

/// Writes a database of before 0002 anew, whose file could not shrink.
Status rewriteToShrink(Database &database)
{
    const auto kind = numberFrom(database, u"auto_vacuum"_s);
    if (!kind)
        return kind.error();
    if (*kind == kIncremental)
        return Unit {};
    if (const Status done = letShrink(database); !done)
        return done;
    const auto written = database.runText(u"migrate.rewrite"_s, u"VACUUM"_s);
    return written ? Status(Unit {}) : written.error();
}

conduit::Result<Unit, FormatRefusal> verifyOwner(Database &database)
{
    const auto application = numberFrom(database, u"application_id"_s);
    if (!application)
        return refusalFrom(application.error());
    if (*application != kApplicationId)
        return FormatRefusal {false, u"The file is a database of another program. Choose another file."_s};
    return Unit {};
}

/// The migrations of `known` that the database lacks.
conduit::Result<QStringList, FormatRefusal> pendingOf(Database &database, const QStringList &known)
{
    const auto applied = appliedMigrations(database);
    if (!applied)
        return refusalFrom(applied.error());
    QStringList pending = known;
    for (const QString &name : *applied) {
        if (pending.removeAll(name) == 0)
            return FormatRefusal {
                true,
                u"The database was written by a newer version of Conduit (it has %1). Use that version; nothing was changed."_s
                    .arg(name)};
    }
    return pending;
}

QStringList migrationsIn(const QString &folder) { return QDir(folder).entryList(QDir::Files, QDir::Name); }

} // namespace

conduit::Result<Unit, FormatRefusal> migrate(Database &database, Moment now, const QString &folder)
{
    const auto empty = isEmpty(database);
    if (!empty)
        return refusalFrom(empty.error());
    if (*empty) {
        if (const Status adopted = adopt(database); !adopted)
            return refusalFrom(adopted.error());
    } else if (const auto owned = verifyOwner(database); !owned) {
        return owned;
    }

    const QStringList known = migrationsIn(folder);
    const auto pending = pendingOf(database, known);
    if (!pending)
        return pending.error();
    if (!pending->isEmpty() && pending->size() < known.size()) {
        if (const auto copied = copyBefore(database, pending->first()); !copied)
            return copied;
        if (const Status done = rewriteToShrink(database); !done)
            return refusalFrom(done.error());
    }
    for (const QString &name : *pending) {
        if (const Status done = apply(database, folder, name, now); !done)
            return refusalFrom(done.error());
    }
    return Unit {};
}

conduit::Result<Unit, FormatRefusal> verifyFormat(Database &database)
{
    if (const auto owned = verifyOwner(database); !owned)
        return owned;
    const auto pending = pendingOf(database, migrationsIn(QStringLiteral(":/sql/migrations/sqlite")));
    return pending ? conduit::Result<Unit, FormatRefusal>(Unit {}) : pending.error();
}

} // namespace conduit::broker
