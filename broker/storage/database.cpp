// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database.h"

#include "broker/storage/disk_room.h"
#include "broker/storage/sql_catalog.h"

#include <QLoggingCategory>

#include <sqlite3.h>

#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcStorage, "conduit.storage")

} // namespace

Result<Statement *> Database::run(const QString &name, Binds binds)
{
    if (const Status done = writePutOff(); !done)
        return done.error();
    return runBeside(name, binds);
}

Result<Statement *> Database::runBeside(const QString &name, Binds binds)
{
    if (!m_isSound && !m_isOpen) {
        if (const Status done = makeSound(); !done)
            return done.error();
    }
    auto statement = prepared(name);
    if (!statement)
        return statement;
    ++m_statementsRun;
    if (!(*statement)->run(binds))
        return failed(name);
    return statement;
}

Result<Statement *> Database::prepared(const QString &name)
{
    const auto known = m_prepared.find(name);
    if (known != m_prepared.end())
        return &known->second;
    Statement statement(m_handle, SqlCatalog::sqlite().text(name));
    if (!statement.isPrepared())
        return failed(name);
    return &m_prepared.emplace(name, std::move(statement)).first->second;
}

Result<Statement *> Database::boundStatement(const QString &name)
{
    if (const Status done = writePutOff(); !done)
        return done.error();
    if (!m_isOpen) {
        if (const Status begun = begin(); !begun)
            return begun.error();
    }
    return prepared(name);
}

/// The statement with its last line, which is one row, as often as there are rows.
Result<Statement *> Database::rowsStatement(const QString &name, std::size_t rows)
{
    const auto known = m_preparedRows.find({name, rows});
    if (known != m_preparedRows.end())
        return &known->second;
    const QString one = SqlCatalog::sqlite().text(name).trimmed();
    const QString row = one.sliced(one.lastIndexOf(u'\n') + 1);
    Statement statement(m_handle, one + (u",\n"_s + row).repeated(static_cast<qsizetype>(rows) - 1));
    if (!statement.isPrepared())
        return failed(name);
    return &m_preparedRows.emplace(std::pair(name, rows), std::move(statement)).first->second;
}

Status Database::putOff(const std::shared_ptr<PutOffWrites> &writes)
{
    if (m_putOff == writes)
        return Unit {};
    if (const Status done = writePutOff(); !done)
        return done;
    if (!m_isOpen) {
        if (const Status begun = begin(); !begun)
            return begun;
    }
    m_putOff = writes;
    return Unit {};
}

Status Database::writePutOff()
{
    if (!m_putOff)
        return Unit {};
    return std::exchange(m_putOff, nullptr)->writeAll();
}

Status Database::each(const QString &name, Statement &rows, const Take &take)
{
    while (rows.next() && take(rows)) { }
    if (rows.hasFailed())
        return failed(name);
    rows.finish();
    // Of a connection that writes only a commit shows that storage works.
    if (m_isReadOnly)
        succeeded();
    return Unit {};
}

Status Database::readEach(const QString &name, Binds binds, const Take &take)
{
    const auto rows = run(name, binds);
    return rows ? each(name, **rows, take) : rows.error();
}

Status Database::readEach(const QString &name, const QString &text, const SqlValues &values, const Take &take)
{
    auto rows = runText(name, text, values);
    return rows ? each(name, *rows, take) : rows.error();
}

Result<QByteArray> Database::readBeginning(const char *table, const char *column, qint64 key, qint64 size)
{
    constexpr int kReadOnly = 0;
    if (const Status done = writePutOff(); !done)
        return done.error();
    ++m_statementsRun;
    sqlite3_blob *blob = nullptr;
    QByteArray beginning;
    int code = sqlite3_blob_open(m_handle, "main", table, column, key, kReadOnly, &blob);
    if (code == SQLITE_OK) {
        beginning.resize(std::min<qint64>(size, sqlite3_blob_bytes(blob)));
        code = sqlite3_blob_read(blob, beginning.data(), static_cast<int>(beginning.size()), 0);
    }
    const auto outcome = code == SQLITE_OK
        ? Result<QByteArray>(beginning)
        : failed(u"beginning of %1.%2"_s.arg(QLatin1StringView(table), QLatin1StringView(column)));
    sqlite3_blob_close(blob);
    return outcome;
}

Result<bool> Database::hasRow(const QString &name, Binds binds)
{
    const auto rows = runBeside(name, binds);
    if (!rows)
        return rows.error();
    bool isThere = false;
    const Status done = each(name, **rows, [&](const Row &) {
        isThere = true;
        return false;
    });
    return done ? Result<bool>(isThere) : done.error();
}

