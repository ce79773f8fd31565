// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/worker_clock.h"

#include "ui/format/times.h"

#include <QCoreApplication>

using namespace std::chrono_literals;

namespace conduit::ui {

std::chrono::milliseconds wrongClockOf(const wire::Worker &worker)
{
    constexpr wire::Seconds kBorne = 2s;
    // Of years, which is what a machine without a battery begins with, the milliseconds still fit.
    constexpr wire::Seconds kMost = std::chrono::years(10'000);
    const wire::Seconds ahead = worker.clockAhead.value_or(0s);
    if (!(std::chrono::abs(ahead) > kBorne && std::chrono::abs(ahead) < kMost))
        return 0ms;
    return std::chrono::round<std::chrono::milliseconds>(ahead);
}

QString wrongClockText(std::chrono::milliseconds ahead)
{
    if (ahead == 0ms)
        return {};
    const QString apart = durationText(std::chrono::abs(ahead));
    return ahead > 0ms ? QCoreApplication::translate("WorkerClock", "%1 ahead").arg(apart)
                       : QCoreApplication::translate("WorkerClock", "%1 behind").arg(apart);
}

} // namespace conduit::ui
