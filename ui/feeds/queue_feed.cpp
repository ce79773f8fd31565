// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/queue_feed.h"

using namespace std::chrono_literals;

namespace conduit::ui {

QueueFeed::QueueFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_timer.setInterval(2s);
    connect(&m_timer, &QTimer::timeout, this, &QueueFeed::reload);
}

void QueueFeed::setVisible(bool isVisible)
{
    if (isVisible == m_timer.isActive())
        return;
    if (!isVisible)
        return m_timer.stop();
    m_timer.start();
    reload();
}

void QueueFeed::reload()
{
    if (m_isReading)
        return;
    m_isReading = true;
    m_client.listQueues(this, [this](const client::Result<QList<wire::Queue>> &answer) {
        m_isReading = false;
        if (answer)
            Q_EMIT loaded(*answer);
    });
}

} // namespace conduit::ui
