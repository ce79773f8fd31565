// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/dead_group_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/models/row_sentence.h"
#include "ui/models/sorted_rows.h"

#include <algorithm>

namespace conduit::ui {

DeadGroupModel::DeadGroupModel(std::function<QDateTime()> now, QObject *parent)
    : QAbstractTableModel(parent), m_now(std::move(now))
{
}

/// The same groups in the same order only change their cells.
void DeadGroupModel::setGroups(const QList<wire::DeathGroup> &groups, bool isExact)
{
    const auto isSame = std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                                   [](const auto &a, const auto &b) { return a.filter == b.filter; });
    m_isExact = isExact;
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

int DeadGroupModel::rowOf(const QString &filter) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_groups[row].filter == filter)
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
        return plainToolTip(index.column() == First      ? momentInFull(group.firstSeen, m_now())
                                : index.column() == Last ? momentInFull(group.lastSeen, m_now())
                                : index.column() == Tasks && !m_isExact
                                ? tr("At least so many: there are older deaths that were not looked at.")
                                : textOf(group, index.column()));
    case SortedRows::kSortRole:
        return index.column() == Tasks ? QVariant(group.n)
            : index.column() == First  ? QVariant(group.firstSeen)
            : index.column() == Last   ? QVariant(group.lastSeen)
                                       : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Error ? rowSentence(*this, index.row()) : textOf(group, index.column());
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
    if (role == TimeFormat::kColumnRole)
        return section == First || section == Last ? QVariant(true) : QVariant();
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
        return timeHeader(tr("First died"), m_now());
    case Last:
        return timeHeader(tr("Last died"), m_now());
    default:
        return {};
    }
}

QString DeadGroupModel::textOf(const wire::DeathGroup &group, int column) const
{
    switch (column) {
    case Error:
        return group.signature.isEmpty() ? tr("No error was given") : causeText(group.signature);
    case Type:
        return group.type;
    case Tasks:
        return m_isExact ? countText(group.n) : tr("%1+").arg(countText(group.n));
    case First:
        return timeText(group.firstSeen, m_now());
    case Last:
        return timeText(group.lastSeen, m_now());
    default:
        return {};
    }
}

} // namespace conduit::ui
