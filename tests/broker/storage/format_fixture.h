// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace conduit::test {

/// Makes the database of a released format from its dump in `fixtures`, such as "0001.sql". False when that cannot be done.
[[nodiscard]] bool makeDatabase(const QString &path, const QString &dump);

} // namespace conduit::test
