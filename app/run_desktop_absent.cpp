// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_desktop.h"

#include "app/exit_code.h"
#include "app/run_headless.h"

#include <cstdio>

namespace conduit::app {

int runDesktop(int argc, char **argv, const AppConfig &config, const WallClock &clock)
{
    if (!config.connect.isEmpty()) {
        std::fputs("conduit: this build has no console, so --connect means nothing to it\n", stderr);
        return static_cast<int>(ExitCode::Usage);
    }
    return runHeadless(argc, argv, config, clock);
}

} // namespace conduit::app
