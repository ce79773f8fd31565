// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/e2e/torture_ledger.h"

namespace conduit::test {

/// What a stopped broker's database has kept, held against what the outside world saw.
struct TortureRecords
{
    QStringList faults; ///< Empty: acknowledged is stored, each task ended, results match, none completed twice.
    qint64 completed = 0;
    qint64 poisoned = 0;     ///< Dead, with three lost leases in a row to show for it.
    qint64 lostAttempts = 0; ///< Attempts whose lease ran out.
    qint64 completedByHostile = 0;

    /// Opens the file read-only.
    [[nodiscard]] static TortureRecords read(const QString &databasePath, const TortureLedger &ledger);
};

} // namespace conduit::test
