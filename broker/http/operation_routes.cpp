// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/audit_notes.h"
#include "broker/http/json_views.h"
#include "broker/http/operation_reader.h"
#include "broker/http/request_reader.h"
#include "broker/http/routes.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kSampleMax = 20;
constexpr qint64 kListedMax = 100;
constexpr qint64 kListedByDefault = 20;
/// How long a dry run counts; what it has not found by then is told by `more`.
constexpr std::chrono::seconds kCountingTime {2};
constexpr std::size_t kIdsPerStep = 100;

/// Counts what an operation would look at.
class DryRun final : public ReaderWork
{
public:
    explicit DryRun(OperationAsked asked) : m_asked(std::move(asked))
    {
        m_search.scope = isAboutTrash(m_asked.request.verb) ? TaskScope::Trash : TaskScope::Live;
        m_search.asOfRevision = m_asked.request.asOf;
    }

    std::optional<Result<Answer>> step(const ReaderServices &side) override
    {
        const auto isAtEnd = m_asked.filter ? countMatches(side.reader) : countIds(side);
        if (!isAtEnd)
            return Result<Answer>(isAtEnd.error());
        if (!*isAtEnd && std::chrono::steady_clock::now() < m_until)
            return std::nullopt;
        return Result<Answer>(answer(!*isAtEnd, side));
    }

private:
    Result<bool> countMatches(TaskReader &reader)
    {
        const auto slice = reader.matching(*m_asked.filter, m_search);
        if (!slice)
            return slice.error();
        const auto &except = m_asked.request.except;
        for (const TaskRow &row : slice->rows) {
            if (!std::binary_search(except.begin(), except.end(), row.task.id))
                count(row);
        }
        m_search.afterSeq = slice->lookedUpTo;
        return slice->isAtEnd;
    }

    Result<bool> countIds(const ReaderServices &side)
    {
        const auto &ids = m_asked.request.ids;
        for (const std::size_t to = std::min(ids.size(), m_ids + kIdsPerStep); m_ids < to; ++m_ids) {
            const QByteArray raw = ids[m_ids].toRfc4122();
            const TaskFilter filter {{FilterNode::Kind::Term, {}, IdTerm {raw, raw}}, side.clock.steadyNow()};
            MatchSearch search;
            search.scope = TaskScope::Both;
            const auto slice = side.reader.matching(filter, search);
            if (!slice)
                return slice.error();
            for (const TaskRow &row : slice->rows)
                count(row);
        }
        return m_ids == ids.size();
    }

    void count(const TaskRow &row)
    {
        ++m_matched;
        ++m_states[row.task.shownState()];
        if (m_sample.size() < kSampleMax)
            m_sample.push_back(row);
    }

    [[nodiscard]] Answer answer(bool isMore, const ReaderServices &side) const
    {
        json::Writer out;
        out.beginObject();
        out.name("matched").integer(m_matched);
        out.name("more").boolean(isMore);
        out.name("states").beginObject();
        for (const auto &[state, tasks] : m_states)
            out.name(QByteArrayView(wordFrom(state).data(), wordFrom(state).size())).integer(tasks);
        out.endObject();
        out.name("sample").beginArray();
        const auto policies = side.policies.published();
        for (const TaskRow &row : m_sample)
            writeTaskRow(out, row, policies->of(row.task));
        out.endArray();
        out.endObject();
        return {200, out.take()};
    }

    const OperationAsked m_asked;
    const std::chrono::steady_clock::time_point m_until = std::chrono::steady_clock::now() + kCountingTime;
    MatchSearch m_search;
    std::size_t m_ids = 0;
    qint64 m_matched = 0;
    std::map<TaskState, qint64> m_states;
    std::vector<TaskRow> m_sample;
};

/// What all answers tell of one.
void writeProgress(json::Writer &out, const Operation &operation)
{
    out.name("id").plain(IdText(operation.id));
    out.name("verb").plain(wordIn(kOperationVerbs, operation.request.verb));
    out.name("state").plain(wordIn(kOperationStates, operation.state));
    out.name("undoable").boolean(isUndoable(operation.request.verb));
    out.name("matched").integer(operation.matched);
    out.name("done").integer(operation.done);
    out.name("skipped").integer(operation.skipped);
    out.name("failed").integer(operation.failed);
}

