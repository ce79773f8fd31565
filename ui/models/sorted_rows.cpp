// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/sorted_rows.h"

namespace conduit::ui {

bool SortedRows::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant one = left.data(kSortRole);
    const QVariant other = right.data(kSortRole);
    if (one.isValid() && other.isValid())
        return QVariant::compare(one, other) == QPartialOrdering::Less;
    return left.data().toString().localeAwareCompare(right.data().toString()) < 0;
}

} // namespace conduit::ui
