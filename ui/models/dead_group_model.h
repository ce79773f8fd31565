// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QAbstractTableModel>

#include <functional>

namespace conduit::ui {

/// Tasks of one type that died of the same error.
struct DeadGroup
{
    QString signature;
    QString type;
    QString example; ///< The newest error, whole.
    QStringList ids; ///< The newest first.
    QDateTime first; ///< When the first and the last of them died.
    QDateTime last;
};

/// Dead tasks by error and type, the largest group first. Grouping happens here, until the broker does it: setGroups() takes what it
/// will answer, too.
class DeadGroupModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Error, Type, Tasks, First, Last };
    static constexpr int kColumnCount = Last + 1;

    explicit DeadGroupModel(std::function<QDateTime()> now, QObject *parent = nullptr);

    void setGroups(const QList<DeadGroup> &groups);
    [[nodiscard]] const DeadGroup &groupAt(int row) const { return m_groups[row]; }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QString &signature, const QString &type) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textOf(const DeadGroup &group, int column) const;

    std::function<QDateTime()> m_now;
    QList<DeadGroup> m_groups;
};

/// Dead tasks, the newest first, as groups.
[[nodiscard]] QList<DeadGroup> groupsOf(const QList<wire::Task> &tasks);

} // namespace conduit::ui
