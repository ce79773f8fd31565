// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <functional>

namespace conduit::ui {

/// Queues of a broker, by name, with the number of their tasks in each state.
class QueueModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Ready, Running, Retrying, Scheduled, Blocked, Completed, Dead };
    static constexpr int kColumnCount = Dead + 1;
    enum Role { IsPausedRole = Qt::UserRole };

    explicit QueueModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setQueues(QList<wire::Queue> queues);
    /// One of them is like this now.
    void setQueue(const wire::Queue &queue);
    [[nodiscard]] const wire::Queue &queueAt(int row) const { return m_queues[row]; }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::Queue &queue, int column) const;
    [[nodiscard]] QString pauseText(const wire::Queue &queue) const;

    std::function<QDateTime()> m_now;
    QList<wire::Queue> m_queues;
};

} // namespace conduit::ui
