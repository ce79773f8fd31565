// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

namespace conduit::test {

/// The schemas in a file, which is an array of what POST /task/set_schema takes. Nothing when it cannot be read.
[[nodiscard]] QList<wire::Schema> schemasIn(const QString &path);

} // namespace conduit::test
