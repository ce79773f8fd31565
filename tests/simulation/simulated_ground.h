// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/storage/database.h"
#include "broker/storage/sql_audit_store.h"
#include "broker/storage/sql_operation_store.h"
#include "broker/storage/sql_queue_store.h"
#include "broker/storage/sql_task_reader.h"
#include "broker/storage/sql_task_store.h"
#include "broker/storage/sql_type_store.h"
#include "tests/support/memory_audit_store.h"
#include "tests/support/memory_operation_store.h"
#include "tests/support/memory_queue_store.h"
#include "tests/support/memory_task_reader.h"
#include "tests/support/memory_task_store.h"
#include "tests/support/memory_type_store.h"

#include <memory>
#include <optional>

namespace conduit::test {

/// What a simulated broker stands on: its stores, which outlive it.
class SimulatedGround
{
public:
    virtual ~SimulatedGround() = default;
    virtual broker::TaskStore &tasks() = 0;
    virtual broker::TypeStore &types() = 0;
    virtual broker::QueueStore &queues() = 0;
    virtual broker::OperationStore &operations() = 0;
    virtual broker::AuditStore &audit() = 0;
    virtual broker::TurnTransaction &transaction() = 0;
    /// To be asked between turns only.
    virtual broker::TaskReader &reader() = 0;
    /// The broker dies: what it had not committed is gone. References to the stores are void.
    virtual void crash() = 0;
    /// The tasks, whole, that a turn after `revision` has changed last.
    virtual std::vector<broker::Task> changedAfter(qint64 revision) = 0;
};

class MemoryGround final : public SimulatedGround
{
public:
    broker::TaskStore &tasks() override { return m_tasks; }
    broker::TypeStore &types() override { return m_types; }
    broker::QueueStore &queues() override { return m_queues; }
    broker::OperationStore &operations() override { return m_operations; }
    broker::AuditStore &audit() override { return m_audit; }
    broker::TurnTransaction &transaction() override { return m_transaction; }
    broker::TaskReader &reader() override { return m_reader; }
    void crash() override { m_transaction.crash(); }
    std::vector<broker::Task> changedAfter(qint64 revision) override { return m_tasks.changedAfter(revision); }

private:
    MemoryTransaction m_transaction;
    MemoryTaskStore m_tasks {m_transaction};
    MemoryTypeStore m_types {m_transaction};
    MemoryQueueStore m_queues {m_transaction};
    MemoryOperationStore m_operations {m_transaction};
    MemoryAuditStore m_audit {m_transaction};
    MemoryTaskReader m_reader {m_tasks};
};

/// On a file; after a crash it is opened anew.
class SqlGround final : public SimulatedGround
{
public:
    SqlGround(QString path, broker::Moment now);
    broker::TaskStore &tasks() override { return m_stores->tasks; }
    broker::TypeStore &types() override { return m_stores->types; }
    broker::QueueStore &queues() override { return m_stores->queues; }
    broker::OperationStore &operations() override { return m_stores->operations; }
    broker::AuditStore &audit() override { return m_stores->audit; }
    broker::TurnTransaction &transaction() override { return *m_database; }
    broker::TaskReader &reader() override { return m_stores->reader; }
    void crash() override;
    std::vector<broker::Task> changedAfter(qint64 revision) override;

private:
    struct Stores
    {
        explicit Stores(broker::Database &database)
            : tasks(database),
              types(database),
              queues(database),
              operations(database),
              audit(database),
              reader(database, kSearchTimeMax)
        {
        }
        /// No slow machine decides what a simulation does.
        static constexpr std::chrono::hours kSearchTimeMax {1};

        broker::SqlTaskStore tasks;
        broker::SqlTypeStore types;
        broker::SqlQueueStore queues;
        broker::SqlOperationStore operations;
        broker::SqlAuditStore audit;
        broker::SqlTaskReader reader;
    };
    void open();

    const QString m_path;
    const broker::Moment m_now;
    std::unique_ptr<broker::Database> m_database;
    std::optional<Stores> m_stores;
};

/// Fails to commit when it is told to.
class UnreliableTransaction final : public broker::TurnTransaction
{
public:
    explicit UnreliableTransaction(SimulatedGround &ground) : m_ground(ground) { }
    void failNext() { m_mustFail = true; }
    void calmDown() { m_mustFail = false; }

    [[nodiscard]] bool isOpen() const override { return m_ground.transaction().isOpen(); }
    broker::Status commit() override
    {
        if (std::exchange(m_mustFail, false))
            return broker::Error {broker::ErrorCode::StorageFull, QStringLiteral("the simulated disk is full")};
        return m_ground.transaction().commit();
    }
    void rollback() override { m_ground.transaction().rollback(); }

private:
    SimulatedGround &m_ground;
    bool m_mustFail = false;
};

} // namespace conduit::test
