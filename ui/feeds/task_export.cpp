// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/task_export.h"

#include "ui/models/filter_text.h"
#include "ui/models/task_file.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kNotFound = 404;

} // namespace

TaskExport::TaskExport(client::Client &client, Plan plan)
    : ExportRun(plan.path, taskFileHead(plan.format)), m_client(client), m_plan(std::move(plan))
{
}

void TaskExport::start()
{
    if (m_plan.ids.isEmpty())
        count();
    else
        setTotal(m_plan.ids.size());
    ExportRun::start();
}

/// Only what the broker counts at once: how far it is then is a help, and no promise.
void TaskExport::count()
{
    const auto query = taskQueryFor(m_plan.filter);
    m_client.countFacets(
        {.states = query.states, .types = query.types, .queues = query.queues, .filter = query.filter, .facets = {u"state"_s}},
        this, [this](const client::Result<wire::Facets> &counted) {
            if (counted && counted->isExact)
                setTotal(std::max<qint64>(0, counted->n - m_plan.except.size()));
        });
}

wire::TaskQuery TaskExport::nextQuery() const
{
    wire::TaskQuery query;
    if (m_plan.ids.isEmpty()) {
        query = taskQueryFor(m_plan.filter);
    } else {
        query.filter =
            lineWithValues({}, u"id"_s, m_plan.ids.sliced(m_idsRead, std::min(kIdsAtOnce, m_plan.ids.size() - m_idsRead)));
    }
    // The one order in which no task changes its place meanwhile.
    query.sort = TaskFilter::kNewestFirst;
    query.limit = kTasksAtOnce;
    query.after = m_cursor;
    query.payloads = m_plan.withPayloads;
    return query;
}

void TaskExport::readNext()
{
    if (m_pending.isEmpty())
        readPage();
    else
        readResults();
}

void TaskExport::readPage()
{
    m_client.listTasks(nextQuery(), this, [this](const client::Result<wire::TaskPage> &page) {
        if (hasEnded())
            return;
        if (page)
            takePage(*page);
        else
            takeFailure(page.error());
    });
}

void TaskExport::takePage(const wire::TaskPage &page)
{
    m_cursor = page.next;
    if (page.next.isEmpty())
        m_idsRead += kIdsAtOnce;
    m_isLastPage = page.next.isEmpty() && m_idsRead >= m_plan.ids.size();
    auto tasks = page.tasks;
    tasks.removeIf([this](const wire::Task &task) { return m_plan.except.contains(task.id); });
    if (!m_plan.withResults || tasks.isEmpty())
        return write(tasks);
    m_pending = tasks;
    readResults();
}

/// Of the next few, before they are written.
void TaskExport::readResults()
{
    m_trouble.reset();
    const auto count = std::min(kResultsAtOnce, m_pending.size());
    m_awaited = 1; // Until all are asked for.
    for (qsizetype place = 0; place < count; ++place)
        if (m_pending[place].hasEnded() && !m_pending[place].result)
            readResult(place);
    takeResult();
}

void TaskExport::readResult(qsizetype place)
{
    ++m_awaited;
    m_client.loadTask(m_pending[place].id, this, [this, place](const client::Result<wire::Task> &whole) {
        if (hasEnded())
            return;
        if (whole)
            m_pending[place].result = whole->result;
        else if (whole.error().status != kNotFound) // One that is gone by now has none.
            m_trouble = whole.error();
        takeResult();
    });
}

void TaskExport::takeResult()
{
    if (--m_awaited > 0)
        return;
    if (m_trouble)
        return takeFailure(*m_trouble);
    const auto count = std::min(kResultsAtOnce, m_pending.size());
    const auto whole = m_pending.first(count);
    m_pending.remove(0, count);
    write(whole);
}

void TaskExport::write(const QList<wire::Task> &tasks)
{
    take(tasks.size(), m_isLastPage && m_pending.isEmpty(),
         [tasks, format = m_plan.format] { return taskFileLines(tasks, format); });
}

} // namespace conduit::ui
