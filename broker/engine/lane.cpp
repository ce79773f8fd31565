// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/lane.h"

#include <QMetaObject>

#include <iterator>

namespace conduit::broker {

void Lane::post(Work work)
{
    bool mustWake = false;
    {
        const QMutexLocker lock(&m_mutex);
        m_waiting.push_back(std::move(work));
        mustWake = !std::exchange(m_isAwake, true);
    }
    if (mustWake)
        QMetaObject::invokeMethod(this, [this] { runTurn(); }, Qt::QueuedConnection);
}

std::vector<Lane::Work> Lane::takeWork()
{
    const QMutexLocker lock(&m_mutex);
    std::vector<Work> work;
    if (m_waiting.size() <= kWorkPerTurnMax) {
        work.swap(m_waiting);
        m_isAwake = false;
        return work;
    }
    const auto end = std::next(m_waiting.begin(), kWorkPerTurnMax);
    work.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    // Through the event loop, so that the lane's timers have their turn as well.
    QMetaObject::invokeMethod(this, [this] { runTurn(); }, Qt::QueuedConnection);
    return work;
}

std::size_t Lane::runTurn()
{
    const auto works = takeWork();
    if (works.empty())
        return 0;
    m_failure.reset();
    for (const Work &work : works)
        work();
    m_turn.beforeCommit();
    if (!m_failure && m_transaction.isOpen()) {
        if (const Status committed = m_transaction.commit(); !committed)
            m_failure = committed.error();
    }
    if (m_failure && m_transaction.isOpen())
        m_transaction.rollback();
    m_turn.afterCommit(m_failure ? Status(*m_failure) : Status(Unit {}));
    return works.size();
}

void Lane::fail(const Error &error)
{
    if (!m_failure)
        m_failure = error;
}

} // namespace conduit::broker
