// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/result.h"
#include "broker/core/task_store.h"
#include "broker/storage/database_file.h"
#include "broker/storage/statement.h"
#include "broker/storage/storage_trouble.h"

#include <QSqlDatabase>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace conduit::broker {

/// Writes of a turn that are put off so that few statements do them together.
class PutOffWrites
{
public:
    virtual ~PutOffWrites() = default;
    virtual Status writeAll() = 0;
    virtual void drop() = 0;
};

/// One connection to the SQLite file. Belongs to the thread that opened it.
///
/// A writing connection gathers its writes into one transaction that begins with the first of them (BEGIN IMMEDIATE, since a read that
/// becomes a write fails whatever the busy timeout) and ends with commit(): a turn of the lane.
///
/// Writes may be put off: they are done before any other statement runs, so that nobody can tell.
///
/// A connection that was not allowed to write is opened anew before it is used again, since SQLite never tries again by itself. After a
/// sync that failed it stays open: its log goes on behind the last commit that was good. It also notices when its file was removed or
/// replaced, and commits nothing to a file without a name.
class Database final : public TurnTransaction
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// How long a statement waits for another process that holds the file.
    static constexpr int kBusyTimeoutMs = 5'000;
    /// The same once it has waited in vain: who comes next would otherwise wait for others' patience and then for its own.
    static constexpr int kBusyTimeoutInTroubleMs = 100;

    static Result<std::unique_ptr<Database>> open(const QString &path, Mode mode);
    /// Journal and durability for a connection that writes: WAL, and a commit is on disk before it returns. Fails when the file cannot
    /// be written. Not part of open(), since a file of another program or of a newer version must stay as it is.
    Status prepareForWriting();
    ~Database() override;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    using Binds = Statement::Binds;
    /// Looks at a row; false when it was the last one wanted.
    using Take = std::function<bool(const Row &row)>;
    template<typename From>
    using MadeBy = std::invoke_result_t<From, const Row &>;

    // Reading, by a statement of the catalogue or by a text that is no part of it, whose name is for the log. Rows that cannot be read
    // are an error wherever they lie: a damaged page must not make a list shorter. `from` makes a value of a row.

    Status readEach(const QString &name, Binds binds, const Take &take);
    Status readEach(const QString &name, const QString &text, const SqlValues &values, const Take &take);

    template<typename From>
    Result<std::vector<MadeBy<From>>> readAll(const QString &name, Binds binds, From from)
    {
        return all(from, [&](const Take &take) { return readEach(name, binds, take); });
    }
    template<typename From>
    Result<std::vector<MadeBy<From>>> readAll(const QString &name, const QString &text, const SqlValues &values, From from)
    {
        return all(from, [&](const Take &take) { return readEach(name, text, values, take); });
    }

    /// The first row, if there is one.
    template<typename From>
    Result<std::optional<MadeBy<From>>> readOne(const QString &name, Binds binds, From from)
    {
        return one(from, [&](const Take &take) { return readEach(name, binds, take); });
    }
    template<typename From>
    Result<std::optional<MadeBy<From>>> readOne(const QString &name, const QString &text, const SqlValues &values, From from)
    {
        return one(from, [&](const Take &take) { return readEach(name, text, values, take); });
    }
    /// Whether the statement finds a row. What was put off stays so, which must make no difference to the answer.
    Result<bool> hasRow(const QString &name, Binds binds);
    /// The number in the first column of the first row, 0 without one.
    Result<qint64> readNumber(const QString &name, Binds binds);
    Result<qint64> readNumber(const QString &name, const QString &text);

    /// The first bytes of a blob that is there, at most `size`. A statement would read all of it.
    Result<QByteArray> readBeginning(const char *table, const char *column, qint64 key, qint64 size);

    /// Runs a statement of the catalogue that writes; begins the turn's transaction when none is open.
    Result<Statement *> write(const QString &name, Binds binds);
    /// `writes` belong to the turn from now on.
    Status putOff(const std::shared_ptr<PutOffWrites> &writes);
    /// Does now what was put off.
    Status writePutOff();
    /// `forget` is called after each rollback, for whoever remembers what was written. One at a time.
    void whenRolledBack(std::function<void()> forget) { m_whenRolledBack = std::move(forget); }
    /// Runs a statement of the catalogue that ends with the placeholders of one row for so many rows, whose values `bind` gives.
    template<typename Bind>
    Status writeRows(const QString &name, std::size_t rows, Bind bind)
    {
        const auto statement = rowsStatement(name, rows);
        if (!statement)
            return statement.error();
        ++m_statementsRun;
        return (*statement)->runBound(bind) ? Status(Unit {}) : Status(failed(name));
    }
    /// Runs a statement of the catalogue that writes, whose placeholders are `?` and whose values `bind` gives.
    template<typename Bind>
    Result<Statement *> writeBound(const QString &name, Bind bind)
    {
        const auto statement = boundStatement(name);
        if (!statement)
            return statement.error();
        ++m_statementsRun;
        return (*statement)->runBound(bind) ? Result<Statement *>(*statement) : failed(name);
    }
    /// Runs a text that is no part of the catalogue, for what it does: a migration's step, a pragma.
    Result<Statement> runText(const QString &name, const QString &text, const SqlValues &values = {});

    [[nodiscard]] QString path() const { return m_connection.databaseName(); }
    /// How many statements have run, BEGIN and COMMIT among them: what an act costs.
    [[nodiscard]] qint64 statementsRun() const { return m_statementsRun; }

    /// Writes what is there already, in the turn's transaction: only its commit shows that storage works.
    Status proveWritable();

    Status begin();
    [[nodiscard]] bool isOpen() const override { return m_isOpen; }
    Status commit() override;
    void rollback() override;