Result<qint64> Database::readNumber(const QString &name, Binds binds)
{
    const auto number = readOne(name, binds, [](const Row &row) { return row.integer(0); });
    return number ? Result<qint64>(number->value_or(0)) : number.error();
}

Result<qint64> Database::readNumber(const QString &name, const QString &text)
{
    const auto number = readOne(name, text, {}, [](const Row &row) { return row.integer(0); });
    return number ? Result<qint64>(number->value_or(0)) : number.error();
}

Result<Statement *> Database::write(const QString &name, Binds binds)
{
    if (!m_isOpen) {
        if (const Status begun = begin(); !begun)
            return begun.error();
    }
    return run(name, binds);
}

Result<Statement> Database::runText(const QString &name, const QString &text, const SqlValues &values)
{
    if (!m_isSound && !m_isOpen) {
        if (const Status done = makeSound(); !done)
            return done.error();
    }
    if (const Status done = writePutOff(); !done)
        return done.error();
    Statement statement(m_handle, text);
    ++m_statementsRun;
    if (!statement.isPrepared() || !statement.run(values))
        return failed(name);
    return statement;
}

Status Database::begin()
{
    // A read that still has rows to give holds a moment of the past, from which nobody may begin to write.
    finishQueries();
    if (auto done = run(u"turn.begin"_s, {}); !done) {
        if (done.error().code == ErrorCode::StorageBusy)
            setPatience(kBusyTimeoutInTroubleMs);
        return done.error();
    }
    m_isOpen = true;
    setPatience(kBusyTimeoutMs);
    return Unit {};
}

Status Database::proveWritable()
{
    if (!m_isOpen) {
        if (const Status begun = begin(); !begun)
            return begun;
    }
    // No format of ours uses this number, and setting it writes the first page whatever it was.
    if (auto done = runText(u"prove"_s, u"PRAGMA user_version = 0"_s); !done)
        return done.error();
    return Unit {};
}

Status Database::commit()
{
    if (const Status done = writePutOff(); !done)
        return done;
    // A kept query that still has rows to give would hold the transaction open.
    finishQueries();
    if (!m_file.isInPlace())
        return failed(StorageTrouble::Gone, u"the database's file was removed or replaced: "_s + path());
    if (auto done = run(u"turn.commit"_s, {}); !done)
        return done.error();
    m_isOpen = false;
    succeeded();
    return Unit {};
}

void Database::rollback()
{
    if (const auto writes = std::exchange(m_putOff, nullptr))
        writes->drop();
    finishQueries();
    // SQLite may have rolled back by itself (full disk, I/O error): the second error says nothing new.
    Statement(m_handle, u"ROLLBACK"_s).run(Statement::Binds {});
    m_isOpen = false;
    if (m_whenRolledBack)
        m_whenRolledBack();
}

void Database::finishQueries()
{
    for (auto &[name, statement] : m_prepared)
        statement.finish();
}

void Database::setPatience(int milliseconds)
{
    if (m_patienceMs == milliseconds)
        return;
    const QString pragma = u"PRAGMA busy_timeout = %1"_s.arg(milliseconds);
    if (runText(pragma, pragma))
        m_patienceMs = milliseconds;
}

Error Database::failed(const QString &statement)
{
    const int code = sqlite3_extended_errcode(m_handle);
    StorageTrouble trouble = storageTroubleFrom(code);
    // SQLite knows a full disk, but takes a used up quota for a disk that fails.
    if (trouble == StorageTrouble::DiskFailed && !m_isReadOnly && isQuotaUsedUp(path()))
        trouble = StorageTrouble::Full;
    return failed(trouble, u"%1 failed: %2 code %3"_s.arg(statement, QString::fromUtf8(sqlite3_errmsg(m_handle))).arg(code));
}

Error Database::failed(StorageTrouble trouble, const QString &text)
{
    if (const auto line = m_troubles.lineFor(trouble, text))
        qCWarning(lcStorage).noquote() << *line;
    // Not after a sync that failed: closing the last connection would take the refused commit from the log into the file, while an open
    // one writes over it.
    if (trouble == StorageTrouble::Unwritable)
        m_isSound = false;
    return errorFrom(trouble);
}

void Database::succeeded()
{
    if (!m_troubles.isInTrouble())
        return;
    if (const auto line = m_troubles.lineWhenOver())
        qCInfo(lcStorage).noquote() << *line;
}

} // namespace conduit::broker
