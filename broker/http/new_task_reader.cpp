// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/new_task_reader.h"

#include "broker/http/policy_reader.h"

#include <array>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTagsMax = 16;
constexpr qsizetype kTagCharactersMax = 64;
constexpr qsizetype kMetaBytesMax = 4 * 1024;
constexpr qsizetype kKeyCharactersMax = 200;
constexpr double kDelaySecondsMax = 10.0 * 366 * 86'400;
constexpr double kTimeoutSecondsMax = 366.0 * 86'400;

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

Status fits(const std::optional<json::Value> &payload, const QString &type, const Engine &engine)
{
    // An absent payload is a null one.
    static const auto nullDocument = *json::Document::parse("null", 1);
    const PayloadSchema *schema = engine.types.find(type);
    if (!schema)
        return Unit {};
    const auto faults = schema->faultsOf(payload.value_or(nullDocument.root()));
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

QByteArray readMeta(ObjectReader &read)
{
    const auto meta = read.value(u"meta");
    if (!meta)
        return {};
    const QByteArray text = meta->text();
    if (meta->kind() != json::Kind::Object || text.size() > kMetaBytesMax)
        read.refuse(u"meta must be an object of at most %1 bytes."_s.arg(kMetaBytesMax));
    return text;
}

void readPlace(ObjectReader &read, NewTask &task)
{
    const auto queue = read.string(u"queue", 1'000);
    if (const auto fault = queue ? faultOfQueueName(*queue) : std::nullopt)
        read.refuse(*fault);
    task.queue = queue.value_or(u"default"_s);
    task.priority = static_cast<int>(read.integer(u"priority", 0, kPriorityMax).value_or(kPriorityDefault));
    task.runAt = read.moment(u"run_at");
    task.delay = read.seconds(u"delay", 0, kDelaySecondsMax);
    if (task.runAt && task.delay)
        read.refuse(u"Give run_at or delay, not both."_s);
    task.expiresAt = read.moment(u"expires_at");
    task.serialKey = read.string(u"serial_key", kKeyCharactersMax).value_or(QString());
}

void readUniqueScope(ObjectReader &read, const json::Value &value, NewTask &task)
{
    using Scope = Uniqueness::Scope;
    const auto word = value.toString();
    const auto seconds = value.toNumber();
    if (word == u"done"_s)
        task.uniqueScope = Scope::Done;
    else if (word == u"start"_s)
        task.uniqueScope = Scope::Start;
    else if (seconds && *seconds > 0 && *seconds <= kTimeoutSecondsMax) {
        task.uniqueScope = Scope::Window;
        task.uniqueWindow = Milliseconds {static_cast<qint64>(*seconds * 1'000)};
    } else
        read.refuse(u"unique_for takes \"done\", \"start\" or a number of seconds above 0."_s);
}

void readUniqueness(ObjectReader &read, NewTask &task)
{
    task.uniqueKey = read.string(u"unique_key", kKeyCharactersMax).value_or(QString());
    const auto scope = read.value(u"unique_for");
    if (scope)
        readUniqueScope(read, *scope, task);
    const auto word = read.string(u"on_conflict", 20);
    if (word) {
        static const std::array kWords {
            std::pair {u"return"_s, OnConflict::Return}, std::pair {u"reject"_s, OnConflict::Reject},
            std::pair {u"replace"_s, OnConflict::Replace}, std::pair {u"keep_last"_s, OnConflict::KeepLast}};
        const auto known = std::find_if(kWords.begin(), kWords.end(), [&](const auto &entry) { return entry.first == *word; });
        if (known == kWords.end())
            read.refuse(u"on_conflict takes return, reject, replace or keep_last."_s);
        else
            task.onConflict = known->second;
    }
    if ((scope || word) && task.uniqueKey.isEmpty())
        read.refuse(u"unique_for and on_conflict need a unique_key."_s);
}

} // namespace

Result<NewTask> newTaskFrom(const json::Value &body, const QString &by, const Engine &engine)
{
    ObjectReader read(body);
    NewTask task;
    task.enqueuedBy = by;
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
    readPlace(read, task);
    readPolicy(read, task.policy);
    readUniqueness(read, task);
    task.tags = read.strings(u"tags", kTagsMax, kTagCharactersMax);
    task.meta = readMeta(read);
    if (const Status done = read.finish(); !done)
        return done.error();

    auto text = payloadFrom(payload, engine);
    if (!text)
        return text.error();
    task.payload = *std::move(text);
    if (const Status fitting = fits(payload, task.type, engine); !fitting && !isThereAlready(task, engine))
        return fitting.error();
    return task;
}

Result<TaskEdit> taskEditFrom(const json::Value &body, const QString &type, const Engine &engine)
{
    ObjectReader read(body);
    TaskEdit edit;
    if (const auto priority = read.integer(u"priority", 0, kPriorityMax))
        edit.priority = static_cast<int>(*priority);
    edit.runAt = read.moment(u"run_at");
    if (read.value(u"tags"))
        edit.tags = read.strings(u"tags", kTagsMax, kTagCharactersMax);
    if (const QByteArray meta = readMeta(read); !meta.isEmpty())
        edit.meta = meta;
    if (const auto queue = read.string(u"queue", 1'000)) {
        if (const auto fault = faultOfQueueName(*queue))
            read.refuse(*fault);
        edit.queue = queue;
    }
    const auto payload = read.valueOrNull(u"payload");
    if (const Status done = read.finish(); !done)
        return done.error();
    if (payload) {
        auto text = payloadFrom(payload, engine);
        if (!text)
            return text.error();
        if (const Status fitting = fits(payload, type, engine); !fitting)
            return fitting.error();
        edit.payload = *std::move(text);
    }
    return edit;
}

} // namespace conduit::broker
