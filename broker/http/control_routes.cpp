// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"
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

/// The version of a task that is about to be changed; 0 when there is none, which the change itself will tell.
Result<qint64> versionOf(const QUuid &id, Engine &engine)
{
    const auto head = engine.store.findHead(id);
    if (!head)
        return head.error();
    return *head ? (*head)->version : 0;
}

Outcome change(const ApiCall &call, Engine &engine, AuditVerb verb, Change change)
{
    const auto target = targetOf(call);
    if (!target)
        return target.error();
    if (const Status done = refuseMembers(call.request.body); !done)
        return done.error();
    const auto before = versionOf(target->id, engine);
    if (!before)
        return before.error();
    const auto task = (engine.control.*change)(target->id, target->version);
    if (!task)
        return task.error();
    if (const Status recorded = recordTaskAct(call, engine, verb, *task, *before); !recorded)
        return recorded.error();
    return changedTask(target->id, 200, engine);
}

/// The members that an edit sets, as the request names them.
QString membersOf(const TaskEdit &edit)
{
    QStringList names;
    for (const auto &[isSet, name] : {std::pair {edit.priority.has_value(), u"priority"_s},
                                      {edit.runAt.has_value(), u"run_at"_s},
                                      {edit.queue.has_value(), u"queue"_s},
                                      {edit.tags.has_value(), u"tags"_s},
                                      {edit.meta.has_value(), u"meta"_s},
                                      {edit.payload.has_value(), u"payload"_s}}) {
        if (isSet)
            names.append(name);
    }
    return names.join(u", "_s);
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
    const auto before = versionOf(target->id, engine);
    if (!before)
        return before.error();
    const auto task = engine.control.cancel(target->id, reason, target->version);
    if (!task)
        return task.error();
    if (const Status recorded = recordTaskAct(call, engine, AuditVerb::Cancel, *task, *before, reason); !recorded)
        return recorded.error();
    // 202: asked; how it ended is told by the task's error.
    return changedTask(target->id, task->state == TaskState::Running ? 202 : 200, engine);
}

Outcome retryTask(const ApiCall &call, Engine &engine) { return change(call, engine, AuditVerb::Retry, &TaskControl::retry); }

Outcome promoteTask(const ApiCall &call, Engine &engine)
{
    return change(call, engine, AuditVerb::Promote, &TaskControl::promote);
}

Outcome holdTask(const ApiCall &call, Engine &engine) { return change(call, engine, AuditVerb::Hold, &TaskControl::hold); }

Outcome deleteTask(const ApiCall &call, Engine &engine) { return change(call, engine, AuditVerb::Delete, &TaskControl::trash); }

Outcome restoreTask(const ApiCall &call, Engine &engine)
{
    return change(call, engine, AuditVerb::Restore, &TaskControl::restore);
}

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
    const Status recorded = recordTaskAct(call, engine, AuditVerb::Edit, *task, (*head)->version, {}, membersOf(*edit));
    if (!recorded)
        return recorded.error();
    return changedTask(target->id, 200, engine);
}

} // namespace conduit::broker
