// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "app/log_sink.h"

namespace conduit::app {

/// Serves until a signal ends it; returns the exit code. Opens no display and loads no platform plug-in.
int runHeadless(int argc, char **argv, const AppConfig &config, const WallClock &clock);

} // namespace conduit::app
