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
        if (!m_isReading)
            reload();
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
    if (m_isReading) {
        m_readsAgain = true;
        return;
    }
    m_isReading = true;
    m_client.listTasks(m_query, this, [this](const client::Result<wire::TaskPage> &answer) {
        m_isReading = false;
        if (answer)
            Q_EMIT loaded(*answer);
        if (std::exchange(m_readsAgain, false))
            reload();
    });
}

} // namespace conduit::ui
