// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/client.h>

namespace conduit::client {

// What takes several requests. As with the client's own calls, `then` is called once, later, or not at all once `context` or the
// client is gone.

/// Answers once the task has ended. The failure `timeout` says that it has not within `patience`. `client` must outlive the wait.
void awaitEnd(Client &client, const QString &id, wire::Seconds patience, QObject *context, const Then<wire::Task> &then);

/// The tasks of all pages from `query` on.
void listAllTasks(Client &client, const wire::TaskQuery &query, QObject *context, const Then<QList<wire::Task>> &then);

} // namespace conduit::client
