// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/json_views.h"

#include "broker/core/moment_text.h"

#include <QStringDecoder>

#include <array>
#include <charconv>
#include <limits>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

void writeMoment(json::Writer &out, const std::optional<Moment> &moment)
{
    if (moment)
        out.plain(MomentText(*moment));
    else
        out.null();
}

void writeText(json::Writer &out, const QString &text)
{
    if (text.isEmpty())
        out.null();
    else
        out.string(text);
}

void writeJson(json::Writer &out, const QByteArray &json)
{
    if (json.isEmpty())
        out.null();
    else
        out.raw(json);
}

void writeStrings(json::Writer &out, const QStringList &texts)
{
    out.beginArray();
    for (const QString &text : texts)
        out.string(text);
    out.endArray();
}

void writeResult(json::Writer &out, const Task &task)
{
    if (!hasEnded(task.shownState())) {
        out.null();
        return;
    }
    out.beginObject();
    out.name("output");
    writeJson(out, task.output);
    out.name("error");
    if (task.shownState() == TaskState::Completed)
        out.null();
    else
        out.string(task.error);
    out.endObject();
}

void writeTimes(json::Writer &out, const Task &task)
{
    out.name("created_at").plain(MomentText(task.createdAt));
    out.name("started_at");
    writeMoment(out, task.startedAt);
    out.name("completed_at");
    writeMoment(out, task.completedAt);
}

void writeWaitingFor(json::Writer &out, const std::vector<WaitReason> *reasons)
{
    if (!reasons) {
        out.null();
        return;
    }
    out.beginArray();
    for (const WaitReason &reason : *reasons) {
        out.beginObject();
        out.name("reason").string(reason.reason);
        out.name("detail").string(reason.detail);
        if (reason.until)
            out.name("until").plain(MomentText(*reason.until));
        out.endObject();
    }
    out.endArray();
}

