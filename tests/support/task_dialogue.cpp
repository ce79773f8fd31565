// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/task_dialogue.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

QByteArray quoted(const QByteArray &text) { return '"' + text + '"'; }

QString enqueue(RawHttpClient &client, QByteArrayView task)
{
    const HttpAnswer answer = client.post("/task", task);
    return answer.status == 201 ? answer.json().value("id"_L1).toString() : QString();
}

QByteArray taskPath(const QString &id, QByteArrayView rest) { return "/task/" + id.toUtf8() + rest.toByteArray(); }

QJsonObject loadTask(RawHttpClient &client, const QString &id) { return client.get(taskPath(id)).json(); }

QJsonObject awaitTask(RawHttpClient &client, const QString &id) { return client.get(taskPath(id, "?wait=15")).json(); }

QJsonObject claim(RawHttpClient &client, QByteArrayView query)
{
    const HttpAnswer answer = client.get("/task/next?" + query.toByteArray());
    return answer.status == 200 ? answer.json() : QJsonObject();
}

HttpAnswer withLease(RawHttpClient &client, const QJsonObject &claimed, QByteArrayView act, QByteArrayView members)
{
    const QByteArray more = members.isEmpty() ? QByteArray() : ',' + members.toByteArray();
    return client.post(taskPath(claimed, '/' + act.toByteArray()),
                       R"({"lease_token":)" + quoted(claimed.value("lease_token"_L1).toString()) + more + '}');
}

HttpAnswer report(RawHttpClient &client, const QJsonObject &claimed, QByteArrayView members)
{
    return withLease(client, claimed, "result", members);
}

QStringList outcomes(RawHttpClient &client, const QString &id)
{
    QStringList words;
    const QJsonArray attempts = client.get(taskPath(id, "/attempts")).json().value("attempts"_L1).toArray();
    for (const auto &attempt : attempts)
        words.append(attempt.toObject().value("outcome"_L1).toString());
    return words;
}

} // namespace conduit::test
