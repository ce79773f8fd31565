// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_error.h"
#include "broker/http/json_views.h"
#include "broker/http/renewal_reader.h"
#include "broker/http/report_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include "broker/core/moment_text.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamesMax = 1'000;
constexpr qsizetype kWorkerCharactersMax = 200;
constexpr qsizetype kQueueCharactersMax = 100 + 5; // with its weight
constexpr qsizetype kNameCharactersReadMax = 10'000;
constexpr int kClaimMax = 100;
constexpr double kWaitSecondsMax = 60;
constexpr double kLeaseSecondsMax = 86'400;
/// A heartbeat's checkpoint is kept with the task, so it stays small.
constexpr qsizetype kCheckpointBytesMax = 64 * 1024;

/// A claim as it came in, and how long it would wait.
struct WantedClaim
{
    ClaimRequest claim;
    Milliseconds wait {0};
};

std::optional<QUuid> idOf(const ApiCall &call) { return taskIdFrom(call.parameters.first()); }

/// Queues with their shares: `mail:3`. A name holds no colon.
void readSharing(const QStringList &texts, bool isStrict, ClaimFilter &filter, auto &read)
{
    bool isWeighted = false;
    for (const QString &text : texts) {
        const auto colon = text.lastIndexOf(u':');
        bool isNumber = colon < 0;
        const int weight = colon < 0 ? 1 : text.sliced(colon + 1).toInt(&isNumber);
        const QString name = colon < 0 ? text : text.first(colon);
        if (!isNumber || weight < 1 || weight > QueueShare::kWeightMax || faultOfQueueName(name))
            read.refuse(u"queues takes names, each with a weight from 1 to %1 if you like: mail:3,default:1."_s.arg(
                QueueShare::kWeightMax));
        isWeighted = isWeighted || colon >= 0;
        filter.queues.append(name);
        filter.weights.append(weight);
    }
    if (isStrict && (isWeighted || texts.isEmpty()))
        read.refuse(u"strict needs queues in their order, without weights."_s);
    filter.sharing = isStrict ? ClaimFilter::Sharing::Strict
        : isWeighted          ? ClaimFilter::Sharing::Weighted
                              : ClaimFilter::Sharing::Together;
}

Result<WantedClaim> claimFromQuery(const QByteArray &text, const Engine &engine)
{
    QueryReader read(text);
    WantedClaim wanted;
    wanted.claim.filter.types = read.list("types", kNamesMax, PayloadSchema::kTypeCharactersMax);
    readSharing(read.list("queues", kNamesMax, kQueueCharactersMax), read.flag("strict"), wanted.claim.filter, read);
    wanted.claim.worker = read.text("worker", kWorkerCharactersMax).value_or(QString());
    wanted.wait = read.seconds("wait", 0, kWaitSecondsMax).value_or(Milliseconds {0});
    const auto lease = read.seconds("lease", 1, kLeaseSecondsMax);
    // The original's worker asks without any query; it cannot renew, so it gets longer.
    wanted.claim.isBare = text.isEmpty();
    wanted.claim.lease = lease.value_or(wanted.claim.isBare ? engine.settings.bareLease : engine.settings.lease);
    if (const Status done = read.finish(); !done)
        return done.error();
    return wanted;
}

/// The lease_token of a request that cannot do without.
QByteArray readToken(ObjectReader &read)
{
    const auto token = read.string(u"lease_token", kTokenCharactersMax);
    if (!token)
        read.refuse(u"lease_token is missing: send the one that came with the task."_s);
    return token.value_or(QString()).toLatin1();
}

/// Stores each result on its own: one that is refused does not keep the others from being stored.
Result<QByteArray> storeReports(const std::vector<WantedReport> &reports, Engine &engine)
{
    json::Writer out;
    out.beginArray();
    for (const WantedReport &wanted : reports) {
        const auto task = engine.leases.report(*wanted.id, wanted.token, wanted.report);
        if (!task && isStorageTrouble(task.error().code))
            return task.error();
        out.beginObject();
        out.name("id").string(wanted.idText);
        if (task) {
            out.name("status").plain(statusFrom(task->shownState()));
        } else {
            out.name("error");
            writeError(out, task.error());
        }
        out.endObject();
    }
    out.endArray();
    return out.take();
}

struct WantedWork
{
    WantedClaim claim;
    std::vector<WantedReport> reports;
    bool hasReports = false;
};

Result<WantedWork> workFrom(const json::Value &body, const Engine &engine)
{
    ObjectReader read(body);
    WantedWork wanted;
    ClaimRequest &claim = wanted.claim.claim;
    claim.filter.types = read.strings(u"types", kNamesMax, PayloadSchema::kTypeCharactersMax);
    const bool isStrict = read.boolean(u"strict").value_or(false);
    readSharing(read.strings(u"queues", kNamesMax, kQueueCharactersMax), isStrict, claim.filter, read);
    if (const auto worker = read.string(u"worker", kNameCharactersReadMax)) {
        if (const auto fault = faultOfWorkerName(*worker))
            read.refuse(*fault);
        claim.worker = *worker;
    }
    claim.n = static_cast<int>(read.integer(u"n", 1, kClaimMax).value_or(1));
    claim.lease = read.seconds(u"lease", 1, kLeaseSecondsMax).value_or(engine.settings.lease);
    wanted.claim.wait = read.seconds(u"wait", 0, kWaitSecondsMax).value_or(Milliseconds {0});
    if (const auto results = read.value(u"results")) {
        auto reports = reportsFrom(*results);
        if (!reports)
            return reports.error();
        wanted.reports = *std::move(reports);
        wanted.hasReports = true;
    }
    if (const Status done = read.finish(); !done)
        return done.error();
    return wanted;
}

