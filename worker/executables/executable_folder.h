// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/handler.h>

#include <conduit/result.h>

#include <memory>
#include <vector>

namespace conduit::worker {

/// A handler for each executable file of `folder`, named after it; `NAME.schema.json` beside it says what payload the type takes. Hidden files
/// and files that may not be executed are passed over. The error says what to change.
[[nodiscard]] Result<std::vector<std::unique_ptr<Handler>>, QString> executablesIn(const QString &folder);

} // namespace conduit::worker
