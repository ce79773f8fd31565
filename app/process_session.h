// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

namespace conduit::app {

/// Kills (SIGKILL) every process of a session (setsid(2)), also those that have made groups of their own, and those whose leader is gone.
/// Linux only: it reads /proc, which takes some milliseconds.
void killSession(qint64 session);

} // namespace conduit::app
