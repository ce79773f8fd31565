// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/verb.h"

namespace conduit::cli {

/// Waits until the task has ended, and prints its output, or says on stderr why it failed. With --json the task is printed
/// however it ended.
[[nodiscard]] ExitCode awaitEnd(Errand &errand, const QString &id);

} // namespace conduit::cli
