// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/worker_feed.h"

#include <conduit/event_stream.h>

using namespace std::chrono_literals;

namespace conduit::ui {

WorkerFeed::WorkerFeed(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    const auto &events = client.events();
    const auto setPace = [this](bool isLive) { m_timer.setInterval(isLive ? 15s : 2s); };
    const auto reloadIfSeen = [this] {
        if (m_timer.isActive())
            reload();
    };
    setPace(events.isLive());
    connect(&events, &client::EventStream::liveChanged, this, [setPace, reloadIfSeen](bool isLive) {
        setPace(isLive);
        reloadIfSeen();
    });
    connect(&events, &client::EventStream::gap, this, reloadIfSeen);
    connect(&events, &client::EventStream::tasksChanged, this, reloadIfSeen);
    connect(&events, &client::EventStream::workersChanged, this, reloadIfSeen);
    connect(&m_timer, &QTimer::timeout, this, &WorkerFeed::reload);
}

void WorkerFeed::setVisible(bool isVisible)
{
    if (isVisible == m_timer.isActive())
        return;
    if (!isVisible)
        return m_timer.stop();
    m_timer.start();
    reload();
}

void WorkerFeed::reload()
{
    m_mustReadAgain = m_isReading;
    if (m_isReading)
        return;
    m_isReading = true;
    m_client.listWorkers(this, [this](const client::Result<QList<wire::Worker>> &answer) {
        m_isReading = false;
        if (answer)
            Q_EMIT loaded(*answer);
        // Only an event tells that the answer is old already; the clock comes back by itself.
        if (m_mustReadAgain && m_client.events().isLive())
            reload();
    });
}

} // namespace conduit::ui
