// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/api_call.h"

namespace conduit::broker {

// Every handler of the API; http_api.cpp lists them with their paths. Each reads its request, acts, and shows the result.

// task_routes.cpp
Outcome enqueueTask(const ApiCall &call, Engine &engine);
Outcome enqueueBatch(const ApiCall &call, Engine &engine);
Outcome showTask(const ApiCall &call, Engine &engine);
Outcome listAttempts(const ApiCall &call, const ReaderServices &side);
Outcome showLog(const ApiCall &call, const ReaderServices &side);

// list_routes.cpp
Outcome listTasks(const ApiCall &call, const ReaderServices &side);

// survey_routes.cpp
Outcome countFacets(const ApiCall &call, Engine &engine);
Outcome groupDeaths(const ApiCall &call, const ReaderServices &side);
Outcome showHistogram(const ApiCall &call, const ReaderServices &side);

// control_routes.cpp
Outcome cancelTask(const ApiCall &call, Engine &engine);
Outcome retryTask(const ApiCall &call, Engine &engine);
Outcome promoteTask(const ApiCall &call, Engine &engine);
Outcome holdTask(const ApiCall &call, Engine &engine);
Outcome editTask(const ApiCall &call, Engine &engine);
Outcome deleteTask(const ApiCall &call, Engine &engine);
Outcome restoreTask(const ApiCall &call, Engine &engine);

// operation_routes.cpp
Outcome startOperation(const ApiCall &call, Engine &engine);
Outcome listOperations(const ApiCall &call, const ReaderServices &side);
Outcome showOperation(const ApiCall &call, Engine &engine);
Outcome pauseOperation(const ApiCall &call, Engine &engine);
Outcome resumeOperation(const ApiCall &call, Engine &engine);
Outcome stopOperation(const ApiCall &call, Engine &engine);
Outcome undoOperation(const ApiCall &call, Engine &engine);

// claim_routes.cpp
Outcome claimNextTask(const ApiCall &call, Engine &engine);
Outcome claimTasks(const ApiCall &call, Engine &engine);
Outcome reportResults(const ApiCall &call, Engine &engine);
Outcome reportResult(const ApiCall &call, Engine &engine);
Outcome renewLease(const ApiCall &call, Engine &engine);
Outcome releaseTask(const ApiCall &call, Engine &engine);

// type_routes.cpp
Outcome listTypes(const ApiCall &call, Engine &engine);
Outcome showSchema(const ApiCall &call, Engine &engine);
Outcome registerSchema(const ApiCall &call, Engine &engine);

Outcome showType(const ApiCall &call, Engine &engine);
Outcome putType(const ApiCall &call, Engine &engine);
Outcome deleteType(const ApiCall &call, Engine &engine);

// event_routes.cpp
Result<EventsAsked> readEventsAsked(const ApiCall &call);

// audit_routes.cpp
Outcome listAudit(const ApiCall &call, const ReaderServices &side);

// queue_routes.cpp
Outcome listQueues(const ApiCall &call, Engine &engine);
Outcome changeQueue(const ApiCall &call, Engine &engine);
Outcome deleteQueue(const ApiCall &call, Engine &engine);

// worker_routes.cpp
Outcome listWorkers(const ApiCall &call, Engine &engine);
Outcome beatHeart(const ApiCall &call, Engine &engine);
Outcome drainWorker(const ApiCall &call, Engine &engine);
Outcome stopWorker(const ApiCall &call, Engine &engine);
Outcome forgetWorker(const ApiCall &call, Engine &engine);

// broker_routes.cpp
Outcome describeBroker(const ApiCall &call, Engine &engine);
Outcome showStats(const ApiCall &call, Engine &engine);
Outcome changeBroker(const ApiCall &call, Engine &engine);
Outcome showContract(const ApiCall &call);
Outcome showDocs(const ApiCall &call);
Outcome isAlive(const ApiCall &call);
Outcome isReady(const ApiCall &call, Engine &engine);

// activity_routes.cpp
Outcome showSeries(const ApiCall &call, Engine &engine);

// What handlers and the lane share for answers that come later.

/// The answer to a claim: one Task or 204 for `GET /task/next`, a list for `POST /task/claim`. `results` is JSON text or empty.
[[nodiscard]] Answer claimAnswer(const std::vector<Task> &tasks, bool isList, const PolicyBook &policies,
                                 const QByteArray &results = {});
/// The whole task as `GET /task/{id}` shows it; 404 when there is none.
[[nodiscard]] Outcome taskAnswer(const QUuid &id, Engine &engine);

} // namespace conduit::broker
