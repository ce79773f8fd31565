// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace conduit::broker {

/// A value to bind to a placeholder. Text is kept as UTF-8; a null text or a null array of bytes is NULL.
class SqlValue
{
public:
    enum class Kind { Null, Integer, Real, Text, Blob };

    SqlValue() = default;
    SqlValue(int number) : SqlValue(static_cast<qint64>(number)) { }
    SqlValue(qint64 number) : m_kind(Kind::Integer), m_integer(number) { }
    SqlValue(double number) : m_kind(Kind::Real), m_real(number) { }
    SqlValue(const QString &text) : m_kind(text.isNull() ? Kind::Null : Kind::Text), m_bytes(text.toUtf8()) { }
    /// A word of ours, which is ASCII and lives as long as the program.
    SqlValue(QLatin1StringView word) : m_kind(Kind::Text), m_bytes(QByteArray::fromRawData(word.data(), word.size())) { }
    SqlValue(const QByteArray &bytes) : m_kind(bytes.isNull() ? Kind::Null : Kind::Blob), m_bytes(bytes) { }
    template<typename T>
    SqlValue(const T *) = delete; // It would become a number.

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] qint64 integer() const { return m_integer; }
    [[nodiscard]] double real() const { return m_real; }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    Kind m_kind = Kind::Null;
    qint64 m_integer = 0;
    double m_real = 0;
    QByteArray m_bytes;
};

using SqlValues = QList<SqlValue>;

// How values stand in the database: moments as integer milliseconds UTC, ids as 16 bytes, empty text as NULL where a column may be absent.

[[nodiscard]] inline SqlValue sqlFrom(Moment moment) { return static_cast<qint64>(moment.time_since_epoch().count()); }

[[nodiscard]] inline SqlValue sqlFrom(const std::optional<Moment> &moment) { return moment ? sqlFrom(*moment) : SqlValue(); }

[[nodiscard]] inline SqlValue sqlFrom(const QUuid &id) { return id.toRfc4122(); }

[[nodiscard]] inline SqlValue sqlFromOptional(const QString &text) { return text.isEmpty() ? SqlValue() : SqlValue(text); }

[[nodiscard]] inline SqlValue sqlFromOptional(const QByteArray &bytes)
{
    return bytes.isEmpty() ? SqlValue() : SqlValue(bytes);
}

} // namespace conduit::broker
