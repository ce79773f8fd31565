// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/error.h"

#include <conduit/result.h>

namespace conduit::broker {

template<typename T>
using Result = conduit::Result<T, Error>;

/// Done, or why not.
using Status = Result<Unit>;

} // namespace conduit::broker