void writeSeconds(json::Writer &out, const std::optional<Milliseconds> &duration)
{
    if (!duration)
        out.null();
    else if (duration->count() % 1'000 == 0)
        out.integer(duration->count() / 1'000);
    else
        out.number(static_cast<double>(duration->count()) / 1'000.0);
}

/// Most tasks have the same one, so its text is kept until another one comes.
void writeBackoff(json::Writer &out, const Backoff &backoff)
{
    thread_local std::optional<Backoff> last;
    thread_local QByteArray text;
    if (last != backoff) {
        json::Writer writer;
        backoff.write(writer);
        text = writer.take();
        last = backoff;
    }
    out.raw(text);
}

/// Everything behind the original's members.
void writeOurMembers(json::Writer &out, const Task &task, const EffectivePolicy &policy,
                     const std::vector<WaitReason> *waitingFor)
{
    const bool isRunning = task.state == TaskState::Running;
    out.name("state").plain(wordFrom(task.shownState()));
    out.name("queue").string(task.queue);
    out.name("priority").integer(task.priority);
    out.name("run_at").plain(MomentText(task.runAt));
    out.name("attempt").integer(task.attempt);
    out.name("max_attempts").integer(policy.maxAttempts.value);
    writeBackoff(out.name("backoff"), policy.backoff.value);
    out.name("retry_for");
    writeSeconds(out, policy.retryFor.value);
    out.name("uncharged").integer(task.uncharged);
    out.name("timeout");
    writeSeconds(out, policy.timeout.value);
    out.name("expires_at");
    writeMoment(out, task.expiresAt);
    out.name("worker");
    writeText(out, task.lease ? task.lease->worker : QString());
    out.name("lease_expires_at");
    writeMoment(out, isRunning ? std::optional(task.lease->expiresAt) : std::nullopt);
    out.name("progress");
    writeJson(out, task.progress);
    out.name("tags");
    writeStrings(out, task.tags);
    out.name("meta");
    writeJson(out, task.meta);
    out.name("unique_key");
    writeText(out, task.unique ? task.unique->key : QString());
    out.name("serial_key");
    writeText(out, task.serialKey);
    out.name("enqueued_by");
    writeText(out, task.enqueuedBy);
    out.name("parents").beginArray().endArray();
    out.name("workflow").null();
    out.name("cancel_requested").boolean(task.stop.has_value());
    out.name("trashed_at");
    writeMoment(out, task.trashedAt);
    out.name("waiting_for");
    writeWaitingFor(out, waitingFor);
    out.name("version").integer(task.version);
}

void writeMembers(json::Writer &out, const Task &task, const EffectivePolicy &policy, const std::vector<WaitReason> *waitingFor)
{
    // Most tasks have little beside payload and output.
    constexpr qsizetype kOthersUsually = 1'024;
    out.reserve(task.payload.size() + task.output.size() + kOthersUsually);
    out.name("id").plain(IdText(task.id));
    out.name("task_type").string(task.type);
    out.name("payload").raw(task.payload);
    out.name("status").plain(statusFrom(task.shownState()));
    out.name("result");
    writeResult(out, task);
    writeTimes(out, task);
    writeOurMembers(out, task, policy, waitingFor);
}

void writeRowMembers(json::Writer &out, const TaskRow &row, const EffectivePolicy &policy,
                     const std::vector<WaitReason> *waitingFor)
{
    const Task &task = row.task;
    out.name("id").plain(IdText(task.id));
    out.name("task_type").string(task.type);
    out.name("status").plain(statusFrom(task.shownState()));
    writeTimes(out, task);
    writeOurMembers(out, task, policy, waitingFor);
    out.name("error");
    writeText(out, task.error);
    out.name("payload_size").integer(row.payloadSize);
    out.name("result_size").integer(row.outputSize);
}

/// A character that `head` ends within is left out.
QString beginningOf(QByteArrayView head) { return QStringDecoder(QStringDecoder::Utf8)(head); }

void writeAttempt(json::Writer &out, const Attempt &attempt, const std::optional<Moment> &endedAt,
                  const std::optional<AttemptOutcome> &outcome)
{
    out.beginObject();
    out.name("number").integer(attempt.number);
    out.name("worker");
    writeText(out, attempt.worker);
    out.name("started_at").plain(MomentText(attempt.startedAt));
    out.name("ended_at");
    writeMoment(out, endedAt);
    out.name("outcome");
    if (outcome)
        out.plain(wordFrom(*outcome));
    else
        out.null();
    out.name("error");
    writeText(out, attempt.error);
    out.name("error_class");
    writeText(out, attempt.errorClass);
    out.name("stack");
    writeText(out, attempt.stack);
    out.name("exit_code");
    if (attempt.exitCode)
        out.integer(*attempt.exitCode);
    else
        out.null();
    out.endObject();
}

template<typename T, typename Write>
void writeSourced(json::Writer &out, QByteArrayView name, const Sourced<T> &value, Write write)
{
    out.name(name).beginObject();
    out.name("value");
    write(value.value);
    out.name("from").plain(wordFrom(value.source));
    out.endObject();
}

QLatin1String deliveryWord(bool isAtMostOnce) { return isAtMostOnce ? "at_most_once"_L1 : "at_least_once"_L1; }

} // namespace

void writeEffective(json::Writer &out, const EffectivePolicy &policy)
{
    const auto seconds = [&](const auto &value) { writeSeconds(out, value); };
    out.beginObject();
    writeSourced(out, "max_attempts", policy.maxAttempts, [&](int value) { out.integer(value); });
    writeSourced(out, "backoff", policy.backoff, [&](const Backoff &value) { value.write(out); });
    writeSourced(out, "retry_for", policy.retryFor, seconds);
    writeSourced(out, "timeout", policy.timeout, seconds);
    writeSourced(out, "delivery", policy.isAtMostOnce, [&](bool value) { out.plain(deliveryWord(value)); });
    writeSourced(out, "non_retryable", policy.noRetryClasses, [&](const QStringList &value) { writeStrings(out, value); });
    writeSourced(out, "keep_completed", policy.keepCompleted, seconds);
    writeSourced(out, "keep_dead", policy.keepDead, seconds);
    out.endObject();
}

void writeDefaults(json::Writer &out, const TaskDefaults &defaults)
{
    out.beginObject();
    if (defaults.policy.maxAttempts)
        out.name("max_attempts").integer(*defaults.policy.maxAttempts);
    if (defaults.policy.backoff)
        defaults.policy.backoff->write(out.name("backoff"));
    const std::array durations {
        std::pair {"retry_for", defaults.policy.retryFor}, std::pair {"timeout", defaults.policy.timeout},
        std::pair {"keep_completed", defaults.keepCompleted}, std::pair {"keep_dead", defaults.keepDead}};
    for (const auto &[name, duration] : durations) {
        if (!duration)
            continue;
        out.name(name);
        writeSeconds(out, duration);
    }
    if (defaults.isAtMostOnce)
        out.name("delivery").plain(deliveryWord(*defaults.isAtMostOnce));
    if (defaults.noRetryClasses) {
        out.name("non_retryable");
        writeStrings(out, *defaults.noRetryClasses);
    }
    out.endObject();
}

void writeCounts(json::Writer &out, const TaskLedger::Counts &counts)
{
    out.beginObject();
    for (const TaskState state : kTaskStates)
        out.name(QByteArrayView(wordFrom(state).data(), wordFrom(state).size()))
            .integer(counts.at(static_cast<std::size_t>(state)));
    out.endObject();
}

void writePause(json::Writer &out, const std::optional<Pause> &pause)
{
    out.name("reason");
    writeText(out, pause ? pause->reason : QString());
    out.name("by");
    writeText(out, pause ? pause->by : QString());
    out.name("until");
    writeMoment(out, pause ? pause->until : std::nullopt);
}

void writeQueue(json::Writer &out, const QueueRecord &queue, const TaskLedger::Counts &counts)
{
    out.beginObject();
    out.name("name").string(queue.name);
    out.name("paused").boolean(queue.pause.has_value());
    writePause(out, queue.pause);
    out.name("defaults");
    writeDefaults(out, queue.defaults);
    out.name("states");
    writeCounts(out, counts);
    out.endObject();
}

IdText::IdText(const QUuid &id)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    char *at = m_text.data();
    const auto append = [&at](std::uint32_t value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            *at++ = kDigits[(value >> shift) & 0xf];
    };
    append(id.data1, 8);
    *at++ = '-';
    append(id.data2, 4);
    *at++ = '-';
    append(id.data3, 4);
    for (int i = 0; i < 8; ++i) {
        if (i == 0 || i == 2)
            *at++ = '-';
        append(id.data4[i], 2);
    }
}

QByteArray etagOf(const Task &task)
{
    // QByteArray::number() goes through a locale, and takes longer than the rest of this function.
    std::array<char, std::numeric_limits<qint64>::digits10 + 4> text {'"'};
    char *end = std::to_chars(text.data() + 1, text.data() + text.size() - 1, task.version).ptr;
    *end++ = '"';
    return {text.data(), end - text.data()};
}

void writeTask(json::Writer &out, const Task &task, const EffectivePolicy &policy, const std::vector<WaitReason> *waitingFor)
{
    out.beginObject();
    writeMembers(out, task, policy, waitingFor);
    out.endObject();
}

void writeClaimedTask(json::Writer &out, const Task &task, const EffectivePolicy &policy)
{
    out.beginObject();
    writeMembers(out, task, policy, nullptr);
    out.name("lease_token").plain(task.lease->token);
    out.name("checkpoint");
    writeJson(out, task.checkpoint);
    out.endObject();
}

void writeTaskRow(json::Writer &out, const TaskRow &row, const EffectivePolicy &policy, bool withPayload)
{
    out.beginObject();
    writeRowMembers(out, row, policy, nullptr);
    if (withPayload) {
        out.name("payload");
        writeJson(out, row.task.payload);
    }
    out.endObject();
}

void writeTaskHead(json::Writer &out, const TaskRow &row, const Documents &heads, const EffectivePolicy &policy,
                   const std::vector<WaitReason> &waitingFor)
{
    out.beginObject();
    writeRowMembers(out, row, policy, &waitingFor);
    out.name("payload_head").string(beginningOf(heads.payload));
    out.name("output_head");
    writeText(out, beginningOf(heads.output));
    out.endObject();
}

void writeAttempts(json::Writer &out, const TaskHistory &history)
{
    const Task &task = history.task;
    out.beginObject();
    out.name("attempts").beginArray();
    for (const Attempt &attempt : history.attempts)
        writeAttempt(out, attempt, attempt.endedAt, attempt.outcome);
    const bool isCompleted = task.shownState() == TaskState::Completed;
    if (isCompleted || task.state == TaskState::Running) {
        Attempt latest;
        latest.number = task.attempt;
        latest.worker = task.lease->worker;
        latest.startedAt = *task.startedAt;
        writeAttempt(out, latest, task.completedAt, isCompleted ? std::optional(AttemptOutcome::Completed) : std::nullopt);
    }
    out.endArray();
    out.endObject();
}

void writeLog(json::Writer &out, const TaskLog &log)
{
    out.beginObject();
    out.name("log").beginArray();
    for (const auto &[attempt, line] : log.lines) {
        out.beginObject();
        out.name("attempt").integer(attempt);
        out.name("level").plain(wordFrom(line.level));
        out.name("time").plain(MomentText(line.time));
        out.name("message").string(line.message);
        out.endObject();
    }
    out.endArray();
    out.name("truncated").boolean(log.isTruncated);
    out.endObject();
}

void writeActor(json::Writer &out, const Actor &actor)
{
    out.beginObject();
    out.name("via").plain(wordIn(kActorWays, actor.via));
    out.name("name");
    writeText(out, actor.name);
    out.name("address");
    writeText(out, actor.address);
    out.endObject();
}

void writeAuditEntry(json::Writer &out, const AuditEntry &entry)
{
    out.beginObject();
    out.name("id").integer(entry.number);
    out.name("time").plain(MomentText(entry.time));
    out.name("actor");
    writeActor(out, entry.actor);
    out.name("verb").plain(wordIn(kAuditVerbs, entry.verb));
    out.name("kind").plain(wordIn(kAuditKinds, entry.kind));
    out.name("target");
    writeText(out, entry.target);
    out.name("detail");
    writeText(out, entry.detail);
    out.name("reason");
    writeText(out, entry.reason);
    out.name("outcome").string(entry.outcome);
    out.name("counts");
    if (entry.counts) {
        out.beginObject();
        out.name("matched").integer(entry.counts->matched);
        out.name("done").integer(entry.counts->done);
        out.name("skipped").integer(entry.counts->skipped);
        out.name("failed").integer(entry.counts->failed);
        out.endObject();
    } else {
        out.null();
    }
    out.endObject();
}

void writeWorker(json::Writer &out, const WorkerRecord &worker, const WorkerNow &now)
{
    out.beginObject();
    out.name("name").string(worker.name);
    out.name("host");
    writeText(out, worker.host);
    out.name("pid");
    if (worker.pid > 0)
        out.integer(worker.pid);
    else
        out.null();
    out.name("version");
    writeText(out, worker.version);
    out.name("types");
    writeStrings(out, worker.types);
    out.name("queues");
    writeStrings(out, worker.queues);
    out.name("concurrency").integer(worker.concurrency);
    out.name("running").integer(now.running);
    out.name("completed").integer(worker.completed);
    out.name("failed").integer(worker.failed);
    out.name("started_at").plain(MomentText(worker.startedAt));
    out.name("last_seen_at").plain(MomentText(worker.lastSeenAt));
    out.name("alive").boolean(now.isAlive);
    out.name("draining").boolean(worker.order != WorkerOrder::Work);
    out.name("clock_ahead");
    writeSeconds(out, worker.clock.ahead());
    out.endObject();
}

} // namespace conduit::broker
