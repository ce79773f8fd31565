// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/sample_model.h"

#include "ui/format/plain_text.h"
#include "ui/models/row_sentence.h"

namespace conduit::ui {

namespace {

/// What a table shows of a cell; more would only cost time.
constexpr int kShownCharacters = 200;

} // namespace

void SampleModel::setRows(const QStringList &columns, const QList<SourceRow> &rows, RowFormat::Encoding encoding)
{
    beginResetModel();
    m_columns = columns.isEmpty() ? QStringList {tr("Value")} : columns;
    m_rows = rows;
    m_encoding = encoding;
    endResetModel();
}

QString SampleModel::cell(int row, int column) const
{
    if (row >= m_rows.size())
        return {};
    const auto &source = m_rows[row];
    if (!source.fault.isEmpty())
        return column == 0 ? source.fault : QString();
    if (column >= source.cells.size())
        return {};
    const auto bytes = QByteArrayView(source.cells[column]);
    const auto text = textFrom(bytes, m_encoding);
    return (text ? *text : QString::fromUtf8(bytes)).left(kShownCharacters);
}

int SampleModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::AccessibleTextRole && index.column() == 0)
        return rowSentence(*this, index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return firstLine(cell(index.row(), index.column()));
    return role == Qt::ToolTipRole ? plainToolTip(cell(index.row(), index.column())) : QVariant();
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    return firstLine(m_columns[section]);
}

} // namespace conduit::ui
