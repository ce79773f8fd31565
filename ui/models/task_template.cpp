// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_template.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

namespace conduit::ui {

namespace {

constexpr int kHeadDepth = 2;

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
    if (const auto delay = head.member(u"delay"); delay && delay->toNumber())
        saved.task.delay = wire::Seconds(*delay->toNumber());
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
