// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_template.h"

#include "ui/format/backoff_words.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

namespace conduit::ui {

namespace {

constexpr int kHeadDepth = 3;

QString textIn(const json::Value &head, QStringView name)
{
    const auto value = head.member(name);
    return value ? value->toString().value_or(QString()) : QString();
}

std::optional<int> integerIn(const json::Value &head, QStringView name)
{
    const auto value = head.member(name);
    const auto number = value ? value->toInteger() : std::nullopt;
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<double> numberIn(const json::Value &head, QStringView name)
{
    const auto value = head.member(name);
    return value ? value->toNumber() : std::nullopt;
}

std::optional<wire::Seconds> secondsIn(const json::Value &head, QStringView name)
{
    const auto number = numberIn(head, name);
    return number ? std::optional(wire::Seconds(*number)) : std::nullopt;
}

QDateTime momentIn(const json::Value &head, QStringView name)
{
    return QDateTime::fromString(textIn(head, name), Qt::ISODateWithMs);
}

std::optional<wire::Backoff> backoffIn(const json::Value &head)
{
    const auto backoff = head.member(u"backoff");
    if (!backoff)
        return {};
    wire::Backoff read {.kind = textIn(*backoff, u"kind"),
                        .base = secondsIn(*backoff, u"base"),
                        .factor = numberIn(*backoff, u"factor"),
                        .cap = secondsIn(*backoff, u"cap"),
                        .jitter = numberIn(*backoff, u"jitter")};
    const auto delays = backoff->member(u"delays");
    const auto elements = delays ? delays->elements() : QList<json::Value>();
    for (const auto &delay : elements)
        read.delays.append(wire::Seconds(delay.toNumber().value_or(0)));
    return read;
}

} // namespace

QByteArray fileOf(const TaskTemplate &saved)
{
    const auto &task = saved.task;
    json::Writer head;
    head.beginObject().name("name").string(saved.name).name("task_type").string(task.taskType).name("queue").string(task.queue);
    if (task.priority)
        head.name("priority").integer(*task.priority);
    if (task.delay)
        head.name("delay").number(task.delay->count());
    if (task.maxAttempts)
        head.name("max_attempts").integer(*task.maxAttempts);
    if (task.runAt.isValid())
        head.name("run_at").string(task.runAt.toUTC().toString(Qt::ISODateWithMs));
    if (task.retryFor)
        head.name("retry_for").number(task.retryFor->count());
    if (task.backoff)
        head.name("backoff").raw(backoffJson(*task.backoff));
    if (task.timeout)
        head.name("timeout").number(task.timeout->count());
    if (task.expiresAt.isValid())
        head.name("expires_at").string(task.expiresAt.toUTC().toString(Qt::ISODateWithMs));
    head.name("unique_key").string(task.uniqueKey).name("serial_key").string(task.serialKey);
    head.name("tags").beginArray();
    for (const auto &tag : task.tags)
        head.string(tag);
    return head.endArray().endObject().take() + '\n' + task.payload;
}

std::optional<TaskTemplate> templateFrom(const QByteArray &file)
{
    const auto lineEnd = file.indexOf('\n');
    const auto document = json::Document::parse(file.first(lineEnd < 0 ? 0 : lineEnd), kHeadDepth);
    if (!document)
        return {};
    const auto head = document->root();
    TaskTemplate saved;
    saved.name = textIn(head, u"name");
    saved.task.taskType = textIn(head, u"task_type");
    saved.task.queue = textIn(head, u"queue");
    saved.task.priority = integerIn(head, u"priority");
    saved.task.maxAttempts = integerIn(head, u"max_attempts");
    saved.task.delay = secondsIn(head, u"delay");
    saved.task.runAt = momentIn(head, u"run_at");
    saved.task.retryFor = secondsIn(head, u"retry_for");
    saved.task.backoff = backoffIn(head);
    saved.task.timeout = secondsIn(head, u"timeout");
    saved.task.expiresAt = momentIn(head, u"expires_at");
    saved.task.uniqueKey = textIn(head, u"unique_key");
    saved.task.serialKey = textIn(head, u"serial_key");
    const auto tags = head.member(u"tags");
    const auto elements = tags ? tags->elements() : QList<json::Value>();
    for (const auto &tag : elements)
        saved.task.tags.append(tag.toString().value_or(QString()));
    saved.task.payload = file.sliced(lineEnd + 1);
    if (saved.name.isEmpty() || saved.task.taskType.isEmpty())
        return {};
    return saved;
}

} // namespace conduit::ui
