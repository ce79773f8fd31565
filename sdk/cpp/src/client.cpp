// SPDX-License-Identifier: MIT
#include <conduit/client.h>
#include <conduit/event_stream.h>

#include "count_paths.h"
#include "count_reader.h"
#include "task_id.h"
#include "wire_reader.h"
#include "wire_writer.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace conduit::client {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kTimeout = 15s;
/// A payload of 72 levels and a list of tasks around it.
constexpr int kAnswerDepthMax = json::kOutputDepthMax + json::kEnvelopeDepthMax;

std::chrono::milliseconds timeoutBeyond(wire::Seconds wait)
{
    return kTimeout + std::chrono::duration_cast<std::chrono::milliseconds>(wait);
}

Failure unreadable(const Reply &reply, const QString &what)
{
    Failure failure;
    failure.status = reply.status;
    failure.message = u"The broker's answer cannot be understood: %1."_s.arg(what);
    return failure;
}

/// What the reply says, by way of `read`, which takes the parsed body.
template<typename T, typename Read>
Result<T> outcomeOf(Reply reply, const Read &read)
{
    if (reply.status == 0) {
        Failure failure;
        failure.code = reply.isTimeout ? u"timeout"_s : u"unreachable"_s;
        failure.message = reply.failure;
        return failure;
    }
    if (reply.status < 200 || reply.status > 299)
        return failureFrom(reply);
    // 204 has no body; it reads as null, which each reading takes or refuses.
    if (reply.body.isEmpty())
        reply.body = "null";
    const auto document = json::Document::parse(std::move(reply.body), kAnswerDepthMax); // which needs no copy of its own then
    if (!document)
        return unreadable(reply, document.error().message);
    const Reading<T> value = read(document->root());
    if (!value)
        return unreadable(reply, value.error().what);
    return *value;
}

/// Reads a reply on another thread, and hands it to `then` on the client's unless one of the two is gone by then.
template<typename T, typename Read>
void readAside(const Reply &reply, const Read &read, QObject *client, const QPointer<QObject> &guard, const Then<T> &then)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    auto *watcher = new QFutureWatcher<Result<T>>(client);
    QObject::connect(watcher, &QFutureWatcherBase::finished, client, [watcher, guard, then] {
        watcher->deleteLater();
        if (guard)
            then(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, reply, read]() mutable {
        promise->start();
        promise->addResult(outcomeOf<T>(std::move(reply), read));
        promise->finish();
    });
}

QByteArray taskPath(const QString &id, const char *rest = "") { return "/task/" + pathPiece(id) + rest; }

Call get(const QByteArray &path, std::chrono::milliseconds timeout = kTimeout)
{
    return {.method = "GET", .path = path, .timeout = timeout};
}

Call post(const QByteArray &path, const QByteArray &body, std::chrono::milliseconds timeout = kTimeout)
{
    return {.method = "POST", .path = path, .body = body, .timeout = timeout};
}

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

/// The text of the member `defaults`.
Reading<QByteArray> defaultsFrom(const json::Value &value)
{
    const auto defaults = value.member(u"defaults");
    return defaults && defaults->kind() == json::Kind::Object ? defaults->text() : QByteArray("{}");
}

/// That of a queue in the list of all; one that nobody has spoken of says nothing.
Reading<QByteArray> defaultsOfQueue(const QString &name, const json::Value &list)
{
    const auto queues = list.member(u"queues");
    if (!queues || queues->kind() != json::Kind::Array)
        return Misread {u"an array \"queues\" was expected"_s};
    for (const json::Value &queue : queues->elements())
        if (const auto its = queue.member(u"name"); its && its->toString() == name)
            return defaultsFrom(queue);
    return QByteArray("{}");
}

/// Of an answer that says no more than that it is done.
Reading<Unit> nothingFrom(const json::Value &) { return Unit(); }

} // namespace

Client::Client(Transport &transport, QObject *parent) : QObject(parent), m_transport(transport), m_timeout(kTimeout) { }

Client::~Client()
{
    // It listens through our transport to its last moment.
    delete m_events;
}

EventStream &Client::events()
{
    if (!m_events)
        m_events = new EventStream(*this, this);
    return *m_events;
}

template<typename T, typename Read>
Transport::CallId Client::call(const Call &call, QObject *context, const Then<T> &then, Read read)
{
    Q_ASSERT_X(context, "Client", "a context says how long the answer is wanted");
    Call timed = call;
    timed.timeout += m_timeout - kTimeout;
    timed.actor = m_actor;
    return m_transport.send(
        timed, [self = QPointer(this), guard = QPointer(context), then, read = std::move(read)](const Reply &reply) {
            if (self)
                self->noteReachable(reply.status != 0, reply.failure);
            if (self && reply.sentAt.isValid())
                Q_EMIT self->timeTold(reply.sentAt);
            if (!self || !guard)
                return;
            if (reply.body.size() > self->m_bytesReadHere)
                readAside(reply, read, self, guard, then);
            else
                then(outcomeOf<T>(reply, read));
        });
}

