// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/task_selection.h"

#include <utility>

namespace conduit::ui {

namespace {

/// One task is found again with a click; more than that were picked by hand.
bool isWorthKeeping(const TaskChoice &choice) { return choice.isEverything || choice.states.size() > 1; }

TaskChoice choiceOf(const QList<wire::Task> &tasks)
{
    TaskChoice choice;
    for (const auto &task : tasks)
        choice.states.insert(task.id, task.state);
    return choice;
}

} // namespace

QStringList TaskChoice::idsIn(const QStringList &fitting) const
{
    QStringList ids;
    for (auto it = states.cbegin(); it != states.cend(); ++it)
        if (fitting.contains(it.value()))
            ids.append(it.key());
    return ids;
}

bool TaskSelection::contains(const wire::Task &task) const
{
    if (!m_chosen.isEverything)
        return m_ids.contains(task.id);
    const bool isLater = m_changedSince.contains(task.id) || (m_newest.isValid() && task.createdAt > m_newest);
    return !isLater && !m_chosen.except.contains(task.id);
}

void TaskSelection::replace(const QList<wire::Task> &tasks)
{
    auto choice = choiceOf(tasks);
    if (choice == m_chosen)
        return;
    if (isWorthKeeping(m_chosen)) {
        m_lost = m_chosen;
        Q_EMIT lostChanged();
    }
    set(std::move(choice));
}

void TaskSelection::change(const QList<wire::Task> &added, const QList<wire::Task> &removed)
{
    auto choice = m_chosen;
    for (const auto &task : removed) {
        if (choice.isEverything)
            choice.except.insert(task.id);
        else
            choice.states.remove(task.id);
    }
    for (const auto &task : added) {
        if (choice.isEverything)
            choice.except.remove(task.id);
        else
            choice.states.insert(task.id, task.state);
    }
    set(std::move(choice));
}

void TaskSelection::chooseEverything(const TaskFilter &filter, qint64 revision, const QDateTime &newest,
                                     std::optional<qint64> matching)
{
    m_newest = newest;
    m_changedSince.clear();
    TaskChoice everything;
    everything.isEverything = true;
    everything.filter = filter;
    everything.asOf = revision;
    everything.matching = matching;
    set(std::move(everything));
}

qsizetype TaskSelection::lost() const { return m_lost.isEverything ? -1 : m_lost.states.size(); }

void TaskSelection::restore()
{
    if (m_lost.isEmpty())
        return;
    set(std::exchange(m_lost, {}));
    Q_EMIT lostChanged();
}

void TaskSelection::forgetLost()
{
    if (m_lost.isEmpty())
        return;
    m_lost = {};
    Q_EMIT lostChanged();
}

void TaskSelection::setState(const State &state)
{
    m_newest = state.newest;
    m_changedSince = state.changedSince;
    m_lost = state.lost;
    set(state.chosen);
    Q_EMIT lostChanged();
}

void TaskSelection::noteChanged(const QList<wire::Task> &tasks)
{
    auto choice = m_chosen;
    auto deleted = m_deleted;
    for (const auto &task : tasks) {
        const bool isGone = task.trashedAt.isValid();
        if (choice.isEverything)
            m_changedSince.insert(task.id);
        else if (isGone && choice.states.remove(task.id) > 0)
            deleted.insert(task.id);
        else if (!isGone && (deleted.remove(task.id) || choice.states.contains(task.id)))
            choice.states.insert(task.id, task.state);
    }
    if (choice.states.keys() != m_chosen.states.keys()) {
        set(std::move(choice));
        m_deleted = deleted;
    } else if (choice.states != m_chosen.states) {
        m_chosen = std::move(choice);
        Q_EMIT statesChanged();
    }
}

void TaskSelection::set(TaskChoice choice)
{
    if (choice == m_chosen)
        return;
    m_chosen = std::move(choice);
    m_deleted.clear();
    const auto ids = m_chosen.states.keys();
    m_ids = QSet<QString>(ids.begin(), ids.end());
    Q_EMIT changed();
}

} // namespace conduit::ui
