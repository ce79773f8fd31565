// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <atomic>
#include <thread>

namespace conduit::bench {

/// Others at work on the broker: 800 tasks a second are enqueued, claimed and completed from a thread of its own, until its end.
class SteadyLoad
{
public:
    static constexpr int kTasksPerSecond = 800;

    explicit SteadyLoad(const Endpoint &endpoint);
    ~SteadyLoad();
    SteadyLoad(const SteadyLoad &) = delete;
    SteadyLoad &operator=(const SteadyLoad &) = delete;

    /// Tasks that were completed so far.
    [[nodiscard]] qint64 completed() const { return m_completed; }

private:
    void work(const Endpoint &endpoint);

    std::atomic<bool> m_isOver = false;
    std::atomic<qint64> m_completed = 0;
    std::thread m_thread;
};

} // namespace conduit::bench
