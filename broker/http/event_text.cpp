// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/event_text.h"

#include "broker/http/json_views.h"

namespace conduit::broker {

QByteArray eventText(QByteArrayView name, const QByteArray &data)
{
    return QByteArray("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
}

QByteArray eventIdText(qint64 revision) { return "id: " + QByteArray::number(revision) + '\n'; }

QByteArray revisionData(qint64 revision)
{
    json::Writer out;
    out.beginObject();
    out.name("revision").integer(revision);
    out.endObject();
    return out.take();
}

QByteArray tasksData(const std::vector<const TaskNews *> &tasks)
{
    json::Writer out;
    out.beginObject();
    out.name("tasks").beginArray();
    for (const TaskNews *task : tasks) {
        out.beginObject();
        out.name("id").plain(IdText(task->id));
        out.name("state").plain(wordFrom(task->state));
        out.name("queue").string(task->queue);
        out.name("type").string(task->type);
        out.name("revision").integer(task->revision);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray entriesData(const std::vector<const AuditEntry *> &entries)
{
    json::Writer out;
    out.beginObject();
    out.name("entries").beginArray();
    for (const AuditEntry *entry : entries)
        writeAuditEntry(out, *entry);
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray queuesData(const QStringList &names)
{
    json::Writer out;
    out.beginObject();
    out.name("queues").beginArray();
    for (const QString &name : names)
        if (!name.isEmpty())
            out.string(name);
    out.endArray();
    out.name("broker").boolean(names.contains(QString()));
    out.endObject();
    return out.take();
}

QByteArray namesData(QByteArrayView member, const QStringList &names)
{
    json::Writer out;
    out.beginObject();
    out.name(member).beginArray();
    for (const QString &name : names)
        out.string(name);
    out.endArray();
    out.endObject();
    return out.take();
}

} // namespace conduit::broker
