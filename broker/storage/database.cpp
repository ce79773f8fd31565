// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database.h"

#include "broker/storage/sql_catalog.h"

#include <QLoggingCategory>
#include <QSqlError>

#include <atomic>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcStorage, "conduit.storage")

/// SQLite's primary result codes (sqlite.org/rescode.html).
constexpr int kSqliteBusy = 5;
constexpr int kSqliteLocked = 6;
constexpr int kSqliteFull = 13;

Error failureOf(const QString &statement, const QSqlError &error)
{
    qCWarning(lcStorage).noquote() << statement << "failed:" << error.text() << "code" << error.nativeErrorCode();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case kSqliteBusy:
    case kSqliteLocked:
        return {ErrorCode::StorageBusy, u"Another process holds the database. Try again in a moment."_s};
    case kSqliteFull:
        return {ErrorCode::StorageFull,
                u"The disk is full. Nothing that was acknowledged is lost; free some space and try again."_s};
    default:
        return {ErrorCode::StorageFailed, u"Internal error: the database could not be used. The broker's log says why."_s};
    }
}

QString newConnectionName()
{
    static std::atomic<int> count {0};
    return u"conduit-%1"_s.arg(++count);
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &path, Mode mode)
{
    auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, newConnectionName());
    connection.setDatabaseName(path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(kBusyTimeoutMs)
                                 + (mode == Mode::ReadOnly ? u";QSQLITE_OPEN_READONLY"_s : QString()));
    const bool isGood = connection.open();
    std::unique_ptr<Database> database(new Database(connection));
    if (!isGood)
        return failureOf(u"open"_s, connection.lastError());
    return database;
}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    m_prepared.clear();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<QSqlQuery *> Database::run(const QString &name, Binds binds)
{
    auto &prepared = m_prepared[name];
    if (!prepared) {
        auto query = std::make_unique<QSqlQuery>(m_connection);
        query->setForwardOnly(true);
        if (!query->prepare(SqlCatalog::sqlite().text(name)))
            return failureOf(name, query->lastError());
        prepared = std::move(query);
    }
    for (const auto &[placeholder, value] : binds)
        prepared->bindValue(placeholder, value);
    ++m_statementsRun;
    if (!prepared->exec())
        return failureOf(name, prepared->lastError());
    return prepared.get();
}

Result<QSqlQuery *> Database::read(const QString &name, Binds binds) { return run(name, binds); }

Result<QSqlQuery *> Database::write(const QString &name, Binds binds)
{
    if (!m_isOpen) {
        if (const Status begun = begin(); !begun)
            return begun.error();
    }
    return run(name, binds);
}

Result<QSqlQuery> Database::runText(const QString &name, const QString &text, const QVariantList &values)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    bool isGood = query.prepare(text);
    for (const QVariant &value : values)
        query.addBindValue(value);
    ++m_statementsRun;
    isGood = isGood && query.exec();
    if (!isGood)
        return failureOf(name, query.lastError());
    return query;
}

Status Database::begin()
{
    if (auto done = runText(u"begin"_s, u"BEGIN IMMEDIATE"_s); !done)
        return done.error();
    m_isOpen = true;
    return Unit {};
}

Status Database::commit()
{
    // A kept query that still has rows to give would hold the transaction open.
    for (auto &[name, query] : m_prepared)
        if (query->isActive())
            query->finish();
    if (auto done = runText(u"commit"_s, u"COMMIT"_s); !done)
        return done.error();
    m_isOpen = false;
    return Unit {};
}

void Database::rollback()
{
    for (auto &[name, query] : m_prepared)
        if (query->isActive())
            query->finish();
    // SQLite may have rolled back by itself (full disk, I/O error): the second error says nothing new.
    QSqlQuery(m_connection).exec(u"ROLLBACK"_s);
    m_isOpen = false;
}

} // namespace conduit::broker
