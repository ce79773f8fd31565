// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::app {

/// What the program's end says to whoever started it (contract §6).
enum class ExitCode {
    Fine = 0,
    Usage = 1, ///< A flag, a variable or the settings file is wrong. Of a verb: also a file that cannot be read or written.
    Unavailable = 2, ///< Cannot listen, or the folder or database cannot be used.
    Owned = 3,       ///< The database belongs to a running broker or to a newer version.

    // Of verbs alone.
    Unreachable = 4, ///< The broker gave no answer.
    Refused = 5,     ///< The broker refused what was asked.
    TaskFailed = 6,  ///< A task that was waited for is dead or cancelled.
    TimedOut = 7,    ///< Not done within the time that was given.
};

} // namespace conduit::app
