// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QString>
#include <QUuid>
#include <QVariant>

#include <optional>

namespace conduit::broker {

// How values stand in the database: moments as integer milliseconds UTC, ids as 16 bytes, empty text as NULL where a column may be absent.

[[nodiscard]] inline QVariant sqlFrom(Moment moment) { return QVariant::fromValue<qint64>(moment.time_since_epoch().count()); }

[[nodiscard]] inline QVariant sqlFrom(const std::optional<Moment> &moment)
{
    return moment ? sqlFrom(*moment) : QVariant(QMetaType::fromType<qint64>());
}

[[nodiscard]] inline QVariant sqlFrom(const QUuid &id) { return id.toRfc4122(); }

[[nodiscard]] inline QVariant sqlFromOptional(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

[[nodiscard]] inline QVariant sqlFromOptional(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QVariant(QMetaType::fromType<QByteArray>()) : QVariant(bytes);
}

[[nodiscard]] inline Moment momentFromSql(const QVariant &value) { return Moment {Milliseconds {value.toLongLong()}}; }

[[nodiscard]] inline std::optional<Moment> optionalMomentFromSql(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return momentFromSql(value);
}

} // namespace conduit::broker
