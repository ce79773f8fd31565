// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_reader.h"
#include "broker/http/request_reader.h"

namespace conduit::broker {

// What questions about many tasks have in common: which tasks.

/// Reads `state`, `status`, `type`, `queue` and `trash` into `query`; returns `q`, which is parsed once the whole request is read.
[[nodiscard]] std::optional<QString> readTaskFilter(QueryReader &read, TaskQuery &query);
[[nodiscard]] Status parseTaskFilter(const std::optional<QString> &q, Moment now, TaskQuery &query);

/// A place in a list, as an earlier answer gave it.
[[nodiscard]] std::optional<TaskCursor> readCursor(QueryReader &read, QByteArrayView name);

} // namespace conduit::broker
