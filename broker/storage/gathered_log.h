// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::broker {

/// Lets each commit write its part of the log by one call.
///
/// SQLite writes the log (the "-wal" file) by two calls a page: its frame's header, and the page. The file system then has eight small
/// pieces to put together and to sync, where one would do (docs/adr/0042). Writes that follow one another are gathered, and leave before
/// anything else is done with the file: a sync, a read, a change of its size. An error of a gathered write is an error of that act.
///
/// Registers SQLite's own way to the disk with this added, as the default for every connection that the process opens from now on.
/// Once is enough; any thread.
void gatherLogWrites();

} // namespace conduit::broker
