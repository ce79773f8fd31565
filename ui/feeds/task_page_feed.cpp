// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/task_page_feed.h"

#include <utility>

using namespace std::chrono_literals;

namespace conduit::ui {

TaskPageFeed::TaskPageFeed(client::Client &client, wire::TaskQuery query, QObject *parent)
    : QObject(parent), m_client(client), m_query(std::move(query))
{
    m_timer.setInterval(5s);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_isReading && m_pages == 1)
            start();
    });
}

void TaskPageFeed::setVisible(bool isVisible)
{
    if (isVisible == m_timer.isActive())
        return;
    if (!isVisible)
        return m_timer.stop();
    m_timer.start();
    reload();
}

/// What was changed just now may not be in the answer that is under way.
void TaskPageFeed::reload()
{
    if (m_isReading)
        m_readsAgain = true;
    else
        start();
}

void TaskPageFeed::setFilter(const QString &filter)
{
    m_query.filter = filter;
    m_pages = 1;
    m_readsAgain = false;
    start();
}

void TaskPageFeed::readMore()
{
    if (m_isReading || !hasMore())
        return;
    ++m_pages;
    m_query.after = m_next;
    readPage(1);
}

void TaskPageFeed::start()
{
    m_query.after.clear();
    readPage(m_pages);
}

void TaskPageFeed::readPage(int left)
{
    m_isReading = true;
    m_client.listTasks(m_query, this, [this, left, round = ++m_round](const client::Result<wire::TaskPage> &page) {
        if (round != m_round)
            return;
        if (page)
            return take(*page, left);
        Q_EMIT failed(page.error());
        end();
    });
}

void TaskPageFeed::take(const wire::TaskPage &page, int left)
{
    if (m_query.after.isEmpty()) {
        m_tasks.clear();
        m_revision = page.revision;
    }
    m_tasks += page.tasks;
    m_next = page.next;
    m_query.after = m_next;
    const int stillLeft = page.tasks.isEmpty() ? left : left - 1; // A search that ended early found nothing yet.
    if (stillLeft > 0 && hasMore())
        return readPage(stillLeft);
    Q_EMIT loaded(m_tasks);
    end();
}

void TaskPageFeed::end()
{
    m_isReading = false;
    if (std::exchange(m_readsAgain, false))
        start();
}

} // namespace conduit::ui
