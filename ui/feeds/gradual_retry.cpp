// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/gradual_retry.h"

#include "ui/format/sizes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kSecondsOfAMinute = 60;
constexpr int kChangedTasksMax = 500; // What the broker gives at a time.

} // namespace

GradualRetry::GradualRetry(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&m_clock, &QTimer::timeout, this, &GradualRetry::step);
}

qsizetype GradualRetry::tasksPerStep(int perMinute) { return std::max(1, perMinute / kSecondsOfAMinute); }

std::chrono::milliseconds GradualRetry::restAfterStep(int perMinute)
{
    return std::chrono::milliseconds(std::chrono::minutes(1)) * tasksPerStep(perMinute) / perMinute;
}

void GradualRetry::start(const Plan &plan)
{
    Q_ASSERT(m_state == State::Idle && plan.perMinute > 0 && plan.failuresMax > 0);
    m_plan = plan;
    m_state = State::Running;
    m_cursor.clear();
    m_found.clear();
    m_retried.clear();
    m_failed.clear();
    m_clock.start(restAfterStep(plan.perMinute));
    Q_EMIT changed();
    step();
}

void GradualRetry::pause()
{
    if (m_state != State::Running)
        return;
    m_state = State::Paused;
    m_clock.stop();
    Q_EMIT changed();
}

void GradualRetry::resume()
{
    if (m_state != State::Paused)
        return;
    m_state = State::Running;
    m_clock.start();
    Q_EMIT changed();
    step();
}

void GradualRetry::stop()
{
    if (m_state != State::Idle)
        end(tr("Stopped: %1 of %2 tasks were retried.").arg(countText(m_retried.size()), countText(m_plan.tasks)));
}

/// Whoever is away for a while is asked again with the next step.
void GradualRetry::step()
{
    if (m_state != State::Running || m_isAsking)
        return;
    wire::TaskQuery query;
    query.states = {u"dead"_s, u"retrying"_s};
    query.types = {m_plan.type};
    query.limit = kChangedTasksMax;
    query.changedSince = m_plan.revision;
    m_isAsking = true;
    m_client.listTasks(query, this, [this](const client::Result<wire::TaskPage> &answer) {
        m_isAsking = false;
        if (!answer || m_state == State::Idle)
            return;
        countFailures(*answer);
        if (m_failed.size() >= m_plan.failuresMax)
            end(tr("Stopped: %1 of %2 retried tasks failed again.")
                    .arg(countText(m_failed.size()), countText(m_retried.size())));
        else if (m_state == State::Running)
            findNext();
    });
}

void GradualRetry::countFailures(const wire::TaskPage &page)
{
    m_plan.revision = page.revision;
    for (const auto &task : page.tasks)
        if (m_retried.contains(task.id))
            m_failed.insert(task.id);
}

/// What was found and may not have been retried goes first: retrying twice does no harm.
void GradualRetry::findNext()
{
    if (!m_found.isEmpty())
        return retryFound();
    wire::TaskQuery query;
    query.filter = m_plan.filter;
    query.limit = static_cast<int>(tasksPerStep(m_plan.perMinute));
    query.sort = u"created"_s;
    query.after = m_cursor;
    m_isAsking = true;
    m_client.listTasks(query, this, [this](const client::Result<wire::TaskPage> &answer) {
        m_isAsking = false;
        if (m_state != State::Running)
            return;
        if (answer)
            take(*answer);
        else if (!answer.error().isUnreachable())
            end(answer.error().message);
    });
}

/// A search may come back with nothing so far, and goes on from there.
void GradualRetry::take(const wire::TaskPage &page)
{
    for (const auto &task : page.tasks)
        if (task.completedAt <= m_plan.diedUntil)
            m_found.append(task.id);
    m_cursor = page.next;
    if (!m_found.isEmpty())
        retryFound();
    else if (m_cursor.isEmpty())
        endAll();
    else
        findNext();
}

void GradualRetry::retryFound()
{
    m_isAsking = true;
    m_client.startOperation({.verb = u"retry"_s, .ids = m_found}, this, [this](const client::Result<wire::Operation> &answer) {
        m_isAsking = false;
        if (m_state == State::Idle || (!answer && answer.error().isUnreachable()))
            return;
        if (!answer)
            return end(answer.error().message);
        m_retried.unite({m_found.cbegin(), m_found.cend()});
        m_found.clear();
        if (m_cursor.isEmpty())
            return endAll();
        Q_EMIT changed();
    });
}

void GradualRetry::endAll()
{
    end(tr("Retried them all. Tasks: %1, failed again so far: %2.")
            .arg(countText(m_retried.size()), countText(m_failed.size())));
}

void GradualRetry::end(const QString &text)
{
    m_state = State::Idle;
    m_clock.stop();
    Q_EMIT changed();
    Q_EMIT ended(text);
}

} // namespace conduit::ui
