// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/descriptor_limit.h"
#include "tests/bench/runs.h"
#include "tests/bench/works.h"

#include <thread>
#include <unordered_map>
#include <utility>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kTasks = 200;
constexpr std::chrono::milliseconds kPause {20};
constexpr int kClaimWaitSeconds = 20;
constexpr int kParkedWaitSeconds = 60; ///< Longer than a run: who is answered was given a task.

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

/// From each call to the start of its task, in milliseconds.
Result<QList<double>> latenciesBetween(const Result<Starts> &calls, const Result<Starts> &starts)
{
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
    if (latencies.size() != static_cast<qsizetype>(calls->size()))
        return u"not every task reached a worker; does the queue of this broker hold others?"_s;
    return latencies;
}

Result<QList<double>> latenciesOfOneWorker(const Endpoint &endpoint, std::size_t tasks)
{
    Result<Starts> starts = QString();
    std::thread worker([&] { starts = work(endpoint, tasks); });
    const auto calls = enqueueSlowly(endpoint, tasks);
    worker.join();
    return latenciesBetween(calls, starts);
}

/// One of many workers with one slot, each of which parks again as soon as it has reported.
struct ParkedWorker
{
    std::string name;
    std::string request = {};
    std::vector<std::pair<std::string, std::string>> finished = {};
};

/// Waits until the broker has heard of every worker: then their claims are parked.
Result<Unit> awaitParked(const Endpoint &endpoint, std::size_t workers)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const auto patience = Clock::now() + std::chrono::seconds(kClaimWaitSeconds);
    while (Clock::now() < patience) {
        const auto answer = (*connection).call(endpoint.get("/worker"));
        if (!answer)
            return answer.error();
        if (occurrences(answer->body, R"("name":"parked-)") == workers)
            return Unit {};
        std::this_thread::sleep_for(kPause);
    }
    return u"the workers' claims did not arrive"_s;
}

/// Answers every task as its worker would, until all have been handed out. Each may be handed out only once, and nobody else disturbed.
Result<Starts> workParked(std::vector<HttpConnection> &connections, const Endpoint &endpoint, std::size_t tasks)
{
    std::vector<ParkedWorker> workers;
    for (std::size_t i = 0; i < connections.size(); ++i)
        workers.push_back({"parked-" + std::to_string(i)});
    Starts starts;
    QString fault;
    const auto request = [&](std::size_t i) {
        ParkedWorker &worker = workers[i];
        worker.request =
            endpoint.post("/task/claim", claimBody(1, kParkedWaitSeconds, std::exchange(worker.finished, {}), worker.name));
        return std::string_view(worker.request);
    };
    const auto answered = [&](std::size_t i, const Answer &answer) {
        const auto now = Clock::now();
        const bool hasReported = workers[i].request.find(R"("results")") != std::string::npos;
        workers[i].finished = claimedIn(answer.body);
        if (answer.status != 200)
            fault = describe(answer);
        else if (!hasReported && workers[i].finished.empty())
            fault = u"a worker was answered without a task"_s;
        for (const auto &task : workers[i].finished) {
            if (!starts.emplace(task.first, now).second)
                fault = u"a task was handed out twice"_s;
        }
        return !fault.isEmpty() || starts.size() < tasks ? fault : u"all have been handed out"_s;
    };
    const auto done = converse(connections, {request, answered});
    if (!fault.isEmpty())
        return fault;
    return starts.size() == tasks || done ? Result<Starts>(starts) : Result<Starts>(done.error());
}

Result<QList<double>> latenciesOfParkedWorkers(const Endpoint &endpoint, std::size_t tasks, std::size_t workers)
{
    auto connections = openConnections(endpoint, workers);
    if (!connections)
        return connections.error();
    Result<Starts> starts = QString();
    std::thread working([&] { starts = workParked(*connections, endpoint, tasks); });
    const auto parked = awaitParked(endpoint, workers);
    const auto calls = parked ? enqueueSlowly(endpoint, tasks) : Result<Starts>(parked.error());
    working.join();
    return latenciesBetween(calls, starts);
}

/// Runs `latenciesOf`, which returns the milliseconds that single tasks took, on a fresh broker for each run.
template<typename Latencies>
Result<Measurements> measureLatencies(const Settings &settings, const Measurement &figure, Latencies latenciesOf)
{
    Measurement median = figure;
    median.what += u", p50"_s;
    Measurement high = figure;
    high.what += u", p99"_s;
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        const auto endpoint = broker.fresh();
        if (!endpoint)
            return endpoint.error();
        const CostMeter meter(broker.pid());
        const auto latencies = latenciesOf(*endpoint);
        if (!latencies)
            return latencies.error();
        const Cost cost = meter.cost();
        median.add(percentileOf(*latencies, 0.5), cost);
        high.add(percentileOf(*latencies, 0.99), cost);
    }
    return Measurements {median, high};
}

} // namespace

Result<Measurements> measureLatency(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kTasks);
    return measureLatencies(settings, measurement(u"W4"_s, u"%1 tasks, one each 20 ms"_s.arg(tasks), u"ms"_s),
                            [&](const Endpoint &endpoint) { return latenciesOfOneWorker(endpoint, tasks); });
}

Result<Measurements> measureParkedWorkers(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kTasks);
    const auto workers = static_cast<std::size_t>(settings.parked);
    broker::raiseDescriptorLimit();
    return measureLatencies(
        settings, measurement(u"W7"_s, u"%1 tasks, one each 20 ms, %2 parked workers"_s.arg(tasks).arg(workers), u"ms"_s),
        [&](const Endpoint &endpoint) { return latenciesOfParkedWorkers(endpoint, tasks, workers); });
}

} // namespace conduit::bench
