// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "broker/http/audit_notes.h"
#include "broker/http/http_error.h"
#include "broker/http/json_views.h"
#include "broker/http/renewal_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <QHash>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamesMax = 1'000;
constexpr qsizetype kTextCharactersMax = 200;
constexpr qsizetype kQueueCharactersMax = 100;
constexpr int kLeasesMax = 1'000;
constexpr int kConcurrencyMax = 10'000;

struct WantedRenewal
{
    QString idText;
    QUuid id;
    QByteArray token;
    Renewal renewal;
};

Result<WantedRenewal> renewalFrom(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"Each of leases must be an object with id and lease_token."_s};
    ObjectReader read(value);
    WantedRenewal wanted;
    wanted.idText = read.string(u"id", 100).value_or(QString());
    const auto id = taskIdFrom(wanted.idText);
    const auto token = read.string(u"lease_token", kTextCharactersMax);
    if (!id || !token)
        read.refuse(u"Each of leases needs the id of its task and its lease_token."_s);
    wanted.renewal.progress = readProgress(read);
    if (const Status done = read.finish(); !done)
        return done.error();
    wanted.id = *id;
    wanted.token = token->toLatin1();
    return wanted;
}

struct Beat
{
    WorkerRecord worker;
    std::vector<WantedRenewal> renewals;
    bool isStopping = false;
};

Result<Beat> beatFrom(const QString &name, const json::Value &body)
{
    ObjectReader read(body);
    Beat beat;
    beat.worker.name = name;
    beat.worker.host = read.string(u"host", kTextCharactersMax).value_or(QString());
    beat.worker.pid = read.integer(u"pid", 0, std::numeric_limits<int>::max()).value_or(0);
    beat.worker.version = read.string(u"version", kTextCharactersMax).value_or(QString());
    beat.worker.types = read.strings(u"types", kNamesMax, PayloadSchema::kTypeCharactersMax);
    // Who writes them as in a claim, with weights, means the same queues.
    for (const QString &queue : read.strings(u"queues", kNamesMax, kQueueCharactersMax))
        beat.worker.queues.append(queue.section(u':', 0, 0));
    beat.worker.concurrency = static_cast<int>(read.integer(u"concurrency", 0, kConcurrencyMax).value_or(0));
    beat.isStopping = read.boolean(u"stopping").value_or(false);
    if (const auto leases = read.value(u"leases")) {
        const auto elements = leases->elements();
        if (leases->kind() != json::Kind::Array || elements.size() > kLeasesMax)
            read.refuse(u"leases must be an array of at most %1 leases."_s.arg(kLeasesMax));
        for (const json::Value &element : elements) {
            auto renewal = renewalFrom(element);
            if (!renewal)
                return renewal.error();
            beat.renewals.push_back(*std::move(renewal));
        }
    }
    if (const Status done = read.finish(); !done)
        return done.error();
    return beat;
}

/// Nothing when it was not told, or cannot be read, as that of a clock that is thousands of years ahead: leases must not be lost over it.
std::optional<Moment> sentAtFrom(const QByteArray &text) { return momentFromText(QString::fromLatin1(text)); }

} // namespace

Outcome listWorkers(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto loads = engine.store.loads();
    if (!loads)
        return loads.error();
    QHash<QString, int> running;
    for (const WorkerLoad &load : *loads)
        running.insert(load.worker, load.running);
    json::Writer out;
    out.beginObject();
    out.name("workers").beginArray();
    for (const WorkerRecord &worker : engine.workers.workers())
        writeWorker(out, worker, {running.value(worker.name), engine.workers.isAlive(worker)});
    out.endArray();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome beatHeart(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &name = call.parameters.first();
    if (const auto fault = faultOfWorkerName(name))
        return Error {ErrorCode::InvalidArgument, *fault};
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto beat = beatFrom(name, body->root());
    if (!beat)
        return beat.error();

    engine.workers.describe(beat->worker, sentAtFrom(call.request.sentAt));
    if (beat->isStopping)
        engine.claims.endWaitsOf(name);
    engine.news.worker(name);
    json::Writer out;
    out.beginObject();
    out.name("leases").beginArray();
    for (const WantedRenewal &wanted : beat->renewals) {
        const auto task = engine.leases.renew(wanted.id, wanted.token, wanted.renewal);
        out.beginObject();
        out.name("id").string(wanted.idText);
        if (task) {
            out.name("lease_expires_at").plain(textFromMoment(task->lease->expiresAt));
            out.name("cancel_requested").boolean(task->stop.has_value());
        } else {
            out.name("error");
            writeError(out, task.error());
        }
        out.endObject();
    }
    out.endArray();
    const WorkerOrder order = engine.workers.orderOf(name);
    out.name("drain").boolean(engine.isDraining || engine.queues.isQuiet() || order != WorkerOrder::Work);
    out.name("stop").boolean(order == WorkerOrder::Stop);
    out.endObject();
    return Answer {200, out.take()};
}

namespace {

Error notHeardOf() { return {ErrorCode::NotFound, u"No worker of this name has been heard of lately."_s}; }

Answer draining(const QString &worker)
{
    json::Writer out;
    out.beginObject();
    out.name("name").string(worker);
    out.name("draining").boolean(true);
    out.endObject();
    return {200, out.take()};
}

/// Gives the order, and sends home what the worker has parked.
Outcome orderWorker(const ApiCall &call, Engine &engine, WorkerOrder order)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &name = call.parameters.first();
    const WorkerOrder before = engine.workers.orderOf(name);
    if (!engine.workers.order(name, order))
        return notHeardOf();
    engine.claims.endWaitsOf(name);
    if (before == order)
        return draining(name);
    engine.news.worker(name);
    AuditEntry entry = entryBy(call, order == WorkerOrder::Stop ? AuditVerb::Stop : AuditVerb::Drain, AuditKind::Worker, name);
    entry.outcome = kOutcomeAsked;
    if (const Status recorded = engine.audit.record(std::move(entry)); !recorded)
        return recorded.error();
    return draining(name);
}

} // namespace

Outcome drainWorker(const ApiCall &call, Engine &engine) { return orderWorker(call, engine, WorkerOrder::Drain); }

Outcome stopWorker(const ApiCall &call, Engine &engine) { return orderWorker(call, engine, WorkerOrder::Stop); }

Outcome forgetWorker(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &name = call.parameters.first();
    const WorkerRecord *worker = engine.workers.find(name);
    if (!worker)
        return notHeardOf();
    if (engine.workers.isAlive(*worker))
        return Error {
            ErrorCode::WrongState,
            u"This worker is alive: it was heard of within the last %1 seconds. Only one that was silent for longer can "
            "be forgotten."_s.arg(WorkerRegistry::kAliveFor.count())};
    if (const Status recorded = engine.audit.record(entryBy(call, AuditVerb::Forget, AuditKind::Worker, name)); !recorded)
        return recorded.error();
    engine.workers.forget(name);
    engine.news.worker(name);
    return Answer {204, {}};
}

} // namespace conduit::broker
