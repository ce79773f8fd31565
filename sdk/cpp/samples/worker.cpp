// SPDX-License-Identifier: MIT
#include <conduit/worker.h>
using namespace conduit::worker;
int main(int argc, char **argv)
{
    HandlerRegistry handlers;
    handlers.add("shout", [](const TaskContext &task) {
        return outputOf({{"shouted", task.payloadObject()["text"].toString().toUpper()}});
    });
    return runWorker(argc, argv, handlers);
}
