// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/watch_timer.h"

#include <utility>

namespace conduit::ui {

WatchTimer::WatchTimer(std::chrono::milliseconds interval, const std::function<void()> &tick,
                       const std::function<void()> &begin)
    : m_begin(begin ? begin : tick)
{
    m_timer.setInterval(interval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, tick);
}

void WatchTimer::setWatched(bool isWatched)
{
    if (isWatched == m_timer.isActive())
        return;
    if (!isWatched)
        return m_timer.stop();
    m_timer.start();
    m_begin();
}

} // namespace conduit::ui
