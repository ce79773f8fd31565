// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/queue_turns.h"

namespace conduit::broker {

QString QueueTurns::next(const QString &worker, const std::vector<QueueShare> &ready)
{
    // Forgetting everybody's turns now and then harms nobody: a round begins anew.
    if (m_credits.size() >= kWorkersMax && !m_credits.contains(worker))
        m_credits.clear();
    auto &credits = m_credits[worker];
    int total = 0;
    QString best = ready.front().queue;
    for (const QueueShare &share : ready) {
        total += share.weight;
        credits[share.queue] += share.weight;
        if (credits.value(share.queue) > credits.value(best))
            best = share.queue;
    }
    credits[best] -= total;
    return best;
}

} // namespace conduit::broker
