// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>
#include <conduit/json_text.h>
#include <conduit/result.h>
#include <conduit/wire.h>

/// The broker's answers as values. Members that this client does not know are ignored, so that an older client reads a newer
/// broker; absent ones take their default, so that it reads an older one. Only what gives an answer its identity must be there.
namespace conduit::client {

/// An answer that is JSON but not what was asked for.
struct Misread
{
    QString what;
};

template<typename T>
using Reading = conduit::Result<T, Misread>;

Reading<wire::Task> taskFrom(const json::Value &value);
Reading<QList<wire::Task>> tasksFrom(const json::Value &value);
Reading<QList<Client::Enqueued>> enqueuedFrom(const json::Value &value);
Reading<wire::Operation> operationFrom(const json::Value &value);
Reading<QList<wire::ListedOperation>> operationsFrom(const json::Value &value);
Reading<wire::OperationPreview> operationPreviewFrom(const json::Value &value);
Reading<wire::Queue> queueFrom(const json::Value &value);
Reading<QList<wire::Queue>> queuesFrom(const json::Value &value);
Reading<wire::AuditEntry> auditEntryFrom(const json::Value &value);
Reading<QList<wire::AuditEntry>> auditEntriesFrom(const json::Value &value);
Reading<wire::AuditPage> auditPageFrom(const json::Value &value);
Reading<QList<wire::TaskChange>> taskChangesFrom(const json::Value &value);
/// The texts in the array `name`; empty when it is absent.
[[nodiscard]] QStringList namesFrom(const json::Value &value, QStringView name);
Reading<wire::TaskPage> taskPageFrom(const json::Value &value);
Reading<QList<wire::Attempt>> attemptsFrom(const json::Value &value);
Reading<wire::TaskLog> taskLogFrom(const json::Value &value);
Reading<QStringList> typesFrom(const json::Value &value);
Reading<wire::Schema> schemaFrom(const json::Value &value);
/// The same where the type is known from elsewhere: `task_type` may be absent.
Reading<wire::Schema> namelessSchemaFrom(const json::Value &value);
Reading<QList<wire::Worker>> workersFrom(const json::Value &value);
Reading<wire::Stats> statsFrom(const json::Value &value);
Reading<wire::BrokerDescription> brokerDescriptionFrom(const json::Value &value);
Reading<Client::Claimed> claimedFrom(const json::Value &value);
Reading<QString> statusFrom(const json::Value &value);
Reading<QList<Client::StoredResult>> storedResultsFrom(const json::Value &value);
Reading<wire::HeartbeatAnswer::Lease> leaseFrom(const json::Value &value);
Reading<wire::HeartbeatAnswer> heartbeatAnswerFrom(const json::Value &value);

/// The reason in an answer whose status is no success; also of brokers and proxies that give none in our words.
Failure failureFrom(const Reply &reply);

} // namespace conduit::client
