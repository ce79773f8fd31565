// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/queue_store.h"
#include "broker/http/request_reader.h"

namespace conduit::broker {

// What clients say about how tasks are tried, kept and paused.

/// `max_attempts`, `backoff`, `retry_for` and `timeout` among the members that `read` reads.
void readPolicy(ObjectReader &read, TaskPolicy &policy);

/// The member `defaults` of a type or a queue, as a whole.
[[nodiscard]] Result<TaskDefaults> taskDefaultsFrom(const json::Value &value);

/// `paused`, `reason`, `by` and `until` among the members that `read` reads: what becomes of a pause that was `before`.
[[nodiscard]] std::optional<Pause> readPause(ObjectReader &read, const std::optional<Pause> &before);

} // namespace conduit::broker
