// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/engine.h"
#include "broker/http/request_reader.h"

namespace conduit::broker {

// What clients say about tasks: a new one, a change of one. Read strictly, checked against schema and limits.

/// The body of `POST /task`, or one entry of a batch; `by` is what the client calls itself.
[[nodiscard]] Result<NewTask> newTaskFrom(const json::Value &body, const QString &by, const Engine &engine);

/// The body of `PATCH /task/{id}`; `type` is that of the task.
[[nodiscard]] Result<TaskEdit> taskEditFrom(const json::Value &body, const QString &type, const Engine &engine);

} // namespace conduit::broker
