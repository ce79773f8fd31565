// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <optional>

namespace conduit::ui {

/// What a queue or a type says about its tasks, or a broker about all. What is absent is not said.
struct TaskDefaults
{
    std::optional<int> maxAttempts = {};
    std::optional<wire::Backoff> backoff = {};
    std::optional<wire::Seconds> retryFor = {};      ///< Since the first start.
    std::optional<wire::Seconds> timeout = {};       ///< Of an attempt; 0: none.
    std::optional<bool> isAtMostOnce = {};           ///< A lost lease then ends the task.
    std::optional<QStringList> noRetryFor = {};      ///< Error classes after which a retry cannot help.
    std::optional<wire::Seconds> keepCompleted = {}; ///< And cancelled ones.
    std::optional<wire::Seconds> keepDead = {};
    QList<std::pair<QString, QByteArray>> others = {}; ///< Members that we do not know, as JSON text: they are kept.
};

/// Of the contract's object `defaults`; what cannot be read is not said.
[[nodiscard]] TaskDefaults taskDefaultsFrom(const QByteArray &text);
/// The same text for the same defaults, in whatever order they came.
[[nodiscard]] QByteArray textOf(const TaskDefaults &defaults);

/// Each member as `said` has it, and where it says nothing as `behind` does.
[[nodiscard]] TaskDefaults defaultsOver(const TaskDefaults &said, const TaskDefaults &behind);

/// In a few words, such as `attempts: 5 · time limit 1 min`; empty when nothing is said.
[[nodiscard]] QString defaultsText(const TaskDefaults &defaults);

} // namespace conduit::ui
