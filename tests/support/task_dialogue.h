// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/raw_http_client.h"

/// What nearly every test says to a broker. `task` and `claimed` are Tasks as the broker sent them.
namespace conduit::test {

/// A JSON string of text that needs no escapes. (moc of Qt 6.4 reads raw strings as plain ones, so an odd quote in one hides
/// the rest of the class from it; tests put such texts together with this.)
[[nodiscard]] QByteArray quoted(const QByteArray &text);
[[nodiscard]] inline QByteArray quoted(const QString &text) { return quoted(text.toUtf8()); }

/// `POST /task`; the id, or nothing when the task was refused.
QString enqueue(RawHttpClient &client, QByteArrayView task);
[[nodiscard]] QByteArray taskPath(const QString &id, QByteArrayView rest = {});
[[nodiscard]] inline QByteArray taskPath(const QJsonObject &task, QByteArrayView rest = {})
{
    return taskPath(task.value(QLatin1String("id")).toString(), rest);
}
/// `GET /task/{id}`.
[[nodiscard]] QJsonObject loadTask(RawHttpClient &client, const QString &id);
/// `GET /task/{id}?wait=`, parked until the task has ended.
[[nodiscard]] QJsonObject awaitTask(RawHttpClient &client, const QString &id);
/// `GET /task/next` with a query; nothing when no task came.
[[nodiscard]] QJsonObject claim(RawHttpClient &client, QByteArrayView query);
/// `POST /task/{id}/{act}` with the claim's token and `members`, such as `"output":1,"error":null`.
HttpAnswer withLease(RawHttpClient &client, const QJsonObject &claimed, QByteArrayView act, QByteArrayView members = {});
/// withLease() for a result.
HttpAnswer report(RawHttpClient &client, const QJsonObject &claimed, QByteArrayView members);
/// The outcomes of a task's attempts, oldest first.
[[nodiscard]] QStringList outcomes(RawHttpClient &client, const QString &id);

} // namespace conduit::test
