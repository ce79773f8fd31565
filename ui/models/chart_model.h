// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/chart_lines.h"

#include <QAbstractTableModel>

namespace conduit::ui {

/// What a chart shows, as a table: one row for each step, the newest first.
class ChartModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const ChartLines &lines);
    [[nodiscard]] const ChartLines &lines() const { return m_lines; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartLines m_lines;
};

} // namespace conduit::ui
