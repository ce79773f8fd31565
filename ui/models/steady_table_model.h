// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractTableModel>

#include <algorithm>

namespace conduit::ui {

/// A table whose rows stay themselves when others come and go, so that what somebody has chosen stays chosen.
class SteadyTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

protected:
    /// Makes `rows` what `next` is. Both are in the order of their keys, of which each stands for one row.
    template<typename Row, typename KeyOf>
    void takeRows(QList<Row> &rows, const QList<Row> &next, KeyOf keyOf)
    {
        for (auto row = static_cast<int>(rows.size()) - 1; row >= 0; --row) {
            if (std::ranges::binary_search(next, keyOf(rows[row]), {}, keyOf))
                continue;
            beginRemoveRows({}, row, row);
            rows.removeAt(row);
            endRemoveRows();
        }
        for (int row = 0; row < next.size(); ++row) {
            if (row < rows.size() && keyOf(rows[row]) == keyOf(next[row])) {
                rows[row] = next[row];
                continue;
            }
            beginInsertRows({}, row, row);
            rows.insert(row, next[row]);
            endInsertRows();
        }
        if (!rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
};

} // namespace conduit::ui
