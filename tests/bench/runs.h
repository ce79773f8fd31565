// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/broker_under_test.h"
#include "tests/bench/measurement.h"
#include "tests/bench/task_load.h"

/// What the works share: figures, and acts whose rate becomes one.
namespace conduit::bench {

inline const QString kTasksPerSecond = QStringLiteral("tasks/s");

/// A figure without values.
[[nodiscard]] Measurement measurement(const QString &work, const QString &what, const QString &unit = kTasksPerSecond);
/// How the median of one figure compares to that of another.
[[nodiscard]] Measurement ratio(const QString &work, const QString &what, const QString &unit, const Measurement &hindered,
                                const Measurement &free);

/// One worker process of W3, and a load with which the broker itself is the bound.
constexpr std::size_t kW3Concurrency = 10;
constexpr ClaimLoad kClaimLoadOfOneWorker {1, kW3Concurrency};
constexpr ClaimLoad kClaimLoadWide {4, 100};

/// Runs `act`, which returns how many tasks it dealt with or fails, and adds their rate.
template<typename Act>
Result<Unit> addRate(Measurement &figure, const BrokerUnderTest &broker, Act act)
{
    const CostMeter meter(broker.pid());
    const Result<std::size_t> tasks = act();
    const double seconds = meter.elapsed().count();
    if (!tasks)
        return tasks.error();
    figure.add(static_cast<double>(*tasks) / seconds, meter.cost());
    return Unit {};
}

/// By single requests; returns how many.
Result<std::size_t> enqueued(const Endpoint &endpoint, std::size_t tasks, std::size_t connections);
/// As fast as it goes, since nobody measures this part: by batches where the broker has them.
Result<Unit> fill(const Endpoint &endpoint, std::size_t tasks, std::size_t connections);
/// Fills, and has all of them done.
Result<Unit> fillWithEnded(const Endpoint &endpoint, std::size_t tasks, std::size_t connections);

} // namespace conduit::bench
