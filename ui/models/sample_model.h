// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_reader.h"

#include <QAbstractTableModel>

namespace conduit::ui {

/// The first rows of a file, as they would be read.
class SampleModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QStringList &columns, const QList<SourceRow> &rows, RowFormat::Encoding encoding);
    [[nodiscard]] const QStringList &columns() const { return m_columns; }
    /// A cell as text, for an example beside its column; empty when there is none.
    [[nodiscard]] QString cell(int row, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_columns;
    QList<SourceRow> m_rows;
    RowFormat::Encoding m_encoding = RowFormat::Encoding::Utf8;
};

} // namespace conduit::ui
