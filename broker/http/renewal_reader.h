// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task_log.h"
#include "broker/http/request_reader.h"

namespace conduit::broker {

// What workers say in heartbeats beside "alive".

/// The member `progress`: `{"percent"?, "message"?, "data"?}`, as its JSON text.
[[nodiscard]] std::optional<QByteArray> readProgress(ObjectReader &read);

/// The member `log`. A line without a time was said at `now`; a long message is cut.
[[nodiscard]] std::vector<LogLine> readLog(ObjectReader &read, Moment now);

} // namespace conduit::broker
