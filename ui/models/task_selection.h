// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/task_filter.h"

#include <QDateTime>
#include <QMap>
#include <QObject>
#include <QSet>

#include <optional>

namespace conduit::ui {

/// Which tasks somebody means: each by its id, or everything that fits a filter as it was at one moment.
struct TaskChoice
{
    QMap<QString, QString> states; ///< The ids, each with the state that the task was last seen in; empty: not seen yet.
    bool isEverything = false;     ///< Instead: all that fit `filter` and have not changed since `asOf`, but for `except`.
    TaskFilter filter;
    qint64 asOf = 0;                ///< A revision of the broker.
    std::optional<qint64> matching; ///< How many those are, `except` among them, as far as that is known.
    QSet<QString> except;
    QMap<QString, qint64> counts; ///< Of everything but for `except`: state → tasks; empty when that is not known.

    [[nodiscard]] bool isEmpty() const { return !isEverything && states.isEmpty(); }
    /// The ids whose state is one of `fitting`.
    [[nodiscard]] QStringList idsIn(const QStringList &fitting) const;
    friend bool operator==(const TaskChoice &, const TaskChoice &) = default;
};

/// What is selected in a list of tasks. Knows ids and no rows, so it stays the same while rows scroll out, change, are sorted or
/// filtered away, and come back.
class TaskSelection final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const TaskChoice &chosen() const { return m_chosen; }
    [[nodiscard]] bool contains(const wire::Task &task) const;
    [[nodiscard]] bool isEmpty() const { return m_chosen.isEmpty(); }
    /// How many ids; 0 for everything.
    [[nodiscard]] qsizetype count() const { return m_chosen.states.size(); }

    /// What a plain click does. What it throws away can be restored when it was more than one task.
    void replace(const QList<wire::Task> &tasks);
    void add(const QList<wire::Task> &tasks) { change(tasks, {}); }
    void change(const QList<wire::Task> &added, const QList<wire::Task> &removed);
    /// Everything that fits `filter`, as of `revision`: `matching` tasks, if that is known. Tasks created after `newest` are not meant.
    void chooseEverything(const TaskFilter &filter, qint64 revision, const QDateTime &newest,
                          std::optional<qint64> matching = {});
    void clear() { replace({}); }

    /// How many tasks the last replace() threw away; 0 when there is nothing to bring back, -1 for everything of a filter.
    [[nodiscard]] qsizetype lost() const;
    void restore();
    void forgetLost();
    /// All that a selection knows, to come back to it.
    struct State
    {
        TaskChoice chosen;
        TaskChoice lost;
        QDateTime newest;
        QSet<QString> changedSince;
    };
    [[nodiscard]] State state() const { return {m_chosen, m_lost, m_newest, m_changedSince}; }
    void setState(const State &state);
    /// Selects what is selected there.
    void continueFrom(const TaskSelection &before) { setState(before.state()); }

    /// News of tasks, selected or not: states are kept fresh, deleted ones are selected no longer, until they are restored.
    void noteChanged(const QList<wire::Task> &tasks);

Q_SIGNALS:
    /// Other tasks are selected now.
    void changed();
    /// Selected tasks are in other states now.
    void statesChanged();
    void lostChanged();

private:
    void set(TaskChoice choice);

    TaskChoice m_chosen;
    QSet<QString> m_ids;     ///< Of these, hashed: every row of a window is looked up.
    QSet<QString> m_deleted; ///< Were selected when they were deleted, and nothing has been selected since.
    TaskChoice m_lost;
    QDateTime m_newest;
    QSet<QString> m_changedSince; ///< Of everything: those that moved on after the revision, as far as they were seen.
};

} // namespace conduit::ui
