// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/json_views.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <array>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTagsMax = 16;
constexpr qsizetype kTagCharactersMax = 64;
constexpr double kDelaySecondsMax = 10.0 * 366 * 86'400;

Error noSuchTask() { return {ErrorCode::NotFound, u"There is no task with this id."_s}; }

QByteArray etagOf(const Task &task) { return '"' + QByteArray::number(task.version) + '"'; }

/// The payload as text, or null when none was given; its own limits are lower than the request's.
Result<QByteArray> payloadFrom(const std::optional<json::Value> &payload, const Engine &engine)
{
    const QByteArray text = payload ? payload->text() : QByteArray("null");
    if (text.size() > engine.settings.payloadBytesMax)
        return Error {
            ErrorCode::PayloadTooLarge,
            u"The payload has %1 bytes; %2 are allowed. Keep large content elsewhere and send a reference."_s.arg(text.size())
                .arg(engine.settings.payloadBytesMax)};
    if (!json::isWithinDepth(text, json::kPayloadDepthMax))
        return Error {ErrorCode::MalformedJson,
                      u"The payload is nested too deeply: %1 levels are allowed."_s.arg(json::kPayloadDepthMax)};
    return text;
}

Status fits(const std::optional<json::Value> &payload, const QString &type, const json::Value &null, const Engine &engine)
{
    const PayloadSchema *schema = engine.types.find(type);
    if (!schema)
        return Unit {};
    const auto faults = schema->faultsOf(payload.value_or(null));
    if (faults.isEmpty())
        return Unit {};
    return Error {ErrorCode::SchemaMismatch, u"The payload does not fit the schema of %1."_s.arg(type), faults};
}

/// Whether this very task is there already: then repeating the request is harmless, also under a schema that has changed since.
bool isThereAlready(const NewTask &wanted, const Engine &engine)
{
    if (!wanted.id)
        return false;
    const auto existing = engine.store.find(*wanted.id);
    return existing && *existing && (*existing)->type == wanted.type && (*existing)->payload == wanted.payload;
}

