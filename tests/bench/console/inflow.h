// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/http_connection.h"

#include <atomic>
#include <thread>

namespace conduit::bench {

/// Tasks that come in, whatever becomes of the broker: pictures for real workers to validate, one in a hundred of them no picture, which
/// is a death. From a thread of its own, until its end.
class Inflow
{
public:
    static constexpr int kTasksPerSecond = 1'000;

    explicit Inflow(const Endpoint &endpoint);
    ~Inflow();
    Inflow(const Inflow &) = delete;
    Inflow &operator=(const Inflow &) = delete;

    /// Has the broker forget them some minutes after their end, so that hours of them fit on the disk.
    [[nodiscard]] static Result<Unit> prepare(const Endpoint &endpoint);
    /// Tasks that the broker has taken so far.
    [[nodiscard]] qint64 added() const { return m_added; }

private:
    void run(const Endpoint &endpoint);
    void addUntilAFault(HttpConnection &connection, const std::string &batch);

    std::atomic<bool> m_isOver = false;
    std::atomic<qint64> m_added = 0;
    std::thread m_thread; // Last: it uses the others.
};

} // namespace conduit::bench
