// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QRegularExpression>
#include <QTimer>
#include <QTimeZone>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

QString statusOf(const QString &state)
{
    if (state == u"running")
        return u"Running"_s;
    if (state == u"completed")
        return u"Completed"_s;
    return state == u"dead" || state == u"cancelled" ? u"Failed"_s : u"Pending"_s;
}

void writeTime(json::Writer &out, const char *name, const QDateTime &time)
{
    out.name(name);
    if (time.isValid())
        out.string(time.toUTC().toString(Qt::ISODateWithMs));
    else
        out.null();
}

void writeTask(json::Writer &out, const wire::Task &task, bool isWhole, bool withPayload = false)
{
    out.beginObject().name("id").string(task.id).name("task_type").string(task.taskType);
    if (isWhole) {
        out.name("payload").raw(task.payload).name("result");
        if (task.result) {
            out.beginObject().name("output").raw(task.result->output.isEmpty() ? "null" : task.result->output).name("error");
            if (task.result->error)
                out.string(*task.result->error);
            else
                out.null();
            out.endObject();
        } else {
            out.null();
        }
    }
    out.name("status").string(statusOf(task.state)).name("state").string(task.state).name("queue").string(task.queue);
    out.name("priority").integer(task.priority).name("attempt").integer(task.attempt);
    out.name("max_attempts").integer(task.maxAttempts).name("uncharged").integer(task.uncharged);
    writeTime(out, "created_at", task.createdAt);
    writeTime(out, "started_at", task.startedAt);
    writeTime(out, "completed_at", task.completedAt);
    writeTime(out, "run_at", task.runAt.isValid() ? task.runAt : task.createdAt);
    writeTime(out, "lease_expires_at", task.leaseExpiresAt);
    writeTime(out, "trashed_at", task.trashedAt);
    out.name("worker");
    if (task.worker.isEmpty())
        out.null();
    else
        out.string(task.worker);
    if (task.progress)
        out.name("progress")
            .beginObject()
            .name("percent")
            .number(task.progress->percent)
            .name("message")
            .string(task.progress->message)
            .endObject();
    out.name("tags").beginArray();
    for (const auto &tag : task.tags)
        out.string(tag);
    out.endArray();
    if (!task.meta.isEmpty())
        out.name("meta").raw(task.meta);
    out.name("unique_key").string(task.uniqueKey).name("serial_key").string(task.serialKey);
    if (!task.enqueuedBy.isEmpty())
        out.name("enqueued_by").string(task.enqueuedBy);
    if (!isWhole && task.result && task.result->error)
        out.name("error").string(*task.result->error);
    if (isWhole) {
        out.name("waiting_for").beginArray();
        for (const auto &reason : task.waitingFor) {
            out.beginObject().name("reason").string(reason.reason).name("detail").string(reason.detail);
            if (reason.until.isValid())
                writeTime(out, "until", reason.until);
            out.endObject();
        }
        out.endArray();
    }
    out.name("version").integer(task.version).name("payload_size").integer(task.payload.size());
    out.name("result_size").integer(task.result ? task.result->output.size() : 0);
    if (withPayload)
        out.name("payload").raw(task.payload);
    out.endObject();
}

void writeCounts(json::Writer &out, const QMap<QString, qint64> &counts)
{
    out.beginObject();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        out.member(it.key()).integer(it.value());
    out.endObject();
}

QByteArray errorBody(const char *code, const QString &message)
{
    json::Writer out;
    out.beginObject()
        .name("error")
        .beginObject()
        .name("code")
        .plain(code)
        .name("message")
        .string(message)
        .endObject()
        .endObject();
    return out.take();
}

QString endOfId(const QString &filter)
{
    static const QRegularExpression digits(u"^[0-9a-f]{4,}$"_s);
    return digits.match(filter).hasMatch() ? filter : QString();
}

