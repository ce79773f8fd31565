// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/migrator.h"

#include "broker/storage/sql_catalog.h"
#include "broker/storage/sql_values.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// "Cndt": marks our files (sqlite.org/pragma.html#pragma_application_id), so that nobody's address book becomes a queue.
constexpr int kApplicationId = 0x436e6474;

const QString kFolder = u":/sql/migrations/sqlite"_s;

FormatRefusal refusalFrom(const Error &error) { return {false, error.message}; }

Result<qint64> numberFrom(Database &database, const QString &pragma)
{
    auto query = database.runText(pragma, u"PRAGMA "_s + pragma);
    if (!query)
        return query.error();
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<bool> isEmpty(Database &database)
{
    auto query = database.runText(u"migrate.is_empty"_s, u"SELECT count(*) FROM sqlite_schema"_s);
    if (!query)
        return query.error();
    return query->next() && query->value(0).toInt() == 0;
}

Result<QStringList> appliedMigrations(Database &database)
{
    auto query = database.runText(u"migrate.applied"_s, u"SELECT name FROM migrations ORDER BY name"_s);
    if (!query)
        return query.error();
    QStringList names;
    while (query->next())
        names.append(query->value(0).toString());
    return names;
}

/// Names the file ours and makes the list of migrations.
Status adopt(Database &database)
{
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

Status apply(Database &database, const QString &name, Moment now)
{
    QFile file(kFolder + u'/' + name);
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

} // namespace

conduit::Result<Unit, FormatRefusal> migrate(Database &database, Moment now)
{
    const auto empty = isEmpty(database);
    if (!empty)
        return refusalFrom(empty.error());
    const auto application = numberFrom(database, u"application_id"_s);
    if (!application)
        return refusalFrom(application.error());
    if (!*empty && *application != kApplicationId)
        return FormatRefusal {false, u"The file is a database of another program. Choose another file."_s};
    if (*empty) {
        if (const Status adopted = adopt(database); !adopted)
            return refusalFrom(adopted.error());
    }

    const auto applied = appliedMigrations(database);
    if (!applied)
        return refusalFrom(applied.error());
    const QStringList known = QDir(kFolder).entryList(QDir::Files, QDir::Name);
    for (const QString &name : *applied) {
        if (!known.contains(name))
            return FormatRefusal {
                true,
                u"The database was written by a newer version of Conduit (it has %1). Use that version; nothing was changed."_s
                    .arg(name)};
    }
    for (const QString &name : known) {
        if (applied->contains(name))
            continue;
        if (const Status done = apply(database, name, now); !done)
            return refusalFrom(done.error());
    }
    return Unit {};
}

} // namespace conduit::broker
