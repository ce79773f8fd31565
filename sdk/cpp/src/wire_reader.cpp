// SPDX-License-Identifier: MIT
#include "wire_reader.h"

#include "member_reading.h"

namespace conduit::client {

using namespace Qt::StringLiterals;
using json::Kind;
using json::Value;

namespace {

QByteArray exactText(const Value &object, QStringView name)
{
    const auto member = object.member(name);
    return member ? member->text() : QByteArray();
}

/// Empty for a member that is absent or null.
QByteArray givenText(const Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->text() : QByteArray();
}

std::optional<double> number(const Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? member->toNumber() : std::nullopt;
}

std::optional<wire::Seconds> seconds(const Value &object, QStringView name)
{
    const auto value = number(object, name);
    return value ? std::optional(wire::Seconds(*value)) : std::nullopt;
}

QStringList texts(const Value &array)
{
    QStringList list;
    for (const Value &element : array.elements())
        list.append(element.toString().value_or(QString()));
    return list;
}

QStringList texts(const Value &object, QStringView name)
{
    const auto member = given(object, name);
    return member ? texts(*member) : QStringList();
}

QMap<QString, QMap<QString, qint64>> countsOfEach(const Value &object, QStringView name)
{
    QMap<QString, QMap<QString, qint64>> map;
    if (const auto member = given(object, name)) {
        for (const auto &each : member->members())
            map.insert(each.name, counts(*member, each.name));
    }
    return map;
}

std::optional<wire::StorageTrouble> storageTroubleFrom(const Value &stats)
{
    const auto trouble = given(stats, u"storage");
    if (!trouble)
        return std::nullopt;
    return wire::StorageTrouble {.code = text(*trouble, u"code"), .message = text(*trouble, u"message")};
}

std::optional<wire::Disk> diskFrom(const Value &stats)
{
    const auto disk = given(stats, u"disk");
    if (!disk)
        return std::nullopt;
    return wire::Disk {.freeBytes = integer<qint64>(*disk, u"free_bytes"),
                       .totalBytes = integer<qint64>(*disk, u"total_bytes"),
                       .databaseBytes = integer<qint64>(*disk, u"database_bytes"),
                       .grownBytes = integer<qint64>(*disk, u"grown_bytes"),
                       .grownWithin = seconds(*disk, u"grown_within").value_or(wire::Seconds(0))};
}

std::optional<wire::TaskResult> taskResult(const Value &task)
{
    const auto member = given(task, u"result");
    if (!member)
        return {};
    wire::TaskResult result {.output = exactText(*member, u"output"), .error = {}};
    if (result.output.isEmpty())
        result.output = "null";
    if (const auto error = given(*member, u"error"))
        result.error = error->toString();
    return result;
}

std::optional<wire::Progress> progress(const Value &task)
{
    const auto member = given(task, u"progress");
    if (!member)
        return {};
    const auto percent = given(*member, u"percent");
    return wire::Progress {.percent = percent ? percent->toNumber().value_or(0) : 0,
                           .message = text(*member, u"message"),
                           .data = givenText(*member, u"data")};
}

std::optional<wire::Backoff> backoff(const Value &task)
{
    const auto member = given(task, u"backoff");
    if (!member)
        return {};
    wire::Backoff backoff {.kind = text(*member, u"kind"),
                           .base = seconds(*member, u"base"),
                           .factor = number(*member, u"factor"),
                           .cap = seconds(*member, u"cap"),
                           .delays = {},
                           .jitter = number(*member, u"jitter")};
    if (const auto delays = given(*member, u"delays")) {
        for (const Value &delay : delays->elements())
            backoff.delays.append(wire::Seconds(delay.toNumber().value_or(0)));
    }
    return backoff;
}

QList<wire::WaitReason> waitReasons(const Value &task)
{
    QList<wire::WaitReason> reasons;
    if (const auto member = given(task, u"waiting_for")) {
        for (const Value &each : member->elements())
            reasons.append({text(each, u"reason"), text(each, u"detail"), time(each, u"until")});
    }
    return reasons;
}

/// The error's word, whether it stands alone or in an object with its message.
QString errorCode(const Value &item)
{
    const auto error = given(item, u"error");
    if (!error)
        return {};
    return error->kind() == Kind::Object ? text(*error, u"code") : error->toString().value_or(QString());
}

Reading<wire::Attempt> attemptFrom(const Value &value)
{
    wire::Attempt attempt;
    attempt.number = integer(value, u"number");
    attempt.worker = text(value, u"worker");
    attempt.startedAt = time(value, u"started_at");
    attempt.endedAt = time(value, u"ended_at");
    attempt.outcome = text(value, u"outcome");
    attempt.error = text(value, u"error");
    attempt.errorClass = text(value, u"error_class");
    attempt.stack = text(value, u"stack");
    if (given(value, u"exit_code"))
        attempt.exitCode = integer(value, u"exit_code");
    return attempt;
}

Reading<wire::Worker> workerFrom(const Value &value)
{
    wire::Worker worker;
    worker.name = text(value, u"name");
    worker.host = text(value, u"host");
    worker.pid = integer<qint64>(value, u"pid");
    worker.version = text(value, u"version");
    worker.types = texts(value, u"types");
    worker.queues = texts(value, u"queues");
    worker.concurrency = integer(value, u"concurrency");
    worker.running = integer(value, u"running");
    worker.completed = integer<qint64>(value, u"completed");
    worker.failed = integer<qint64>(value, u"failed");
    worker.startedAt = time(value, u"started_at");
    worker.lastSeenAt = time(value, u"last_seen_at");
    worker.alive = flag(value, u"alive");
    worker.draining = flag(value, u"draining");
    worker.clockAhead = seconds(value, u"clock_ahead");
    if (worker.name.isEmpty())
        return Misread {u"a worker without a name"_s};
    return worker;
}

std::optional<wire::FieldType> fieldType(QStringView word)
{
    if (word == u"string")
        return wire::FieldType::String;
    if (word == u"number")
        return wire::FieldType::Number;
    if (word == u"boolean")
        return wire::FieldType::Boolean;
    if (word == u"object")
        return wire::FieldType::Object;
    if (word == u"array")
        return wire::FieldType::Array;
    return {};
}

Reading<wire::Field> fieldFrom(const Value::Member &member)
{
    const QString word = text(member.value, u"field_type");
    const auto type = fieldType(word);
    if (!type)
        return Misread {u"the field \"%1\" has the unknown type \"%2\""_s.arg(member.name, word)};
    wire::Field field;
    field.name = member.name;
    field.type = *type;
    field.required = flag(member.value, u"required");
    field.description = text(member.value, u"description");
    field.example = givenText(member.value, u"example");
    return field;
}

Failure refusalFrom(int status, const std::optional<Value> &error)
{
    Failure failure;
    failure.status = status;
    if (error) {
        failure.code = text(*error, u"code");
        failure.message = text(*error, u"message");
        if (const auto details = given(*error, u"details")) {
            for (const Value &each : details->elements())
                failure.details.append({text(each, u"pointer"), text(each, u"keyword"), text(each, u"message"),
                                        integer(each, u"position"), integer(each, u"length")});
        }
    }
    if (failure.message.isEmpty())
        failure.message = u"The broker answered with status %1 and no explanation."_s.arg(status);
    return failure;
}

Reading<Client::Enqueued> oneEnqueuedFrom(const Value &value)
{
    constexpr int kCreated = 201;
    const int status = integer(value, u"status");
    if (const auto error = given(value, u"error"))
        return Client::Enqueued {.task = refusalFrom(status, error)};
    const auto member = given(value, u"task");
    const auto task = member ? taskFrom(*member) : Reading<wire::Task>(Misread {u"a task or an error was expected"_s});
    if (!task)
        return task.error();
    return Client::Enqueued {.task = *task, .isNew = status == kCreated};
}

Reading<Client::StoredResult> storedFrom(const Value &value)
{
    return Client::StoredResult {.id = text(value, u"id"), .status = text(value, u"status"), .errorCode = errorCode(value)};
}

Reading<wire::OperationError> operationErrorFrom(const Value &value)
{
    return wire::OperationError {.id = text(value, u"id"), .message = text(value, u"message")};
}

} // namespace

Reading<wire::Task> taskFrom(const Value &value)
{
    wire::Task task; // read in the order in which brokers write it, where the next member is found at once
    task.id = text(value, u"id");
    task.taskType = text(value, u"task_type");
    task.payload = exactText(value, u"payload");
    task.status = text(value, u"status");
    task.result = taskResult(value);
    task.createdAt = time(value, u"created_at");
    task.startedAt = time(value, u"started_at");
    task.completedAt = time(value, u"completed_at");
    task.state = text(value, u"state");
    task.queue = text(value, u"queue");
    task.priority = integer(value, u"priority", task.priority);
    task.runAt = time(value, u"run_at");
    task.attempt = integer(value, u"attempt");
    task.maxAttempts = integer(value, u"max_attempts", task.maxAttempts);
    task.backoff = backoff(value);
    task.retryFor = seconds(value, u"retry_for");
    task.uncharged = integer(value, u"uncharged");
    task.timeout = seconds(value, u"timeout");
    task.expiresAt = time(value, u"expires_at");
    task.worker = text(value, u"worker");
    task.leaseExpiresAt = time(value, u"lease_expires_at");
    task.progress = progress(value);
    task.tags = texts(value, u"tags");
    task.meta = givenText(value, u"meta");
    task.uniqueKey = text(value, u"unique_key");
    task.serialKey = text(value, u"serial_key");
    task.enqueuedBy = text(value, u"enqueued_by");
    task.cancelRequested = flag(value, u"cancel_requested");
    task.trashedAt = time(value, u"trashed_at");
    task.waitingFor = waitReasons(value);
    task.version = integer<qint64>(value, u"version");
    if (task.payload.isEmpty() || !value.member(u"result")) { // as lists and heads have it
        task.payloadSize = integer<qint64>(value, u"payload_size");
        task.resultSize = integer<qint64>(value, u"result_size");
        task.lastError = text(value, u"error");
        task.payloadHead = text(value, u"payload_head").toUtf8();
        task.outputHead = text(value, u"output_head").toUtf8();
    }
    task.leaseToken = text(value, u"lease_token");
    task.checkpoint = givenText(value, u"checkpoint");
    if (task.id.isEmpty() || task.taskType.isEmpty() || task.status.isEmpty())
        return Misread {u"a task with an id, a task_type and a status was expected"_s};
    return task;
}

Reading<QList<wire::Task>> tasksFrom(const Value &value) { return list<wire::Task>(value, u"tasks", taskFrom); }

Reading<QList<Client::Enqueued>> enqueuedFrom(const Value &value)
{
    return list<Client::Enqueued>(value, u"results", oneEnqueuedFrom);
}

Reading<wire::Operation> operationFrom(const Value &value)
{
    const auto errors = list<wire::OperationError>(value, u"errors", operationErrorFrom);
    const wire::Operation operation {.id = text(value, u"id"),
                                     .verb = text(value, u"verb"),
                                     .state = text(value, u"state"),
                                     .matched = integer<qint64>(value, u"matched"),
                                     .done = integer<qint64>(value, u"done"),
                                     .skipped = integer<qint64>(value, u"skipped"),
                                     .failed = integer<qint64>(value, u"failed"),
                                     .isUndoable = flag(value, u"undoable"),
                                     .errors = errors ? *errors : QList<wire::OperationError>()};
    if (operation.id.isEmpty() || operation.state.isEmpty())
        return Misread {u"an operation with an id and a state was expected"_s};
    return operation;
}

Reading<QList<wire::ListedOperation>> operationsFrom(const Value &value)
{
    return list<wire::ListedOperation>(value, u"operations", [](const Value &each) -> Reading<wire::ListedOperation> {
        const auto operation = operationFrom(each);
        if (!operation)
            return operation.error();
        wire::ListedOperation listed {.operation = *operation,
                                      .progress = number(each, u"progress"),
                                      .createdAt = time(each, u"created_at"),
                                      .endedAt = time(each, u"ended_at"),
                                      .detail = text(each, u"detail")};
        if (const auto actor = given(each, u"actor")) {
            listed.via = text(*actor, u"via");
            listed.actor = text(*actor, u"name");
            listed.address = text(*actor, u"address");
        }
        return listed;
    });
}

Reading<wire::OperationPreview> operationPreviewFrom(const Value &value)
{
    const auto sample = list<wire::Task>(value, u"sample", taskFrom);
    if (!sample)
        return sample.error();
    return wire::OperationPreview {.matched = integer<qint64>(value, u"matched"),
                                   .hasMore = flag(value, u"more"),
                                   .states = counts(value, u"states"),
                                   .sample = *sample};
}

Reading<wire::Queue> queueFrom(const Value &value)
{
    wire::Queue queue {.name = text(value, u"name"),
                       .isPaused = flag(value, u"paused"),
                       .reason = text(value, u"reason"),
                       .by = text(value, u"by"),
                       .until = time(value, u"until"),
                       .states = counts(value, u"states")};
    if (const auto defaults = given(value, u"defaults"))
        queue.defaults = defaults->text();
    if (queue.name.isEmpty())
        return Misread {u"a queue with a name was expected"_s};
    return queue;
}

Reading<QList<wire::Queue>> queuesFrom(const Value &value) { return list<wire::Queue>(value, u"queues", queueFrom); }

Reading<wire::AuditEntry> auditEntryFrom(const Value &value)
{
    wire::AuditEntry entry {.id = integer<qint64>(value, u"id"),
                            .time = time(value, u"time"),
                            .verb = text(value, u"verb"),
                            .kind = text(value, u"kind"),
                            .target = text(value, u"target"),
                            .detail = text(value, u"detail"),
                            .reason = text(value, u"reason"),
                            .outcome = text(value, u"outcome")};
    if (entry.id <= 0 || entry.verb.isEmpty())
        return Misread {u"an entry with an id and a verb was expected"_s};
    if (const auto actor = given(value, u"actor")) {
        entry.via = text(*actor, u"via");
        entry.actor = text(*actor, u"name");
        entry.address = text(*actor, u"address");
    }
    if (const auto counts = given(value, u"counts"))
        entry.counts = wire::AuditEntry::Counts {.matched = integer<qint64>(*counts, u"matched"),
                                                 .done = integer<qint64>(*counts, u"done"),
                                                 .skipped = integer<qint64>(*counts, u"skipped"),
                                                 .failed = integer<qint64>(*counts, u"failed")};
    return entry;
}

Reading<QList<wire::AuditEntry>> auditEntriesFrom(const Value &value)
{
    return list<wire::AuditEntry>(value, u"entries", auditEntryFrom);
}

Reading<wire::AuditPage> auditPageFrom(const Value &value)
{
    const auto entries = auditEntriesFrom(value);
    if (!entries)
        return entries.error();
    wire::AuditPage page {.entries = *entries};
    if (const auto next = given(value, u"next"))
        page.next = next->toInteger();
    return page;
}

Reading<QList<wire::TaskChange>> taskChangesFrom(const Value &value)
{
    return list<wire::TaskChange>(value, u"tasks", [](const Value &task) -> Reading<wire::TaskChange> {
        const wire::TaskChange change {.id = text(task, u"id"),
                                       .state = text(task, u"state"),
                                       .queue = text(task, u"queue"),
                                       .type = text(task, u"type"),
                                       .revision = integer<qint64>(task, u"revision")};
        if (change.id.isEmpty())
            return Misread {u"a task with an id was expected"_s};
        return change;
    });
}

QStringList namesFrom(const Value &value, QStringView name)
{
    const auto names = given(value, name);
    return names ? texts(*names) : QStringList();
}

Reading<wire::TaskPage> taskPageFrom(const Value &value)
{
    const auto tasks = tasksFrom(value);
    if (!tasks)
        return tasks.error();
    return wire::TaskPage {.tasks = *tasks,
                           .next = text(value, u"next"),
                           .prev = text(value, u"prev"),
                           .revision = integer<qint64>(value, u"revision"),
                           .searchedTo = time(value, u"searched_to")};
}

Reading<QList<wire::Attempt>> attemptsFrom(const Value &value) { return list<wire::Attempt>(value, u"attempts", attemptFrom); }

Reading<wire::TaskLog> taskLogFrom(const Value &value)
{
    const auto lines = given(value, u"log");
    if (!lines)
        return Misread {u"a log was expected"_s};
    wire::TaskLog log;
    for (const Value &line : lines->elements())
        log.lines.append(
            {.attempt = integer(line, u"attempt"),
             .line = {.level = text(line, u"level"), .message = text(line, u"message"), .time = time(line, u"time")}});
    log.isTruncated = flag(value, u"truncated");
    return log;
}

Reading<QStringList> typesFrom(const Value &value)
{
    if (value.kind() != Kind::Array)
        return Misread {u"an array of task types was expected"_s};
    return texts(value);
}

Reading<wire::Schema> schemaFrom(const Value &value)
{
    auto schema = namelessSchemaFrom(value);
    if (schema && schema->taskType.isEmpty())
        return Misread {u"a schema with a task_type was expected"_s};
    return schema;
}

Reading<wire::Schema> namelessSchemaFrom(const Value &value)
{
    wire::Schema schema;
    schema.taskType = text(value, u"task_type");
    schema.description = text(value, u"description");
    schema.text = value.text();
    if (const auto fields = given(value, u"fields")) {
        for (const auto &member : fields->members()) {
            const auto field = fieldFrom(member);
            if (!field)
                return field.error();
            schema.fields.append(*field);
        }
    }
    return schema;
}

Reading<QList<wire::Worker>> workersFrom(const Value &value) { return list<wire::Worker>(value, u"workers", workerFrom); }

Reading<wire::Stats> statsFrom(const Value &value)
{
    if (!given(value, u"states"))
        return Misread {u"counts by state were expected"_s};
    return wire::Stats {.states = counts(value, u"states"),
                        .queues = countsOfEach(value, u"queues"),
                        .types = countsOfEach(value, u"types"),
                        .revision = integer<qint64>(value, u"revision"),
                        .storage = storageTroubleFrom(value),
                        .disk = diskFrom(value)};
}

Reading<wire::BrokerDescription> brokerDescriptionFrom(const Value &value)
{
    wire::BrokerDescription description;
    description.version = text(value, u"version");
    description.capabilities = texts(value, u"capabilities");
    description.limits = counts(value, u"limits");
    description.isPaused = flag(value, u"paused");
    description.pause = {.reason = text(value, u"reason"), .by = text(value, u"by"), .until = time(value, u"until")};
    description.revision = integer<qint64>(value, u"revision");
    if (description.version.isEmpty())
        return Misread {u"a broker's version was expected"_s};
    return description;
}

Reading<Client::Claimed> claimedFrom(const Value &value)
{
    if (value.isNull())
        return Client::Claimed(); // a broker that stops answers its parked claims with 204
    const auto tasks = list<wire::Task>(value, u"tasks", taskFrom);
    if (!tasks)
        return tasks.error();
    if (!given(value, u"results"))
        return Client::Claimed {.tasks = *tasks, .results = {}};
    const auto results = storedResultsFrom(value);
    if (!results)
        return results.error();
    return Client::Claimed {.tasks = *tasks, .results = *results};
}

Reading<QList<Client::StoredResult>> storedResultsFrom(const Value &value)
{
    return list<Client::StoredResult>(value, u"results", storedFrom);
}

Reading<QString> statusFrom(const Value &value)
{
    const QString status = text(value, u"status");
    if (status.isEmpty())
        return Misread {u"a status was expected"_s};
    return status;
}

Reading<wire::HeartbeatAnswer::Lease> leaseFrom(const Value &value)
{
    return wire::HeartbeatAnswer::Lease {.id = text(value, u"id"),
                                         .leaseExpiresAt = time(value, u"lease_expires_at"),
                                         .cancelRequested = flag(value, u"cancel_requested"),
                                         .errorCode = errorCode(value)};
}

Reading<wire::HeartbeatAnswer> heartbeatAnswerFrom(const Value &value)
{
    const auto leases = list<wire::HeartbeatAnswer::Lease>(value, u"leases", leaseFrom);
    if (!leases)
        return leases.error();
    return wire::HeartbeatAnswer {.leases = *leases, .drain = flag(value, u"drain"), .stop = flag(value, u"stop")};
}

Failure failureFrom(const Reply &reply)
{
    const auto document = json::Document::parse(reply.body, json::kPayloadDepthMax);
    Failure failure = refusalFrom(reply.status, document ? given(document->root(), u"error") : std::nullopt);
    bool isNumber = false;
    if (const int wait = reply.retryAfter.toInt(&isNumber); isNumber && wait >= 0)
        failure.retryAfter = wire::Seconds(wait);
    return failure;
}

} // namespace conduit::client
