// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/api_call.h"

namespace conduit::broker {

// Every handler of the API; http_api.cpp lists them with their paths. Each reads its request, acts, and shows the result.

// task_routes.cpp
Outcome enqueueTask(const ApiCall &call, LaneServices &lane);
Outcome showTask(const ApiCall &call, LaneServices &lane);
Outcome listTasks(const ApiCall &call, TaskReader &reader);
Outcome listAttempts(const ApiCall &call, TaskReader &reader);

// claim_routes.cpp
Outcome claimNextTask(const ApiCall &call, LaneServices &lane);
Outcome claimTasks(const ApiCall &call, LaneServices &lane);
Outcome reportResult(const ApiCall &call, LaneServices &lane);
Outcome renewLease(const ApiCall &call, LaneServices &lane);
Outcome releaseTask(const ApiCall &call, LaneServices &lane);

// type_routes.cpp
Outcome listTypes(const ApiCall &call, LaneServices &lane);
Outcome showSchema(const ApiCall &call, LaneServices &lane);
Outcome registerSchema(const ApiCall &call, LaneServices &lane);

// worker_routes.cpp
Outcome listWorkers(const ApiCall &call, LaneServices &lane);
Outcome beatHeart(const ApiCall &call, LaneServices &lane);

// broker_routes.cpp
Outcome describeBroker(const ApiCall &call, LaneServices &lane);
Outcome showStats(const ApiCall &call, LaneServices &lane);
Outcome isAlive(const ApiCall &call);
Outcome isReady(const ApiCall &call, LaneServices &lane);

// What handlers and the lane share for answers that come later.

/// The answer to a claim: one Task or 204 for `GET /task/next`, a list for `POST /task/claim`. `results` is JSON text or empty.
[[nodiscard]] Answer claimAnswer(const std::vector<Task> &tasks, bool isList, const QByteArray &results = {});
/// The whole task as `GET /task/{id}` shows it; 404 when there is none.
[[nodiscard]] Outcome taskAnswer(const QUuid &id, LaneServices &lane);

} // namespace conduit::broker