/// Whether a task is one that a request asks for. Of the filter language it knows a worker and the
/// beginning of an id, or the end of one as a word.
std::function<bool(const wire::Task &)> fitsOf(const QMap<QString, QString> &query)
{
    const auto list = [&](const QString &name) { return query.value(name).split(u',', Qt::SkipEmptyParts); };
    const auto valueOf = [filter = query.value(u"q"_s)](const QString &key) {
        return filter.startsWith(key) ? filter.mid(key.size()) : QString();
    };
    return [states = list(u"state"_s), types = list(u"type"_s), queues = list(u"queue"_s), digits = valueOf(u"id:"_s),
            worker = valueOf(u"worker:"_s), end = endOfId(query.value(u"q"_s))](const wire::Task &task) {
        const auto takes = [](const QStringList &wanted, const QString &value) {
            return wanted.isEmpty() || wanted.contains(value);
        };
        const auto id = QString(task.id).remove(u'-');
        return id.startsWith(digits) && id.endsWith(end) && (worker.isEmpty() || task.worker == worker)
            && takes(states, task.state) && takes(types, task.taskType) && takes(queues, task.queue);
    };
}

} // namespace

PretendBroker::PretendBroker(QDateTime now) : m_now(std::move(now)) { }

void PretendBroker::add(wire::Task task)
{
    if (task.id.isEmpty())
        task.id = QUuid::createUuidV5(QUuid(), QString::number(m_tasks.size())).toString(QUuid::WithoutBraces);
    if (task.state.isEmpty())
        task.state = u"ready"_s;
    if (task.queue.isEmpty())
        task.queue = u"default"_s;
    if (task.payload.isEmpty())
        task.payload = "null";
    if (!task.createdAt.isValid())
        task.createdAt = m_now;
    task.version = std::max<qint64>(1, task.version);
    m_changes.insert(++m_revision, task.id);
    m_tasks.append(task);
}

void PretendBroker::change(const QString &id, const std::function<void(wire::Task &)> &edit)
{
    const auto place = placeOf(id);
    Q_ASSERT_X(place >= m_many, "PretendBroker", "only a task that was added by itself can change");
    auto &task = m_tasks[place - m_many];
    edit(task);
    ++task.version;
    m_changes.insert(++m_revision, id);
}

void PretendBroker::remove(const QString &id)
{
    change(id, [this](wire::Task &task) { task.trashedAt = m_now; });
}

void PretendBroker::addSchema(const QByteArray &text)
{
    const auto schema = json::Document::parse(text, json::kPayloadDepthMax);
    Q_ASSERT_X(schema.has_value(), "PretendBroker", "a schema is JSON");
    m_schemas.insert(schema->root().member(u"task_type")->toString().value_or(QString()), text);
}

void PretendBroker::addMany(int count, std::function<wire::Task(int)> taskAt)
{
    m_many = count;
    m_manyAt = std::move(taskAt);
    for (int place = 0; place < count; ++place)
        ++m_manyStates[m_manyAt(place).state];
}

client::Transport::CallId PretendBroker::send(const client::Call &call, Done done)
{
    const auto id = ++m_lastId;
    m_waiting.emplace(id, std::move(done));
    m_calls.append(call);
    QTimer::singleShot(0, &m_context, [this, id, call] {
        const auto waiting = m_waiting.find(id);
        if (waiting == m_waiting.end())
            return;
        const auto answer = waiting->second;
        m_waiting.erase(waiting);
        const client::Reply nobody {.status = 0, .body = {}, .retryAfter = {}, .failure = u"Connection refused"_s};
        client::Reply reply = m_isAway ? nobody : m_trouble.status != 0 ? m_trouble : answerTo(call);
        if (m_skew && !m_isAway)
            reply.sentAt = m_now.addSecs(m_skew->count());
        answer(reply);
    });
    return id;
}

void PretendBroker::abort(CallId id) { m_waiting.erase(id); }

