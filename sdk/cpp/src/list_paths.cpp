// SPDX-License-Identifier: MIT
#include "list_paths.h"

#include <QUrl>

#include <utility>

namespace conduit::client {

QByteArray pathPiece(const QString &name) { return QUrl::toPercentEncoding(name); }

QByteArray auditPath(const wire::AuditQuery &query)
{
    QByteArray path = "/audit?limit=" + QByteArray::number(query.limit);
    const auto add = [&path](const char *name, const QByteArray &value) {
        if (!value.isEmpty())
            path += '&' + QByteArray(name) + '=' + value;
    };
    add("actor", pathPiece(query.actor));
    add("verb", query.verbs.join(u',').toLatin1());
    add("kind", query.kinds.join(u',').toLatin1());
    add("target", pathPiece(query.target));
    for (const auto &[name, moment] : {std::pair {"since", query.since}, {"until", query.until}})
        if (moment.isValid())
            add(name, moment.toUTC().toString(Qt::ISODateWithMs).toLatin1());
    if (query.olderThan)
        add("older_than", QByteArray::number(*query.olderThan));
    if (query.newerThan)
        add("newer_than", QByteArray::number(*query.newerThan));
    return path;
}

QByteArray taskListPath(const wire::TaskQuery &query)
{
    QByteArray path = "/task?limit=" + QByteArray::number(query.limit);
    const auto add = [&path](const char *name, const QStringList &values) {
        // Commas between the values stay as they are; one inside a value is percent-encoded.
        QByteArrayList pieces;
        for (const QString &value : values)
            pieces.append(pathPiece(value));
        if (!pieces.isEmpty())
            path += '&' + QByteArray(name) + '=' + pieces.join(',');
    };
    const auto addText = [&add](const char *name, const QString &value) {
        if (!value.isEmpty())
            add(name, {value});
    };
    add("state", query.states);
    add("status", query.statuses);
    add("type", query.types);
    add("queue", query.queues);
    addText("q", query.filter);
    if (query.trash)
        addText("trash", QStringLiteral("true"));
    addText("after", query.after);
    addText("before", query.before);
    addText("sort", query.sort);
    if (query.changedSince)
        addText("changed_since", QString::number(*query.changedSince));
    if (query.at.isValid())
        addText("at", query.at.toUTC().toString(Qt::ISODateWithMs));
    if (query.payloads)
        addText("payloads", QStringLiteral("true"));
    return path;
}

} // namespace conduit::client
