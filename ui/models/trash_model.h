// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/deletion_record.h"
#include "ui/models/steady_table_model.h"

#include <conduit/wire.h>

#include <chrono>
#include <functional>
#include <optional>

namespace conduit::ui {

/// Deleted tasks, the latest deleted first, with who deleted them and the time that is left to restore them. Asks for more when somebody
/// scrolls to its end.
class TrashModel final : public SteadyTableModel
{
    Q_OBJECT
public:
    enum Column { State, Type, Id, Queue, Deleted, By, Left };
    static constexpr int kColumnCount = Left + 1;
    enum Role { StateRole = Qt::UserRole };

    explicit TrashModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    /// In any order; `hasMore`: there are others than these.
    void setTasks(QList<wire::Task> tasks, bool hasMore = false);
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    /// For how long the broker keeps them; nothing as long as that is not known.
    void setKeep(std::optional<std::chrono::seconds> keep);
    [[nodiscard]] std::optional<std::chrono::seconds> keep() const { return m_keep; }
    void setRecord(const DeletionRecord &record);
    /// Of none of the tasks it is unknown who deleted them.
    [[nodiscard]] bool isRecordComplete() const;
    [[nodiscard]] const wire::Task &taskAt(int row) const { return m_tasks[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override { return !parent.isValid() && m_hasMore; }
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// Somebody has scrolled to the end of what is here.
    void moreWanted();

private:
    [[nodiscard]] QString textOf(const wire::Task &task, int column) const;
    /// When it goes for good; invalid as long as that is not known.
    [[nodiscard]] QDateTime endOf(const wire::Task &task) const;

    std::function<QDateTime()> m_now;
    QList<wire::Task> m_tasks;
    DeletionRecord m_record;
    std::optional<std::chrono::seconds> m_keep;
    bool m_hasMore = false;
};

} // namespace conduit::ui