/// Claims at once, or parks, or finds nothing.
Outcome claimOrPark(const ApiCall &call, const WantedClaim &wanted, bool isList, const QByteArray &results, Engine &engine)
{
    // Somebody whose client knows no names stays unknown.
    if (!wanted.claim.worker.isEmpty())
        engine.workers.touch(wanted.claim.worker, wanted.claim.filter.types, wanted.claim.filter.queues);
    if (engine.workers.orderOf(wanted.claim.worker) != WorkerOrder::Work)
        return claimAnswer({}, isList, engine.policies, results);
    const auto tasks = engine.leases.claim(wanted.claim);
    if (!tasks)
        return tasks.error();
    // Stored results are told at once; whoever has some claims again.
    if (!tasks->empty() || wanted.wait.count() == 0 || !results.isEmpty())
        return claimAnswer(*tasks, isList, engine.policies, results);
    if (!engine.hasRoomToPark())
        return tooManyWaiting();
    engine.claims.park(call.ticket, wanted.claim, wanted.wait);
    return isList ? Parked::ListClaim : Parked::SingleClaim;
}

Answer statusAnswer(const Task &task)
{
    json::Writer out;
    out.beginObject();
    out.name("status").plain(statusFrom(task.shownState()));
    out.endObject();
    return {200, out.take()};
}

} // namespace

Answer claimAnswer(const std::vector<Task> &tasks, bool isList, const PolicyBook &policies, const QByteArray &results)
{
    Answer answer;
    answer.headers = {{"Cache-Control", "no-store"}};
    for (const Task &task : tasks)
        answer.handedOut.append({task.id, task.lease->token});
    if (!isList && tasks.empty()) {
        answer.status = 204;
        return answer;
    }
    json::Writer out;
    if (isList) {
        out.beginObject();
        out.name("tasks").beginArray();
    }
    for (const Task &task : tasks)
        writeClaimedTask(out, task, policies.of(task));
    if (isList) {
        out.endArray();
        if (!results.isEmpty())
            out.name("results").raw(results);
        out.endObject();
    }
    answer.body = out.take();
    return answer;
}

Outcome claimNextTask(const ApiCall &call, Engine &engine)
{
    const auto wanted = claimFromQuery(call.request.query, engine);
    if (!wanted)
        return wanted.error();
    if (engine.isDraining)
        return shuttingDown();
    return claimOrPark(call, *wanted, false, {}, engine);
}

Outcome claimTasks(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto body = objectFrom(call.request.body, json::kOutputDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto wanted = workFrom(body->root(), engine);
    if (!wanted)
        return wanted.error();

    QByteArray results;
    if (wanted->hasReports) {
        auto stored = storeReports(wanted->reports, engine);
        if (!stored)
            return stored.error();
        results = *std::move(stored);
    }
    // Results are taken to the last; only new work is refused.
    if (engine.isDraining)
        return results.isEmpty() ? Outcome(shuttingDown()) : Outcome(claimAnswer({}, true, engine.policies, results));
    return claimOrPark(call, wanted->claim, true, results, engine);
}

Outcome reportResults(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto body = objectFrom(call.request.body, json::kOutputDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const auto results = read.value(u"results");
    if (!results)
        read.refuse(u"results is missing: an array of results, each with the id of its task."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto reports = reportsFrom(*results);
    if (!reports)
        return reports.error();
    const auto stored = storeReports(*reports, engine);
    if (!stored)
        return stored.error();
    json::Writer out;
    out.beginObject();
    out.name("results").raw(*stored);
    out.endObject();
    return Answer {200, out.take()};
}

Outcome reportResult(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = idOf(call);
    if (!id)
        return noSuchTask();
    const auto body = objectFrom(call.request.body, json::kOutputDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    std::optional<QByteArray> token;
    if (const auto text = read.string(u"lease_token", kTokenCharactersMax))
        token = text->toLatin1();
    const AttemptReport report = readReport(read);
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto task = engine.leases.report(*id, token, report);
    if (!task)
        return task.error();
    return statusAnswer(*task);
}

Outcome renewLease(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = idOf(call);
    if (!id)
        return noSuchTask();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const QByteArray token = readToken(read);
    Renewal renewal;
    renewal.progress = readProgress(read);
    renewal.log = readLog(read, engine.clock.now());
    if (const auto checkpoint = read.value(u"checkpoint"))
        renewal.checkpoint = checkpoint->text();
    if (renewal.checkpoint.value_or(QByteArray()).size() > kCheckpointBytesMax)
        read.refuse(u"checkpoint takes at most %1 bytes."_s.arg(kCheckpointBytesMax));
    if (const Status done = read.finish(); !done)
        return done.error();

    const auto task = engine.leases.renew(*id, token, renewal);
    if (!task)
        return task.error();
    json::Writer out;
    out.beginObject();
    out.name("lease_expires_at").plain(textFromMoment(task->lease->expiresAt));
    out.name("cancel_requested").boolean(task->stop.has_value());
    out.endObject();
    return Answer {200, out.take()};
}

Outcome releaseTask(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto id = idOf(call);
    if (!id)
        return noSuchTask();
    const auto body = objectFrom(call.request.body, json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    ObjectReader read(body->root());
    const QByteArray token = readToken(read);
    const auto delay = read.seconds(u"delay", 0, kDelaySecondsMax);
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto task = engine.leases.release(*id, token, delay.value_or(Milliseconds {0}));
    if (!task)
        return task.error();
    return statusAnswer(*task);
}

} // namespace conduit::broker
