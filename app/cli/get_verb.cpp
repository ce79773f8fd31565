// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/task_card.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

ExitCode get(Errand &errand)
{
    const auto task = errand.broker.ask<wire::Task>(&client::Client::loadTask, errand.given.words.first());
    if (!task)
        return errand.out.complain(task.error());
    if (errand.wantsJson())
        errand.out.printJson(errand.broker.text());
    else
        errand.out.print(taskCard(*task, errand.now));
    return ExitCode::Fine;
}

} // namespace

Verb getVerb()
{
    return {.name = u"get"_s,
            .synopsis = u"ID"_s,
            .summary = u"Shows one task, and what it waits for."_s,
            .wordsMin = 1,
            .wordsMax = 1,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit get 0193624e-3f1a-7c3a-9f2b-6f0e5a1d2c3b\n"
                        "  conduit get --json $ID | jq .payload\n"_s,
            .run = &get};
}

} // namespace conduit::cli
