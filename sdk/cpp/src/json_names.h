// SPDX-License-Identifier: MIT
#pragma once

#include "json_content.h"

#include <optional>

namespace conduit::json {

/// The entry of the first member name that its object has had before; nothing when there is none.
std::optional<Offset> duplicateName(const DocumentContent &content);

} // namespace conduit::json
