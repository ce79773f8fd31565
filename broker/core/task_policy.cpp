// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_policy.h"

#include <conduit/json_writer.h>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// The first of type, queue and broker that says something, behind the task itself.
template<typename T, typename Of>
Sourced<T> nearest(const std::optional<T> &own, const TaskDefaults *type, const TaskDefaults *queue, Of of, const T &last)
{
    if (own)
        return {*own, PolicySource::Task};
    if (type && of(*type))
        return {*of(*type), PolicySource::Type};
    if (queue && of(*queue))
        return {*of(*queue), PolicySource::Queue};
    return {last, PolicySource::Broker};
}

std::optional<Milliseconds> millisecondsOf(const json::Value &object, QStringView name)
{
    const auto value = object.member(name);
    return value ? std::optional(Milliseconds {value->toInteger().value_or(0)}) : std::nullopt;
}

void writeMembers(json::Writer &out, const TaskPolicy &policy)
{
    if (policy.maxAttempts)
        out.name("max_attempts").integer(*policy.maxAttempts);
    if (policy.backoff)
        policy.backoff->write(out.name("backoff"));
    if (policy.retryFor)
        out.name("retry_for_ms").integer(policy.retryFor->count());
    if (policy.timeout)
        out.name("timeout_ms").integer(policy.timeout->count());
}

TaskPolicy policyFrom(const json::Value &root)
{
    TaskPolicy policy;
    if (const auto max = root.member(u"max_attempts"))
        policy.maxAttempts = static_cast<int>(max->toInteger().value_or(kAttemptsDefault));
    if (const auto backoff = root.member(u"backoff")) {
        if (auto read = Backoff::from(*backoff))
            policy.backoff = *std::move(read);
    }
    policy.retryFor = millisecondsOf(root, u"retry_for_ms");
    policy.timeout = millisecondsOf(root, u"timeout_ms");
    return policy;
}

} // namespace

QLatin1String wordFrom(PolicySource source)
{
    switch (source) {
    case PolicySource::Task:
        return "task"_L1;
    case PolicySource::Type:
        return "type"_L1;
    case PolicySource::Queue:
        return "queue"_L1;
    case PolicySource::Broker:
        return "broker"_L1;
    }
    Q_UNREACHABLE();
}

EffectivePolicy effectivePolicy(const TaskPolicy &task, const TaskDefaults *type, const TaskDefaults *queue,
                                const BrokerDefaults &broker)
{
    EffectivePolicy all;
    all.maxAttempts =
        nearest(task.maxAttempts, type, queue, [](const auto &d) { return d.policy.maxAttempts; }, broker.maxAttempts);
    all.backoff = nearest(task.backoff, type, queue, [](const auto &d) { return d.policy.backoff; }, broker.backoff);
    const auto retryFor =
        nearest(task.retryFor, type, queue, [](const auto &d) { return d.policy.retryFor; }, Milliseconds {0});
    all.retryFor = {retryFor.source == PolicySource::Broker ? std::nullopt : std::optional(retryFor.value), retryFor.source};
    all.timeout = nearest(task.timeout, type, queue, [](const auto &d) { return d.policy.timeout; }, broker.timeout);
    all.isAtMostOnce = nearest(std::optional<bool>(), type, queue, [](const auto &d) { return d.isAtMostOnce; }, false);
    all.noRetryClasses =
        nearest(std::optional<QStringList>(), type, queue, [](const auto &d) { return d.noRetryClasses; }, QStringList());
    all.keepCompleted = nearest(
        std::optional<Milliseconds>(), type, queue, [](const auto &d) { return d.keepCompleted; }, broker.keepCompleted);
    all.keepDead =
        nearest(std::optional<Milliseconds>(), type, queue, [](const auto &d) { return d.keepDead; }, broker.keepDead);
    return all;
}

QByteArray textFrom(const TaskPolicy &policy)
{
    if (policy.isEmpty())
        return {};
    json::Writer out;
    out.beginObject();
    writeMembers(out, policy);
    out.endObject();
    return out.take();
}

QByteArray textFrom(const TaskDefaults &defaults)
{
    if (defaults.isEmpty())
        return {};
    json::Writer out;
    out.beginObject();
    writeMembers(out, defaults.policy);
    if (defaults.isAtMostOnce)
        out.name("at_most_once").boolean(*defaults.isAtMostOnce);
    if (defaults.noRetryClasses) {
        out.name("non_retryable").beginArray();
        for (const QString &name : *defaults.noRetryClasses)
            out.string(name);
        out.endArray();
    }
    if (defaults.keepCompleted)
        out.name("keep_completed_ms").integer(defaults.keepCompleted->count());
    if (defaults.keepDead)
        out.name("keep_dead_ms").integer(defaults.keepDead->count());
    out.endObject();
    return out.take();
}

TaskPolicy taskPolicyFrom(const QByteArray &text)
{
    const auto document = json::Document::parse(text.isEmpty() ? QByteArray("{}") : text, json::kPayloadDepthMax);
    return document ? policyFrom(document->root()) : TaskPolicy();
}

TaskDefaults taskDefaultsFrom(const QByteArray &text)
{
    TaskDefaults defaults;
    const auto document = json::Document::parse(text.isEmpty() ? QByteArray("{}") : text, json::kPayloadDepthMax);
    if (!document)
        return defaults;
    const json::Value root = document->root();
    defaults.policy = policyFrom(root);
    if (const auto once = root.member(u"at_most_once"))
        defaults.isAtMostOnce = once->toBool();
    if (const auto classes = root.member(u"non_retryable")) {
        defaults.noRetryClasses.emplace();
        for (const json::Value &name : classes->elements())
            defaults.noRetryClasses->append(name.toString().value_or(QString()));
    }
    defaults.keepCompleted = millisecondsOf(root, u"keep_completed_ms");
    defaults.keepDead = millisecondsOf(root, u"keep_dead_ms");
    return defaults;
}

} // namespace conduit::broker
