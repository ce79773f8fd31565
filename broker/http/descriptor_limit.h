// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

namespace conduit::broker {

/// Raises this process's limit of open descriptors to what it may have at most (the usual soft limit of 1,024 is soon used
/// up by waiting workers) and returns the limit.
qint64 raiseDescriptorLimit();

} // namespace conduit::broker
