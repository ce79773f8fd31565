// SPDX-License-Identifier: GPL-3.0-only
// The program conduit-worker: the handlers that come with Conduit.
#include "worker/handlers/echo_handler.h"
#include "worker/handlers/validate_image_handler.h"
#include "worker/worker_program.h"

#include <conduit/handler_registry.h>

using namespace conduit::worker;

int main(int argc, char **argv)
{
    HandlerRegistry handlers;
    handlers.add(std::make_unique<EchoHandler>());
    handlers.add(std::make_unique<ValidateImageHandler>());
    return runWorkerProgram(argc, argv, handlers);
}
