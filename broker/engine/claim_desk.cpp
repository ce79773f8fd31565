// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/claim_desk.h"

namespace conduit::broker {

void ClaimDesk::park(quint64 ticket, const ClaimRequest &request, Milliseconds wait)
{
    m_parked.push_back({ticket, request, m_clock.steadyNow() + wait});
}

bool ClaimDesk::forget(quint64 ticket)
{
    return m_parked.remove_if([&](const Parked &claim) { return claim.ticket == ticket; }) > 0;
}

Result<std::vector<ClaimDesk::Handout>> ClaimDesk::serve()
{
    std::vector<Handout> handouts;
    // Whoever is parked fitted no ready task before this turn, so a turn that made none ready has nothing for them.
    if (!m_ledger.gainedReady())
        return handouts;
    for (auto claim = m_parked.begin(); claim != m_parked.end();) {
        if (m_ledger.total(TaskState::Ready) == 0)
            break;
        const bool isOver = claim->until <= m_clock.steadyNow();
        if (isOver || !m_ledger.hasReady(claim->request.filter)) {
            ++claim;
            continue;
        }
        auto tasks = m_leases.claim(claim->request);
        if (!tasks)
            return tasks.error();
        // What is ready for it lies in a paused queue.
        if (tasks->empty()) {
            ++claim;
            continue;
        }
        handouts.push_back({claim->ticket, *std::move(tasks)});
        claim = m_parked.erase(claim);
    }
    return handouts;
}

void ClaimDesk::endWaitsOf(const QString &worker)
{
    for (Parked &claim : m_parked) {
        if (claim.request.worker != worker)
            continue;
        claim.until = m_clock.steadyNow();
        m_hasEndedWaits = true;
    }
}

std::vector<quint64> ClaimDesk::takeExpired()
{
    const Moment now = m_clock.steadyNow();
    m_hasEndedWaits = false;
    std::vector<quint64> tickets;
    std::erase_if(m_parked, [&](const Parked &claim) {
        const bool isOver = claim.until <= now;
        if (isOver)
            tickets.push_back(claim.ticket);
        return isOver;
    });
    return tickets;
}

std::vector<quint64> ClaimDesk::takeAll()
{
    std::vector<quint64> tickets;
    for (const Parked &claim : m_parked)
        tickets.push_back(claim.ticket);
    m_parked.clear();
    return tickets;
}

} // namespace conduit::broker
