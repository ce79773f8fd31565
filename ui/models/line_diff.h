// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::ui {

/// What is different between two texts, line by line: `- ` stands before what is gone, `+ ` before what is new, two spaces
/// before what is in both. Of very long texts only their common beginning and end are found.
[[nodiscard]] QString lineDiff(const QString &before, const QString &after);

} // namespace conduit::ui
