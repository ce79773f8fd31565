// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"
#include "broker/http/json_views.h"
#include "broker/http/policy_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <map>
#include <numeric>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

TaskLedger::Counts countsOf(const QString &queue, const TaskLedger &ledger)
{
    TaskLedger::Counts sum {};
    for (const auto &[place, counts] : ledger.counts())
        if (place.queue == queue)
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum.at(i) += counts.at(i);
    return sum;
}

qint64 sumOf(const TaskLedger::Counts &counts) { return std::accumulate(counts.begin(), counts.end(), qint64(0)); }

/// Why a queue with so many tasks is not deleted.
Error stillHas(const TaskLedger::Counts &counts)
{
    const qint64 all = sumOf(counts);
    const qint64 trashed = counts.at(static_cast<std::size_t>(TaskState::Trashed));
    const QString tasks = all == 1 ? u"A task lies"_s : u"%1 tasks lie"_s.arg(all);
    const QString where = trashed == 0 ? QString() : trashed == all ? u", in the trash"_s : u", %1 in the trash"_s.arg(trashed);
    return {ErrorCode::WrongState,
            u"%1 in this queue%2. A queue is deleted when it is empty: move or delete them, and purge the trash."_s.arg(tasks,
                                                                                                                        where)};
}

Status recordChange(const ApiCall &call, Engine &engine, const QueueRecord &before, const QueueRecord &after)
{
    if (const Status done = recordPause(call, engine, AuditKind::Queue, after.name, before.pause, after.pause); !done)
        return done;
    if (textFrom(before.defaults) == textFrom(after.defaults))
        return Unit {};
    AuditEntry entry = entryBy(call, AuditVerb::Edit, AuditKind::Queue, after.name);
    entry.detail = u"defaults"_s;
    return engine.audit.record(std::move(entry));
}

} // namespace

Outcome listQueues(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    std::map<QString, TaskLedger::Counts> counts;
    for (const auto &[place, states] : engine.ledger.counts())
        for (std::size_t i = 0; i < states.size(); ++i)
            counts[place.queue].at(i) += states.at(i);
    // A queue whose last task was purged is gone, unless somebody has spoken of it.
    std::erase_if(counts, [](const auto &queue) { return sumOf(queue.second) == 0; });
    for (const QueueRecord &queue : engine.queues.queues())
        counts.try_emplace(queue.name, TaskLedger::Counts {});
    json::Writer out;
    out.beginObject();
    out.name("queues").beginArray();
    for (const auto &[name, states] : counts)
        writeQueue(out, engine.queues.find(name), states);
    out.endArray();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome changeQueue(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &name = call.parameters.first();
    if (const auto fault = faultOfQueueName(name))
        return Error {ErrorCode::InvalidArgument, *fault};
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const QueueRecord before = engine.queues.find(name);
    QueueRecord queue = before;
    queue.pause = readPause(read, queue.pause);
    if (const auto value = read.value(u"defaults")) {
        auto defaults = taskDefaultsFrom(*value);
        if (!defaults)
            return defaults.error();
        queue.defaults = *std::move(defaults);
    }
    if (const Status done = read.finish(); !done)
        return done.error();
    if (const Status saved = engine.queues.save(queue, engine.clock.now()); !saved)
        return saved.error();
    if (const Status recorded = recordChange(call, engine, before, queue); !recorded)
        return recorded.error();
    json::Writer out;
    writeQueue(out, queue, countsOf(name, engine.ledger));
    return Answer {200, out.take()};
}

Outcome deleteQueue(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const QString &name = call.parameters.first();
    if (const auto counts = countsOf(name, engine.ledger); sumOf(counts) > 0)
        return stillHas(counts);
    const auto removed = engine.queues.remove(name);
    if (!removed)
        return removed.error();
    if (!*removed)
        return Error {ErrorCode::NotFound, u"There is no queue of this name."_s};
    if (const Status recorded = engine.audit.record(entryBy(call, AuditVerb::Delete, AuditKind::Queue, name)); !recorded)
        return recorded.error();
    return Answer {204, {}};
}

} // namespace conduit::broker
