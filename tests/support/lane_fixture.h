// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/claim_desk.h"
#include "broker/engine/due_task_promoter.h"
#include "broker/engine/lane.h"
#include "broker/engine/lease_reaper.h"
#include "broker/engine/task_service.h"
#include "broker/engine/task_waits.h"
#include "broker/engine/type_registry.h"
#include "broker/engine/worker_registry.h"
#include "broker/storage/database.h"
#include "broker/storage/sql_task_store.h"
#include "broker/storage/sql_type_store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/sequential_ids.h"

#include <memory>

namespace conduit::test {

/// The broker's inside on one database, driven by hand: a test posts work, advances the clock and runs turns.
class LaneFixture
{
public:
    /// On a database in memory, or on the file at `path` as it is.
    explicit LaneFixture(const QString &path = QStringLiteral(":memory:"), const broker::EngineSettings &engineSettings = {});

    /// Runs `act` as the work of one turn and commits it. True when it was committed.
    template<typename F>
    bool turn(F &&act)
    {
        lane.post([&act] { act(); });
        lane.runTurn();
        return m_isCommitted;
    }

    /// Enqueues in a turn of its own.
    broker::Task enqueue(const broker::NewTask &task);
    /// Claims at most one task in a turn of its own.
    std::optional<broker::Task> claim(const broker::ClaimFilter &filter = {}, const QString &worker = QStringLiteral("w"));
    [[nodiscard]] broker::Task load(const QUuid &id);

    static broker::NewTask newTask(const QString &type = QStringLiteral("echo"), const QByteArray &payload = "{}");

    ManualClock clock;
    SequentialIds ids;
    const broker::EngineSettings settings;
    std::unique_ptr<broker::Database> database;
    broker::SqlTaskStore store;
    broker::SqlTypeStore typeStore;
    broker::TaskLedger ledger;
    broker::TypeRegistry types;
    broker::TaskService tasks {store, ledger, clock, ids, settings};
    broker::ClaimDesk claims {tasks, ledger, clock};
    broker::TaskWaits waits {clock};
    broker::WorkerRegistry workers {clock};
    broker::LeaseReaper reaper {store, tasks, clock};
    broker::DueTaskPromoter promoter {store, tasks, clock};
    broker::Lane lane {*database};

private:
    bool m_isCommitted = false;
};

} // namespace conduit::test
