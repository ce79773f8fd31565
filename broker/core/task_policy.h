// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/backoff.h"
#include "broker/core/clock.h"

#include <conduit/json_text.h>

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace conduit::broker {

inline constexpr int kAttemptsDefault = 20;
inline constexpr int kAttemptsMax = 1'000;

/// How a task is tried. What is absent is decided further out: a task asks its type, the type's absence its queue, then the broker.
struct TaskPolicy
{
    std::optional<int> maxAttempts; ///< 1 … kAttemptsMax.
    std::optional<Backoff> backoff;
    std::optional<Milliseconds> retryFor; ///< Since the first start; no attempt begins after it.
    std::optional<Milliseconds> timeout;  ///< Of one attempt; 0: none.

    [[nodiscard]] bool isEmpty() const { return !maxAttempts && !backoff && !retryFor && !timeout; }
};

/// What a type or a queue says about its tasks.
struct TaskDefaults
{
    TaskPolicy policy;
    std::optional<bool> isAtMostOnce;          ///< A lost lease then ends the task.
    std::optional<QStringList> noRetryClasses; ///< Error classes after which a retry cannot help.
    std::optional<Milliseconds> keepCompleted; ///< Completed and cancelled tasks.
    std::optional<Milliseconds> keepDead;

    [[nodiscard]] bool isEmpty() const
    {
        return policy.isEmpty() && !isAtMostOnce && !noRetryClasses && !keepCompleted && !keepDead;
    }
};

/// Who decided a value.
enum class PolicySource { Task, Type, Queue, Broker };

/// The shown word: `type`.
[[nodiscard]] QLatin1String wordFrom(PolicySource source);

template<typename T>
struct Sourced
{
    T value;
    PolicySource source = PolicySource::Broker;
};

/// What holds for one task.
struct EffectivePolicy
{
    Sourced<int> maxAttempts;
    Sourced<Backoff> backoff;
    Sourced<std::optional<Milliseconds>> retryFor;
    Sourced<Milliseconds> timeout; ///< 0: none.
    Sourced<bool> isAtMostOnce;
    Sourced<QStringList> noRetryClasses;
    Sourced<Milliseconds> keepCompleted;
    Sourced<Milliseconds> keepDead;
};

/// The broker's own defaults; the contract's (§5) unless it was told otherwise.
struct BrokerDefaults
{
    int maxAttempts = kAttemptsDefault;
    Backoff backoff;
    Milliseconds timeout = std::chrono::minutes {30};
    Milliseconds keepCompleted = std::chrono::hours {3 * 24};
    Milliseconds keepDead = std::chrono::hours {90 * 24};
};

/// The nearest word on each value: the task's, else its type's, its queue's, the broker's. A null pointer says nothing.
[[nodiscard]] EffectivePolicy effectivePolicy(const TaskPolicy &task, const TaskDefaults *type, const TaskDefaults *queue,
                                              const BrokerDefaults &broker);

/// As it is stored: a JSON object with the wire's names; empty when it says nothing.
[[nodiscard]] QByteArray textFrom(const TaskPolicy &policy);
[[nodiscard]] QByteArray textFrom(const TaskDefaults &defaults);
/// What textFrom() has written.
[[nodiscard]] TaskPolicy taskPolicyFrom(const QByteArray &text);
[[nodiscard]] TaskDefaults taskDefaultsFrom(const QByteArray &text);

} // namespace conduit::broker
