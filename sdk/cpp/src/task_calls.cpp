// SPDX-License-Identifier: MIT
// What clients do with tasks, with one or with many.
#include "client_call.h"
#include "list_paths.h"
#include "wire_reader.h"
#include "wire_writer.h"

namespace conduit::client {

using namespace Qt::StringLiterals;

namespace {

QByteArray operationPath(const QString &id, const char *rest = "") { return "/operation/" + pathPiece(id) + rest; }

QByteArray versionTag(const wire::TaskRef &task)
{
    return task.version ? '"' + QByteArray::number(*task.version) + '"' : QByteArray();
}

wire::NewTask named(wire::NewTask task)
{
    if (task.id.isEmpty())
        task.id = newTaskId();
    return task;
}

QList<wire::NewTask> named(const QList<wire::NewTask> &tasks)
{
    QList<wire::NewTask> all;
    for (const wire::NewTask &task : tasks)
        all.append(named(task));
    return all;
}

} // namespace

void Client::enqueue(const wire::NewTask &task, QObject *context, const Then<wire::Task> &then)
{
    call<wire::Task>(post("/task", newTaskBody(named(task))), context, then, taskFrom);
}

void Client::tryOut(const wire::NewTask &task, QObject *context, const Then<Unit> &then)
{
    call<Unit>(post("/task?dry_run=true", newTaskBody(named(task))), context, then, nothingFrom);
}

void Client::enqueueAll(const QList<wire::NewTask> &tasks, QObject *context, const Then<QList<wire::Task>> &then)
{
    call<QList<wire::Task>>(post("/task/batch", newTasksBody(named(tasks))), context, then, tasksFrom);
}

void Client::enqueueEach(const QList<wire::NewTask> &tasks, QObject *context, const Then<QList<Enqueued>> &then)
{
    const auto read = [count = tasks.size()](const json::Value &answer) -> Reading<QList<Enqueued>> {
        auto enqueued = enqueuedFrom(answer);
        if (enqueued && enqueued->size() != count)
            return Misread {u"%1 results were expected"_s.arg(count)};
        return enqueued;
    };
    call<QList<Enqueued>>(post("/task/batch?partial=true", newTasksBody(named(tasks))), context, then, read);
}

void Client::loadTask(const QString &id, QObject *context, const Then<wire::Task> &then)
{
    call<wire::Task>(get(taskPath(id)), context, then, taskFrom);
}

void Client::loadTaskHead(const QString &id, qint64 bytesMax, QObject *context, const Then<wire::Task> &then)
{
    call<wire::Task>(get(taskPath(id, "?head_bytes=") + QByteArray::number(bytesMax)), context, then, taskFrom);
}

void Client::awaitTask(const QString &id, wire::Seconds wait, QObject *context, const Then<wire::Task> &then)
{
    const QByteArray path = taskPath(id, "?wait=") + QByteArray::number(wait.count());
    call<wire::Task>(get(path, timeoutBeyond(wait)), context, then, taskFrom);
}

void Client::listTasks(const wire::TaskQuery &query, QObject *context, const Then<wire::TaskPage> &then)
{
    call<wire::TaskPage>(get(taskListPath(query)), context, then, taskPageFrom);
}

void Client::listAttempts(const QString &id, QObject *context, const Then<QList<wire::Attempt>> &then)
{
    call<QList<wire::Attempt>>(get(taskPath(id, "/attempts")), context, then, attemptsFrom);
}

void Client::loadLog(const QString &id, QObject *context, const Then<wire::TaskLog> &then)
{
    call<wire::TaskLog>(get(taskPath(id, "/log")), context, then, taskLogFrom);
}

void Client::change(const wire::TaskRef &task, const QByteArray &verb, const QByteArray &body, QObject *context,
                    const Then<wire::Task> &then)
{
    Call request = post(taskPath(task.id, verb.constData()), body);
    request.ifMatch = versionTag(task);
    request.needsKeyToRepeat = true;
    call<wire::Task>(request, context, then, taskFrom);
}

void Client::cancelTask(const wire::TaskRef &task, const QString &reason, QObject *context, const Then<wire::Task> &then)
{
    change(task, "/cancel", reasonBody(reason), context, then);
}

void Client::retryTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then)
{
    change(task, "/retry", "{}", context, then);
}

void Client::promoteTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then)
{
    change(task, "/promote", "{}", context, then);
}

void Client::restoreTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then)
{
    change(task, "/restore", "{}", context, then);
}

void Client::editTask(const wire::TaskRef &task, const wire::TaskEdit &edit, QObject *context, const Then<wire::Task> &then)
{
    const Call request {.method = "PATCH", .path = taskPath(task.id), .body = taskEditBody(edit), .ifMatch = versionTag(task)};
    call<wire::Task>(request, context, then, taskFrom);
}

void Client::deleteTask(const wire::TaskRef &task, QObject *context, const Then<wire::Task> &then)
{
    const Call request {.method = "DELETE", .path = taskPath(task.id), .ifMatch = versionTag(task)};
    call<wire::Task>(request, context, then, taskFrom);
}

void Client::previewOperation(const wire::NewOperation &operation, QObject *context, const Then<wire::OperationPreview> &then)
{
    call<wire::OperationPreview>(post("/operation", operationBody(operation, true)), context, then, operationPreviewFrom);
}

void Client::startOperation(const wire::NewOperation &operation, QObject *context, const Then<wire::Operation> &then)
{
    Call request = post("/operation", operationBody(operation, false));
    request.idempotencyKey = operation.key.isEmpty() ? newTaskId().toLatin1() : operation.key;
    call<wire::Operation>(request, context, then, operationFrom);
}

void Client::loadOperation(const QString &id, QObject *context, const Then<wire::Operation> &then)
{
    call<wire::Operation>(get(operationPath(id)), context, then, operationFrom);
}

void Client::changeOperation(const QString &id, const char *verb, QObject *context, const Then<wire::Operation> &then)
{
    call<wire::Operation>(post(operationPath(id, verb), "{}"), context, then, operationFrom);
}

void Client::listOperations(int limit, QObject *context, const Then<QList<wire::ListedOperation>> &then)
{
    call<QList<wire::ListedOperation>>(get("/operation?limit=" + QByteArray::number(limit)), context, then, operationsFrom);
}

void Client::pauseOperation(const QString &id, QObject *context, const Then<wire::Operation> &then)
{
    changeOperation(id, "/pause", context, then);
}

void Client::resumeOperation(const QString &id, QObject *context, const Then<wire::Operation> &then)
{
    changeOperation(id, "/resume", context, then);
}

void Client::stopOperation(const QString &id, QObject *context, const Then<wire::Operation> &then)
{
    changeOperation(id, "/stop", context, then);
}

void Client::undoOperation(const QString &id, QObject *context, const Then<wire::Operation> &then)
{
    changeOperation(id, "/undo", context, then);
}

} // namespace conduit::client