Result<NewTask> newTaskFrom(const json::Value &body, const Engine &engine)
{
    // A null to check an absent payload with: an absent payload is a null one.
    static const auto nullDocument = *json::Document::parse("null", 1);

    ObjectReader read(body);
    NewTask task;
    const auto type = read.string(u"task_type", PayloadSchema::kTypeCharactersMax);
    if (!type)
        read.refuse(u"task_type is missing: say which type of task this is."_s);
    task.type = type.value_or(QString());
    if (const auto fault = faultOfTypeName(task.type); type && fault)
        read.refuse(*fault);
    const auto payload = read.valueOrNull(u"payload");
    if (const auto id = read.string(u"id", 100)) {
        task.id = taskIdFrom(*id);
        if (!task.id)
            read.refuse(u"id must be a UUID such as 0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2a10."_s);
    }
    task.queue = read.string(u"queue", 1'000).value_or(u"default"_s);
    if (const auto fault = faultOfQueueName(task.queue))
        read.refuse(*fault);
    task.priority = static_cast<int>(read.integer(u"priority", 0, kPriorityMax).value_or(kPriorityDefault));
    if (const auto max = read.integer(u"max_attempts", 1, kAttemptsMax))
        task.policy.maxAttempts = static_cast<int>(*max);
    task.runAt = read.moment(u"run_at");
    task.delay = read.seconds(u"delay", 0, kDelaySecondsMax);
    if (task.runAt && task.delay)
        read.refuse(u"Give run_at or delay, not both."_s);
    task.tags = read.strings(u"tags", kTagsMax, kTagCharactersMax);
    if (const Status done = read.finish(); !done)
        return done.error();

    auto text = payloadFrom(payload, engine);
    if (!text)
        return text.error();
    task.payload = *std::move(text);
    if (const Status fitting = fits(payload, task.type, nullDocument.root(), engine); !fitting && !isThereAlready(task, engine))
        return fitting.error();
    return task;
}

std::optional<TaskCursor> cursorFrom(const QString &text)
{
    const auto raw = QByteArray::fromBase64Encoding(text.toLatin1(),
                                                    QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!raw)
        return std::nullopt;
    const auto parts = raw.decoded.split('.');
    if (parts.size() != 2)
        return std::nullopt;
    bool isKey = false;
    bool isSeq = false;
    const TaskCursor cursor {parts[0].toLongLong(&isKey), parts[1].toLongLong(&isSeq)};
    return isKey && isSeq ? std::optional(cursor) : std::nullopt;
}

void writeCursor(json::Writer &out, const std::optional<TaskCursor> &cursor)
{
    if (!cursor) {
        out.null();
        return;
    }
    const QByteArray text = QByteArray::number(cursor->key) + '.' + QByteArray::number(cursor->seq);
    out.plain(text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

constexpr std::array kSorts {
    std::pair {"created"_L1, TaskSort::Created},     std::pair {"run_at"_L1, TaskSort::RunAt},
    std::pair {"priority"_L1, TaskSort::Priority},   std::pair {"started"_L1, TaskSort::Started},
    std::pair {"completed"_L1, TaskSort::Completed}, std::pair {"duration"_L1, TaskSort::Duration},
};

void readSort(QueryReader &read, TaskQuery &query)
{
    const auto text = read.text("sort", 20);
    if (!text)
        return;
    query.falling = text->startsWith(u'-');
    const QString name = query.falling ? text->sliced(1) : *text;
    const auto known = std::find_if(kSorts.begin(), kSorts.end(), [&](const auto &sort) { return sort.first == name; });
    if (known == kSorts.end())
        read.refuse(u"sort takes created, run_at, priority, started, completed or duration, with - in front for falling."_s);
    else
        query.sort = known->second;
}

void readStates(QueryReader &read, TaskQuery &query)
{
    const auto states = read.list("state", 8, 20);
    for (const QString &word : states) {
        const auto state = taskStateFromWord(word);
        if (state)
            query.states.push_back(*state);
        else
            read.refuse(u"state takes scheduled, blocked, ready, retrying, running, completed, dead and cancelled."_s);
    }
    const auto statuses = read.list("status", 4, 20);
    if (statuses.isEmpty())
        return;
    std::vector<TaskState> fitting;
    for (const QString &word : statuses) {
        const auto before = fitting.size();
        std::copy_if(kTaskStates.begin(), kTaskStates.end(), std::back_inserter(fitting),
                     [&](TaskState state) { return word == statusFrom(state); });
        if (fitting.size() == before)
            read.refuse(u"status takes Pending, Running, Completed and Failed."_s);
    }
    // Both filters together mean both.
    if (!states.isEmpty())
        std::erase_if(fitting, [&](TaskState state) {
            return std::find(query.states.begin(), query.states.end(), state) == query.states.end();
        });
    query.states = fitting;
    if (fitting.empty())
        read.refuse(u"No state has both this state and this status."_s);
}

std::optional<TaskCursor> readCursor(QueryReader &read, QByteArrayView name)
{
    const auto text = read.text(name, 100);
    if (!text)
        return std::nullopt;
    const auto cursor = cursorFrom(*text);
    if (!cursor)
        read.refuse(u"%1 takes a cursor as it came in next or prev of an earlier page."_s.arg(QString::fromLatin1(name)));
    return cursor;
}

Result<TaskQuery> taskQueryFrom(const QByteArray &text)
{
    QueryReader read(text);
    TaskQuery query;
    readStates(read, query);
    query.types = read.list("type", 100, PayloadSchema::kTypeCharactersMax);
    query.queues = read.list("queue", 100, 100);
    query.limit = static_cast<int>(read.integer("limit", 1, 500).value_or(50));
    query.changedSince = read.integer("changed_since", 0, std::numeric_limits<qint64>::max());
    readSort(read, query);
    query.after = readCursor(read, "after");
    query.before = readCursor(read, "before");
    if (query.after && query.before)
        read.refuse(u"Give after or before, not both."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    return query;
}

} // namespace

Outcome enqueueTask(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    if (engine.isDraining)
        return shuttingDown();
    const auto body = objectFrom(call.request.body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    const auto wanted = newTaskFrom(body->root(), engine);
    if (!wanted)
        return wanted.error();
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

Outcome listTasks(const ApiCall &call, const ReaderServices &side)
{
    const auto query = taskQueryFrom(call.request.query);
    if (!query)
        return query.error();
    const auto page = side.reader.list(*query);
    if (!page)
        return page.error();
    json::Writer out;
    out.beginObject();
    out.name("tasks").beginArray();
    const auto policies = side.policies.published();
    for (const TaskRow &row : page->rows)
        writeTaskRow(out, row, policies->of(row.task));
    out.endArray();
    out.name("next");
    writeCursor(out, page->next);
    out.name("prev");
    writeCursor(out, page->previous);
    out.name("revision").integer(page->revision);
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
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
