// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/wire.h>

/// Values as the bodies of requests. Optional members that are not set are left out.
namespace conduit::client {

QByteArray newTaskBody(const wire::NewTask &task);
QByteArray newTasksBody(const QList<wire::NewTask> &tasks);
QByteArray taskEditBody(const wire::TaskEdit &edit);
QByteArray reasonBody(const QString &reason);
QByteArray operationBody(const wire::NewOperation &operation, bool isDryRun);
QByteArray pauseBody(const wire::QueuePause &pause);
QByteArray typeBody(const wire::Schema &schema, const QByteArray &defaults);
QByteArray schemaBody(const wire::Schema &schema);
QByteArray claimBody(const wire::ClaimRequest &request, const QList<wire::AttemptResult> &results);
QByteArray resultBody(const wire::AttemptResult &result);
QByteArray resultsBody(const QList<wire::AttemptResult> &results);
QByteArray heartbeatBody(const wire::WorkerHeartbeat &beat);
QByteArray taskHeartbeatBody(const QString &leaseToken, const wire::TaskHeartbeat &beat);
QByteArray releaseBody(const QString &leaseToken, std::optional<wire::Seconds> delay);

} // namespace conduit::client
