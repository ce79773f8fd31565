// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/each_task.h"
#include "app/cli/task_end.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

ExitCode wait(Errand &errand)
{
    return forEachTask(errand.given.words, [&errand](const QString &id) { return awaitEnd(errand, id); });
}

} // namespace

Verb waitVerb()
{
    return {.name = u"wait"_s,
            .synopsis = u"ID..."_s,
            .summary = u"Waits until tasks have ended, and prints their outputs, a line each, in the order of the ids."_s,
            .wordsMin = 1,
            .wordsMax = Verb::kAnyNumber,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit wait 0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b\n"
                        "  conduit wait --timeout 60 --json $ID | jq .result\n"_s,
            .run = &wait};
}

} // namespace conduit::cli
