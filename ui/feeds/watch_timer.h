// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTimer>

#include <chrono>
#include <functional>

namespace conduit::ui {

/// Asks anew every so often as long as somebody looks, the first time at once. Belongs to the feed whose functions it calls.
class WatchTimer final
{
public:
    /// `begin` is what is done at once; without one, the same.
    WatchTimer(std::chrono::milliseconds interval, const std::function<void()> &tick, const std::function<void()> &begin = {});

    void setWatched(bool isWatched);
    [[nodiscard]] bool isWatched() const { return m_timer.isActive(); }

private:
    QTimer m_timer;
    std::function<void()> m_begin;
};

} // namespace conduit::ui
