// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/json_views.h"
#include "broker/http/new_task_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kReasonCharactersMax = 1'000;

/// The version that `If-Match` names: `"7"` or 7; `*` and no header ask for none.
Result<TaskControl::Version> expectedVersion(const ApiCall &call)
{
    QByteArray text = call.request.ifMatch;
    if (text.isEmpty() || text == "*")
        return TaskControl::Version();
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1, text.size() - 2);
    bool isNumber = false;
    const qint64 version = text.toLongLong(&isNumber);
    if (!isNumber)
        return Error {ErrorCode::InvalidArgument, u"If-Match takes a task's version as it came in ETag: \"7\"."_s};
    return TaskControl::Version(version);
}

/// What each of these requests begins with.
struct Target
{
    QUuid id;
    TaskControl::Version version;
};

Result<Target> targetOf(const ApiCall &call)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return noSuchTask();
    const auto version = expectedVersion(call);
    if (!version)
        return version.error();
    return Target {*id, *version};
}

/// The members of a body that may be left out altogether.
Result<json::Document> optionalObject(const QByteArray &body)
{
    return objectFrom(body.isEmpty() ? QByteArray("{}") : body, json::kEnvelopeDepthMax);
}

/// Of a request that takes no body.
Status refuseMembers(const QByteArray &body)
{
    const auto document = optionalObject(body);
    if (!document)
        return document.error();
    return ObjectReader(document->root()).finish();
}

/// The whole task as it is now, with `status`.
Outcome changedTask(const QUuid &id, int status, Engine &engine)
{
    Outcome outcome = taskAnswer(id, engine);
    if (auto *answer = std::get_if<Answer>(&outcome))
        answer->status = status;
    return outcome;
}

using Change = Result<Task> (TaskControl::*)(const QUuid &, TaskControl::Version);

Outcome change(const ApiCall &call, Engine &engine, Change change)
{
    const auto target = targetOf(call);
    if (!target)
        return target.error();
    if (const Status done = refuseMembers(call.request.body); !done)
        return done.error();
    const auto task = (engine.control.*change)(target->id, target->version);
    if (!task)
        return task.error();
    return changedTask(target->id, 200, engine);
}

} // namespace

Outcome cancelTask(const ApiCall &call, Engine &engine)
{
    const auto target = targetOf(call);
    if (!target)
        return target.error();
    const auto body = optionalObject(call.request.body);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const QString reason = read.string(u"reason", kReasonCharactersMax).value_or(QString());
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto task = engine.control.cancel(target->id, reason, target->version);
    if (!task)
        return task.error();
    // 202: asked; how it ended is told by the task's error.
    return changedTask(target->id, task->state == TaskState::Running ? 202 : 200, engine);
}

Outcome retryTask(const ApiCall &call, Engine &engine) { return change(call, engine, &TaskControl::retry); }

Outcome promoteTask(const ApiCall &call, Engine &engine) { return change(call, engine, &TaskControl::promote); }

Outcome holdTask(const ApiCall &call, Engine &engine) { return change(call, engine, &TaskControl::hold); }

Outcome deleteTask(const ApiCall &call, Engine &engine) { return change(call, engine, &TaskControl::trash); }

Outcome restoreTask(const ApiCall &call, Engine &engine) { return change(call, engine, &TaskControl::restore); }

Outcome editTask(const ApiCall &call, Engine &engine)
{
    const auto target = targetOf(call);
    if (!target)
        return target.error();
    const auto head = engine.store.findHead(target->id);
    if (!head)
        return head.error();
    if (!*head)
        return noSuchTask();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto edit = taskEditFrom(body->root(), (*head)->type, engine);
    if (!edit)
        return edit.error();
    const auto task = engine.control.edit(target->id, *edit, target->version);
    if (!task)
        return task.error();
    return changedTask(target->id, 200, engine);
}

} // namespace conduit::broker
