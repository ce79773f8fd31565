// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

namespace conduit::ui {

/// What to tell whoever asked for a change that failed. When no answer came, it may have been done all the same, and this says so.
[[nodiscard]] QString changeFailureText(const client::Failure &failure);

} // namespace conduit::ui
