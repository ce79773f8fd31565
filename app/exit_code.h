// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::app {

/// What the program's end says to whoever started it (contract §6).
enum class ExitCode {
    Fine = 0,
    Usage = 1,       ///< A flag, a variable or the settings file is wrong.
    Unavailable = 2, ///< Cannot listen, or the folder or database cannot be used.
    Owned = 3,       ///< The database belongs to a running broker or to a newer version.
};

} // namespace conduit::app
