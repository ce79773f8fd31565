// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "app/exit_code.h"
#include "app/worker_pools.h"
#include "broker/broker.h"

namespace conduit::app {

/// After the application object, which takes the desktop's locale for C functions, too: those that read and print numbers must
/// not change with it.
void pinNumberFormat();

/// Local workers run the program `conduit-worker` that lies beside this one.
[[nodiscard]] WorkerPools::Settings poolSettings(const AppConfig &config);

[[nodiscard]] ExitCode exitCodeFrom(broker::Broker::OpenFailure failure);

} // namespace conduit::app
