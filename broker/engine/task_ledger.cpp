// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/task_ledger.h"

#include <algorithm>

namespace conduit::broker {

Result<TaskLedger> TaskLedger::load(TaskStore &store)
{
    TaskLedger ledger;
    const auto tally = store.tally();
    if (!tally)
        return tally.error();
    for (const TallyRow &row : *tally)
        ledger.apply({{row.queue, row.type}, row.state, row.count});
    const auto seq = store.lastSeq();
    if (!seq)
        return seq.error();
    const auto revision = store.lastRevision();
    if (!revision)
        return revision.error();
    ledger.m_lastSeq = *seq;
    ledger.m_lastRevision = *revision;
    return ledger;
}

void TaskLedger::added(const Task &task)
{
    change({task.queue, task.type}, task.state, 1);
    tell(task);
}

void TaskLedger::moved(const Task &task, TaskState from)
{
    const Place place {task.queue, task.type};
    change(place, from, -1);
    change(place, task.state, 1);
    if (hasEnded(task.state) || task.state == TaskState::Trashed)
        m_ended.push_back(task.id);
    tell(task);
}

void TaskLedger::edited(const Task &task, const QString &queueBefore)
{
    change({queueBefore, task.type}, task.state, -1);
    change({task.queue, task.type}, task.state, 1);
    tell(task);
}

void TaskLedger::change(const Place &place, TaskState state, qint64 by)
{
    m_turnChanges.push_back({place, state, by});
    apply(m_turnChanges.back());
    m_gainedReady = m_gainedReady || (state == TaskState::Ready && by > 0);
}

void TaskLedger::apply(const Change &change)
{
    m_counts[change.place][index(change.state)] += change.by;
    m_totals[index(change.state)] += change.by;
    if (change.state != TaskState::Ready)
        return;
    const auto ready = m_ready.try_emplace(change.place, 0).first;
    ready->second += change.by;
    if (ready->second == 0)
        m_ready.erase(ready);
}

void TaskLedger::commit()
{
    if (!m_turnChanges.empty())
        ++m_lastRevision;
    startTurn();
}

void TaskLedger::rollback()
{
    for (auto done = m_turnChanges.rbegin(); done != m_turnChanges.rend(); ++done)
        apply({done->place, done->state, -done->by});
    startTurn();
    // Whoever came for a task in this turn may have waited since then for nothing, because of claims and pauses that never were.
    m_gainedReady = true;
}

void TaskLedger::startTurn()
{
    m_turnChanges.clear();
    m_ended.clear();
    m_gainedReady = false;
}

std::vector<TaskLedger::Place> TaskLedger::readyPlaces(const ClaimFilter &filter) const
{
    std::vector<Place> places;
    for (const auto &[place, count] : m_ready)
        if (filter.takes(place.queue, place.type))
            places.push_back(place);
    return places;
}

bool TaskLedger::hasReady(const ClaimFilter &filter) const
{
    return std::any_of(m_ready.begin(), m_ready.end(),
                       [&](const auto &entry) { return filter.takes(entry.first.queue, entry.first.type); });
}

} // namespace conduit::broker
