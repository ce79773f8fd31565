// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/task_words.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

using Form = TextTable::Form;

QString statesText(const wire::Stats &stats)
{
    TextTable table({{u"STATE"_s}, {u"TASKS"_s, Form::Number}});
    for (const QString &state : taskStates() + QStringList {u"trashed"_s})
        table.add({state, QString::number(stats.states.value(state))});
    return table.takeText();
}

QString typesText(const wire::Stats &stats, int columns)
{
    TextTable table({{u"TYPE"_s, Form::Text},
                     {u"WAITING"_s, Form::Number},
                     {u"RUNNING"_s, Form::Number},
                     {u"COMPLETED"_s, Form::Number},
                     {u"DEAD"_s, Form::Number},
                     {u"CANCELLED"_s, Form::Number}},
                    columns);
    for (auto type = stats.types.begin(); type != stats.types.end(); ++type) {
        const auto &states = type.value();
        const qint64 waiting =
            states.value(u"scheduled"_s) + states.value(u"blocked"_s) + states.value(u"ready"_s) + states.value(u"retrying"_s);
        table.add({type.key(), QString::number(waiting), QString::number(states.value(u"running"_s)),
                   QString::number(states.value(u"completed"_s)), QString::number(states.value(u"dead"_s)),
                   QString::number(states.value(u"cancelled"_s))});
    }
    return table.takeText();
}

ExitCode stats(Errand &errand)
{
    const auto counts = errand.broker.ask<wire::Stats>(&client::Client::loadStats);
    if (!counts)
        return errand.out.complain(counts.error());
    if (errand.wantsJson()) {
        errand.out.printJson(errand.broker.text());
        return ExitCode::Fine;
    }
    errand.out.print(statesText(*counts));
    if (const QString types = typesText(*counts, errand.out.columns()); !types.isEmpty())
        errand.out.print(u'\n' + types);
    return ExitCode::Fine;
}

} // namespace

Verb statsVerb()
{
    return {.name = u"stats"_s,
            .synopsis = {},
            .summary = u"Counts the tasks by state, and by type."_s,
            .wordsMin = 0,
            .wordsMax = 0,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit stats\n"
                        "  conduit stats --json | jq .states.ready\n"_s,
            .run = &stats};
}

} // namespace conduit::cli
