// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/engine/activity_book.h"
#include "broker/engine/audit_log.h"
#include "broker/engine/claim_desk.h"
#include "broker/engine/disk_book.h"
#include "broker/engine/due_task_promoter.h"
#include "broker/engine/lane.h"
#include "broker/engine/lease_service.h"
#include "broker/engine/local_workers.h"
#include "broker/engine/maintenance_loop.h"
#include "broker/engine/operations.h"
#include "broker/engine/overdue_attempts.h"
#include "broker/engine/policy_book.h"
#include "broker/engine/pruner.h"
#include "broker/engine/queue_registry.h"
#include "broker/engine/storage_health.h"
#include "broker/engine/task_control.h"
#include "broker/engine/task_expiry.h"
#include "broker/engine/task_intake.h"
#include "broker/engine/task_life.h"
#include "broker/engine/task_waits.h"
#include "broker/engine/turn_news.h"
#include "broker/engine/type_registry.h"
#include "broker/engine/wait_reasons.h"
#include "broker/engine/worker_registry.h"

#include <memory>

namespace conduit::broker {

/// The services of the lane, introduced to each other over the stores that they are given. On the lane.
class Engine
{
public:
    /// What the engine needs from outside; must outlive it.
    struct Ground
    {
        TaskStore &tasks;
        TypeStore &types;
        QueueStore &queues;
        OperationStore &operations;
        AuditStore &audit;
        TurnTransaction &transaction;
        const Clock &clock;
        IdSource &ids;
    };

    /// Reads what is remembered in memory.
    static Result<std::unique_ptr<Engine>> load(const Ground &ground, const EngineSettings &settings);

    /// The turn is on disk, or nothing of it is: memory follows.
    void follow(const Status &committed);
    /// The background passes, in their order.
    [[nodiscard]] std::vector<MaintenanceLoop::Pass> passes();
    /// Whether one more request may wait; the limit counts claims and task waits together.
    [[nodiscard]] bool hasRoomToPark() const { return claims.parked() + waits.parked() < settings.parkedMax; }

    TaskStore &store;
    const Clock &clock;
    const EngineSettings settings;
    bool isDraining = false;
    StorageHealth storage;
    DiskBook disk;

    TurnNews news;
    AuditLog audit;
    TaskLedger ledger;
    TypeRegistry types;
    QueueRegistry queues;
    PolicyBook policies {settings.defaults};
    LocalWorkers localWorkers;
    ActivityBook activity {store, ledger, clock};
    TaskLife life {store, ledger, activity, clock, settings};
    TaskIntake intake;
    LeaseService leases;
    TaskControl control {store, life, leases, clock};
    Operations operations;
    ClaimDesk claims {leases, ledger, clock};
    TaskWaits waits {clock};
    WorkerRegistry workers {clock};
    OverdueAttempts overdue {store, leases, localWorkers, policies, clock};
    DueTaskPromoter promoter {store, life, clock};
    TaskExpiry expiry {store, life, clock};
    Pruner pruner;
    Lane lane;

private:
    Engine(const Ground &ground, const EngineSettings &engineSettings, TaskLedger loadedLedger, TypeRegistry loadedTypes,
           QueueRegistry loadedQueues);
};

} // namespace conduit::broker
