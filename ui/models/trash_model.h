// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/deletion_record.h"

#include <conduit/wire.h>

#include <QAbstractTableModel>

#include <functional>

namespace conduit::ui {

/// Deleted tasks, with who deleted them and the time that is left to restore them.
class TrashModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { State, Type, Id, Queue, Deleted, By, Left };
    static constexpr int kColumnCount = Left + 1;
    enum Role { StateRole = Qt::UserRole };
    static constexpr int kDaysKept = 7; ///< By the broker.

    explicit TrashModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setTasks(const QList<wire::Task> &tasks);
    void setRecord(const DeletionRecord &record);
    /// Of none of the tasks it is unknown who deleted them.
    [[nodiscard]] bool isRecordComplete() const;
    [[nodiscard]] const wire::Task &taskAt(int row) const { return m_tasks[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::Task &task, int column) const;

    std::function<QDateTime()> m_now;
    QList<wire::Task> m_tasks;
    DeletionRecord m_record;
};

} // namespace conduit::ui
