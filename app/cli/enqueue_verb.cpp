// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/line_intake.h"
#include "app/cli/payload_source.h"
#include "app/cli/task_end.h"
#include "app/cli/task_words.h"
#include "app/cli/verbs.h"

#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// Everything but the payload.
Outcome<wire::NewTask> newTaskFrom(const Given &given)
{
    OptionReader read(given);
    const QString uniqueFor = given.text(u"unique-for"_s);
    const wire::NewTask task {.id = given.isSet(u"id"_s) ? given.text(u"id"_s) : client::newTaskId(),
                              .taskType = given.words.first(),
                              .queue = given.text(u"queue"_s),
                              .priority = read.integer(u"priority"_s),
                              .runAt = read.time(u"run-at"_s),
                              .delay = read.seconds(u"delay"_s),
                              .maxAttempts = read.integer(u"max-attempts"_s),
                              .retryFor = read.seconds(u"retry-for"_s),
                              .backoff = read.backoff(u"backoff"_s),
                              .timeout = read.seconds(u"timeout"_s),
                              .expiresAt = read.time(u"expires-at"_s),
                              .uniqueKey = given.text(u"unique-key"_s),
                              .uniqueFor = uniqueScopes().contains(uniqueFor) ? uniqueFor : QString(),
                              .uniqueWindow = read.seconds(u"unique-for"_s, uniqueScopes()),
                              .onConflict = given.text(u"on-conflict"_s),
                              .serialKey = given.text(u"serial-key"_s),
                              .tags = given.texts(u"tag"_s),
                              .meta = read.json(u"meta"_s)};
    if (!read.complaint().isEmpty())
        return Trouble {.message = read.complaint()};
    return task;
}

ExitCode enqueueLines(Errand &errand, const wire::NewTask &pattern)
{
    const QUuid first = QUuid::fromString(pattern.id);
    if (first.isNull())
        return errand.out.complain({.message = u"--id takes a UUID, not '%1'."_s.arg(pattern.id)});
    if (errand.given.isSet(u"wait"_s))
        return errand.out.complain({.message = u"--wait is for one task; with --lines pass the ids on to conduit wait."_s});
    LineIntake intake(errand, pattern, first);
    const QString source = errand.given.words.value(1, u"-"_s);
    if (source == u"-")
        return intake.takeFrom(STDIN_FILENO);
    if (!source.startsWith(u'@'))
        return errand.out.complain(
            {.message = u"With --lines the payloads come from stdin or from @FILE, not from '%1'."_s.arg(source)});
    QFile file(source.sliced(1));
    if (!file.open(QIODevice::ReadOnly))
        return errand.out.complain({.message = u"'%1' cannot be read: %2."_s.arg(file.fileName(), file.errorString())});
    return intake.takeFrom(file.handle());
}

ExitCode enqueueOne(Errand &errand, wire::NewTask task)
{
    const auto payload = payloadFrom(errand.given.words.value(1, u"null"_s));
    if (!payload)
        return errand.out.complain({.message = payload.error()});
    task.payload = *payload;
    const auto enqueued = errand.broker.ask<wire::Task>(&client::Client::enqueue, task);
    if (!enqueued) {
        Trouble trouble = enqueued.error();
        if (trouble.code != ExitCode::Refused)
            trouble.message += u" The same with --id %1 enqueues nothing twice."_s.arg(task.id);
        return errand.out.complain(trouble);
    }
    if (errand.given.isSet(u"wait"_s))
        return awaitEnd(errand, enqueued->id);
    if (errand.wantsJson())
        errand.out.printJson(errand.broker.text());
    else
        errand.out.printLine(enqueued->id);
    return ExitCode::Fine;
}

ExitCode enqueue(Errand &errand)
{
    const auto task = newTaskFrom(errand.given);
    if (!task)
        return errand.out.complain(task.error());
    return errand.given.isSet(u"lines"_s) ? enqueueLines(errand, *task) : enqueueOne(errand, *task);
}

} // namespace

Verb enqueueVerb()
{
    return {
        .name = u"enqueue"_s,
        .synopsis = u"TYPE [PAYLOAD|-|@FILE]"_s,
        .summary = u"Enqueues a task and prints its id. The payload is JSON, of stdin with -, or of a file; without it null."_s,
        .wordsMin = 1,
        .wordsMax = 2,
        .options = {{u"queue"_s, u"Where to (default default)."_s, u"NAME"_s},
                    {u"priority"_s, u"0 to 9, higher runs sooner (default 5)."_s, u"N"_s},
                    {u"delay"_s, u"Run no sooner than in so long."_s, u"SECONDS"_s},
                    {u"run-at"_s, u"Or no sooner than at this time, RFC 3339 with its offset."_s, u"TIME"_s},
                    {u"expires-at"_s, u"Dead when no attempt has begun by then."_s, u"TIME"_s},
                    {u"max-attempts"_s, u"1 to 1000 (default 20)."_s, u"N"_s},
                    {u"backoff"_s, u"How it rests between attempts: a kind, or an object as in the API."_s, u"KIND|JSON"_s},
                    {u"retry-for"_s, u"No attempt begins later than so long after the first."_s, u"SECONDS"_s},
                    {u"timeout"_s, u"How long an attempt may run; 0: any time (default 1800)."_s, u"SECONDS"_s},
                    {u"unique-key"_s, u"Give the task that holds this key, when there is one, and enqueue none."_s, u"KEY"_s},
                    {u"unique-for"_s, u"Until when it holds its key: done, start, or a number of seconds (default done)."_s,
                     u"SCOPE"_s},
                    {u"on-conflict"_s, u"When the key is held: return (the holder), reject, replace or keep_last."_s,
                     u"WORD"_s},
                    {u"serial-key"_s, u"Of the tasks with this key one runs at a time, in their order."_s, u"KEY"_s},
                    {u"tag"_s, u"May be repeated."_s, u"TAG"_s},
                    {u"meta"_s, u"A JSON object for people and filters."_s, u"JSON"_s},
                    {u"id"_s, u"A UUID of your own: the same again enqueues nothing twice."_s, u"UUID"_s},
                    {u"wait"_s, u"Then do as conduit wait; end with 7 when it has not ended by then."_s, u"[=SECONDS]"_s},
                    {u"lines"_s, u"Each line of stdin or @FILE is the payload of a task."_s}},
        .patience = u"wait"_s,
        .examples = u"  conduit enqueue echo '{\"echo\": \"hello\"}'\n"
                    "  conduit enqueue mail @mail.json --queue mails --delay 60 --tag nightly\n"
                    "  date +'{\"echo\": \"%T\"}' | conduit enqueue echo - --wait=20\n"
                    "  conduit enqueue echo --lines < payloads.jsonl > ids\n"_s,
        .run = &enqueue};
}

} // namespace conduit::cli
