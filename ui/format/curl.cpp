// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/curl.h"

#include "ui/format/backoff_words.h"
#include "ui/models/json_members.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>
#include <conduit/shell_text.h>

#include <QUrl>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kArgumentBytesMax = 8 * 1024;

constexpr QStringView kOriginalKey = u"copied_from";
constexpr qsizetype kMetaBytesMax = 4 * 1024; // What the broker takes.

QByteArray metaOfCopy(const wire::Task &task)
{
    const auto meta = withMember(task.meta.isEmpty() ? QByteArray("{}") : task.meta, kOriginalKey.toString(),
                                 '"' + task.id.toUtf8() + '"', {});
    return meta.size() > kMetaBytesMax ? task.meta : meta;
}

QString authorization() { return u"-H \"Authorization: Bearer $CONDUIT_TOKEN\""_s; }

QString postTo(const QString &url)
{
    return u"curl -sS "_s + shell_text::quoted(url) + u" \\\n  -H 'Content-Type: application/json' \\\n  "_s + authorization()
        + u" \\\n  --data-binary "_s;
}

QByteArray bodyOf(const wire::NewTask &task)
{
    json::Writer body;
    body.beginObject().name("task_type").string(task.taskType).name("payload").raw(task.payload);
    if (!task.queue.isEmpty())
        body.name("queue").string(task.queue);
    if (task.priority)
        body.name("priority").integer(*task.priority);
    if (task.runAt.isValid())
        body.name("run_at").string(task.runAt.toUTC().toString(Qt::ISODateWithMs));
    if (task.delay)
        body.name("delay").number(task.delay->count());
    if (task.maxAttempts)
        body.name("max_attempts").integer(*task.maxAttempts);
    if (task.retryFor)
        body.name("retry_for").number(task.retryFor->count());
    if (task.backoff)
        body.name("backoff").raw(backoffJson(*task.backoff));
    if (task.timeout)
        body.name("timeout").number(task.timeout->count());
    if (task.expiresAt.isValid())
        body.name("expires_at").string(task.expiresAt.toUTC().toString(Qt::ISODateWithMs));
    if (!task.uniqueKey.isEmpty())
        body.name("unique_key").string(task.uniqueKey);
    if (!task.serialKey.isEmpty())
        body.name("serial_key").string(task.serialKey);
    if (!task.tags.isEmpty()) {
        body.name("tags").beginArray();
        for (const auto &tag : task.tags)
            body.string(tag);
        body.endArray();
    }
    body.endObject();
    return body.take();
}

} // namespace

QString enqueueCurl(const QString &address, const wire::NewTask &task)
{
    const auto body = bodyOf(task);
    const auto start = postTo(address + u"/task"_s);
    // JSON on one line cannot hold the line that ends the document.
    if (body.size() > kArgumentBytesMax && !body.contains('\n'))
        return start + u"@- <<'END_OF_TASK'\n"_s + QString::fromUtf8(body) + u"\nEND_OF_TASK"_s;
    return start + shell_text::quoted(QString::fromUtf8(body));
}

QString lookUpCurl(const QString &address, const QString &id)
{
    return u"curl -sS "_s + shell_text::quoted(address + u"/task/"_s + id) + u" "_s + authorization();
}

QString schemaCurl(const QString &address, const QString &taskType)
{
    const auto piece = QString::fromLatin1(QUrl::toPercentEncoding(taskType));
    return u"curl -sS "_s + shell_text::quoted(address + u"/task/types/"_s + piece + u"/schema"_s) + u" "_s + authorization();
}

QString registerSchemaCurl(const QString &address, const QByteArray &schema)
{
    return postTo(address + u"/task/set_schema"_s) + shell_text::quoted(QString::fromUtf8(schema));
}

wire::NewTask copyOf(const wire::Task &task, const QDateTime &now)
{
    return {.id = {},
            .taskType = task.taskType,
            .payload = task.payload,
            .queue = task.queue,
            .priority = task.priority,
            .runAt = {},
            .delay = {},
            .maxAttempts = task.maxAttempts,
            .retryFor = task.retryFor,
            .backoff = task.backoff,
            .timeout = task.timeout,
            .expiresAt = task.expiresAt > now ? task.expiresAt : QDateTime(),
            .serialKey = task.serialKey,
            .tags = task.tags,
            .meta = metaOfCopy(task)};
}

QString originalOf(const wire::Task &task)
{
    const auto meta = json::Document::parse(task.meta, json::kPayloadDepthMax);
    const auto original = meta ? meta->root().member(kOriginalKey) : std::nullopt;
    return original ? original->toString().value_or(QString()) : QString();
}

} // namespace conduit::ui
