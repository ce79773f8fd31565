// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/audit_store.h"
#include "broker/core/clock.h"
#include "broker/core/task_store.h"
#include "broker/engine/engine_settings.h"
#include "broker/engine/policy_book.h"
#include "broker/engine/task_ledger.h"

#include <functional>
#include <limits>
#include <vector>

namespace conduit::broker {

/// Forgets what was kept long enough: ended tasks as their type and queue say, deleted ones, the ids of those that were forgotten, and
/// the record of what people did. Afterwards the file is made shorter. Once a minute it looks at everything, one small look per pass, so that nobody who
/// claims has to wait for it. On the lane.
class Pruner
{
public:
    static constexpr Milliseconds kRoundInterval {60'000};
    static constexpr int kTasksPerPassMax = 200;
    /// A pass that has taken so long ends, however few tasks it has forgotten: some have long logs.
    static constexpr Milliseconds kPassTimeMax {10};
    static constexpr int kTombstonesPerPassMax = 2'000;
    static constexpr int kAuditEntriesPerPassMax = 500;
    static constexpr int kPagesPerPassMax = 64;
    /// Empty pages that stay for tasks to come, so that the file does not shrink and grow all the time.
    static constexpr int kPagesKept = 256;
    /// For the loop of passes: this one is never in a hurry, whatever is left.
    static constexpr int kNeverFull = std::numeric_limits<int>::max();

    Pruner(TaskStore &store, AuditStore &audit, TaskLedger &ledger, const PolicyBook &policies, const Clock &clock,
           const EngineSettings &settings)
        : m_store(store), m_audit(audit), m_ledger(ledger), m_policies(policies), m_clock(clock), m_settings(settings)
    {
    }

    /// One pass. Returns how many tasks, ids of former ones or entries of the record it has forgotten.
    Result<int> runOnce();

private:
    /// One step of a round. Forgets a few and tells how many; called again until there are none.
    using Look = std::function<Result<int>()>;

    void startRound();
    Result<int> lookAtPlace(const TaskLedger::Place &place);
    Result<int> lookAtTooManyDead(const QString &type);
    Result<int> lookAtTrash();
    Result<int> lookAtTombstones();
    Result<int> lookAtAudit();
    /// Deletes `tasks`, as many as a pass has time for.
    Result<int> forget(const std::vector<Forgettable> &tasks, TaskState state);
    Result<int> giveBackSpace();
    [[nodiscard]] qint64 deadOf(const QString &type) const;

    TaskStore &m_store;
    AuditStore &m_audit;
    TaskLedger &m_ledger;
    const PolicyBook &m_policies;
    const Clock &m_clock;
    const EngineSettings &m_settings;
    std::vector<Look> m_looks;         ///< Of the running round, the next one last.
    std::optional<Moment> m_nextRound; ///< On the steady line; at once, to begin with.
    bool m_mayShrink = true;
};

} // namespace conduit::broker
