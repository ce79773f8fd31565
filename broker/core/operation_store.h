// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/operation.h"
#include "broker/core/result.h"

namespace conduit::broker {

/// What the engine needs of storage for work on many tasks. The rules of TaskStore hold.
class OperationStore
{
public:
    virtual ~OperationStore() = default;

    /// Returns its number.
    virtual Result<qint64> insert(const Operation &operation) = 0;
    virtual Result<std::optional<Operation>> find(const QUuid &id) = 0;
    virtual Result<std::optional<Operation>> findByNumber(qint64 number) = 0;
    /// Numbers of those that run or are being undone, oldest first.
    virtual Result<std::vector<qint64>> active() = 0;
    /// Writes how far it has come; what was asked never changes.
    virtual Status save(const Operation &operation) = 0;

    virtual Status insertItem(qint64 operation, const OperationItem &item) = 0;
    /// In the order of enqueueing.
    virtual Result<std::vector<OperationItem>> items(qint64 operation, int max) = 0;
    virtual Status forgetItem(qint64 operation, qint64 seq) = 0;

    /// One that ended by `moment`, the first to end first.
    virtual Result<std::optional<qint64>> endedBy(Moment moment) = 0;
    /// Returns how many items were forgotten.
    virtual Result<int> forgetItems(qint64 operation, int max) = 0;
    /// Of an operation without items.
    virtual Status forget(qint64 operation) = 0;
};

} // namespace conduit::broker
