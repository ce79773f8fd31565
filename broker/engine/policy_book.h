// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/task.h"
#include "broker/engine/turn_follower.h"

#include <QHash>
#include <QMutex>

#include <memory>

namespace conduit::broker {

/// What the broker, its types and its queues say about how tasks are tried and kept. Never changes once it is made.
struct Policies
{
    BrokerDefaults broker;
    QHash<QString, TaskDefaults> types;
    QHash<QString, TaskDefaults> queues;

    [[nodiscard]] EffectivePolicy of(const Task &task) const;
    /// What holds where a task says nothing of its own.
    [[nodiscard]] EffectivePolicy ofPlace(const QString &queue, const QString &type) const;
};

/// Keeps the policies. Changed on the lane, following its turns; what is on disk may be read from any thread.
class PolicyBook final : public TurnFollower
{
public:
    explicit PolicyBook(const BrokerDefaults &broker);

    /// As the running turn sees them. On the lane.
    [[nodiscard]] const Policies &current() const { return *m_current; }
    /// What holds for `task` now. On the lane.
    [[nodiscard]] EffectivePolicy of(const Task &task) const { return m_current->of(task); }
    /// How long an attempt may run; 0: for ever. Cheaper than asking for everything. On the lane.
    [[nodiscard]] Milliseconds timeoutOf(const TaskPolicy &own, const QString &queue, const QString &type) const;
    /// As they are on disk. Any thread.
    [[nodiscard]] std::shared_ptr<const Policies> published() const;

    // Empty defaults say nothing and are forgotten. On the lane.
    void setOfType(const QString &type, const TaskDefaults &defaults);
    void setOfQueue(const QString &queue, const TaskDefaults &defaults);

    void commit() override;
    void rollback() override;

private:
    std::shared_ptr<const Policies> m_current;
    mutable QMutex m_mutex; ///< Guards m_published.
    std::shared_ptr<const Policies> m_published;
};

} // namespace conduit::broker
