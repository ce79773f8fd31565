// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/works.h"

#include "broker/http/descriptor_limit.h"
#include "tests/bench/runs.h"
#include "tests/support/worker_process.h"

#include <QDateTime>
#include <QFileInfo>

#include <thread>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kW1Tasks = 20'000;
constexpr std::size_t kW1TasksOfOneCaller = 5'000;
constexpr std::size_t kW2Tasks = 50'000;
constexpr std::size_t kW3Tasks = 20'000;

double secondsBetween(const std::string &start, const std::string &end)
{
    const auto from = QDateTime::fromString(QString::fromStdString(start), Qt::ISODateWithMs);
    const auto to = QDateTime::fromString(QString::fromStdString(end), Qt::ISODateWithMs);
    return static_cast<double>(std::max<qint64>(from.msecsTo(to), 1)) / 1000;
}

/// One run of W3 with the real worker program.
Result<Unit> addWorkerRun(Measurement &figure, const Settings &settings, BrokerUnderTest &broker)
{
    const auto endpoint = broker.fresh();
    if (!endpoint)
        return endpoint.error();
    const auto ids = enqueueSingly(*endpoint, settings.scaled(kW3Tasks), settings.connections);
    if (!ids)
        return ids.error();
    const QString address = u"http://%1:%2"_s.arg(QString::fromStdString(endpoint->host)).arg(endpoint->port);
    test::WorkerProcess worker(settings.binFolder, address, u"bench-worker"_s);
    worker.setArguments({u"--concurrency"_s, QString::number(kW3Concurrency), u"--types"_s, u"echo"_s});
    worker.setEnvironment(u"CONDUIT_TOKEN"_s, QString::fromStdString(endpoint->token));
    const CostMeter meter(broker.pid());
    if (!worker.start())
        return u"cannot start conduit-worker"_s;
    const auto span = awaitEnds(*endpoint, *ids);
    const Cost cost = meter.cost();
    if (!span)
        return span.error();
    figure.add(static_cast<double>(ids->size()) / secondsBetween(span->firstStart, span->lastEnd), cost);
    return Unit {};
}

Result<Unit> addBuiltInRun(Measurement &figure, const Settings &settings, BrokerUnderTest &broker, const ClaimLoad &load)
{
    const auto endpoint = broker.fresh();
    if (!endpoint)
        return endpoint.error();
    const std::size_t tasks = settings.scaled(kW3Tasks);
    if (const auto filled = fill(*endpoint, tasks, settings.connections); !filled)
        return filled.error();
    return addRate(figure, broker, [&] { return workOff(*endpoint, tasks, load); });
}

} // namespace

Result<Measurements> measureEnqueueing(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kW1Tasks);
    const std::size_t tasksOfOne = settings.scaled(kW1TasksOfOneCaller);
    Measurement many = measurement(u"W1"_s, u"%1 tasks, %2 requests in flight"_s.arg(tasks).arg(settings.connections));
    Measurement one = measurement(u"W1"_s, u"%1 tasks, one caller"_s.arg(tasksOfOne));
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        for (const auto &[figure, count, connections] :
             {std::tuple(&many, tasks, settings.connections), std::tuple(&one, tasksOfOne, std::size_t(1))}) {
            const auto endpoint = broker.fresh();
            if (!endpoint)
                return endpoint.error();
            const auto act = [&, count = count, connections = connections] { return enqueued(*endpoint, count, connections); };
            if (const auto rate = addRate(*figure, broker, act); !rate)
                return rate.error();
        }
    }
    return Measurements {many, one};
}

