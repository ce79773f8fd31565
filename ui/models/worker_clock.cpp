// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/worker_clock.h"

#include "ui/format/times.h"

#include <QCoreApplication>

using namespace std::chrono_literals;

namespace conduit::ui {

QString wrongClockText(std::chrono::milliseconds ahead)
{
    if (ahead == 0ms)
        return {};
    const QString apart = durationText(std::chrono::abs(ahead));
    return ahead > 0ms ? QCoreApplication::translate("WorkerClock", "%1 ahead").arg(apart)
                       : QCoreApplication::translate("WorkerClock", "%1 behind").arg(apart);
}

} // namespace conduit::ui
