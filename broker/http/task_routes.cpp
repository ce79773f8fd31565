// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/actor_reader.h"
#include "broker/http/http_error.h"
#include "broker/http/json_views.h"
#include "broker/http/new_task_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

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
    const auto by = actorNameFrom(call.request.actor);
    if (!by)
        return by.error();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto wanted = newTaskFrom(body->root(), *by, engine);
    if (!wanted)
        return wanted.error();
    if (isDryRun)
        return Answer {200, R"({"valid":true})"};
    const auto enqueued = engine.intake.enqueue(*wanted);
    if (!enqueued)
        return enqueued.error();

    json::Writer out;
    writeTask(out, enqueued->task, engine.policies.of(enqueued->task));
    return Answer {
        enqueued->isNew ? 201 : 200,
        out.take(),
        {{"Location"_ba, QByteArray("/task/").append(IdText(enqueued->task.id))}, {"ETag"_ba, etagOf(enqueued->task)}}};
}

namespace {

constexpr qsizetype kBatchMax = 1'000;
/// Of one task beside its payload. An answer that grows by doubling is copied as often as it doubles.
constexpr qsizetype kAnswerBytesUsually = 700;
constexpr qint64 kHeadBytesMax = 1024 * 1024;

/// An error of one task of a batch, told by its place.
Error inBatch(const Error &error, qsizetype index)
{
    Error told = error;
    told.message = u"tasks[%1]: %2"_s.arg(index).arg(error.message);
    return told;
}

/// Each on its own: one that is refused does not keep the others out.
Outcome enqueuePartially(const QList<json::Value> &bodies, const QString &by, Engine &engine)
{
    json::Writer out;
    out.beginObject();
    out.name("results").beginArray();
    for (const json::Value &body : bodies) {
        const auto wanted = newTaskFrom(body, by, engine);
        const auto enqueued = wanted ? engine.intake.enqueue(*wanted) : Result<TaskIntake::Enqueued>(wanted.error());
        if (!enqueued && isStorageTrouble(enqueued.error().code))
            return enqueued.error();
        out.beginObject();
        out.name("status").integer(enqueued ? (enqueued->isNew ? 201 : 200) : errorForm(enqueued.error().code).status);
        if (enqueued) {
            out.name("task");
            writeTask(out, enqueued->task, engine.policies.of(enqueued->task));
        } else {
            out.name("error");
            writeError(out, enqueued.error());
        }
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return Answer {200, out.take()};
}

} // namespace

Outcome enqueueBatch(const ApiCall &call, Engine &engine)
{
    QueryReader query(call.request.query);
    const bool isPartial = query.flag("partial");
    const bool isDryRun = query.flag("dry_run");
    if (const Status done = query.finish(); !done)
        return done.error();
    if (engine.isDraining)
        return shuttingDown();
    if (const auto refusal = engine.storage.refusal())
        return errorAnswer(*refusal);
    const auto by = actorNameFrom(call.request.actor);
    if (!by)
        return by.error();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const auto tasks = read.value(u"tasks");
    const auto bodies = tasks ? tasks->elements() : QList<json::Value>();
    if (bodies.isEmpty() || bodies.size() > kBatchMax)
        read.refuse(u"tasks must be an array of 1 to %1 tasks."_s.arg(kBatchMax));
    if (const Status done = read.finish(); !done)
        return done.error();
    if (isPartial && !isDryRun)
        return enqueuePartially(bodies, *by, engine);

    std::vector<NewTask> wanted;
    wanted.reserve(static_cast<std::size_t>(bodies.size()));
    for (const json::Value &one : bodies) {
        auto task = newTaskFrom(one, *by, engine);
        if (!task)
            return inBatch(task.error(), static_cast<qsizetype>(wanted.size()));
        wanted.push_back(*std::move(task));
    }
    if (isDryRun)
        return Answer {200, R"({"valid":true})"};
    // All or nothing: what could be refused is looked at before the first one is stored.
    if (const Status done = engine.intake.faultOf(wanted); !done)
        return done.error();
    json::Writer out;
    out.reserve(call.request.body.size() + bodies.size() * kAnswerBytesUsually);
    out.beginObject();
    out.name("tasks").beginArray();
    for (const NewTask &one : wanted) {
        const auto enqueued = engine.intake.enqueue(one);
        if (!enqueued)
            return enqueued.error();
        writeTask(out, enqueued->task, engine.policies.of(enqueued->task));
    }
    out.endArray();
    out.endObject();
    return Answer {201, out.take()};
}

Outcome taskAnswer(const QUuid &id, Engine &engine)
{
    const auto task = engine.store.find(id);
    if (!task)
        return task.error();
    if (!*task)
        return noSuchTask();
    const auto reasons = waitReasonsOf(**task, {engine.workers, engine.queues, engine.store});
    if (!reasons)
        return reasons.error();
    json::Writer out;
    writeTask(out, **task, engine.policies.of(**task), &*reasons);
    return Answer {200, out.take(), {{"ETag"_ba, etagOf(**task)}}};
}

namespace {

/// The task, or as lists have it with the beginnings of what is longer than that.
Outcome headAnswer(const QUuid &id, qint64 bytesMax, Engine &engine)
{
    auto task = engine.store.findHead(id);
    if (!task)
        return task.error();
    if (!*task)
        return noSuchTask();
    const auto heads = engine.store.documentHeads((*task)->seq, bytesMax);
    if (!heads)
        return heads.error();
    const auto reasons = waitReasonsOf(**task, {engine.workers, engine.queues, engine.store});
    if (!reasons)
        return reasons.error();
    TaskRow row {**std::move(task), heads->payloadSize, heads->outputSize};
    const auto policy = engine.policies.of(row.task);
    json::Writer out;
    if (std::max(row.payloadSize, row.outputSize) > bytesMax) {
        writeTaskHead(out, row, *heads, policy, *reasons);
    } else {
        row.task.payload = heads->payload;
        row.task.output = heads->output;
        writeTask(out, row.task, policy, &*reasons);
    }
    return Answer {200, out.take(), {{"ETag"_ba, etagOf(row.task)}}};
}

/// What holds for the task, and who said so.
Outcome effectiveAnswer(const QUuid &id, Engine &engine)
{
    const auto task = engine.store.findHead(id);
    if (!task)
        return task.error();
    if (!*task)
        return noSuchTask();
    json::Writer out;
    writeEffective(out, engine.policies.of(**task));
    return Answer {200, out.take(), {{"ETag"_ba, etagOf(**task)}}};
}

/// What `find` finds about the task that the path names, as `write` writes it.
template<typename Find, typename Write>
Outcome answerAboutTask(const ApiCall &call, Find find, Write write)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return noSuchTask();
    const auto found = find(*id);
    if (!found)
        return found.error();
    if (!*found)
        return noSuchTask();
    json::Writer out;
    write(out, **found);
    return Answer {200, out.take()};
}

} // namespace

Outcome showTask(const ApiCall &call, Engine &engine)
{
    QueryReader query(call.request.query);
    const auto wait = query.seconds("wait", 0, 60);
    const bool asksEffective = query.flag("effective");
    const auto headBytes = query.integer("head_bytes", 1, kHeadBytesMax);
    if (headBytes && (wait || asksEffective))
        query.refuse(u"head_bytes stands alone: leave out wait and effective."_s);
    if (const Status done = query.finish(); !done)
        return done.error();
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return noSuchTask();
    if (asksEffective)
        return effectiveAnswer(*id, engine);
    if (headBytes)
        return headAnswer(*id, *headBytes, engine);
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
    return answerAboutTask(call, [&](const QUuid &id) { return side.reader.history(id); }, writeAttempts);
}

Outcome showLog(const ApiCall &call, const ReaderServices &side)
{
    return answerAboutTask(call, [&](const QUuid &id) { return side.reader.log(id); }, writeLog);
}

} // namespace conduit::broker
