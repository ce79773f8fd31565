// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/audit.h>
#include <conduit/wire.h>

/// The paths of requests: a name as a piece of one, and questions for lists. Members that are not set are left out.
namespace conduit::client {

/// A name as one piece of a path, with everything but letters, digits and `-._~` percent-encoded.
QByteArray pathPiece(const QString &name);
/// `/audit?…`
QByteArray auditPath(const wire::AuditQuery &query);
/// `/task?…`
QByteArray taskListPath(const wire::TaskQuery &query);

} // namespace conduit::client
