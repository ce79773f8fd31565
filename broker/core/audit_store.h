// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit.h"
#include "broker/core/result.h"

namespace conduit::broker {

/// Where the record of what was done is written. The rules of TaskStore hold.
class AuditStore
{
public:
    virtual ~AuditStore() = default;
    /// Returns the entry's number.
    virtual Result<qint64> append(const AuditEntry &entry) = 0;
    /// Deletes entries from before `moment`, and the oldest beyond `keptMax`, but never the newest one, so that numbers go on. Returns how
    /// many; at most `max`.
    virtual Result<int> forget(Moment moment, qint64 keptMax, int max) = 0;
};

/// Reads it beside the lane, from the last commit. Used on the reader's thread only.
class AuditReader
{
public:
    virtual ~AuditReader() = default;
    virtual Result<AuditPage> list(const AuditQuery &query) = 0;
    /// The `max` newest operations, and beside them up to `max` older ones that run or are being undone and as many that are paused;
    /// newest first.
    virtual Result<std::vector<ListedOperation>> operations(int max) = 0;
};

} // namespace conduit::broker
