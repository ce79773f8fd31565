// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/gradual_retry.h"

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
    m_next = 0;
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
        end(tr("Stopped: %1 of %2 tasks were retried.").arg(m_retried.size()).arg(m_plan.ids.size()));
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
            end(tr("Stopped: %1 of %2 retried tasks failed again.").arg(m_failed.size()).arg(m_retried.size()));
        else if (m_state == State::Running)
            retryNext();
    });
}

void GradualRetry::countFailures(const wire::TaskPage &page)
{
    m_plan.revision = page.revision;
    for (const auto &task : page.tasks)
        if (m_retried.contains(task.id))
            m_failed.insert(task.id);
}

void GradualRetry::retryNext()
{
    const auto count = std::min(tasksPerStep(m_plan.perMinute), m_plan.ids.size() - m_next);
    const auto ids = m_plan.ids.sliced(m_next, count);
    m_isAsking = true;
    m_client.startOperation({.verb = u"retry"_s, .ids = ids}, this, [this, ids](const client::Result<wire::Operation> &answer) {
        m_isAsking = false;
        if (m_state == State::Idle)
            return;
        if (!answer && answer.error().isUnreachable())
            return; // The same ids again: retrying twice does no harm.
        if (!answer)
            return end(answer.error().message);
        m_retried.unite({ids.begin(), ids.end()});
        m_next += ids.size();
        if (m_next == m_plan.ids.size())
            return end(tr("All %1 tasks were retried; %2 failed again so far.").arg(m_next).arg(m_failed.size()));
        Q_EMIT changed();
    });
}

void GradualRetry::end(const QString &text)
{
    m_state = State::Idle;
    m_clock.stop();
    Q_EMIT changed();
    Q_EMIT ended(text);
}

} // namespace conduit::ui
