// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/dead_group_model.h"

#include "ui/format/error_signature.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

DeadGroupModel::DeadGroupModel(std::function<QDateTime()> now, QObject *parent)
    : QAbstractTableModel(parent), m_now(std::move(now))
{
}

/// The same groups in the same order only change their cells.
void DeadGroupModel::setGroups(const QList<DeadGroup> &groups)
{
    const auto isSame =
        std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                   [](const DeadGroup &a, const DeadGroup &b) { return a.signature == b.signature && a.type == b.type; });
    if (isSame) {
        m_groups = groups;
        if (!m_groups.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
        return;
    }
    beginResetModel();
    m_groups = groups;
    endResetModel();
}

int DeadGroupModel::rowOf(const QString &signature, const QString &type) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_groups[row].signature == signature && m_groups[row].type == type)
            return row;
    return -1;
}

int DeadGroupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int DeadGroupModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant DeadGroupModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &group = m_groups[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(group, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Tasks ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == Error       ? group.example
                                : index.column() == First ? momentInFull(group.first)
                                : index.column() == Last  ? momentInFull(group.last)
                                                          : textOf(group, index.column()));
    case Qt::AccessibleTextRole:
        return index.column() == Error
            ? tr("%1 tasks of type %2 died of: %3").arg(countText(group.ids.size()), group.type, textOf(group, Error))
            : textOf(group, index.column());
    default:
        return {};
    }
}

QVariant DeadGroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Tasks ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Error:
        return tr("Error");
    case Type:
        return tr("Type");
    case Tasks:
        return tr("Tasks");
    case First:
        return tr("First died");
    case Last:
        return tr("Last died");
    default:
        return {};
    }
}

QString DeadGroupModel::textOf(const DeadGroup &group, int column) const
{
    switch (column) {
    case Error:
        return group.signature.isEmpty() ? tr("No error was given") : group.signature;
    case Type:
        return group.type;
    case Tasks:
        return countText(group.ids.size());
    case First:
        return ageText(group.first, m_now());
    case Last:
        return ageText(group.last, m_now());
    default:
        return {};
    }
}

QList<DeadGroup> groupsOf(const QList<wire::Task> &tasks)
{
    QMap<std::pair<QString, QString>, DeadGroup> found;
    for (const auto &task : tasks) {
        const auto signature = errorSignature(task.lastError);
        auto &group = found[{signature, task.taskType}];
        if (group.ids.isEmpty()) {
            group.signature = signature;
            group.type = task.taskType;
            group.example = task.lastError;
        }
        group.ids.append(task.id);
        if (!group.first.isValid() || task.completedAt < group.first)
            group.first = task.completedAt;
        if (!group.last.isValid() || task.completedAt > group.last)
            group.last = task.completedAt;
    }
    auto groups = found.values();
    std::stable_sort(groups.begin(), groups.end(),
                     [](const DeadGroup &a, const DeadGroup &b) { return a.ids.size() > b.ids.size(); });
    return groups;
}

} // namespace conduit::ui
