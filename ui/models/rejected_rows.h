// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_pass.h"

#include <QHash>

namespace conduit::ui {

/// Why the broker refused the task of a line.
using Refusals = QHash<qint64, QString>;

/// Writes the rows that became no task: those that the mapping rejects, and those that the broker refused. A table keeps its
/// columns and gets one more, `error`; JSON rows become objects of `line`, `error` and `row`, one a line. UTF-8. Gives back
/// how many, or what is wrong with the files. Waits for its disk, so it works in the background.
[[nodiscard]] Result<qint64, QString> saveRejected(const RowSource &source, const Refusals &refusals, const QString &path);

} // namespace conduit::ui