Result<Measurements> measureBatches(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kW2Tasks);
    Measurement figure = measurement(u"W2"_s, u"%1 tasks, batches of 1000"_s.arg(tasks));
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        const auto endpoint = broker.fresh();
        if (!endpoint)
            return endpoint.error();
        const auto batches = offersBatches(*endpoint);
        if (!batches)
            return batches.error();
        if (!*batches) {
            figure.absence = u"not offered by this broker"_s;
            break;
        }
        const auto act = [&]() -> Result<std::size_t> {
            const auto done = enqueueInBatches(*endpoint, tasks);
            return done ? Result<std::size_t>(tasks) : Result<std::size_t>(done.error());
        };
        if (const auto rate = addRate(figure, broker, act); !rate)
            return rate.error();
    }
    return Measurements {figure};
}

Result<Measurements> measureWorking(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kW3Tasks);
    Measurement process =
        measurement(u"W3"_s, u"%1 tasks, conduit-worker with concurrency %2"_s.arg(tasks).arg(kW3Concurrency));
    Measurement one = measurement(u"W3"_s, u"%1 tasks, built-in worker with concurrency %2"_s.arg(tasks).arg(kW3Concurrency));
    Measurement wide = measurement(
        u"W3"_s,
        u"%1 tasks, built-in worker, %2 × %3"_s.arg(tasks).arg(kClaimLoadWide.connections).arg(kClaimLoadWide.tasksPerClaim));
    if (!QFileInfo::exists(settings.binFolder + u"/conduit-worker"_s))
        process.absence = u"there is no conduit-worker in "_s + settings.binFolder;
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        if (process.absence.isEmpty()) {
            if (const auto done = addWorkerRun(process, settings, broker); !done)
                return done.error();
        }
        if (const auto done = addBuiltInRun(one, settings, broker, kClaimLoadOfOneWorker); !done)
            return done.error();
        if (const auto done = addBuiltInRun(wide, settings, broker, kClaimLoadWide); !done)
            return done.error();
    }
    return Measurements {process, one, wide};
}

Result<Measurements> measureBesideIdleConnections(const Settings &settings)
{
    const std::size_t tasks = settings.scaled(kW1Tasks);
    const auto idle = static_cast<std::size_t>(settings.idle);
    Measurement alone = measurement(u"W6"_s, u"%1 tasks, nobody else"_s.arg(tasks));
    Measurement beside = measurement(u"W6"_s, u"%1 tasks, %2 idle connections"_s.arg(tasks).arg(idle));
    broker::raiseDescriptorLimit();
    BrokerUnderTest broker(settings);
    for (int run = 0; run < settings.runs; ++run) {
        for (const auto &[figure, others] : {std::pair(&alone, std::size_t(0)), std::pair(&beside, idle)}) {
            const auto endpoint = broker.fresh();
            if (!endpoint)
                return endpoint.error();
            const auto held = openConnections(*endpoint, others);
            if (!held)
                return held.error();
            if (const auto rate = addRate(*figure, broker, [&] { return enqueued(*endpoint, tasks, settings.connections); });
                !rate)
                return rate.error();
        }
    }
    return Measurements {alone, beside,
                         ratio(u"W6"_s, u"beside %1 idle connections"_s.arg(idle), u"of the rate alone"_s, beside, alone)};
}

Result<Measurements> measureRest(const Settings &settings)
{
    Measurement processor = measurement(u"rest"_s, u"processor over %1 s"_s.arg(settings.restSeconds), u"% of a core"_s);
    Measurement memory = measurement(u"rest"_s, u"resident memory"_s, u"MiB"_s);
    BrokerUnderTest broker(settings);
    if (const auto endpoint = broker.fresh(); !endpoint)
        return endpoint.error();
    if (broker.pid() == 0) {
        processor.absence = memory.absence = u"only known of a broker that this program started"_s;
        return Measurements {processor, memory};
    }
    // What it does right after its start is not rest.
    std::this_thread::sleep_for(std::chrono::seconds(2));
    const CostMeter meter(broker.pid());
    std::this_thread::sleep_for(std::chrono::seconds(settings.restSeconds));
    const Cost cost = meter.cost();
    processor.add(cost.brokerCores * 100, cost);
    memory.add(cost.brokerMebibytes, cost);
    return Measurements {processor, memory};
}

} // namespace conduit::bench
