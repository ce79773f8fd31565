// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/queue_store.h"
#include "broker/engine/policy_book.h"
#include "broker/engine/task_ledger.h"
#include "broker/engine/turn_follower.h"
#include "broker/engine/turn_news.h"

#include <QHash>

namespace conduit::broker {

/// What somebody has said about queues, and about everything: pauses and defaults. A paused queue takes tasks and hands none out; what
/// runs already goes on. On the lane; what is said here is on disk as soon as the turn has committed.
class QueueRegistry final : public TurnFollower
{
public:
    static Result<QueueRegistry> load(QueueStore &store);

    /// Introduces who has to know; once, before the first turn. Passes the stored defaults on.
    void connect(TaskLedger &ledger, PolicyBook &policies, TurnNews &news);

    /// Stores what is said about a queue.
    Status save(const QueueRecord &queue, Moment now);
    /// Forgets what was said about a queue, which is open from then on. False when nothing was.
    Result<bool> remove(const QString &name);
    /// The queue as it is; one about which nobody has said anything is open.
    [[nodiscard]] QueueRecord find(const QString &name) const;
    [[nodiscard]] const QHash<QString, QueueRecord> &queues() const { return m_state.queues; }

    /// Pauses everything, also over restarts, or ends that.
    Status setPause(const std::optional<Pause> &pause);
    [[nodiscard]] const std::optional<Pause> &pause() const { return m_state.pause; }
    /// Quiet: tasks are taken and none is handed out until the program ends or somebody ends it; workers are told to finish.
    void setQuiet(bool isQuiet);
    [[nodiscard]] bool isQuiet() const { return m_state.isQuiet; }

    /// Whether tasks of this queue are handed out.
    [[nodiscard]] bool isOpen(const QString &queue) const;

    /// A pass: ends pauses whose time is up. Returns 0.
    Result<int> runOnce(Moment steadyNow, Moment now);

    void commit() override { m_committed = m_state; }
    void rollback() override;

private:
    struct State
    {
        QHash<QString, QueueRecord> queues;
        std::optional<Pause> pause;
        bool isQuiet = false;
    };
    explicit QueueRegistry(QueueStore &store) : m_store(&store) { }
    void changed(const QString &queue);

    QueueStore *m_store;
    TaskLedger *m_ledger = nullptr;
    PolicyBook *m_policies = nullptr;
    TurnNews *m_news = nullptr;
    State m_state;
    State m_committed;
};

} // namespace conduit::broker
