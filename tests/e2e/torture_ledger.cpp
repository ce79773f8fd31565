// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/torture_ledger.h"

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int TortureLedger::brokerStarts() const
{
    const std::lock_guard lock(m_mutex);
    return m_brokerStarts;
}

bool TortureLedger::awaitBrokerAfter(int start)
{
    std::unique_lock lock(m_mutex);
    const bool isThere = m_changed.wait_for(lock, 60s, [&] { return m_brokerStarts > start || m_isOver; });
    if (!isThere)
        m_faults.append(u"a connection broke, or was refused, although nobody had shot at the broker"_s);
    return isThere && m_brokerStarts > start;
}

void TortureLedger::noteAcknowledged(const QString &id, const QByteArray &payload, bool wasThere)
{
    {
        const std::lock_guard lock(m_mutex);
        m_acknowledged.insert(id, payload);
        m_repeated += wasThere ? 1 : 0;
    }
    m_changed.notify_all();
}

void TortureLedger::noteAccepted(const QString &id, const QString &token)
{
    const std::lock_guard lock(m_mutex);
    m_accepted[id].insert(token);
}

void TortureLedger::noteRefused()
{
    const std::lock_guard lock(m_mutex);
    ++m_refused;
}

void TortureLedger::addFault(const QString &fault)
{
    {
        const std::lock_guard lock(m_mutex);
        m_faults.append(fault);
    }
    m_changed.notify_all();
}

bool TortureLedger::isOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOver;
}

void TortureLedger::noteBrokerStart()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_brokerStarts;
    }
    m_changed.notify_all();
}

bool TortureLedger::awaitAcknowledged(qint64 count, Deadline deadline)
{
    std::unique_lock lock(m_mutex);
    const auto isEnough = [&] { return m_acknowledged.size() >= count; };
    m_changed.wait_until(lock, deadline, [&] { return isEnough() || !m_faults.isEmpty(); });
    return isEnough();
}

void TortureLedger::endAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_changed.notify_all();
}

QStringList TortureLedger::faults() const
{
    const std::lock_guard lock(m_mutex);
    return m_faults;
}

} // namespace conduit::test
