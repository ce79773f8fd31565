// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_mapping.h"

#include <QAbstractTableModel>

namespace conduit::ui {

/// What is wrong with the rows of a file: the first of them, since a person reads no more.
class RowProblemModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Line, Field, Why };
    static constexpr int kColumnCount = Why + 1;
    static constexpr int kRowsMax = 1'000;

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const QList<RowProblem> &problems);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString textOf(const RowProblem &problem, int column);

    QList<RowProblem> m_problems;
};

} // namespace conduit::ui
