// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/broker_under_test.h"
#include "tests/bench/task_load.h"
#include "tests/bench/works.h"

#include <thread>
#include <unordered_map>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kTasks = 200;
constexpr std::chrono::milliseconds kPause {20};
constexpr int kClaimWaitSeconds = 20;

/// When each task's handler started, by the task's id.
using Starts = std::unordered_map<std::string, Clock::time_point>;

/// A worker with one slot on a connection of its own: parked, starts, reports, parks again.
Result<Starts> work(const Endpoint &endpoint, std::size_t tasks)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    Starts starts;
    std::vector<std::pair<std::string, std::string>> finished;
    while (starts.size() < tasks) {
        const auto answer = (*connection).call(endpoint.post("/task/claim", claimBody(1, kClaimWaitSeconds, finished)));
        const auto now = Clock::now();
        if (!answer)
            return answer.error();
        if (answer->status != 200)
            return describe(*answer);
        const bool hasReported = !finished.empty();
        finished = claimedIn(answer->body);
        // A claim that brings results is answered at once, with or without a task.
        if (finished.empty() && !hasReported)
            return u"no task came within %1 s"_s.arg(kClaimWaitSeconds);
        for (const auto &task : finished)
            starts.emplace(task.first, now);
    }
    return starts;
}

/// Enqueues one task each 20 ms; when each call began, by the task's id.
Result<Starts> enqueueSlowly(const Endpoint &endpoint, std::size_t tasks)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const std::string request = endpoint.post("/task", echoTask());
    Starts calls;
    auto next = Clock::now() + kPause;
    for (std::size_t i = 0; i < tasks; ++i, next += kPause) {
        std::this_thread::sleep_until(next);
        const auto called = Clock::now();
        const auto answer = (*connection).call(request);
        if (!answer)
            return answer.error();
        if (answer->status != 201)
            return describe(*answer);
        calls.emplace(stringMember(answer->body, "id"), called);
    }
    return calls;
}

Result<QList<double>> latenciesOf(const Endpoint &endpoint, std::size_t tasks)
{
    Result<Starts> starts = QString();
    std::thread worker([&] { starts = work(endpoint, tasks); });
    const auto calls = enqueueSlowly(endpoint, tasks);
    worker.join();
    if (!calls)
        return calls.error();
    if (!starts)
        return starts.error();
    QList<double> latencies;
    for (const auto &[id, called] : *calls) {
        const auto start = starts->find(id);
        if (start != starts->end())
            latencies.append(std::chrono::duration<double, std::milli>(start->second - called).count());
    }
    if (latencies.size() != static_cast<qsizetype>(tasks))
        return u"not every task reached the worker; does the queue of this broker hold others?"_s;
    return latencies;
}

} // namespace

Result<Measurements> measureLatency(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kTasks);
    Measurement median;
    median.work = u"W4"_s;
    median.what = u"%1 tasks, one each 20 ms, p50"_s.arg(tasks);
    median.unit = u"ms"_s;
    Measurement high = median;
    high.what = u"%1 tasks, one each 20 ms, p99"_s.arg(tasks);
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        const auto endpoint = broker.fresh();
        if (!endpoint)
            return endpoint.error();
        const CostMeter meter(broker.pid());
        const auto latencies = latenciesOf(*endpoint, tasks);
        if (!latencies)
            return latencies.error();
        const Cost cost = meter.cost();
        median.add(percentileOf(*latencies, 0.5), cost);
        high.add(percentileOf(*latencies, 0.99), cost);
    }
    return Measurements {median, high};
}

} // namespace conduit::bench
