// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/task_export.h"

#include "ui/background.h"
#include "ui/models/filter_text.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kTooMany = 429;
constexpr int kServerTrouble = 500;
constexpr std::chrono::milliseconds kRetryAfter = 1s;

/// Another try may go better.
bool passes(const client::Failure &failure)
{
    return failure.isUnreachable() || failure.status == kTooMany || failure.status >= kServerTrouble;
}

} // namespace

TaskExport::TaskExport(client::Client &client, Plan plan)
    : m_client(client), m_plan(std::move(plan)), m_file(std::make_shared<TaskFile>(m_plan.path, m_plan.format))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &TaskExport::goOn);
}

void TaskExport::start()
{
    if (m_plan.ids.isEmpty())
        count();
    else
        m_total = m_plan.ids.size();
    readNext();
}

/// One that has read its last page is about to be done.
void TaskExport::stop()
{
    if (!hasEnded() && (!m_isAtEnd || !m_pending.isEmpty()))
        setState(State::Stopped);
}

/// Only what the broker counts at once: how far it is then is a help, and no promise.
void TaskExport::count()
{
    const auto query = taskQueryFor(m_plan.filter);
    m_client.countFacets(
        {.states = query.states, .types = query.types, .queues = query.queues, .filter = query.filter, .facets = {u"state"_s}},
        this, [this](const client::Result<wire::Facets> &counted) {
            if (counted && counted->isExact)
                m_total = std::max<qint64>(0, counted->n - m_plan.except.size());
            Q_EMIT changed();
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

void TaskExport::goOn()
{
    if (hasEnded())
        return;
    if (!m_pending.isEmpty())
        readResults();
    else if (m_isAtEnd)
        finish();
    else
        readNext();
}

void TaskExport::readNext()
{
    m_client.listTasks(nextQuery(), this, [this](const client::Result<wire::TaskPage> &page) {
        if (hasEnded())
            return;
        if (page)
            take(*page);
        else
            takeFailure(page.error());
    });
}

void TaskExport::take(const wire::TaskPage &page)
{
    m_cursor = page.next;
    if (page.next.isEmpty())
        m_idsRead += kIdsAtOnce;
    m_isAtEnd = page.next.isEmpty() && m_idsRead >= m_plan.ids.size();
    if (m_state == State::Waiting)
        setState(State::Running);
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
    takeResults();
}

void TaskExport::readResult(qsizetype place)
{
    ++m_awaited;
    m_client.loadTask(m_pending[place].id, this, [this, place](const client::Result<wire::Task> &whole) {
        if (hasEnded())
            return;
        if (whole)
            m_pending[place].result = whole->result;
        else if (passes(whole.error()))
            m_trouble = whole.error(); // One that is gone by now has none.
        takeResults();
    });
}

void TaskExport::takeResults()
{
    if (--m_awaited > 0)
        return;
    if (m_trouble)
        return takeFailure(*m_trouble);
    if (m_state == State::Waiting)
        setState(State::Running);
    const auto count = std::min(kResultsAtOnce, m_pending.size());
    const auto whole = m_pending.first(count);
    m_pending.remove(0, count);
    write(whole);
}

void TaskExport::write(const QList<wire::Task> &tasks)
{
    inBackground(
        this, [file = m_file, tasks] { return file->write(tasks); },
        [this, count = tasks.size()](const QString &fault) { takeWritten(count, fault); });
}

void TaskExport::takeWritten(qint64 tasks, const QString &fault)
{
    if (hasEnded())
        return;
    if (!fault.isEmpty())
        return setState(State::Failed, fault);
    m_written += tasks;
    Q_EMIT changed();
    goOn();
}

void TaskExport::finish()
{
    inBackground(
        this, [file = m_file] { return file->finish(); },
        [this](const QString &fault) {
            if (!hasEnded())
                setState(fault.isEmpty() ? State::Done : State::Failed, fault);
        });
}

void TaskExport::takeFailure(const client::Failure &failure)
{
    if (!passes(failure))
        return setState(State::Failed, failure.message);
    m_retry.start(failure.retryAfter ? std::chrono::ceil<std::chrono::milliseconds>(*failure.retryAfter) : kRetryAfter);
    setState(State::Waiting, failure.message);
}

void TaskExport::setState(State state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    if (hasEnded())
        m_file.reset();
    Q_EMIT changed();
}

} // namespace conduit::ui
