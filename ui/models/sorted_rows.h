// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSortFilterProxyModel>

namespace conduit::ui {

/// The rows of a small table in the order that somebody has chosen, or in the table's own. What a cell says is not always what it is sorted
/// by: that is its kSortRole, where it has one.
class SortedRows final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    /// A number, or a time.
    static constexpr int kSortRole = Qt::UserRole + 900;

    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace conduit::ui
