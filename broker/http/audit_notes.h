// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/api_call.h"

namespace conduit::broker {

// What handlers write into the record, in the turn of the act itself. An act that changes nothing leaves no entry: workers register
// their schemas at every start.

/// An entry by whoever sent the request, outcome `done`.
[[nodiscard]] AuditEntry entryBy(const ApiCall &call, AuditVerb verb, AuditKind kind, const QString &target);

/// What was done to a task that had this version before.
Status recordTaskAct(const ApiCall &call, Engine &engine, AuditVerb verb, const Task &task, qint64 versionBefore,
                     const QString &reason = {}, const QString &detail = {});

/// That a pause has begun, changed or ended. Who gives no name of its own may have given one as `by`.
Status recordPause(const ApiCall &call, Engine &engine, AuditKind kind, const QString &target,
                   const std::optional<Pause> &before, const std::optional<Pause> &after);

} // namespace conduit::broker