client::Reply PretendBroker::answerTo(const client::Call &call)
{
    const auto url = QUrl::fromEncoded(call.path);
    QMap<QString, QString> query;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        query.insert(name, value);
    if (call.method == "POST" && url.path() == u"/task")
        return enqueue(call.body);
    if (call.method == "POST" && url.path() == u"/task/batch")
        return enqueueEach(call.body);
    if (call.method == "POST" && url.path() == u"/operation")
        return operate(call.body);
    if (call.method == "DELETE" && url.path().startsWith(u"/queue/"))
        return deleteQueue(QUrl::fromPercentEncoding(url.path(QUrl::FullyEncoded).section(u'/', 2).toUtf8()));
    if (call.method == "DELETE" && url.path().startsWith(u"/task/types/")) {
        m_schemas.remove(QUrl::fromPercentEncoding(url.path(QUrl::FullyEncoded).section(u'/', 3).toUtf8()));
        return {.status = 204, .body = {}, .retryAfter = {}, .failure = {}};
    }
    return answerToGet(url.path(QUrl::FullyEncoded), query);
}

client::Reply PretendBroker::deleteQueue(const QString &queue)
{
    if (queueCounts().contains(queue))
        return {
            .status = 409, .body = errorBody("wrong_state", u"Tasks lie in this queue."_s), .retryAfter = {}, .failure = {}};
    m_pauses.remove(queue);
    return {.status = 204, .body = {}, .retryAfter = {}, .failure = {}};
}

client::Reply PretendBroker::answerToGet(const QString &path, const QMap<QString, QString> &query)
{
    const auto ok = [](const QByteArray &body) {
        return client::Reply {.status = 200, .body = body, .retryAfter = {}, .failure = {}};
    };
    if (m_answers.contains(path))
        return ok(m_answers.value(path)(query));
    if (path == u"/stats")
        return ok(stats());
    if (path == u"/info")
        return ok("{\"version\":\"0.1.0\",\"capabilities\":[],\"limits\":{},\"defaults\":{\"max_attempts\":20,"
                  "\"backoff\":{\"kind\":\"polynomial\",\"base\":1,\"factor\":4,\"cap\":21600},\"timeout\":1800,"
                  "\"delivery\":\"at_least_once\",\"non_retryable\":[],\"keep_completed\":259200,"
                  "\"keep_dead\":7776000},\"revision\":1}");
    if (path == u"/queue")
        return ok(queues());
    if (path == u"/audit")
        return ok(m_audit);
    if (path == u"/operation")
        return ok(R"({"operations":[]})");
    if (path == u"/task")
        return ok(list(query));
    if (path == u"/task/facets")
        return ok(facets(query));
    if (path == u"/task/histogram")
        return ok(histogram(query));
    json::Writer out;
    if (path == u"/worker") {
        out.beginObject().name("workers").beginArray();
        for (const auto &worker : m_workers) {
            out.beginObject().name("name").string(worker.name).name("host").string(worker.host).name("pid").integer(worker.pid);
            out.name("version").string(worker.version).name("concurrency").integer(worker.concurrency);
            out.name("running").integer(worker.running).name("draining").boolean(worker.draining);
            out.name("completed").integer(worker.completed).name("failed").integer(worker.failed);
            out.name("alive").boolean(worker.alive);
            for (const auto &[name, texts] : {std::pair {"types", worker.types}, {"queues", worker.queues}}) {
                out.name(name).beginArray();
                for (const auto &text : texts)
                    out.string(text);
                out.endArray();
            }
            writeTime(out, "started_at", worker.startedAt);
            writeTime(out, "last_seen_at", worker.lastSeenAt);
            out.endObject();
        }
        return ok(out.endArray().endObject().take());
    }
    if (path == u"/task/types") {
        out.beginArray();
        for (auto it = m_schemas.cbegin(); it != m_schemas.cend(); ++it)
            out.string(it.key());
        return ok(out.endArray().take());
    }
    const auto pieces = path.split(u'/', Qt::SkipEmptyParts);
    if (pieces.size() == 4 && pieces[1] == u"types")
        return ok(m_schemas.value(QUrl::fromPercentEncoding(pieces[2].toUtf8())));
    const auto place = pieces.size() > 1 ? placeOf(pieces[1]) : -1;
    if (place < 0)
        return {.status = 404, .body = errorBody("not_found", u"There is no such task."_s), .retryAfter = {}, .failure = {}};
    if (pieces.size() == 2) {
        writeTask(out, taskAt(place), true);
        return ok(out.take());
    }
    if (pieces[2] == u"log")
        return ok(m_logs.value(pieces[1], R"({"log":[],"truncated":false})"));
    out.beginObject().name("attempts").beginArray();
    for (const auto &attempt : m_attempts.value(pieces[1])) {
        out.beginObject().name("number").integer(attempt.number).name("worker").string(attempt.worker);
        writeTime(out, "started_at", attempt.startedAt);
        writeTime(out, "ended_at", attempt.endedAt);
        out.name("outcome");
        if (attempt.outcome.isEmpty())
            out.null();
        else
            out.string(attempt.outcome);
        out.name("error").string(attempt.error).endObject();
    }
    return ok(out.endArray().endObject().take());
}

