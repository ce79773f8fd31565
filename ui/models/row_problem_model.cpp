// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_problem_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/models/row_sentence.h"

#include <algorithm>

namespace conduit::ui {

void RowProblemModel::clear()
{
    beginResetModel();
    m_problems.clear();
    endResetModel();
}

void RowProblemModel::append(const QList<RowProblem> &problems)
{
    const auto room = std::min<qsizetype>(problems.size(), kRowsMax - m_problems.size());
    if (room <= 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(room) - 1);
    m_problems += problems.first(room);
    endInsertRows();
}

int RowProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int RowProblemModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant RowProblemModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto text = textOf(m_problems[index.row()], index.column());
    if (role == Qt::AccessibleTextRole && index.column() == Line)
        return rowSentence(*this, index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text;
    return role == Qt::ToolTipRole ? plainToolTip(text) : QVariant();
}

QVariant RowProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Field:
        return tr("Field");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

QString RowProblemModel::textOf(const RowProblem &problem, int column)
{
    switch (column) {
    case Line:
        return countText(problem.line);
    case Field:
        return problem.field;
    case Why:
        return problem.why;
    default:
        return {};
    }
}

} // namespace conduit::ui
