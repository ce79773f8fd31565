// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/measurement.h"
#include "tests/bench/settings.h"

/// The works of docs/benchmarks.md. Each runs on brokers of its own and gives one or more figures.
namespace conduit::bench {

using Measurements = QList<Measurement>;

Result<Measurements> measureEnqueueing(const Settings &settings);            ///< W1
Result<Measurements> measureBatches(const Settings &settings);               ///< W2
Result<Measurements> measureWorking(const Settings &settings);               ///< W3
Result<Measurements> measureLatency(const Settings &settings);               ///< W4
Result<Measurements> measureBesideABacklog(const Settings &settings);        ///< W5
Result<Measurements> measureBesideIdleConnections(const Settings &settings); ///< W6
Result<Measurements> measureParkedWorkers(const Settings &settings);         ///< W7
Result<Measurements> measureTail(const Settings &settings);                  ///< tail
Result<Measurements> measureMemory(const Settings &settings);                ///< memory
Result<Measurements> measureLists(const Settings &settings);                 ///< lists
Result<Measurements> measureRest(const Settings &settings);                  ///< rest

} // namespace conduit::bench
