// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/pruner.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace conduit::broker {

namespace {

qint64 countOf(const TaskLedger::Counts &counts, TaskState state) { return counts[static_cast<std::size_t>(state)]; }

bool hasEndedTasks(const TaskLedger::Counts &counts)
{
    return std::any_of(kTaskStates.begin(), kTaskStates.end(),
                       [&](TaskState state) { return hasEnded(state) && countOf(counts, state) > 0; });
}

} // namespace

Result<int> Pruner::runOnce()
{
    if (m_looks.empty()) {
        if (m_nextRound && m_clock.steadyNow() < *m_nextRound)
            return giveBackSpace();
        startRound();
    }
    const auto forgotten = m_looks.back()();
    if (!forgotten)
        return forgotten;
    if (*forgotten == 0)
        m_looks.pop_back();
    m_mayShrink = m_mayShrink || *forgotten > 0;
    return forgotten;
}

void Pruner::startRound()
{
    m_nextRound = m_clock.steadyNow() + kRoundInterval;
    std::map<QString, qint64> dead;
    for (const auto &[place, counts] : m_ledger.counts()) {
        if (hasEndedTasks(counts))
            m_looks.emplace_back([this, looked = place] { return lookAtPlace(looked); });
        dead[place.type] += countOf(counts, TaskState::Dead);
    }
    for (const auto &[type, count] : dead) {
        if (count > m_settings.deadOfTypeMax)
            m_looks.emplace_back([this, full = type] { return lookAtTooManyDead(full); });
    }
    if (m_ledger.total(TaskState::Trashed) > 0)
        m_looks.emplace_back([this] { return lookAtTrash(); });
    m_looks.emplace_back([this] { return lookAtTombstones(); });
    m_looks.emplace_back([this] { return lookAtAudit(); });
}

Result<int> Pruner::lookAtPlace(const TaskLedger::Place &place)
{
    const EffectivePolicy policy = m_policies.current().ofPlace(place.queue, place.type);
    for (const auto &[state, kept] :
         {std::pair {TaskState::Completed, policy.keepCompleted.value},
          std::pair {TaskState::Cancelled, policy.keepCompleted.value}, std::pair {TaskState::Dead, policy.keepDead.value}}) {
        if (countOf(m_ledger.counts().at(place), state) == 0)
            continue;
        const auto tasks =
            m_store.forgettable({state, place.queue, place.type, m_clock.now() - kept, m_clock.steadyNow()}, kTasksPerPassMax);
        if (!tasks)
            return tasks.error();
        if (!tasks->empty())
            return forget(*tasks, state);
    }
    return 0;
}

Result<int> Pruner::lookAtTooManyDead(const QString &type)
{
    const qint64 excess = deadOf(type) - m_settings.deadOfTypeMax;
    if (excess <= 0)
        return 0;
    const auto max = static_cast<std::size_t>(std::min<qint64>(excess, kTasksPerPassMax));
    std::vector<Forgettable> oldest;
    for (const auto &[place, counts] : m_ledger.counts()) {
        if (place.type != type || countOf(counts, TaskState::Dead) == 0)
            continue;
        auto tasks = m_store.forgettable({TaskState::Dead, place.queue, type, m_clock.now(), m_clock.steadyNow()},
                                         static_cast<int>(max));
        if (!tasks)
            return tasks.error();
        std::move(tasks->begin(), tasks->end(), std::back_inserter(oldest));
    }
    std::sort(oldest.begin(), oldest.end(), [](const Forgettable &a, const Forgettable &b) { return a.since < b.since; });
    oldest.resize(std::min(oldest.size(), max));
    return forget(oldest, TaskState::Dead);
}

Result<int> Pruner::lookAtTrash()
{
    const auto tasks = m_store.trashedBy(m_clock.now() - m_settings.keepTrash, kTasksPerPassMax);
    if (!tasks)
        return tasks.error();
    return forget(*tasks, TaskState::Trashed);
}

Result<int> Pruner::lookAtTombstones()
{
    return m_store.dropTombstones(m_clock.now() - m_settings.keepTombstones, kTombstonesPerPassMax);
}

Result<int> Pruner::lookAtAudit()
{
    return m_audit.forget(m_clock.now() - m_settings.keepAudit, m_settings.auditEntriesMax, kAuditEntriesPerPassMax);
}

Result<int> Pruner::forget(const std::vector<Forgettable> &tasks, TaskState state)
{
    if (tasks.empty())
        return 0;
    const Moment start = m_clock.steadyNow();
    int done = 0;
    for (const Forgettable &task : tasks) {
        if (const Status forgotten = m_store.forget(task.seq, m_clock.now()); !forgotten)
            return forgotten.error();
        m_ledger.forgotten({task.queue, task.type}, state);
        ++done;
        if (m_clock.steadyNow() - start >= kPassTimeMax)
            break;
    }
    // The deleted ones may have been the last ones.
    if (const Status saved = m_store.saveCounters(m_ledger.lastSeq(), m_ledger.turnRevision()); !saved)
        return saved.error();
    return done;
}

Result<int> Pruner::giveBackSpace()
{
    if (!m_mayShrink)
        return 0;
    const auto pages = m_store.giveBackSpace(kPagesPerPassMax, kPagesKept);
    if (!pages)
        return pages.error();
    m_mayShrink = *pages > 0;
    return 0;
}

qint64 Pruner::deadOf(const QString &type) const
{
    qint64 dead = 0;
    for (const auto &[place, counts] : m_ledger.counts()) {
        if (place.type == type)
            dead += countOf(counts, TaskState::Dead);
    }
    return dead;
}

} // namespace conduit::broker
