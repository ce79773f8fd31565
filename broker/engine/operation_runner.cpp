// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/operation_runner.h"

#include <QMetaObject>

namespace conduit::broker {

Result<int> OperationRunner::runOnce()
{
    if (m_isLooking || m_isStopped)
        return 0;
    const auto operation = m_operations.due();
    if (!operation)
        return operation.error();
    if (!*operation)
        return 0;
    const bool mustLook = Operations::mustLook(**operation);
    const Status done = mustLook ? lookFor(**operation) : m_operations.goOn(**operation);
    if (!done)
        return done.error();
    return mustLook ? 0 : 1;
}

Status OperationRunner::lookFor(const Operation &operation)
{
    const OperationRequest &request = operation.request;
    const auto filter = parseFilter(request.filter, request.askedAt);
    if (!filter)
        return m_operations.stop(operation.id).and_then([](const Operation &) { return Status(Unit {}); });
    MatchSearch search;
    search.scope = isAboutTrash(request.verb) ? TaskScope::Trash : TaskScope::Live;
    search.asOfRevision = request.asOf;
    search.afterSeq = operation.lookedUpTo;
    search.rowsMax = Operations::tasksPerStep(operation);
    m_isLooking = true;
    QMetaObject::invokeMethod(
        &m_readerThread,
        [this, number = operation.number, filter = *filter, search] {
            const auto seen = m_reader.matching(filter, search);
            m_lane.post([this, number, from = search.afterSeq, seen] { take(number, from, seen); });
        },
        Qt::QueuedConnection);
    return Unit {};
}

void OperationRunner::take(qint64 number, qint64 lookedUpTo, const Result<MatchSlice> &seen)
{
    m_isLooking = false;
    // What storage could not tell or keep now is asked again by a later pass.
    if (m_lane.failure() || !seen)
        return;
    const Status done = m_operations.goOn(number, lookedUpTo, *seen);
    const auto next = done ? runOnce() : Result<int>(done.error());
    if (!next)
        m_lane.fail(next.error());
}

} // namespace conduit::broker
