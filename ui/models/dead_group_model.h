// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire_counts.h>

#include <QAbstractTableModel>

#include <functional>

namespace conduit::ui {

/// Dead tasks by error and type, as the broker groups them, the largest group first.
class DeadGroupModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Error, Type, Tasks, First, Last };
    static constexpr int kColumnCount = Last + 1;

    explicit DeadGroupModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    /// `isExact`: there are no older deaths, which would make the groups larger.
    void setGroups(const QList<wire::DeathGroup> &groups, bool isExact);
    [[nodiscard]] const wire::DeathGroup &groupAt(int row) const { return m_groups[row]; }
    /// The row of the group that has this filter; -1 when there is none.
    [[nodiscard]] int rowOf(const QString &filter) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const wire::DeathGroup &group, int column) const;

    std::function<QDateTime()> m_now;
    QList<wire::DeathGroup> m_groups;
    bool m_isExact = true;
};

} // namespace conduit::ui
