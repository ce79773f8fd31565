// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/engine.h"
#include "broker/storage/database.h"
#include "broker/storage/sql_audit_store.h"
#include "broker/storage/sql_operation_store.h"
#include "broker/storage/sql_queue_store.h"
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
    broker::SqlQueueStore queueStore;
    broker::SqlOperationStore operationStore;
    broker::SqlAuditStore auditStore;
    std::unique_ptr<broker::Engine> engine;

    // What tests speak of most.
    broker::TaskLedger &ledger;
    broker::TypeRegistry &types;
    broker::TaskIntake &intake;
    broker::LeaseService &leases;
    broker::TaskControl &control;
    broker::ClaimDesk &claims;
    broker::TaskWaits &waits;
    broker::WorkerRegistry &workers;
    broker::Lane &lane;

private:
    bool m_isCommitted = false;
};

} // namespace conduit::test
