// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/lane.h"
#include "broker/engine/operations.h"

namespace conduit::broker {

/// Keeps operations going: a step on the lane, a look for the next tasks on the reader's thread, a step on the lane, and so on, one
/// operation at a time. On the lane.
class OperationRunner
{
public:
    /// `readerThread` lives on the reader's thread, to which `reader` belongs.
    OperationRunner(Operations &operations, Lane &lane, TaskReader &reader, QObject &readerThread)
        : m_operations(operations), m_lane(lane), m_reader(reader), m_readerThread(readerThread)
    {
    }

    /// A pass. Returns 1 when another step can follow at once.
    Result<int> runOnce();
    /// From now on nothing is asked of the reader.
    void stop() { m_isStopped = true; }

private:
    Status lookFor(const Operation &operation);
    void take(qint64 number, qint64 lookedUpTo, const Result<MatchSlice> &seen);

    Operations &m_operations;
    Lane &m_lane;
    TaskReader &m_reader;
    QObject &m_readerThread;
    bool m_isLooking = false;
    bool m_isStopped = false;
};

} // namespace conduit::broker
