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
    if (m_lane.failure())
        return;
    bool isMoreDue = false;
    for (const Pass &pass : m_passes) {
        const auto done = pass.runOnce();
        if (!done) {
            m_lane.fail(done.error());
            return;
        }
        isMoreDue = isMoreDue || *done >= pass.tasksPerPassMax;
    }
    // In a turn of its own, so that requests which have arrived meanwhile come first.
    if (isMoreDue)
        m_lane.post([this] { runPasses(); });
}

} // namespace conduit::broker
