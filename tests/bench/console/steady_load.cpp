// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/steady_load.h"

#include "tests/bench/task_load.h"

#include <chrono>

namespace conduit::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto kBeat = 50ms;
constexpr std::size_t kTasksPerBeat = SteadyLoad::kTasksPerSecond / (1000 / kBeat.count());
constexpr auto kType = "load";

} // namespace

SteadyLoad::SteadyLoad(const Endpoint &endpoint) : m_thread([this, endpoint] { work(endpoint); }) { }

SteadyLoad::~SteadyLoad()
{
    m_isOver = true;
    m_thread.join();
}

/// A broker that fails ends the load, and completed() tells.
void SteadyLoad::work(const Endpoint &endpoint)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return;
    const std::string batch =
        endpoint.post("/task/batch", batchBody(kTasksPerBeat, R"({"task_type":"load","payload":{"n":1},"priority":9})"));
    std::vector<std::pair<std::string, std::string>> claimed;
    auto next = std::chrono::steady_clock::now();
    while (!m_isOver) {
        if (const auto answer = connection->call(batch); !answer || answer->status != 201)
            return;
        const auto answer =
            connection->call(endpoint.post("/task/claim", claimBody(kTasksPerBeat, 0, claimed, "bench", kType)));
        if (!answer || answer->status != 200)
            return;
        m_completed += static_cast<qint64>(claimed.size());
        claimed = claimedIn(answer->body);
        next += kBeat;
        std::this_thread::sleep_until(next);
    }
}

} // namespace conduit::bench
