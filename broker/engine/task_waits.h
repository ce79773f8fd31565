// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/clock.h"

#include <QHash>
#include <QList>
#include <QUuid>

#include <vector>

namespace conduit::broker {

/// Who waits for a task to end. On the lane.
class TaskWaits
{
public:
    struct Wait
    {
        quint64 ticket = 0;
        QUuid task;
    };

    explicit TaskWaits(const Clock &clock) : m_clock(clock) { }

    void park(quint64 ticket, const QUuid &task, Milliseconds wait);
    bool forget(quint64 ticket);
    /// Everybody who waits for `task`, which has just ended.
    std::vector<Wait> take(const QUuid &task);
    std::vector<Wait> takeExpired();
    std::vector<Wait> takeAll();

    [[nodiscard]] int parked() const { return static_cast<int>(m_untils.size()); }

private:
    struct Until
    {
        QUuid task;
        Moment moment;
    };
    const Clock &m_clock;
    QHash<quint64, Until> m_untils;
    QMultiHash<QUuid, quint64> m_ticketsByTask;
};

} // namespace conduit::broker
