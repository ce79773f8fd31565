// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include "broker/storage/migrator.h"

namespace conduit::test {

using namespace conduit::broker;

namespace {

std::unique_ptr<Database> openMigrated(const QString &path, Moment now)
{
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database || !migrate(**database, now))
        qFatal("the test's database cannot be made");
    return *std::move(database);
}

template<typename T>
T loaded(broker::Result<T> result)
{
    if (!result)
        qFatal("the test's database cannot be read");
    return *std::move(result);
}

} // namespace

LaneFixture::LaneFixture(const QString &path, const EngineSettings &engineSettings)
    : settings(engineSettings),
      database(openMigrated(path, clock.now())),
      store(*database),
      typeStore(*database),
      queueStore(*database),
      operationStore(*database),
      auditStore(*database),
      engine(loaded(Engine::load({store, typeStore, queueStore, operationStore, auditStore, *database, clock, ids}, settings))),
      ledger(engine->ledger),
      types(engine->types),
      intake(engine->intake),
      leases(engine->leases),
      control(engine->control),
      claims(engine->claims),
      waits(engine->waits),
      workers(engine->workers),
      lane(engine->lane)
{
    lane.setTurn({[] {},
                  [this](const broker::Status &committed) {
                      m_isCommitted = committed.has_value();
                      engine->follow(committed);
                  }});
}

NewTask LaneFixture::newTask(const QString &type, const QByteArray &payload)
{
    NewTask task;
    task.type = type;
    task.payload = payload;
    task.queue = QStringLiteral("default");
    return task;
}

Task LaneFixture::enqueue(const NewTask &task)
{
    Task made;
    turn([&] { made = (*intake.enqueue(task)).task; });
    return made;
}

std::optional<Task> LaneFixture::claim(const ClaimFilter &filter, const QString &worker)
{
    std::vector<Task> claimed;
    turn([&] { claimed = *leases.claim({filter, worker, 1, settings.lease, false}); });
    return claimed.empty() ? std::nullopt : std::optional(claimed.front());
}

Task LaneFixture::load(const QUuid &id) { return **store.find(id); }

} // namespace conduit::test
