// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/moment_text.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// Empty for a queue that hands out tasks.
QString pauseText(const wire::Queue &queue, const QDateTime &now)
{
    if (!queue.isPaused)
        return {};
    QString text = u"yes"_s;
    if (!queue.by.isEmpty())
        text += u" by "_s + queue.by;
    if (queue.until.isValid())
        text += u" until "_s + momentText(queue.until, now);
    return queue.reason.isEmpty() ? text : text + u": "_s + queue.reason;
}

ExitCode queues(Errand &errand)
{
    const auto all = errand.broker.ask<QList<wire::Queue>>(&client::Client::listQueues);
    if (!all)
        return errand.out.complain(all.error());
    if (errand.wantsJson()) {
        errand.out.printJson(errand.broker.text());
        return ExitCode::Fine;
    }
    if (all->isEmpty())
        errand.out.note(u"There are no queues yet. The first task makes one: conduit enqueue TYPE PAYLOAD --queue NAME"_s);
    using Form = TextTable::Form;
    TextTable table({{u"QUEUE"_s, Form::Text},
                     {u"READY"_s, Form::Number},
                     {u"RUNNING"_s, Form::Number},
                     {u"RETRYING"_s, Form::Number},
                     {u"SCHEDULED"_s, Form::Number},
                     {u"DEAD"_s, Form::Number},
                     {u"PAUSED"_s, Form::Text}},
                    errand.out.columns());
    for (const wire::Queue &queue : *all) {
        const auto count = [&queue](const QString &state) { return QString::number(queue.states.value(state)); };
        table.add({queue.name, count(u"ready"_s), count(u"running"_s), count(u"retrying"_s), count(u"scheduled"_s),
                   count(u"dead"_s), pauseText(queue, errand.now)});
    }
    errand.out.print(table.takeText());
    return ExitCode::Fine;
}

} // namespace

Verb queuesVerb()
{
    return {.name = u"queues"_s,
            .synopsis = {},
            .summary = u"Lists the queues, how many tasks they have, and whether they are paused."_s,
            .wordsMin = 0,
            .wordsMax = 0,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit queues\n"
                        "  conduit queues --json | jq '.queues[] | select(.paused)'\n"_s,
            .run = &queues};
}

} // namespace conduit::cli
