// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/maintenance_loop.h"

namespace conduit::broker {

MaintenanceLoop::MaintenanceLoop(Lane &lane, std::vector<Pass> passes)
    : m_lane(lane), m_passes(std::move(passes)), m_timer(this)
{
    QObject::connect(&m_timer, &QTimer::timeout, this, [this] { m_lane.post([this] { runPasses(); }); });
}

void MaintenanceLoop::runPasses()
{
    const auto isMoreDue = runEach();
    const auto interval = isMoreDue ? kInterval : kIntervalInTrouble;
    if (m_timer.isActive() && m_timer.intervalAsDuration() != interval)
        m_timer.start(interval);
    // In a turn of its own, so that requests which have arrived meanwhile come first.
    if (isMoreDue.value_or(false) && m_timer.isActive())
        m_lane.post([this] { runPasses(); });
}

std::optional<bool> MaintenanceLoop::runEach()
{
    if (m_lane.failure())
        return std::nullopt;
    bool isMoreDue = false;
    for (const Pass &pass : m_passes) {
        const auto done = pass.runOnce();
        if (!done) {
            m_lane.fail(done.error());
            return std::nullopt;
        }
        isMoreDue = isMoreDue || *done >= pass.tasksPerPassMax;
    }
    return isMoreDue;
}

} // namespace conduit::broker
