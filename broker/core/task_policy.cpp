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
    if (policy.maxAttempts)
        out.name("max_attempts").integer(*policy.maxAttempts);
    if (policy.backoff)
        out.name("backoff").raw(policy.backoff->text());
    if (policy.retryFor)
        out.name("retry_for_ms").integer(policy.retryFor->count());
    if (policy.timeout)
        out.name("timeout_ms").integer(policy.timeout->count());
    out.endObject();
    return out.take();
}

TaskPolicy taskPolicyFrom(const QByteArray &text)
{
    TaskPolicy policy;
    const auto document = text.isEmpty() ? std::nullopt : std::optional(json::Document::parse(text, json::kPayloadDepthMax));
    if (!document || !*document)
        return policy;
    const json::Value root = (*document)->root();
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

} // namespace conduit::broker
