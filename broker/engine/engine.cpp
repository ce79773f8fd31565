// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/engine.h"

namespace conduit::broker {

Result<std::unique_ptr<Engine>> Engine::load(const Ground &ground, const EngineSettings &settings)
{
    // Before anything else: it may write, and what follows reads.
    if (const Status shortened = ground.tasks.shortenLeases(ground.clock.steadyNow()); !shortened)
        return shortened.error();
    if (ground.transaction.isOpen()) {
        if (const Status committed = ground.transaction.commit(); !committed)
            return committed.error();
    }
    auto ledger = TaskLedger::load(ground.tasks);
    if (!ledger)
        return ledger.error();
    auto types = TypeRegistry::load(ground.types);
    if (!types)
        return types.error();
    auto queues = QueueRegistry::load(ground.queues);
    if (!queues)
        return queues.error();
    return std::unique_ptr<Engine>(new Engine(ground, settings, *std::move(ledger), *std::move(types), *std::move(queues)));
}

Engine::Engine(const Ground &ground, const EngineSettings &engineSettings, TaskLedger loadedLedger, TypeRegistry loadedTypes,
               QueueRegistry loadedQueues)
    : store(ground.tasks),
      clock(ground.clock),
      settings(engineSettings),
      audit(ground.audit, news, ground.clock),
      ledger(std::move(loadedLedger)),
      types(std::move(loadedTypes)),
      queues(std::move(loadedQueues)),
      intake(ground.tasks, life, control, ground.clock, ground.ids),
      leases(ground.tasks, ledger, life, policies, queues, localWorkers, workers, ground.clock, ground.ids, settings),
      operations(ground.operations, ground.tasks, control, ledger, audit, news, ground.clock, ground.ids),
      pruner(ground.tasks, ground.audit, ledger, policies, ground.clock, settings),
      lane(ground.transaction)
{
    types.connect(policies);
    queues.connect(ledger, policies, news);
    ledger.connect(news);
}

void Engine::follow(const Status &committed)
{
    const std::initializer_list<TurnFollower *> followers {&ledger,   &activity,     &types,   &queues,
                                                           &policies, &localWorkers, &workers, &news};
    for (TurnFollower *follower : followers) {
        if (committed)
            follower->commit();
        else
            follower->rollback();
    }
    storage.turnEnded(committed);
}

std::vector<MaintenanceLoop::Pass> Engine::passes()
{
    return {
        {[this] { return queues.runOnce(clock.steadyNow(), clock.now()); }, 1},
        {[this] { return overdue.runOnce(); }, OverdueAttempts::kTasksPerPassMax},
        {[this] { return promoter.runOnce(); }, DueTaskPromoter::kTasksPerPassMax},
        {[this] { return expiry.runOnce(); }, TaskExpiry::kTasksPerPassMax},
        {[this] { return activity.runOnce(); }, 1},
        {[this] { return pruner.runOnce(); }, Pruner::kNeverFull},
        {[this] { return operations.forgetOld(); }, 1},
    };
}

} // namespace conduit::broker
