// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/failing_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

void FailingModel::setTypes(const QList<FailingType> &types)
{
    if (types == m_types)
        return;
    beginResetModel();
    m_types = types;
    endResetModel();
}

int FailingModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_types.size()); }

int FailingModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FailingModel::data(const QModelIndex &index, int role) const
{
    const FailingType &type = m_types.at(index.row());
    if (role == Qt::TextAlignmentRole && (index.column() == Failures || index.column() == Share))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return plainToolTip(type.newestError.isEmpty() ? type.type : type.newestError);
    if (role == Qt::AccessibleTextRole && index.column() == Type)
        return tr("%1: %2 of %3 attempts failed. %4")
            .arg(type.type, countText(type.failed), countText(type.ended), type.newestError);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Type:
        return type.type;
    case Failures:
        return countText(type.failed);
    case Share:
        return tr("%1 %").arg(type.percent());
    default:
        return type.newestError.isEmpty() ? u"–"_s : type.newestError;
    }
}

QVariant FailingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((section == Failures || section == Share ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names {tr("Type"), tr("Failures"), tr("Share"), tr("Newest dead task")};
    return names.value(section);
}

} // namespace conduit::ui
