// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace conduit::worker {

class HandlerRegistry;

/// The whole of a worker program but its handlers: reads flags, environment and `.env`, adds the executables of
/// `--handlers` and the plug-ins of `--plugins` to `handlers`, works until it is told to stop, and returns the exit code. Once in a process, from main.
int runWorkerProgram(int argc, char **argv, HandlerRegistry &handlers);

} // namespace conduit::worker
