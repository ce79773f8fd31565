// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"
#include "broker/http/http_error.h"
#include "broker/http/json_views.h"
#include "broker/http/policy_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"
#include "resources/contract/contract_pages.h"

#include <conduit/json_writer.h>

#include <array>
#include <map>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// What a client may rely on beyond the original's calls.
constexpr std::array kCapabilities {"wait",          "claim",    "lease_token", "heartbeat",  "release",    "schema",
                                    "changed_since", "batch",    "results",     "cancel",     "retry",      "edit",
                                    "trash",         "pause",    "timeout",     "unique_key", "serial_key", "defaults",
                                    "snooze",        "if_match", "series",      "facets",     "groups"};

void writeCountsByName(json::Writer &out, const std::map<QString, TaskLedger::Counts> &byName)
{
    out.beginObject();
    for (const auto &[name, counts] : byName) {
        out.member(name);
        writeCounts(out, counts);
    }
    out.endObject();
}

void add(TaskLedger::Counts &sum, const TaskLedger::Counts &counts)
{
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum.at(i) += counts.at(i);
}

void writeDisk(json::Writer &out, const DiskBook &disk)
{
    out.name("disk");
    if (!disk.latest()) {
        out.null();
        return;
    }
    const DiskBook::Growth growth = disk.growth();
    out.beginObject();
    out.name("free_bytes").integer(disk.latest()->freeBytes);
    out.name("total_bytes").integer(disk.latest()->totalBytes);
    out.name("database_bytes").integer(disk.latest()->databaseBytes);
    out.name("grown_bytes").integer(growth.bytes);
    out.name("grown_within").integer(std::chrono::floor<std::chrono::seconds>(growth.within).count());
    out.endObject();
}

/// An answer and not an Error, since this turn is well; and 503 whatever the trouble, since that is what a probe understands.
Answer notReady(const Error &obstacle)
{
    Answer answer = errorAnswer(obstacle);
    if (std::exchange(answer.status, 503) != 503)
        answer.headers.emplaceBack("Retry-After", "1");
    return answer;
}

void writeSwitches(json::Writer &out, const QueueRegistry &queues)
{
    out.name("paused").boolean(queues.pause().has_value());
    out.name("quiet").boolean(queues.isQuiet());
    writePause(out, queues.pause());
}

/// What holds for a task where neither it nor its type nor its queue says anything.
TaskDefaults saidBy(const BrokerDefaults &broker)
{
    const EffectivePolicy all = effectivePolicy({}, nullptr, nullptr, broker);
    return {.policy = {.maxAttempts = all.maxAttempts.value,
                       .backoff = all.backoff.value,
                       .retryFor = all.retryFor.value,
                       .timeout = all.timeout.value},
            .isAtMostOnce = all.isAtMostOnce.value,
            .noRetryClasses = all.noRetryClasses.value,
            .keepCompleted = all.keepCompleted.value,
            .keepDead = all.keepDead.value};
}

} // namespace

Outcome describeBroker(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    json::Writer out;
    out.beginObject();
    out.name("version").plain(CONDUIT_VERSION);
    out.name("capabilities").beginArray();
    for (const char *capability : kCapabilities)
        out.plain(capability);
    out.endArray();
    out.name("limits").beginObject();
    out.name("payload_bytes").integer(engine.settings.payloadBytesMax);
    out.name("output_bytes").integer(engine.settings.outputBytesMax());
    out.name("body_bytes").integer(engine.settings.requestBytesMax);
    out.name("payload_depth").integer(json::kPayloadDepthMax);
    out.name("parked").integer(engine.settings.parkedMax);
    out.name("trash_seconds").integer(std::chrono::floor<std::chrono::seconds>(engine.settings.keepTrash).count());
    out.endObject();
    out.name("defaults");
    writeDefaults(out, saidBy(engine.settings.defaults));
    writeSwitches(out, engine.queues);
    out.name("revision").integer(engine.ledger.revision());
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome showStats(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    TaskLedger::Counts total {};
    std::map<QString, TaskLedger::Counts> queues;
    std::map<QString, TaskLedger::Counts> types;
    for (const auto &[place, counts] : engine.ledger.counts()) {
        add(total, counts);
        add(queues[place.queue], counts);
        add(types[place.type], counts);
    }
    json::Writer out;
    out.beginObject();
    out.name("states");
    writeCounts(out, total);
    out.name("queues");
    writeCountsByName(out, queues);
    out.name("types");
    writeCountsByName(out, types);
    out.name("revision").integer(engine.ledger.revision());
    out.name("storage");
    if (const auto obstacle = engine.storage.obstacle())
        writeError(out, *obstacle);
    else
        out.null();
    writeDisk(out, engine.disk);
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome changeBroker(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto body = objectFrom(call.request.body, json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const auto pause = readPause(read, engine.queues.pause());
    const auto isQuiet = read.boolean(u"quiet");
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto pauseBefore = engine.queues.pause();
    if (const Status done = engine.queues.setPause(pause); !done)
        return done.error();
    if (const Status done = recordPause(call, engine, AuditKind::Broker, {}, pauseBefore, pause); !done)
        return done.error();
    if (isQuiet && *isQuiet != engine.queues.isQuiet()) {
        engine.queues.setQuiet(*isQuiet);
        const AuditVerb verb = *isQuiet ? AuditVerb::Quiet : AuditVerb::EndQuiet;
        if (const Status done = engine.audit.record(entryBy(call, verb, AuditKind::Broker, {})); !done)
            return done.error();
    }
    json::Writer out;
    out.beginObject();
    writeSwitches(out, engine.queues);
    out.endObject();
    return Answer {200, out.take()};
}

Outcome showContract(const ApiCall &call)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    return Answer {200, contract::openApiJson()};
}

Outcome showDocs(const ApiCall &call)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    // It has a style of its own and needs nothing else.
    Answer answer {200, contract::docsHtml(), {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}}};
    answer.mediaType = "text/html; charset=utf-8";
    return answer;
}

Outcome isAlive(const ApiCall &call)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    return Answer {200, R"({"status":"ok"})"};
}

Outcome isReady(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    // Only the lane can say so: that it answers shows that it lives.
    if (engine.isDraining)
        return shuttingDown();
    if (const auto obstacle = engine.storage.obstacle())
        return notReady(*obstacle);
    return Answer {200, R"({"status":"ready"})"};
}

} // namespace conduit::broker
