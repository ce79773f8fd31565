// SPDX-License-Identifier: GPL-3.0-only
// How a connection is opened, set up, opened anew and closed.
#include "broker/storage/database.h"

#include "broker/core/error_signature.h"
#include "broker/storage/gathered_log.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <sqlite3.h>

#include <atomic>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

const QString kReadOnlyOption = u"QSQLITE_OPEN_READONLY"_s;

/// What dead tasks are grouped by, for statements: `error_signature(error)`.
void signatureFunction(sqlite3_context *context, int, sqlite3_value **values)
{
    const auto *text = static_cast<const char *>(sqlite3_value_blob(values[0]));
    const QByteArray signature = signatureOf(QString::fromUtf8(text, sqlite3_value_bytes(values[0]))).toUtf8();
    sqlite3_result_text(context, signature.constData(), static_cast<int>(signature.size()), SQLITE_TRANSIENT);
}

QString newConnectionName()
{
    static std::atomic<int> count {0};
    return u"conduit-%1"_s.arg(++count);
}

/// SQLite would count each allocation under a lock that all connections share. Has an effect before the first connection only.
void keepNoStatistics()
{
    static const int result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(result)
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &path, Mode mode)
{
    keepNoStatistics();
    gatherLogWrites();
    auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, newConnectionName());
    connection.setDatabaseName(path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(kBusyTimeoutMs)
                                 + (mode == Mode::ReadOnly ? u';' + kReadOnlyOption : QString()));
    const bool isGood = connection.open();
    std::unique_ptr<Database> database(new Database(std::exchange(connection, {})));
    if (!isGood)
        return database->notOpened(u"open"_s);
    database->takeHandle();
    return database;
}

Database::Database(const QSqlDatabase &connection)
    : m_connection(connection),
      m_file(connection.databaseName()),
      m_troubles(&std::chrono::steady_clock::now),
      m_isReadOnly(connection.connectOptions().contains(kReadOnlyOption))
{
}

Database::~Database()
{
    const QString name = m_connection.connectionName();
    disconnect();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

void Database::takeHandle()
{
    const QVariant handle = m_connection.driver()->handle();
    Q_ASSERT_X(qstrcmp(handle.typeName(), "sqlite3*") == 0, "Database", "Qt's driver gives SQLite's own connection");
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    sqlite3_create_function_v2(m_handle, "error_signature", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, &signatureFunction,
                               nullptr, nullptr, nullptr);
}

void Database::disconnect()
{
    m_prepared.clear();
    m_preparedRows.clear();
    m_handle = nullptr;
    m_connection.close();
}

Status Database::prepareForWriting()
{
    if (const Status done = setUpWriting(); !done)
        return done;
    m_isPrepared = true;
    // A file that may only be read opens well all the same. One that is merely busy now may be free when there is something to write.
    if (const Status begun = begin(); !begun)
        return begun.error().code == ErrorCode::StorageBusy ? Status(Unit {}) : begun;
    rollback();
    return Unit {};
}

Status Database::setUpWriting()
{
    for (const auto &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s,
                               u"PRAGMA cache_size = -8000"_s, u"PRAGMA user_version"_s}) {
        if (auto done = runText(pragma, pragma); !done)
            return done.error();
    }
    // The last statement has read, so the log is there.
    m_file.noteLog();
    return Unit {};
}

Status Database::makeSound()
{
    // Opening a name that leads nowhere would make a new, empty database.
    if (!m_file.isInPlace())
        return failed(StorageTrouble::Gone, u"the database's file was removed or replaced: "_s + path());
    disconnect();
    if (!m_connection.open())
        return notOpened(u"open anew"_s);
    takeHandle();
    m_isSound = true;
    m_patienceMs = kBusyTimeoutMs;
    return m_isPrepared ? setUpWriting() : Status(Unit {});
}

Error Database::notOpened(const QString &act)
{
    const QSqlError error = m_connection.lastError();
    return failed(storageTroubleFrom(error.nativeErrorCode().toInt()),
                  u"%1 failed: %2 code %3"_s.arg(act, error.text(), error.nativeErrorCode()));
}

} // namespace conduit::broker
