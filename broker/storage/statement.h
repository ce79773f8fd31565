// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/storage/sql_values.h"

#include <QUuid>

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace conduit::broker {

/// The row on which a statement stands. Valid until the statement goes on. Columns count from 0; a NULL reads as 0 or as nothing.
class Row
{
public:
    [[nodiscard]] int columns() const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] int smallInteger(int column) const;
    [[nodiscard]] QString text(int column) const;
    /// A word of ours, which is ASCII.
    [[nodiscard]] QLatin1StringView word(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] QUuid id(int column) const;
    [[nodiscard]] Moment moment(int column) const { return Moment {Milliseconds {integer(column)}}; }
    [[nodiscard]] std::optional<Moment> optionalMoment(int column) const;

protected:
    explicit Row(sqlite3_stmt *statement) : m_statement(statement) { }
    sqlite3_stmt *m_statement;
};

/// Gives values to the placeholders `?` of a statement, in their order. A moment or text that is absent becomes NULL.
class Binder
{
public:
    explicit Binder(sqlite3_stmt *statement) : m_statement(statement) { }

    void integer(qint64 value);
    void optionalInteger(std::optional<qint64> value)
    {
        if (value)
            integer(*value);
        else
            null();
    }
    void moment(Moment moment) { integer(moment.time_since_epoch().count()); }
    void moment(const std::optional<Moment> &moment);
    void id(const QUuid &id);
    /// A word of ours, which lives as long as the program.
    void word(QLatin1StringView word);
    void text(const QString &text);
    void optionalText(const QString &text);
    /// Must live until the last row has been read.
    void bytes(const QByteArray &bytes);
    void optionalBytes(const QByteArray &bytes);
    void optionalCopy(const QByteArray &bytes);
    void null();

private:
    sqlite3_stmt *m_statement;
    int m_place = 0;
};

/// A statement of SQLite's own interface, prepared once and run again and again. Belongs to the thread of its connection, which must
/// outlive it.
///
/// Not QSqlQuery, which spends more on the way to a row than SQLite spends on finding it (docs/adr/0020): it sends text through UTF-16,
/// looks up each placeholder, and describes each column anew with every run.
class Statement final : public Row
{
public:
    /// Values by the names of their placeholders, such as ":seq".
    using Binds = std::initializer_list<std::pair<QString, SqlValue>>;

    /// Prepares one statement. When this fails, isPrepared() is false and the connection has the error.
    Statement(sqlite3 *connection, const QString &text);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    [[nodiscard]] bool isPrepared() const { return m_statement != nullptr; }

    /// Runs it up to its first row; to its end when it has no columns. `binds` must live until the last row has been read. False when it
    /// failed: the connection has the error.
    bool run(Binds binds);
    /// The same with values for the placeholders `?` in their order. They are copied.
    bool run(const SqlValues &values);
    /// The same; `bind` gives the values to a Binder.
    template<typename Bind>
    bool runBound(Bind bind)
    {
        finish();
        Binder binder(m_statement);
        bind(binder);
        return start();
    }

    /// Goes to the first row, then to the next one. False after the last one, or when it failed.
    bool next();
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }
    /// Whether it still holds a moment of the past because rows are left.
    [[nodiscard]] bool isActive() const { return m_isActive; }
    /// Lets go of what it holds.
    void finish();

    /// How many rows the last run has changed.
    [[nodiscard]] int rowsChanged() const { return m_rowsChanged; }
    /// The key of the row that was inserted last.
    [[nodiscard]] qint64 lastInsertedKey() const;

private:
    enum class Lifetime { UntilItEnds, Copied };
    void bind(int place, const SqlValue &value, Lifetime lifetime);
    int placeOf(std::size_t bind, const QString &name);
    bool start();
    bool step();

    /// Where each bind of the usual caller goes: literals keep their address, so a name is looked up only once.
    std::vector<std::pair<const QChar *, int>> m_places;
    bool m_isActive = false;
    bool m_hasFirstRow = false;
    bool m_hasFailed = false;
    int m_rowsChanged = 0;
};

} // namespace conduit::broker
