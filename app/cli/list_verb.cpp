// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/moment_text.h"
#include "app/cli/task_words.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs.h"

#include <conduit/json_text.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

constexpr int kPageMax = 500;
constexpr int kLimit = 50;

/// Prints tasks as they come: rows of one table, or their exact JSON a line each.
class TaskPrinter
{
public:
    explicit TaskPrinter(Errand &errand)
        : m_errand(errand),
          m_table({{u"ID"_s},
                   {u"STATE"_s},
                   {u"AGE"_s, TextTable::Form::Number},
                   {u"TYPE"_s, TextTable::Form::Text},
                   {u"QUEUE"_s, TextTable::Form::Text},
                   {u"ERROR"_s, TextTable::Form::Text}},
                  errand.out.columns())
    {
    }

    /// `page` is the answer that the broker line has heard last.
    void print(const wire::TaskPage &page)
    {
        if (m_errand.wantsJson())
            printJson();
        else
            printRows(page);
    }

private:
    void printRows(const wire::TaskPage &page)
    {
        for (const wire::Task &task : page.tasks) {
            m_table.add(
                {task.id, task.state, ageText(task.createdAt, m_errand.now), task.taskType, task.queue, task.lastError});
        }
        m_errand.out.print(m_table.takeText());
    }

    void printJson()
    {
        const auto document = json::Document::parse(m_errand.broker.text(), json::kOutputDepthMax + json::kEnvelopeDepthMax);
        const auto tasks = document ? document->root().member(u"tasks") : std::nullopt;
        if (!tasks)
            return; // the client has read a page from the same text, so there are some
        for (const json::Value &task : tasks->elements())
            m_errand.out.printJson(task.text());
    }

    Errand &m_errand;
    TextTable m_table;
};

wire::TaskQuery queryFrom(const Given &given)
{
    wire::TaskQuery query;
    query.states = given.names(u"state"_s);
    query.types = given.texts(u"type"_s);
    query.queues = given.names(u"queue"_s);
    query.filter = given.text(u"filter"_s);
    if (given.isSet(u"sort"_s))
        query.sort = given.text(u"sort"_s);
    return query;
}

/// How many tasks to show at most; nothing for all.
Outcome<std::optional<int>> limitFrom(const Given &given)
{
    OptionReader read(given);
    const auto limit = read.integer(u"limit"_s);
    if (!read.complaint().isEmpty())
        return Trouble {.message = read.complaint()};
    if (limit && (*limit < 1 || given.isSet(u"all"_s)))
        return Trouble {.message = u"--limit takes a whole number from 1, and goes without --all."_s};
    if (given.isSet(u"all"_s))
        return std::optional<int>();
    return std::optional<int>(limit.value_or(kLimit));
}

ExitCode list(Errand &errand)
{
    const auto limit = limitFrom(errand.given);
    if (!limit)
        return errand.out.complain(limit.error());
    errand.broker.bearAbsence();
    wire::TaskQuery query = queryFrom(errand.given);
    TaskPrinter printer(errand);
    qint64 shown = 0;
    do {
        query.limit = static_cast<int>(std::min<qint64>(limit->value_or(kPageMax) - (*limit ? shown : 0), kPageMax));
        const auto page = errand.broker.ask<wire::TaskPage>(&client::Client::listTasks, query);
        if (!page)
            return errand.out.complain(page.error());
        printer.print(*page);
        shown += page->tasks.size();
        query.after = page->next;
    } while (!query.after.isEmpty() && (!*limit || shown < **limit));

    const bool wasAsked = errand.given.isSet(u"limit"_s);
    if (shown == 0 && !errand.wantsJson())
        errand.out.note(u"There is no such task. Leave out a filter, or enqueue one: conduit enqueue TYPE PAYLOAD"_s);
    else if (!query.after.isEmpty() && !wasAsked)
        errand.out.note(u"These are the first %1. For more: --limit N, or --all"_s.arg(shown));
    return ExitCode::Fine;
}

} // namespace

Verb listVerb()
{
    const QString orders = u"By %1; with - in front for falling (default -created)."_s.arg(taskOrders().join(u", "_s));
    return {.name = u"list"_s,
            .synopsis = {},
            .summary = u"Lists tasks, the newest first; with --json a task a line, without payload and output."_s,
            .wordsMin = 0,
            .wordsMax = 0,
            .options = {{{u"q"_s, u"filter"_s}, u"Those that a filter finds; see docs/api.md#filters."_s, u"FILTER"_s},
                        {u"state"_s, u"In these states: %1."_s.arg(taskStates().join(u", "_s)), u"STATE"_s},
                        {u"type"_s, u"Of this type; may be repeated."_s, u"TYPE"_s},
                        {u"queue"_s, u"In these queues, with commas."_s, u"QUEUE"_s},
                        {u"sort"_s, orders, u"ORDER"_s},
                        {u"limit"_s, u"At most so many (default %1)."_s.arg(kLimit), u"N"_s},
                        {u"all"_s, u"All there are."_s}},
            .patience = u"timeout"_s,
            .examples = u"  conduit list --state dead,retrying --type mail\n"
                        "  conduit list -q 'error:\"disk full\" created:<2h' --sort -priority --limit 10\n"
                        "  conduit list --all --json | jq -r .task_type | sort | uniq -c\n"_s,
            .run = &list};
}

} // namespace conduit::cli
