// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/chart_model.h"

#include "ui/format/times.h"

namespace conduit::ui {

void ChartModel::setLines(const ChartLines &lines)
{
    const bool hasSameShape = lines.steps() == m_lines.steps() && lines.lines.size() == m_lines.lines.size();
    if (hasSameShape && lines.steps() > 0) {
        // Where somebody reads stays where it is.
        m_lines = lines;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        return;
    }
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int ChartModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_lines.steps(); }

int ChartModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_lines.lines.size());
}

QVariant ChartModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const int at = m_lines.steps() - 1 - index.row();
    if (index.column() == 0)
        return momentText(m_lines.timeOf(at));
    return m_lines.valueText(m_lines.lines.at(index.column() - 1).values.value(at));
}

QVariant ChartModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Time") : m_lines.lines.at(section - 1).name;
}

} // namespace conduit::ui