void Client::noteReachable(bool reachable, const QString &reason)
{
    if (std::exchange(m_reachable, reachable) != reachable)
        Q_EMIT reachableChanged(reachable, reason);
}

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

void Client::listAudit(const wire::AuditQuery &query, QObject *context, const Then<wire::AuditPage> &then)
{
    call<wire::AuditPage>(get(auditPath(query)), context, then, auditPageFrom);
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

void Client::listQueues(QObject *context, const Then<QList<wire::Queue>> &then)
{
    call<QList<wire::Queue>>(get("/queue"), context, then, queuesFrom);
}

void Client::pauseQueue(const QString &name, const wire::QueuePause &pause, QObject *context, const Then<wire::Queue> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = pauseBody(pause)};
    call<wire::Queue>(request, context, then, queueFrom);
}

void Client::resumeQueue(const QString &name, QObject *context, const Then<wire::Queue> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = R"({"paused":false})"};
    call<wire::Queue>(request, context, then, queueFrom);
}

void Client::deleteQueue(const QString &name, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "DELETE", .path = "/queue/" + pathPiece(name)}, context, then, nothingFrom);
}

void Client::loadQueueDefaults(const QString &name, QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/queue"), context, then, [name](const json::Value &list) { return defaultsOfQueue(name, list); });
}

void Client::setQueueDefaults(const QString &name, const QByteArray &defaults, QObject *context, const Then<QByteArray> &then)
{
    const Call request {.method = "PATCH", .path = "/queue/" + pathPiece(name), .body = "{\"defaults\":" + defaults + '}'};
    call<QByteArray>(request, context, then, defaultsFrom);
}

void Client::loadTypeDefaults(const QString &taskType, QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/task/types/" + pathPiece(taskType)), context, then, defaultsFrom);
}

void Client::setTypeDefaults(const QString &taskType, const QByteArray &defaults, QObject *context,
                             const Then<QByteArray> &then)
{
    const Call request {
        .method = "PUT", .path = "/task/types/" + pathPiece(taskType), .body = "{\"defaults\":" + defaults + '}'};
    call<QByteArray>(request, context, then, defaultsFrom);
}

void Client::loadBrokerDefaults(QObject *context, const Then<QByteArray> &then)
{
    call<QByteArray>(get("/info"), context, then, defaultsFrom);
}

void Client::pauseAll(const wire::QueuePause &pause, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "PATCH", .path = "/broker", .body = pauseBody(pause)}, context, then, nothingFrom);
}

void Client::resumeAll(QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "PATCH", .path = "/broker", .body = R"({"paused":false})"}, context, then, nothingFrom);
}

void Client::listTypes(QObject *context, const Then<QStringList> &then)
{
    call<QStringList>(get("/task/types"), context, then, typesFrom);
}

void Client::loadSchema(const QString &taskType, QObject *context, const Then<wire::Schema> &then)
{
    call<wire::Schema>(get("/task/types/" + pathPiece(taskType) + "/schema"), context, then, schemaFrom);
}

void Client::registerSchema(const wire::Schema &schema, QObject *context, const Then<wire::Schema> &then)
{
    call<wire::Schema>(post("/task/set_schema", schemaBody(schema)), context, then, schemaFrom);
}

void Client::putType(const wire::Schema &schema, const QByteArray &defaults, QObject *context, const Then<wire::Schema> &then)
{
    const Call request {
        .method = "PUT", .path = "/task/types/" + pathPiece(schema.taskType), .body = typeBody(schema, defaults)};
    call<wire::Schema>(request, context, then, schemaFrom);
}

void Client::deleteType(const QString &taskType, QObject *context, const Then<Unit> &then)
{
    call<Unit>({.method = "DELETE", .path = "/task/types/" + pathPiece(taskType)}, context, then, nothingFrom);
}

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

void Client::loadStats(QObject *context, const Then<wire::Stats> &then)
{
    call<wire::Stats>(get("/stats"), context, then, statsFrom);
}

void Client::loadSeries(const wire::SeriesQuery &query, QObject *context, const Then<wire::SeriesAnswer> &then)
{
    call<wire::SeriesAnswer>(get(seriesPath(query)), context, then, seriesFrom);
}

void Client::countFacets(const wire::FacetQuery &query, QObject *context, const Then<wire::Facets> &then)
{
    call<wire::Facets>(get(facetsPath(query)), context, then, facetsFrom);
}

void Client::loadDeathGroups(const QStringList &types, const QString &after, QObject *context,
                             const Then<wire::DeathGroups> &then)
{
    call<wire::DeathGroups>(get(deathGroupsPath(types, after)), context, then, deathGroupsFrom);
}

void Client::loadHistogram(const wire::HistogramQuery &query, QObject *context, const Then<wire::Histogram> &then)
{
    call<wire::Histogram>(get(histogramPath(query)), context, then, histogramFrom);
}

void Client::loadDescription(QObject *context, const Then<wire::BrokerDescription> &then)
{
    call<wire::BrokerDescription>(get("/info"), context, then, brokerDescriptionFrom);
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

void Client::abort(Transport::CallId call) { m_transport.abort(call); }

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
