// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/attention.h"

#include <QAbstractTableModel>

namespace conduit::ui {

/// The types of which attempts have failed lately.
class FailingModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Type, Failures, Share, Error, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setTypes(const QList<FailingType> &types);
    [[nodiscard]] const FailingType &typeAt(int row) const { return m_types.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<FailingType> m_types;
};

} // namespace conduit::ui
