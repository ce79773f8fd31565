// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/each_task.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// What became of the task, and the exit code that goes with it.
ExitCode tell(Errand &errand, const QString &id, const Outcome<wire::Task> &task)
{
    if (!task)
        return errand.out.complain(withSubject(task.error(), id));
    if (errand.wantsJson())
        errand.out.printJson(errand.broker.text());
    else
        errand.out.printLine(u"%1 %2"_s.arg(task->id, task->cancelRequested ? u"was asked to stop"_s : task->state));
    return ExitCode::Fine;
}

ExitCode cancel(Errand &errand)
{
    const QString reason = errand.given.text(u"reason"_s);
    return forEachTask(errand.given.words, [&](const QString &id) {
        return tell(errand, id, errand.broker.ask<wire::Task>(&client::Client::cancelTask, wire::TaskRef {.id = id}, reason));
    });
}

ExitCode retry(Errand &errand)
{
    return forEachTask(errand.given.words, [&](const QString &id) {
        return tell(errand, id, errand.broker.ask<wire::Task>(&client::Client::retryTask, wire::TaskRef {.id = id}));
    });
}

} // namespace

Verb cancelVerb()
{
    return {.name = u"cancel"_s,
            .synopsis = u"ID..."_s,
            .summary = u"Cancels tasks: waiting ones at once, running ones are asked to stop."_s,
            .wordsMin = 1,
            .wordsMax = Verb::kAnyNumber,
            .options = {{u"reason"_s, u"Why; stands in the tasks' errors."_s, u"TEXT"_s}},
            .patience = u"timeout"_s,
            .examples = u"  conduit cancel --reason 'the order was withdrawn' $ID\n"
                        "  conduit list --all --json -q 'state:ready type:mail' | jq -r .id | xargs -r conduit cancel\n"_s,
            .run = &cancel};
}

Verb retryVerb()
{
    return {.name = u"retry"_s,
            .synopsis = u"ID..."_s,
            .summary = u"Gives dead or cancelled tasks all their attempts once more, and makes retrying ones due at once."_s,
            .wordsMin = 1,
            .wordsMax = Verb::kAnyNumber,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit retry $ID\n"
                        "  conduit list --all --json -q 'state:dead type:mail' | jq -r .id | xargs -r conduit retry\n"_s,
            .run = &retry};
}

} // namespace conduit::cli
