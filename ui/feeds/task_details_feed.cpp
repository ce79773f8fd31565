// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/task_details_feed.h"

#include <conduit/event_stream.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

/// A large payload is not read again every second only to see whether its task moved on.
constexpr qsizetype kLargePayloadBytes = 256 * 1024;
/// As much as is shown at first.
constexpr qint64 kHeadBytes = 64 * 1024;

} // namespace

TaskDetailsFeed::TaskDetailsFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TaskDetailsFeed::reload);
    const auto &events = client.events();
    connect(&events, &client::EventStream::tasksChanged, this, &TaskDetailsFeed::noteChanges);
    const auto readAnew = [this] {
        if (m_isVisible)
            reload();
    };
    connect(&events, &client::EventStream::gap, this, readAnew);
    connect(&events, &client::EventStream::liveChanged, this, readAnew);
}

void TaskDetailsFeed::show(const QString &id)
{
    if (m_id == id)
        return;
    ++m_generation;
    m_timer.stop();
    m_id = id;
    m_isReading = m_isOld = false;
    m_task.reset();
    m_attempts.clear();
    m_log = {};
    if (!m_id.isEmpty())
        reload();
}

void TaskDetailsFeed::setVisible(bool isVisible)
{
    m_isVisible = isVisible;
    if (m_isVisible)
        waitForChange();
    else
        m_timer.stop();
}

void TaskDetailsFeed::noteVersion(const QString &id, qint64 version)
{
    if (id == m_id && m_task && version > m_task->version)
        reload();
}

/// Also of a task that has ended: somebody may retry it or delete it.
void TaskDetailsFeed::noteChanges(const QList<wire::TaskChange> &changes)
{
    const auto isOurs = [this](const wire::TaskChange &change) { return change.id == m_id; };
    if (!m_isVisible || (!m_task && !m_isReading) || !std::any_of(changes.begin(), changes.end(), isOurs))
        return;
    m_isOld = m_isReading;
    reload();
}

void TaskDetailsFeed::reload()
{
    if (m_id.isEmpty() || m_isReading)
        return;
    m_isReading = true;
    m_isOld = false;
    const auto then = [this, generation = m_generation](const client::Result<wire::Task> &answer) {
        if (generation == m_generation)
            take(answer);
    };
    if (m_task)
        m_client.loadTask(m_id, this, then);
    else
        m_client.loadTaskHead(m_id, kHeadBytes, this, then);
}

void TaskDetailsFeed::take(const client::Result<wire::Task> &answer)
{
    m_isReading = false;
    if (answer) {
        m_task = *answer;
        Q_EMIT taskLoaded();
        loadAttempts();
        loadLog();
        if (answer->isHead() || m_isOld)
            reload();
    } else if (!m_task || !answer.error().isUnreachable()) {
        Q_EMIT failed(answer.error());
    }
    waitForChange();
}

void TaskDetailsFeed::loadAttempts()
{
    m_client.listAttempts(m_id, this, [this, generation = m_generation](const client::Result<QList<wire::Attempt>> &answer) {
        if (generation != m_generation)
            return;
        if (!answer)
            return Q_EMIT attemptsFailed(answer.error().message);
        m_attempts = *answer;
        Q_EMIT attemptsLoaded();
    });
}

void TaskDetailsFeed::setLogWanted(bool isWanted)
{
    m_isLogWanted = isWanted;
    loadLog();
}

void TaskDetailsFeed::loadLog()
{
    if (!m_isLogWanted || !m_task)
        return;
    m_client.loadLog(m_id, this, [this, generation = m_generation](const client::Result<wire::TaskLog> &answer) {
        if (generation != m_generation)
            return;
        if (!answer)
            return Q_EMIT logFailed(answer.error().message);
        m_log = *answer;
        Q_EMIT logLoaded();
    });
}

void TaskDetailsFeed::waitForChange()
{
    if (!m_isVisible || m_id.isEmpty() || (m_task && m_task->hasEnded() && !m_task->isHead()))
        return;
    const auto isLarge = m_task && m_task->payload.size() > kLargePayloadBytes;
    m_timer.start(isLarge ? 10s : 1s);
}

} // namespace conduit::ui
