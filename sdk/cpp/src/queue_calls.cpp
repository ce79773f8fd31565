// SPDX-License-Identifier: MIT
// What clients say about queues and types, and of what holds for all tasks.
#include "client_call.h"
#include "list_paths.h"
#include "wire_reader.h"
#include "wire_writer.h"

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

/// The text of the member `defaults`.
Reading<QByteArray> defaultsFrom(const json::Value &value)
{
    const auto defaults = value.member(u"defaults");
    return defaults && defaults->kind() == json::Kind::Object ? defaults->text() : QByteArray("{}");
}

/// That of a queue in the list of all; one that nobody has spoken of says nothing.
Reading<QByteArray> defaultsOfQueue(const QString &name, const json::Value &list)
{
    const auto queues = list.member(u"queues");
    if (!queues || queues->kind() != json::Kind::Array)
        return Misread {u"an array \"queues\" was expected"_s};
    for (const json::Value &queue : queues->elements())
        if (const auto its = queue.member(u"name"); its && its->toString() == name)
            return defaultsFrom(queue);
    return QByteArray("{}");
}

} // namespace

void Client::listQueues(QObject *context, const Then<QList<wire::Queue>> &then)
{
    call<QList<wire::Queue>>(get("/queue"), context, then, queuesFrom);
}

void Client::pauseQueue(const QString &name, const wire::QueuePause &pause, QObject *context, const Then<wire::Queue> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = pauseBody(pause)};
    call<wire::Queue>(request, context, then, queueFrom);
}

void Client::resumeQueue(const QString &name, QObject *context, const Then<wire::Queue> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = R"({"paused":false})"};
    call<wire::Queue>(request, context, then, queueFrom);
}

void Client::deleteQueue(const QString &name, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "DELETE", .path = "/queue/" + pathPiece(name)}, context, then, nothingFrom);
}

void Client::loadQueueDefaults(const QString &name, QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/queue"), context, then, [name](const json::Value &list) { return defaultsOfQueue(name, list); });
}

void Client::setQueueDefaults(const QString &name, const QByteArray &defaults, QObject *context, const Then<QByteArray> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = "{\"defaults\":" + defaults + '}'};
    call<QByteArray>(request, context, then, defaultsFrom);
}

void Client::loadTypeDefaults(const QString &taskType, QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/task/types/" + pathPiece(taskType)), context, then, defaultsFrom);
}

void Client::setTypeDefaults(const QString &taskType, const QByteArray &defaults, QObject *context,
                             const Then<QByteArray> &then)
{
    const Call request {
        .method = "PUT", .path = "/task/types/" + pathPiece(taskType), .body = "{\"defaults\":" + defaults + '}'};
    call<QByteArray>(request, context, then, defaultsFrom);
}

void Client::loadBrokerDefaults(QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/info"), context, then, defaultsFrom);
}

void Client::pauseAll(const wire::QueuePause &pause, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "PATCH", .path = "/broker", .body = pauseBody(pause)}, context, then, nothingFrom);
}

void Client::resumeAll(QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "PATCH", .path = "/broker", .body = R"({"paused":false})"}, context, then, nothingFrom);
}

void Client::listTypes(QObject *context, const Then<QStringList> &then)
{
    call<QStringList>(get("/task/types"), context, then, typesFrom);
}

void Client::loadSchema(const QString &taskType, QObject *context, const Then<wire::Schema> &then)
{
    call<wire::Schema>(get("/task/types/" + pathPiece(taskType) + "/schema"), context, then, schemaFrom);
}

void Client::registerSchema(const wire::Schema &schema, QObject *context, const Then<wire::Schema> &then)
{
    call<wire::Schema>(post("/task/set_schema", schemaBody(schema)), context, then, schemaFrom);
}

void Client::putType(const wire::Schema &schema, const QByteArray &defaults, QObject *context, const Then<wire::Schema> &then)
{
    const Call request {
        .method = "PUT", .path = "/task/types/" + pathPiece(schema.taskType), .body = typeBody(schema, defaults)};
    call<wire::Schema>(request, context, then, schemaFrom);
}

void Client::deleteType(const QString &taskType, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "DELETE", .path = "/task/types/" + pathPiece(taskType)}, context, then, nothingFrom);
}

} // namespace conduit::client
