// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

ExitCode types(Errand &errand)
{
    const auto names = errand.broker.ask<QStringList>(&client::Client::listTypes);
    if (!names)
        return errand.out.complain(names.error());
    if (errand.wantsJson()) {
        errand.out.printJson(errand.broker.text());
        return ExitCode::Fine;
    }
    if (names->isEmpty())
        errand.out.note(u"No type has a schema yet. A worker registers those of its handlers when it starts."_s);
    for (const QString &name : *names)
        errand.out.printLine(name);
    return ExitCode::Fine;
}

} // namespace

Verb typesVerb()
{
    return {.name = u"types"_s,
            .synopsis = {},
            .summary = u"Lists the task types that have a schema. Others may be enqueued as well."_s,
            .wordsMin = 0,
            .wordsMax = 0,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit types\n"_s,
            .run = &types};
}

} // namespace conduit::cli
