// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/type_stubs.h"

namespace conduit::app {

/// What `conduit gen` knows of languages, for the console.
[[nodiscard]] QString typeStub(ui::StubLanguage language, const wire::Schema &schema);

} // namespace conduit::app
