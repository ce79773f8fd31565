// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/queue_flow.h"
#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <functional>

namespace conduit::ui {

/// Queues of a broker, by name, with the number of their tasks in each state, what goes through them and how many workers take from them.
class QueueModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Ready, OldestWait, In, Out, Workers, Running, Retrying, Scheduled, Blocked, Completed, Dead };
    static constexpr int kColumnCount = Dead + 1;
    enum Role { IsPausedRole = Qt::UserRole };

    explicit QueueModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setQueues(QList<wire::Queue> queues);
    /// One of them is like this now.
    void setQueue(const wire::Queue &queue);
    /// Of some of them; the others keep what they have.
    void addFlow(const QMap<QString, QueueFlow> &flow);
    void setWorkers(const QList<wire::Worker> &workers);
    [[nodiscard]] const wire::Queue &queueAt(int row) const { return m_queues[row]; }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::Queue &queue, int column) const;
    [[nodiscard]] QVariant numberOf(const wire::Queue &queue, int column) const;
    [[nodiscard]] std::optional<int> workersOf(const wire::Queue &queue) const;
    [[nodiscard]] QString toolTipOf(const wire::Queue &queue, int column) const;
    void tellFlowChanged();
    [[nodiscard]] QString pauseText(const wire::Queue &queue) const;

    std::function<QDateTime()> m_now;
    QList<wire::Queue> m_queues;
    QMap<QString, QueueFlow> m_flow;
    std::optional<QList<wire::Worker>> m_workers; ///< Nothing until they were heard of.
};

} // namespace conduit::ui