void writeOperation(json::Writer &out, const Operation &operation)
{
    out.beginObject();
    writeProgress(out, operation);
    out.name("errors").beginArray();
    for (const OperationFailure &failure : operation.failures) {
        out.beginObject();
        out.name("id").plain(IdText(failure.task));
        out.name("message").string(failure.message);
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

void writeListedOperation(json::Writer &out, const ListedOperation &listed)
{
    out.beginObject();
    writeProgress(out, listed.operation);
    out.name("progress");
    if (listed.progress)
        out.number(*listed.progress);
    else
        out.null();
    out.name("created_at").plain(MomentText(listed.operation.createdAt));
    out.name("ended_at");
    if (listed.operation.endedAt)
        out.plain(MomentText(*listed.operation.endedAt));
    else
        out.null();
    out.name("actor");
    writeActor(out, listed.actor);
    out.name("detail");
    if (listed.detail.isEmpty())
        out.null();
    else
        out.string(listed.detail);
    out.endObject();
}

Outcome shown(const Result<Operation> &operation, int status)
{
    if (!operation)
        return operation.error();
    json::Writer out;
    writeOperation(out, *operation);
    return Answer {status, out.take(), {{"Cache-Control", "no-store"}}};
}

using Change = Result<Operation> (Operations::*)(const QUuid &);

/// The operation that the request names.
Result<QUuid> targetOf(const ApiCall &call)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    if (!call.request.body.isEmpty()) {
        const auto body = objectFrom(call.request.body, json::kEnvelopeDepthMax);
        if (!body)
            return body.error();
        if (const Status done = ObjectReader(body->root()).finish(); !done)
            return done.error();
    }
    const auto id = taskIdFrom(call.parameters.first());
    if (!id)
        return Error {ErrorCode::NotFound, u"There is no operation with this id."_s};
    return *id;
}

Outcome change(const ApiCall &call, Engine &engine, AuditVerb verb, Change change)
{
    const auto id = targetOf(call);
    if (!id)
        return id.error();
    const auto before = engine.operations.find(*id);
    if (!before)
        return before.error();
    const auto after = (engine.operations.*change)(*id);
    if (after && after->state != before->state) {
        AuditEntry entry = entryBy(call, verb, AuditKind::Operation, id->toString(QUuid::WithoutBraces));
        entry.detail = wordIn(kOperationVerbs, after->request.verb);
        if (const Status recorded = engine.audit.record(std::move(entry)); !recorded)
            return recorded.error();
    }
    return shown(after, 200);
}

/// The verb of an operation is also that of its entry.
AuditVerb auditVerbOf(const OperationRequest &request) { return *valueIn(kAuditVerbs, wordIn(kOperationVerbs, request.verb)); }

Status recordStart(const ApiCall &call, Engine &engine, const Operation &operation)
{
    const OperationRequest &request = operation.request;
    const QString id = operation.id.toString(QUuid::WithoutBraces);
    AuditEntry entry = entryBy(call, auditVerbOf(request), AuditKind::Operation, id);
    entry.detail = request.ids.empty() ? request.filter : u"%1 ids"_s.arg(request.ids.size());
    entry.reason = request.reason;
    entry.outcome = kOutcomeAsked;
    entry.started = operation.id;
    return engine.audit.record(std::move(entry));
}

} // namespace

Outcome startOperation(const ApiCall &call, Engine &engine)
{
    if (const Status done = refuseQuery(call.request.query); !done)
        return done.error();
    const auto body = objectFrom(call.request.body, json::kEnvelopeDepthMax);
    if (!body)
        return body.error();
    auto asked = operationAskedFrom(body->root(), engine.clock.steadyNow());
    if (!asked)
        return asked.error();
    if (asked->isDryRun)
        return std::shared_ptr<ReaderWork>(std::make_shared<DryRun>(*std::move(asked)));
    if (engine.isDraining)
        return shuttingDown();
    const auto operation = engine.operations.start(asked->request);
    if (operation) {
        if (const Status recorded = recordStart(call, engine, *operation); !recorded)
            return recorded.error();
    }
    return shown(operation, 202);
}

Outcome listOperations(const ApiCall &call, const ReaderServices &side)
{
    QueryReader read(call.request.query);
    const auto limit = read.integer("limit", 1, kListedMax).value_or(kListedByDefault);
    if (const Status done = read.finish(); !done)
        return done.error();
    const auto operations = side.audit.operations(static_cast<int>(limit));
    if (!operations)
        return operations.error();
    json::Writer out;
    out.beginObject();
    out.name("operations").beginArray();
    for (const ListedOperation &listed : *operations)
        writeListedOperation(out, listed);
    out.endArray();
    out.endObject();
    return Answer {200, out.take(), {{"Cache-Control", "no-store"}}};
}

Outcome showOperation(const ApiCall &call, Engine &engine)
{
    const auto id = targetOf(call);
    return id ? shown(engine.operations.find(*id), 200) : Outcome(id.error());
}

Outcome pauseOperation(const ApiCall &call, Engine &engine)
{
    return change(call, engine, AuditVerb::Pause, &Operations::pause);
}

Outcome resumeOperation(const ApiCall &call, Engine &engine)
{
    return change(call, engine, AuditVerb::Resume, &Operations::resume);
}

Outcome stopOperation(const ApiCall &call, Engine &engine) { return change(call, engine, AuditVerb::Stop, &Operations::stop); }

Outcome undoOperation(const ApiCall &call, Engine &engine) { return change(call, engine, AuditVerb::Undo, &Operations::undo); }

} // namespace conduit::broker