QByteArray PretendBroker::list(const QMap<QString, QString> &query)
{
    const auto limit = query.value(u"limit"_s, u"50"_s).toInt();
    const auto isTrash = query.contains(u"trash"_s);
    const auto isFalling = query.value(u"sort"_s, u"-created"_s).startsWith(u'-');
    QSet<QString> changed;
    if (query.contains(u"changed_since"_s))
        for (auto it = m_changes.upperBound(query.value(u"changed_since"_s).toLongLong()); it != m_changes.cend(); ++it)
            changed.insert(it.value());

    const auto fits = fitsOf(query);
    // Cursors are places; `before` walks against the order and turns the page round.
    const auto isBefore = query.contains(u"before"_s);
    const auto step = isFalling != isBefore ? -1 : 1;
    const auto total = tasks();
    auto place = step < 0 ? qsizetype(total) - 1 : 0;
    if (isBefore || query.contains(u"after"_s))
        place = query.value(isBefore ? u"before"_s : u"after"_s).toLongLong() + step;
    if (query.contains(u"at"_s)) {
        const auto at = QDateTime::fromString(query.value(u"at"_s), Qt::ISODateWithMs);
        qsizetype before = -1;
        qsizetype behind = total;
        while (behind - before > 1) {
            const auto middle = before + (behind - before) / 2;
            const auto made = taskAt(middle).createdAt;
            (step < 0 ? made <= at : made < at) ? before = middle : behind = middle;
        }
        place = step < 0 ? before : behind;
    }
    const auto isChangeList = query.contains(u"changed_since"_s);
    if (isChangeList && changed.isEmpty())
        place = -1;
    QList<std::pair<qsizetype, wire::Task>> rows;
    for (; place >= 0 && place < total && rows.size() < limit; place += step) {
        if (isChangeList && place < m_many)
            break;
        const auto task = taskAt(place);
        if (fits(task) && (isChangeList ? changed.contains(task.id) : task.trashedAt.isValid() == isTrash))
            rows.append({place, task});
    }
    const auto hasMore = place >= 0 && place < total && !isChangeList;
    if (isBefore)
        std::reverse(rows.begin(), rows.end());
    m_largestPage = std::max(m_largestPage, static_cast<int>(rows.size()));

    json::Writer out;
    out.beginObject().name("tasks").beginArray();
    for (const auto &row : rows)
        writeTask(out, row.second, false, query.value(u"payloads"_s) == u"true"_s);
    out.endArray();
    const auto cursor = [&](const char *name, bool isThere, qsizetype at) {
        out.name(name);
        if (isThere && !rows.isEmpty())
            out.string(QString::number(at));
        else
            out.null();
    };
    const auto isContinued = isBefore || query.contains(u"after"_s) || query.contains(u"at"_s);
    cursor("next", isBefore || hasMore, rows.isEmpty() ? 0 : rows.last().first);
    cursor("prev", isBefore ? hasMore : isContinued, rows.isEmpty() ? 0 : rows.first().first);
    return out.name("revision").integer(m_revision).endObject().take();
}

