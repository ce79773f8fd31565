// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/lane.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace conduit::broker {

/// Calls the background passes again and again, each time as one piece of the lane's work. The timer only triggers: what is due is
/// decided by the clock that each pass looks at. On the lane's thread.
class MaintenanceLoop : public QObject
{
    Q_OBJECT
public:
    /// What somebody who waits for a due time, a lost lease or the end of a wait may lose by it.
    static constexpr std::chrono::milliseconds kInterval {100};
    /// The same after passes that failed: storage in trouble is asked now and then, not hammered.
    static constexpr std::chrono::milliseconds kIntervalInTrouble {1'000};

    struct Pass
    {
        std::function<Result<int>()> runOnce;
        int tasksPerPassMax = 0;
    };

    MaintenanceLoop(Lane &lane, std::vector<Pass> passes);
    void start() { m_timer.start(kInterval); }
    void stop() { m_timer.stop(); }

private:
    void runPasses();
    /// Whether more is due; nothing when storage has failed.
    [[nodiscard]] std::optional<bool> runEach();

    Lane &m_lane;
    const std::vector<Pass> m_passes;
    QTimer m_timer;
};

} // namespace conduit::broker
