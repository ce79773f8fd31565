// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/result.h"

#include <conduit/json_text.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUuid>
#include <QVarLengthArray>

#include <optional>

namespace conduit::broker {

/// Reads the members of one JSON object and remembers the first thing that is wrong. A member whose value is null counts as absent.
/// finish() also refuses members that nobody has asked for: a misspelt option must not be ignored. Names must outlive the reader, as the
/// object's document must.
class ObjectReader
{
public:
    explicit ObjectReader(const json::Value &object) : m_object(object), m_membersLeft(object.memberCount()) { }

    [[nodiscard]] std::optional<json::Value> value(QStringView name);
    /// Also tells null from absent.
    [[nodiscard]] std::optional<json::Value> valueOrNull(QStringView name);
    [[nodiscard]] std::optional<QString> string(QStringView name, qsizetype charactersMax);
    [[nodiscard]] std::optional<qint64> integer(QStringView name, qint64 min, qint64 max);
    /// A number of seconds, whole or not.
    [[nodiscard]] std::optional<Milliseconds> seconds(QStringView name, double min, double max);
    [[nodiscard]] std::optional<bool> boolean(QStringView name);
    [[nodiscard]] QStringList strings(QStringView name, qsizetype countMax, qsizetype charactersMax);
    [[nodiscard]] std::optional<Moment> moment(QStringView name);

    void refuse(const QString &message);
    [[nodiscard]] Status finish();

private:
    json::Value m_object;
    qsizetype m_membersLeft;                 ///< Nobody has asked for these yet.
    QVarLengthArray<QStringView, 16> m_read; ///< Names that were asked for and are there.
    std::optional<Error> m_error;
};

/// The same for a query string: `types=a,b&wait=20`.
class QueryReader
{
public:
    explicit QueryReader(const QByteArray &query);

    [[nodiscard]] std::optional<QString> text(QByteArrayView name, qsizetype charactersMax);
    [[nodiscard]] std::optional<qint64> integer(QByteArrayView name, qint64 min, qint64 max);
    [[nodiscard]] std::optional<Milliseconds> seconds(QByteArrayView name, double min, double max);
    /// `true` or `false`; absent is false.
    [[nodiscard]] bool flag(QByteArrayView name);
    /// RFC 3339 with its offset.
    [[nodiscard]] std::optional<Moment> moment(QByteArrayView name);
    /// Split at literal commas and then decoded, so that a name may hold a comma as %2C.
    [[nodiscard]] QStringList list(QByteArrayView name, qsizetype countMax, qsizetype charactersMax);

    void refuse(const QString &message);
    [[nodiscard]] Status finish();

private:
    struct Parameter
    {
        QByteArray name;
        QByteArray value; ///< Still percent-encoded.
        bool isRead = false;
    };
    std::optional<QByteArray> take(QByteArrayView name);

    std::vector<Parameter> m_parameters;
    std::optional<Error> m_error;
};

/// Of an endpoint that takes no query parameters: names the first one that was given.
[[nodiscard]] Status refuseQuery(const QByteArray &query);

/// The body as strict JSON whose root is an object. `depthMax` counts the levels of the whole text.
[[nodiscard]] Result<json::Document> objectFrom(const QByteArray &body, int depthMax);

/// Percent-decodes one piece of a path or one value of a query; nothing when it is not UTF-8 or an escape is broken.
[[nodiscard]] std::optional<QString> decoded(QByteArrayView encoded);

/// A task's id, in any of the usual spellings of a UUID without braces.
[[nodiscard]] std::optional<QUuid> taskIdFrom(QStringView text);

/// Why a text cannot name a worker: 1–200 characters, no control characters.
[[nodiscard]] std::optional<QString> faultOfWorkerName(QStringView name);

/// Why a text cannot name a queue: 1–100 characters, no control characters, no ':' and no ','.
[[nodiscard]] std::optional<QString> faultOfQueueName(QStringView name);

} // namespace conduit::broker