QByteArray PretendBroker::facets(const QMap<QString, QString> &query) const
{
    const auto fits = fitsOf(query);
    QMap<QString, QMap<QString, qint64>> counts;
    const bool isAll = query.value(u"q"_s).isEmpty() && !query.contains(u"type"_s) && !query.contains(u"queue"_s);
    const auto states = query.value(u"state"_s).split(u',', Qt::SkipEmptyParts);
    qint64 total = 0;
    for (auto it = m_manyStates.cbegin(); isAll && it != m_manyStates.cend(); ++it) {
        if (!states.isEmpty() && !states.contains(it.key()))
            continue;
        counts[u"state"_s][it.key()] += it.value();
        total += it.value();
    }
    for (const auto &task : m_tasks) {
        if (task.trashedAt.isValid() || !fits(task))
            continue;
        ++total;
        for (const auto &[name, value] : {std::pair {u"state"_s, task.state},
                                          {u"type"_s, task.taskType},
                                          {u"queue"_s, task.queue},
                                          {u"worker"_s, task.worker}})
            if (!value.isEmpty())
                ++counts[name][value];
        for (const auto &tag : task.tags)
            ++counts[u"tag"_s][tag];
    }
    json::Writer out;
    out.beginObject().name("facets").beginObject();
    for (const auto &name : query.value(u"facets"_s).split(u',')) {
        out.member(name).beginObject().name("values").beginArray();
        for (auto it = counts[name].cbegin(); it != counts[name].cend(); ++it)
            out.beginObject().name("value").string(it.key()).name("n").integer(it.value()).endObject();
        out.endArray().name("others").integer(0).endObject();
    }
    return out.endObject().name("n").integer(total).name("exact").boolean(true).name("next").null().endObject().take();
}

QByteArray PretendBroker::histogram(const QMap<QString, QString> &query) const
{
    const auto fits = fitsOf(query);
    const auto length = query.value(u"bucket"_s, u"60"_s).toLongLong() * 1000;
    constexpr qint64 kCountedMax = 500; // It stands on the window's thread.
    qsizetype place = query.contains(u"after"_s) ? query.value(u"after"_s).toLongLong() : tasks();
    QMap<qint64, qint64> counts;
    qint64 total = 0;
    while (place > 0 && total < kCountedMax) {
        const auto task = taskAt(--place);
        if (task.trashedAt.isValid() || !fits(task))
            continue;
        ++total;
        ++counts[task.createdAt.toMSecsSinceEpoch() / length];
    }
    json::Writer out;
    out.beginObject().name("buckets").beginArray();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        out.beginObject();
        writeTime(out, "from", QDateTime::fromMSecsSinceEpoch(it.key() * length, QTimeZone::utc()));
        out.name("n").integer(it.value()).endObject();
    }
    out.endArray().name("n").integer(total).name("exact").boolean(place == 0).name("next");
    if (place == 0)
        out.null();
    else
        out.string(QString::number(place));
    return out.endObject().take();
}

QMap<QString, QMap<QString, qint64>> PretendBroker::queueCounts() const
{
    QMap<QString, QMap<QString, qint64>> counts;
    for (const auto &task : m_tasks)
        ++counts[task.queue][task.trashedAt.isValid() ? u"trashed"_s : task.state];
    return counts;
}

QByteArray PretendBroker::queues() const
{
    auto all = queueCounts();
    for (auto paused = m_pauses.cbegin(); paused != m_pauses.cend(); ++paused)
        all.insert(paused.key(), all.value(paused.key()));
    json::Writer out;
    out.beginObject().name("queues").beginArray();
    for (auto queue = all.cbegin(); queue != all.cend(); ++queue) {
        const auto pause = m_pauses.value(queue.key());
        out.beginObject().name("name").string(queue.key()).name("paused").boolean(m_pauses.contains(queue.key()));
        out.name("reason").string(pause.reason).name("by").string(pause.by);
        writeTime(out, "until", pause.until);
        out.name("states");
        writeCounts(out, queue.value());
        out.endObject();
    }
    return out.endArray().endObject().take();
}

