// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QUuid>

namespace conduit::cli {

/// The id of the task in line `number`: `first` plus that number, counting in the last twelve digits. So the ids of all lines
/// follow from one, are in their order, and a second run with the same one enqueues nothing twice.
[[nodiscard]] QString idOfLine(const QUuid &first, qint64 number);

} // namespace conduit::cli
