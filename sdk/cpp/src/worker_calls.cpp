// SPDX-License-Identifier: MIT
// What workers ask and tell, and what is asked of them.
#include "client_call.h"
#include "list_paths.h"
#include "wire_reader.h"
#include "wire_writer.h"

namespace conduit::client {

void Client::listWorkers(QObject *context, const Then<QList<wire::Worker>> &then)
{
    call<QList<wire::Worker>>(get("/worker"), context, then, workersFrom);
}

void Client::drainWorker(const QString &name, QObject *context, const Then<Unit> &then)
{
    call<Unit>(post("/worker/" + pathPiece(name) + "/drain", "{}"), context, then, nothingFrom);
}

void Client::stopWorker(const QString &name, QObject *context, const Then<Unit> &then)
{
    call<Unit>(post("/worker/" + pathPiece(name) + "/stop", "{}"), context, then, nothingFrom);
}

void Client::forgetWorker(const QString &name, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "DELETE", .path = "/worker/" + pathPiece(name)}, context, then, nothingFrom);
}

Transport::CallId Client::claim(const wire::ClaimRequest &request, const QList<wire::AttemptResult> &results, QObject *context,
                                const Then<Claimed> &then)
{
    const auto body = claimBody(request, results);
    return call<Claimed>(post("/task/claim", body, timeoutBeyond(request.wait)), context, then, claimedFrom);
}

Transport::CallId Client::claimNext(QObject *context, const Then<Claimed> &then)
{
    const auto read = [](const json::Value &task) -> Reading<Claimed> {
        if (task.isNull())
            return Claimed();
        return taskFrom(task).and_then(
            [](const wire::Task &one) -> Reading<Claimed> { return Claimed {.tasks = {one}, .results = {}}; });
    };
    return call<Claimed>(get("/task/next"), context, then, read);
}

void Client::reportResult(const wire::AttemptResult &result, QObject *context, const Then<QString> &then)
{
    call<QString>(post(taskPath(result.id, "/result"), resultBody(result)), context, then, statusFrom);
}

void Client::reportResults(const QList<wire::AttemptResult> &results, QObject *context, const Then<QList<StoredResult>> &then)
{
    call<QList<StoredResult>>(post("/task/results", resultsBody(results)), context, then, storedResultsFrom);
}

void Client::heartbeat(const QString &worker, const wire::WorkerHeartbeat &beat, QObject *context,
                       const Then<wire::HeartbeatAnswer> &then)
{
    const QByteArray path = "/worker/" + pathPiece(worker) + "/heartbeat";
    Call told = post(path, heartbeatBody(beat));
    if (beat.sentAt.isValid())
        told.sentAt = beat.sentAt.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    call<wire::HeartbeatAnswer>(told, context, then, heartbeatAnswerFrom);
}

void Client::heartbeatTask(const QString &id, const QString &leaseToken, const wire::TaskHeartbeat &beat, QObject *context,
                           const Then<wire::HeartbeatAnswer::Lease> &then)
{
    call<wire::HeartbeatAnswer::Lease>(post(taskPath(id, "/heartbeat"), taskHeartbeatBody(leaseToken, beat)), context, then,
                                       leaseFrom);
}

void Client::release(const QString &id, const QString &leaseToken, std::optional<wire::Seconds> delay, QObject *context,
                     const Then<Unit> &then)
{
    call<Unit>(post(taskPath(id, "/release"), releaseBody(leaseToken, delay)), context, then, nothingFrom);
}

} // namespace conduit::client
