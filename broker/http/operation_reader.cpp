// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/operation_reader.h"

#include "broker/engine/operations.h"
#include "broker/http/request_reader.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kIdsMax = 10'000;
constexpr qsizetype kExceptMax = 1'000;
constexpr qsizetype kIdCharactersMax = 36;
constexpr qsizetype kReasonCharactersMax = 1'000;
constexpr qsizetype kTagCharactersMax = 64;
constexpr int kRateMax = 1'000'000;

std::vector<QUuid> idsFrom(ObjectReader &read, const QString &name, const QStringList &texts)
{
    std::vector<QUuid> ids;
    for (const QString &text : texts) {
        if (const auto id = taskIdFrom(text))
            ids.push_back(*id);
        else
            read.refuse(u"%1 takes ids of tasks; %2 is none."_s.arg(name, text));
    }
    // Each once, in the order of their making.
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

void readVerb(ObjectReader &read, OperationRequest &request)
{
    const QString word = read.string(u"verb", 20).value_or(QString());
    const auto known =
        std::find_if(kOperationVerbs.begin(), kOperationVerbs.end(), [&](const auto &verb) { return verb.first == word; });
    if (known == kOperationVerbs.end())
        read.refuse(
            u"verb takes retry, cancel, delete, restore, purge, promote, hold, move, tag, set_priority or reschedule."_s);
    else
        request.verb = known->second;
}

/// `{"q", "as_of", "except"}`, or a text that stands for q.
Status readFilter(const json::Value &filter, OperationRequest &request)
{
    if (const auto text = filter.toString()) {
        request.filter = *text;
        return Unit {};
    }
    if (filter.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"filter must be an object with q, or a filter as a text."_s};
    ObjectReader read(filter);
    const auto text = read.string(u"q", TaskFilter::kCharactersMax);
    // An empty filter fits every task; that must be said, not left out.
    if (!text)
        read.refuse(u"filter needs q, which may be empty: then it fits every task."_s);
    request.filter = text.value_or(QString());
    request.asOf = read.integer(u"as_of", 0, std::numeric_limits<qint64>::max());
    request.except = idsFrom(read, u"except"_s, read.strings(u"except", kExceptMax, kIdCharactersMax));
    return read.finish();
}

void readQueue(ObjectReader &read, OperationRequest &request)
{
    const auto queue = read.string(u"queue", 1'000);
    if (const auto fault = faultOfQueueName(queue.value_or(QString())))
        read.refuse(*fault);
    request.queue = queue.value_or(QString());
}

void readTags(ObjectReader &read, OperationRequest &request)
{
    request.tagsAdded = read.strings(u"add", Operations::kTagsMax, kTagCharactersMax);
    request.tagsRemoved = read.strings(u"remove", Operations::kTagsMax, kTagCharactersMax);
    if (request.tagsAdded.isEmpty() && request.tagsRemoved.isEmpty())
        read.refuse(u"tag needs args with add or remove."_s);
}

Status readArgs(const json::Value &args, OperationRequest &request)
{
    ObjectReader read(args);
    request.rate = static_cast<int>(read.integer(u"rate", 1, kRateMax).value_or(0));
    if (request.verb == OperationVerb::Cancel)
        request.reason = read.string(u"reason", kReasonCharactersMax).value_or(QString());
    if (request.verb == OperationVerb::Move)
        readQueue(read, request);
    if (request.verb == OperationVerb::Tag)
        readTags(read, request);
    if (request.verb == OperationVerb::SetPriority) {
        const auto priority = read.integer(u"priority", 0, kPriorityMax);
        if (!priority)
            read.refuse(u"set_priority needs args with priority, 0 to 9."_s);
        request.priority = static_cast<int>(priority.value_or(0));
    }
    if (request.verb == OperationVerb::Reschedule) {
        const auto runAt = read.moment(u"run_at");
        if (!runAt)
            read.refuse(u"reschedule needs args with run_at, a time."_s);
        request.runAt = runAt.value_or(Moment());
    }
    return read.finish();
}

} // namespace

Result<OperationAsked> operationAskedFrom(const json::Value &root, Moment now)
{
    OperationAsked asked;
    OperationRequest &request = asked.request;
    ObjectReader read(root);
    readVerb(read, request);
    const auto filter = read.value(u"filter");
    const bool hasIds = read.value(u"ids").has_value();
    request.ids = idsFrom(read, u"ids"_s, read.strings(u"ids", kIdsMax, kIdCharactersMax));
    const auto args = read.value(u"args");
    asked.isDryRun = read.boolean(u"dry_run").value_or(false);
    if (filter.has_value() == hasIds || (hasIds && request.ids.empty()))
        read.refuse(u"Say which tasks: by ids, one at least, or by filter."_s);
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto noArgs = objectFrom("{}", 1);
    if (const Status done = readArgs(args ? *args : noArgs->root(), request); !done)
        return done.error();
    if (!filter)
        return asked;
    if (const Status done = readFilter(*filter, request); !done)
        return done.error();
    auto parsed = parseFilter(request.filter, now);
    if (!parsed)
        return parsed.error();
    asked.filter = *std::move(parsed);
    return asked;
}

} // namespace conduit::broker