QByteArray PretendBroker::stats() const
{
    auto states = m_manyStates;
    const auto queues = queueCounts();
    QMap<QString, QMap<QString, qint64>> types;
    for (const auto &task : m_tasks) {
        const auto state = task.trashedAt.isValid() ? u"trashed"_s : task.state;
        ++states[state];
        ++types[task.taskType][state];
    }
    json::Writer out;
    out.beginObject().name("states");
    writeCounts(out, states);
    for (const auto &[name, counts] : {std::pair {"queues", queues}, {"types", types}}) {
        out.name(name).beginObject();
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            out.member(it.key());
            writeCounts(out, it.value());
        }
        out.endObject();
    }
    return out.name("revision").integer(m_revision).endObject().take();
}

client::Reply PretendBroker::enqueue(const QByteArray &body)
{
    if (m_enqueueAnswer.status != 0)
        return m_enqueueAnswer;
    const auto document = json::Document::parse(body, json::kPayloadDepthMax + 1);
    Q_ASSERT_X(document.has_value(), "PretendBroker", "clients send JSON");
    const auto text = [&](QStringView name) {
        const auto value = document->root().member(name);
        return value ? value->toString().value_or(QString()) : QString();
    };
    wire::Task task;
    task.id = text(u"id");
    task.taskType = text(u"task_type");
    task.queue = text(u"queue");
    task.payload = document->root().member(u"payload")->text();
    add(task);
    json::Writer out;
    writeTask(out, m_tasks.last(), true);
    return {.status = 201, .body = out.take(), .retryAfter = {}, .failure = {}};
}

client::Reply PretendBroker::enqueueEach(const QByteArray &body)
{
    const auto document = json::Document::parse(body, json::kPayloadDepthMax + json::kEnvelopeDepthMax);
    Q_ASSERT_X(document.has_value(), "PretendBroker", "clients send JSON");
    json::Writer out;
    out.beginObject().name("results").beginArray();
    for (const auto &task : document->root().member(u"tasks")->elements()) {
        const auto id = task.member(u"id")->toString().value_or(QString());
        const auto isKnown = placeOf(id) >= 0;
        const auto answer = isKnown ? answerToGet(u"/task/"_s + id, {}) : enqueue(task.text());
        out.beginObject().name("status").integer(isKnown ? 200 : answer.status);
        out.name(answer.status < 300 ? "task" : "error").raw(answer.body).endObject();
    }
    return {.status = 200, .body = out.endArray().endObject().take(), .retryAfter = {}, .failure = {}};
}

client::Reply PretendBroker::operate(const QByteArray &body)
{
    const auto document = json::Document::parse(body, json::kPayloadDepthMax);
    Q_ASSERT_X(document.has_value(), "PretendBroker", "clients send JSON");
    const auto ids = document->root().member(u"ids");
    const auto count = ids ? static_cast<qint64>(ids->elements().size()) : 0;
    json::Writer out;
    out.beginObject().name("id").string(u"operation"_s).name("state").string(u"done"_s).name("verb");
    out.string(document->root().member(u"verb")->toString().value_or(QString()));
    const bool isUndoable = document->root().member(u"verb")->toString() != u"purge"_s;
    out.name("undoable")
        .boolean(isUndoable)
        .name("matched")
        .integer(count)
        .name("done")
        .integer(count)
        .name("skipped")
        .integer(0)
        .name("failed")
        .integer(0);
    // Of a dry run; of a filter, as if all tasks fitted it.
    out.name("sample").beginArray().endArray();
    auto states = ids ? QMap<QString, qint64>() : m_manyStates;
    for (const auto &task : std::as_const(m_tasks))
        if (!ids && !task.trashedAt.isValid())
            ++states[task.state];
    out.name("states").beginObject();
    for (auto it = states.cbegin(); it != states.cend(); ++it)
        out.name(it.key().toUtf8()).integer(it.value());
    out.endObject();
    return {.status = 202, .body = out.endObject().take(), .retryAfter = {}, .failure = {}};
}

wire::Task PretendBroker::taskAt(qsizetype place) const
{
    return place < m_many ? m_manyAt(static_cast<int>(place)) : m_tasks[place - m_many];
}

qsizetype PretendBroker::placeOf(const QString &id) const
{
    for (qsizetype place = tasks() - 1; place >= 0; --place)
        if (taskAt(place).id == id)
            return place;
    return -1;
}

} // namespace conduit::test
