// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/app_config.h"
#include "app/log_sink.h"

namespace conduit::app {

/// The console, with a broker of its own or for one elsewhere; returns the exit code. CMake chooses between run_desktop.cpp and
/// run_desktop_absent.cpp, which serves headless.
int runDesktop(int argc, char **argv, const AppConfig &config, const WallClock &clock);

} // namespace conduit::app