private:
    explicit Database(const QSqlDatabase &connection);
    Result<Statement *> run(const QString &name, Binds binds);
    /// The same before what was put off.
    Result<Statement *> runBeside(const QString &name, Binds binds);
    Result<Statement *> prepared(const QString &name);
    Result<Statement *> boundStatement(const QString &name);
    Result<Statement *> rowsStatement(const QString &name, std::size_t rows);
    Status each(const QString &name, Statement &rows, const Take &take);

    template<typename From, typename Run>
    static Result<std::vector<MadeBy<From>>> all(From &from, const Run &run)
    {
        std::vector<MadeBy<From>> made;
        const Status done = run([&](const Row &row) {
            made.push_back(from(row));
            return true;
        });
        if (!done)
            return done.error();
        return made;
    }
    template<typename From, typename Run>
    static Result<std::optional<MadeBy<From>>> one(From &from, const Run &run)
    {
        std::optional<MadeBy<From>> made;
        const Status done = run([&](const Row &row) {
            made = from(row);
            return false;
        });
        if (!done)
            return done.error();
        return made;
    }

    void takeHandle();
    void disconnect();
    Status makeSound();
    Status setUpWriting();
    void setPatience(int milliseconds);
    void finishQueries();
    Error failed(const QString &statement);
    Error notOpened(const QString &act);
    Error failed(StorageTrouble trouble, const QString &text);
    void succeeded();

    QSqlDatabase m_connection;
    sqlite3 *m_handle = nullptr; ///< The same connection in SQLite's own interface; null while it is closed.
    DatabaseFile m_file;
    TroubleLog m_troubles;
    const bool m_isReadOnly;
    bool m_isPrepared = false;
    bool m_isSound = true; ///< False: to be opened anew before it is used again.
    int m_patienceMs = kBusyTimeoutMs;
    std::unordered_map<QString, Statement> m_prepared;
    std::map<std::pair<QString, std::size_t>, Statement> m_preparedRows; ///< By name and number of rows.
    std::shared_ptr<PutOffWrites> m_putOff;                              ///< Null when nothing was put off.
    std::function<void()> m_whenRolledBack;
    bool m_isOpen = false;
    qint64 m_statementsRun = 0;
};

} // namespace conduit::broker
