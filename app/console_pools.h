// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/worker_pools.h"
#include "ui/local_workers.h"

namespace conduit::app {

// Pools as the console says them, and back.

[[nodiscard]] ui::LocalPool poolShown(const WorkerPools::Pool &pool);
[[nodiscard]] PoolDefinition definitionFrom(const ui::LocalPoolDefinition &shown);

/// Variables, program and arguments, in the words of a shell; without variables that are secret, and without going to the pool's folder.
[[nodiscard]] QString shellLineOf(const WorkerCommand &command, const QString &worker);

} // namespace conduit::app
