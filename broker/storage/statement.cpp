// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/statement.h"

#include <conduit/utf8.h>

#include <sqlite3.h>

#include <QStringEncoder>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <iterator>

namespace conduit::broker {

namespace {

/// Writes `text`, if it is ASCII, and returns the end; else null. Names mostly are, and an encoder has to be made first.
const char *asAscii(QStringView text, char *target)
{
    for (const QChar c : text) {
        if (c >= u'\u0080')
            return nullptr;
        *target++ = static_cast<char>(c.unicode());
    }
    return target;
}

} // namespace

int Row::columns() const { return sqlite3_column_count(m_statement); }

bool Row::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

qint64 Row::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

int Row::smallInteger(int column) const { return sqlite3_column_int(m_statement, column); }

QString Row::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return textFromUtf8({text, sqlite3_column_bytes(m_statement, column)});
}

QLatin1StringView Row::word(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return {text, sqlite3_column_bytes(m_statement, column)};
}

QByteArray Row::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

QUuid Row::id(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column);
    return QUuid::fromRfc4122(QByteArrayView(static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column)));
}

std::optional<Moment> Row::optionalMoment(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(moment(column));
}

void Binder::integer(qint64 value) { sqlite3_bind_int64(m_statement, ++m_place, value); }

void Binder::moment(const std::optional<Moment> &moment)
{
    if (moment)
        integer(moment->time_since_epoch().count());
    else
        null();
}

void Binder::id(const QUuid &id)
{
    std::array<uchar, 16> bytes {};
    qToBigEndian(id.data1, bytes.data());
    qToBigEndian(id.data2, bytes.data() + 4);
    qToBigEndian(id.data3, bytes.data() + 6);
    std::copy(std::begin(id.data4), std::end(id.data4), bytes.begin() + 8);
    sqlite3_bind_blob64(m_statement, ++m_place, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

void Binder::word(QLatin1StringView word)
{
    sqlite3_bind_text64(m_statement, ++m_place, word.data(), static_cast<sqlite3_uint64>(word.size()), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void Binder::text(const QString &text)
{
    // Most texts are short: they need no memory of their own on the way.
    constexpr qsizetype kUnitsMax = 100;
    constexpr qsizetype kBytesPerUnitMax = 3;
    if (text.size() > kUnitsMax) {
        const QByteArray utf8 = text.toUtf8();
        sqlite3_bind_text64(m_statement, ++m_place, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
        return;
    }
    std::array<char, kUnitsMax * kBytesPerUnitMax>
        utf8; // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    const char *end = asAscii(text, utf8.data());
    if (!end) {
        QStringEncoder toUtf8(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
        end = toUtf8.appendToBuffer(utf8.data(), text);
    }
    sqlite3_bind_text64(m_statement, ++m_place, utf8.data(), static_cast<sqlite3_uint64>(end - utf8.data()), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

void Binder::optionalText(const QString &text)
{
    if (text.isEmpty())
        null();
    else
        this->text(text);
}

void Binder::bytes(const QByteArray &bytes)
{
    sqlite3_bind_blob64(m_statement, ++m_place, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
}

void Binder::optionalBytes(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        null();
    else
        this->bytes(bytes);
}

void Binder::optionalCopy(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        null();
    else
        sqlite3_bind_blob64(m_statement, ++m_place, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()),
                            SQLITE_TRANSIENT);
}

void Binder::null() { sqlite3_bind_null(m_statement, ++m_place); }

Statement::Statement(sqlite3 *connection, const QString &text) : Row(nullptr)
{
    const QByteArray utf8 = text.toUtf8();
    const char *rest = nullptr;
    sqlite3_prepare_v3(connection, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_PREPARE_PERSISTENT, &m_statement,
                       &rest);
    Q_ASSERT_X(!m_statement || QByteArrayView(rest).trimmed().isEmpty(), "Statement", "one statement at a time");
}

Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement::Statement(Statement &&other) noexcept
    : Row(std::exchange(other.m_statement, nullptr)),
      m_places(std::move(other.m_places)),
      m_isActive(other.m_isActive),
      m_hasFirstRow(other.m_hasFirstRow),
      m_hasFailed(other.m_hasFailed),
      m_rowsChanged(other.m_rowsChanged)
{
}

bool Statement::run(Binds binds)
{
    Q_ASSERT_X(static_cast<int>(binds.size()) == sqlite3_bind_parameter_count(m_statement), "Statement",
               "each placeholder has a value");
    finish();
    std::size_t number = 0;
    for (const auto &[name, value] : binds)
        bind(placeOf(number++, name), value, Lifetime::UntilItEnds);
    return start();
}

bool Statement::run(const SqlValues &values)
{
    finish();
    int place = 0;
    for (const SqlValue &value : values)
        bind(++place, value, Lifetime::Copied);
    return start();
}

int Statement::placeOf(std::size_t bind, const QString &name)
{
    if (bind < m_places.size() && m_places[bind].first == name.constData())
        return m_places[bind].second;
    const int place = sqlite3_bind_parameter_index(m_statement, name.toUtf8().constData());
    Q_ASSERT_X(place > 0, "Statement", "the statement has this placeholder");
    m_places.resize(std::max(m_places.size(), bind + 1));
    m_places[bind] = {name.constData(), place};
    return place;
}

void Statement::bind(int place, const SqlValue &value, Lifetime lifetime)
{
    const sqlite3_destructor_type keep = lifetime == Lifetime::Copied ? SQLITE_TRANSIENT : SQLITE_STATIC;
    const QByteArray &bytes = value.bytes();
    const auto size = static_cast<sqlite3_uint64>(bytes.size());
    switch (value.kind()) {
    case SqlValue::Kind::Null:
        sqlite3_bind_null(m_statement, place);
        break;
    case SqlValue::Kind::Integer:
        sqlite3_bind_int64(m_statement, place, value.integer());
        break;
    case SqlValue::Kind::Real:
        sqlite3_bind_double(m_statement, place, value.real());
        break;
    case SqlValue::Kind::Text:
        sqlite3_bind_text64(m_statement, place, bytes.constData(), size, keep, SQLITE_UTF8);
        break;
    case SqlValue::Kind::Blob:
        sqlite3_bind_blob64(m_statement, place, bytes.constData(), size, keep);
        break;
    }
}

bool Statement::start()
{
    m_hasFailed = !isPrepared();
    if (m_hasFailed)
        return false;
    m_hasFirstRow = step();
    while (m_hasFirstRow && columns() == 0)
        m_hasFirstRow = step();
    m_rowsChanged = sqlite3_changes(sqlite3_db_handle(m_statement));
    return !m_hasFailed;
}

bool Statement::next() { return std::exchange(m_hasFirstRow, false) || (m_isActive && step()); }

bool Statement::step()
{
    const int result = sqlite3_step(m_statement);
    m_isActive = result == SQLITE_ROW;
    m_hasFailed = result != SQLITE_ROW && result != SQLITE_DONE;
    if (!m_isActive)
        sqlite3_reset(m_statement);
    return m_isActive;
}

void Statement::finish()
{
    if (!m_isActive)
        return;
    sqlite3_reset(m_statement);
    m_isActive = false;
    m_hasFirstRow = false;
}

qint64 Statement::lastInsertedKey() const { return sqlite3_last_insert_rowid(sqlite3_db_handle(m_statement)); }

} // namespace conduit::broker
