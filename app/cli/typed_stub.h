// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/typed_source.h"

namespace conduit::cli {

/// Something to begin with: what typedSource() has for one task type, and a worker with a handler of it that shows what it was given. A
/// program as it stands.
[[nodiscard]] QString typedStub(const Language &language, const wire::Schema &schema);

} // namespace conduit::cli
