// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"
#include "broker/core/operation.h"
#include "broker/core/result.h"
#include "broker/core/task_filter.h"

#include <conduit/json_text.h>

#include <optional>

namespace conduit::broker {

struct OperationAsked
{
    OperationRequest request;
    std::optional<TaskFilter> filter; ///< Nothing: ids say which tasks.
    bool isDryRun = false;
};

/// What clients want done to many tasks: the body of `POST /operation`.
[[nodiscard]] Result<OperationAsked> operationAskedFrom(const json::Value &root, Moment now);

} // namespace conduit::broker
