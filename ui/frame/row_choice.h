// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

class QTableView;

namespace conduit::ui {

/// Makes the row current whose first column says `name`; when the table is not filled yet, as soon as it holds that row. Of two
/// choices in one table the later one holds.
void chooseRow(QTableView &table, const QString &name);

} // namespace conduit::ui
