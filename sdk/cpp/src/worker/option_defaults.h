// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/worker.h>

#include <QProcessEnvironment>

namespace conduit::worker {

/// Where a worker runs, for what its options leave open.
struct Place
{
    QProcessEnvironment environment;
    QString name; ///< For a worker that nobody names.
    int cores = 1;
};

/// The options with nothing left open, or a sentence that says what to change. `types` are those that have a handler.
[[nodiscard]] Result<WorkerOptions, QString> completed(WorkerOptions options, const QStringList &types, const Place &place);

} // namespace conduit::worker
