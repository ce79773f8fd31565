// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <QList>
#include <QString>

namespace conduit::counts {

/// What one side of the broker did for one work.
struct Part
{
    QString name; ///< "W1 front"
    qint64 tasks = 0;
    qint64 allocations = 0;
};

/// Has a broker driven by hand do W1, W2 and W3 of docs/benchmarks.md, in fixed turns, and counts each side of it on its own. Databases
/// are made in `folder`.
bench::Result<QList<Part>> driveAll(const QString &folder);

} // namespace conduit::counts
