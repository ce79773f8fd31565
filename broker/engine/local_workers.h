// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/turn_follower.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace conduit::broker {

/// Which workers are processes of this program, so that they can be killed. On the lane. Nobody is killed before the turn that has taken
/// the tasks away is on disk.
class LocalWorkers final : public TurnFollower
{
public:
    using Killer = std::function<void(const QString &worker)>;

    void setKiller(Killer killer) { m_killer = std::move(killer); }

    void started(const QString &worker)
    {
        m_running.insert(worker);
        m_doomed.remove(worker);
    }
    void ended(const QString &worker)
    {
        m_running.remove(worker);
        m_doomed.remove(worker);
        m_turnKills.removeAll(worker); // The next process may have the same name.
    }

    [[nodiscard]] bool isLocal(const QString &worker) const { return m_running.contains(worker); }
    /// Whether it is about to be killed: it gets no more tasks.
    [[nodiscard]] bool isDoomed(const QString &worker) const { return m_doomed.contains(worker); }

    void kill(const QString &worker)
    {
        m_doomed.insert(worker);
        m_turnKills.append(worker);
    }

    void commit() override
    {
        for (const QString &worker : std::exchange(m_turnKills, {}))
            if (m_killer)
                m_killer(worker);
    }
    void rollback() override
    {
        for (const QString &worker : std::exchange(m_turnKills, {}))
            m_doomed.remove(worker);
    }

private:
    Killer m_killer;
    QSet<QString> m_running;
    QSet<QString> m_doomed;
    QStringList m_turnKills;
};

} // namespace conduit::broker
