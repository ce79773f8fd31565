// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_error.h"
#include "broker/http/json_views.h"
#include "broker/http/new_task_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

namespace conduit::broker {

Outcome enqueueTask(const ApiCall &call, Engine &engine)
{
    QueryReader query(call.request.query);
    const bool isDryRun = query.flag("dry_run");
    if (const Status done = query.finish(); !done)
        return done.error();
    if (engine.isDraining)
        return shuttingDown();
    // An answer and not an Error, which would fail the turn, and with it the results that the room is kept for.
    if (const auto refusal = engine.storage.refusal())
        return errorAnswer(*refusal);
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto wanted = newTaskFrom(body->root(), engine);
    if (!wanted)
        return wanted.error();
    if (isDryRun)
        return Answer {200, R"({"valid":true})"};
    const auto enqueued = engine.intake.enqueue(*wanted);
    if (!enqueued)
        return enqueued.error();

    json::Writer out;
    writeTask(out, enqueued->task, engine.policies.of(enqueued->task));
    return Answer {enqueued->isNew ? 201 : 200,
                   out.take(),
                   {{"Location", "/task/" + textFrom(enqueued->task.id)}, {"ETag", etagOf(enqueued->task)}}};
}

Outcome taskAnswer(const QUuid &id, Engine &engine)
{
    const auto task = engine.store.find(id);
    if (!task)
        return task.error();
    if (!*task)
        return noSuchTask();
    const auto reasons = waitReasonsOf(**task, engine.workers);
    json::Writer out;
    writeTask(out, **task, engine.policies.of(**task), &reasons);
    return Answer {200, out.take(), {{"ETag", etagOf(**task)}}};
}

Outcome showTask(const ApiCall &call, Engine &engine)
{
    QueryReader query(call.request.query);
    const auto wait = query.seconds("wait", 0, 60);
    if (const Status done = query.finish(); !done)
        return done.error();
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return noSuchTask();
    if (wait.value_or(Milliseconds {0}).count() == 0 || engine.isDraining)
        return taskAnswer(*id, engine);

    const auto head = engine.store.findHead(*id);
    if (!head)
        return head.error();
    if (!*head || hasEnded((*head)->state))
        return taskAnswer(*id, engine);
    if (!engine.hasRoomToPark())
        return tooManyWaiting();
    engine.waits.park(call.ticket, *id, *wait);
    return Parked {};
}

Outcome listAttempts(const ApiCall &call, const ReaderServices &side)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return noSuchTask();
    const auto history = side.reader.history(*id);
    if (!history)
        return history.error();
    if (!*history)
        return noSuchTask();
    json::Writer out;
    writeAttempts(out, **history);
    return Answer {200, out.take()};
}

} // namespace conduit::broker
