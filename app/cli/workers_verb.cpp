// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/moment_text.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs.h"

#include <conduit/worker_health.h>

#include <chrono>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// Where it is off by more than the clocks of two machines mostly are.
QString clockText(const wire::Worker &worker)
{
    const auto ahead = wire::wrongClock(worker);
    if (ahead.count() == 0)
        return {};
    return spanText(std::chrono::round<std::chrono::seconds>(std::chrono::abs(ahead)).count())
        + (ahead.count() > 0 ? u" ahead"_s : u" behind"_s);
}

QString namesText(const QStringList &names) { return names.isEmpty() ? u"any"_s : names.join(u','); }

ExitCode workers(Errand &errand)
{
    const auto all = errand.broker.ask<QList<wire::Worker>>(&client::Client::listWorkers);
    if (!all)
        return errand.out.complain(all.error());
    if (errand.wantsJson()) {
        errand.out.printJson(errand.broker.text());
        return ExitCode::Fine;
    }
    if (all->isEmpty())
        errand.out.note(u"No worker was heard of within the last hour. Start one: conduit-worker --broker-url URL"_s);
    using Form = TextTable::Form;
    TextTable table({{u"WORKER"_s, Form::Text},
                     {u"HOST"_s, Form::Text},
                     {u"PID"_s, Form::Number},
                     {u"RUNS"_s, Form::Number},
                     {u"DONE"_s, Form::Number},
                     {u"FAILED %"_s, Form::Number},
                     {u"SEEN"_s, Form::Number},
                     {u"CLOCK"_s},
                     {u"DRAINS"_s},
                     {u"TYPES"_s, Form::Text},
                     {u"QUEUES"_s, Form::Text}},
                    errand.out.columns());
    for (const wire::Worker &worker : *all) {
        table.add({worker.name, worker.host, worker.pid > 0 ? QString::number(worker.pid) : QString(),
                   u"%1/%2"_s.arg(worker.running).arg(worker.concurrency), QString::number(worker.completed),
                   wire::failedPercentText(worker).value_or(QString()), ageText(worker.lastSeenAt, errand.now),
                   clockText(worker), worker.draining ? u"yes"_s : QString(), namesText(worker.types),
                   namesText(worker.queues)});
    }
    errand.out.print(table.takeText());
    return ExitCode::Fine;
}

} // namespace

Verb workersVerb()
{
    return {.name = u"workers"_s,
            .synopsis = {},
            .summary = u"Lists the workers that were heard of within the last hour."_s,
            .wordsMin = 0,
            .wordsMax = 0,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit workers\n"_s,
            .run = &workers};
}

} // namespace conduit::cli
