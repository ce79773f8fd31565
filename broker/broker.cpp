// SPDX-License-Identifier: GPL-3.0-only
#include "broker/broker.h"

#include "broker/core/clock.h"
#include "broker/core/id_source.h"
#include "broker/database_opening.h"
#include "broker/engine/activity_keeper.h"
#include "broker/engine/engine.h"
#include "broker/engine/operation_runner.h"
#include "broker/http/epoll_dispatcher.h"
#include "broker/http/http_api.h"
#include "broker/http/http_front.h"
#include "broker/storage/disk_room.h"
#include "broker/storage/sql_activity_store.h"
#include "broker/storage/sql_answer_store.h"
#include "broker/storage/sql_audit_store.h"
#include "broker/storage/sql_operation_store.h"
#include "broker/storage/sql_queue_store.h"
#include "broker/storage/sql_task_reader.h"
#include "broker/storage/sql_task_store.h"
#include "broker/storage/sql_type_store.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QThread>

#include <atomic>
#include <utility>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcStorage, "conduit.storage")

/// How often the disk's room is looked at.
constexpr Milliseconds kRoomInterval {1'000};
/// How often the log tells of it, at the most.
constexpr std::chrono::minutes kRoomLineInterval {1};

EngineSettings settingsFrom(const BrokerConfig &config)
{
    EngineSettings settings;
    settings.lease = config.lease;
    settings.stopGrace = config.stopGrace;
    settings.bareLease = config.bareLease;
    settings.priorityStep = config.priorityStep;
    settings.payloadBytesMax = config.payloadBytesMax;
    settings.parkedMax = config.parkedMax;
    settings.defaults.keepCompleted = config.keepCompleted;
    settings.defaults.keepDead = config.keepDead;
    settings.keepTrash = config.keepTrash;
    settings.keepAudit = config.keepAudit;
    settings.requestBytesMax = config.http.bodyBytesMax;
    return settings;
}

std::optional<QHostAddress> hostFrom(const QString &host)
{
    if (host == u"localhost")
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    return address.isNull() ? std::nullopt : std::optional(address);
}

Broker::OpenError unavailable(const QString &message) { return {Broker::OpenFailure::Unavailable, message}; }

/// A thread with an event loop, and an object on it to call.
class Loop
{
public:
    explicit Loop(const QString &name)
    {
        m_thread.setObjectName(name);
        m_thread.setEventDispatcher(new EpollDispatcher); // The thread owns it from now on.
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Loop()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Loop)

    /// Runs `act` on the thread and waits for it. Only an owner that starts or stops its threads may wait.
    template<typename F>
    void run(F &&act)
    {
        QMetaObject::invokeMethod(&m_context, std::forward<F>(act), Qt::BlockingQueuedConnection);
    }
    QObject &context() { return m_context; }

private:
    QThread m_thread;
    QObject m_context;
};

/// Everything that lives on the lane's thread.
struct LaneParts
{
    explicit LaneParts(std::unique_ptr<Database> opened)
        : database(std::move(opened)),
          taskStore(*database),
          typeStore(*database),
          queueStore(*database),
          operationStore(*database),
          auditStore(*database),
          answerStore(*database),
          activityStore(*database)
    {
    }

    /// What can fail, after the stores are there.
    Status load(const EngineSettings &settings, const Clock &clock, IdSource &ids)
    {
        auto loaded =
            Engine::load({taskStore, typeStore, queueStore, operationStore, auditStore, *database, clock, ids}, settings);
        if (!loaded)
            return loaded.error();
        engine = *std::move(loaded);
        activity = std::make_unique<ActivityKeeper>(activityStore, engine->activity, clock);
        return activity->load();
    }

    std::unique_ptr<Database> database;
    SqlTaskStore taskStore;
    SqlTypeStore typeStore;
    SqlQueueStore queueStore;
    SqlOperationStore operationStore;
    SqlAuditStore auditStore;
    SqlAnswerStore answerStore;
    SqlActivityStore activityStore;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<ActivityKeeper> activity;
    std::unique_ptr<OperationRunner> operations;
    std::unique_ptr<MaintenanceLoop> maintenance;
};

struct ReaderParts
{
    explicit ReaderParts(std::unique_ptr<Database> opened)
        : database(std::move(opened)), reader(*database), audit(*database) { }
    std::unique_ptr<Database> database;
    SqlTaskReader reader;
    SqlAuditReader audit;
};

} // namespace

class Broker::Parts
{
public:
    explicit Parts(DatabaseLock lock) : m_lock(std::move(lock)) { }
    ~Parts();
    Q_DISABLE_COPY_MOVE(Parts)

    std::optional<OpenError> openLane(const BrokerConfig &config);
    std::optional<OpenError> openReader(const BrokerConfig &config);
    std::optional<OpenError> openFront(const BrokerConfig &config, const QHostAddress &host);

    /// A pass: looks at the disk's room, and after trouble tries whether storage works again.
    Result<int> watchStorage();
    void tellOfRoom(const std::optional<Error> &refusal, Moment now);

    /// Runs `act` as a piece of the lane's work. Any thread.
    template<typename F>
    void post(F act)
    {
        m_lane->engine->lane.post([this, act = std::move(act)] { act(*this, *m_lane->engine); });
    }

    DatabaseLock m_lock;
    SystemClock m_clock;
    SystemIdSource m_ids;
    Loop m_laneLoop {u"lane"_s};
    Loop m_readerLoop {u"reader"_s};
    Loop m_frontLoop {u"front"_s};
    std::unique_ptr<LaneParts> m_lane;
    std::unique_ptr<ReaderParts> m_reader;
    std::unique_ptr<HttpApi> m_api;
    std::unique_ptr<HttpFront> m_front;
    std::atomic<int> m_runningTasks {0};
    Moment m_roomLookedAt {}; ///< On the steady line.
    Moment m_roomToldAt {};
    bool m_hasToldOfRoom = false;
    quint16 m_port = 0;
    QString m_address;
};

Broker::Parts::~Parts()
{
    // From the outside in: no new requests, then the work that has arrived, then the database.
    m_frontLoop.run([this] {
        if (m_api)
            m_api->setFront(nullptr);
        m_front.reset();
    });
    m_laneLoop.run([this] {
        if (!m_lane)
            return;
        // Stopped, not gone: passes may be among the work that has arrived.
        if (m_lane->maintenance)
            m_lane->maintenance->stop();
        if (m_lane->operations)
            m_lane->operations->stop();
        while (m_lane->engine->lane.runTurn() > 0) { }
    });
    m_readerLoop.run([this] { m_reader.reset(); });
    m_laneLoop.run([this] { m_lane.reset(); });
}

std::optional<Broker::OpenError> Broker::Parts::openLane(const BrokerConfig &config)
{
    auto opened = openMigrated(config.databasePath, m_clock.now());
    if (!opened)
        return opened.error();
    auto lane = std::make_unique<LaneParts>(*std::move(opened));
    if (const Status loaded = lane->load(settingsFrom(config), m_clock, m_ids); !loaded)
        return unavailable(u"%1: %2"_s.arg(config.databasePath, loaded.error().message));
    m_lane = std::move(lane);
    return std::nullopt;
}

Result<int> Broker::Parts::watchStorage()
{
    StorageHealth &health = m_lane->engine->storage;
    if (const Moment now = m_clock.steadyNow(); now >= m_roomLookedAt + kRoomInterval) {
        m_roomLookedAt = now;
        if (const auto room = diskRoomAt(m_lane->database->path())) {
            health.roomIs(room->freeBytes, room->totalBytes);
            m_lane->engine->disk.note({room->freeBytes, room->totalBytes, databaseBytesAt(m_lane->database->path())}, now);
        } else {
            m_lane->engine->disk.forget();
        }
        tellOfRoom(health.refusal(), now);
    }
    if (!health.needsProof())
        return 0;
    if (const Status proven = m_lane->database->proveWritable(); !proven)
        return proven.error();
    health.proofIsUnderWay();
    return 0;
}

void Broker::Parts::tellOfRoom(const std::optional<Error> &refusal, Moment now)
{
    if (!refusal) {
        if (std::exchange(m_hasToldOfRoom, false))
            qCWarning(lcStorage) << "There is room on the disk again; new tasks are taken.";
    } else if (now >= m_roomToldAt + kRoomLineInterval) {
        m_roomToldAt = now;
        m_hasToldOfRoom = true;
        qCWarning(lcStorage).noquote() << refusal->message;
    }
}

std::optional<Broker::OpenError> Broker::Parts::openReader(const BrokerConfig &config)
{
    auto opened = Database::open(config.databasePath, Database::Mode::ReadOnly);
    if (!opened)
        return unavailable(u"%1: %2"_s.arg(config.databasePath, opened.error().message));
    m_reader = std::make_unique<ReaderParts>(*std::move(opened));
    return std::nullopt;
}

std::optional<Broker::OpenError> Broker::Parts::openFront(const BrokerConfig &config, const QHostAddress &host)
{
    m_front = std::make_unique<HttpFront>(*m_api, config.http,
                                          AccessPolicy {config.token, config.allowedHosts, config.allowedOrigins}, m_clock);
    if (config.logsRequests)
        m_front->logRequests();
    if (const Status listening = m_front->listen(host, config.port); !listening) {
        OpenError failure = unavailable(listening.error().message);
        failure.takenPort = m_front->isPortTaken() ? config.port : 0;
        return failure;
    }
    m_api->setFront(m_front.get());
    m_port = m_front->port();
    const bool isIpv6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    m_address = u"http://%1:%2"_s.arg(isIpv6 ? u'[' + host.toString() + u']' : host.toString()).arg(m_port);
    return std::nullopt;
}

conduit::Result<std::unique_ptr<Broker>, Broker::OpenError> Broker::open(const BrokerConfig &config)
{
    const auto host = hostFrom(config.host);
    if (!host)
        return OpenError {OpenFailure::BadConfiguration,
                          u"host must be an IP address or localhost, not %1."_s.arg(config.host)};
    auto lock = lockDatabase(config.databasePath);
    if (!lock)
        return lock.error();

    auto parts = std::make_unique<Parts>(*std::move(lock));
    std::optional<OpenError> failure;
    parts->m_laneLoop.run([&] { failure = parts->openLane(config); });
    if (!failure)
        parts->m_readerLoop.run([&] { failure = parts->openReader(config); });
    if (failure)
        return *failure;

    Engine &engine = *parts->m_lane->engine;
    parts->m_api =
        std::make_unique<HttpApi>(HttpApi::Threads {parts->m_frontLoop.context(), parts->m_readerLoop.context()}, engine,
                                  parts->m_reader->reader, parts->m_reader->audit, parts->m_lane->answerStore);
    parts->m_laneLoop.run([raw = parts.get(), &engine] {
        raw->m_lane->operations = std::make_unique<OperationRunner>(engine.operations, engine.lane, raw->m_reader->reader,
                                                                    raw->m_readerLoop.context());
        auto passes = engine.passes();
        passes.push_back({[raw] { return raw->m_lane->operations->runOnce(); }, 1});
        // Before those that ask storage: when it fails, nothing after that runs, and who waits must hear of it.
        passes.insert(passes.begin(), {[raw] { return raw->m_api->endExpiredWaits(); }, 1});
        passes.push_back({[raw] { return raw->m_api->forgetAnswers(); }, AnswerMemory::kForgottenPerPassMax});
        passes.push_back({[raw] { return raw->m_lane->activity->runOnce(); }, ActivityKeeper::kForgottenPerPassMax});
        passes.push_back({[raw] { return raw->watchStorage(); }, 1});
        passes.push_back({[raw, &engine]() -> Result<int> {
                              raw->m_runningTasks = static_cast<int>(engine.ledger.total(TaskState::Running));
                              return 0;
                          },
                          1});
        raw->m_lane->maintenance = std::make_unique<MaintenanceLoop>(engine.lane, std::move(passes));
        raw->m_lane->maintenance->start();
    });
    parts->m_frontLoop.run([&] { failure = parts->openFront(config, *host); });
    if (failure)
        return *failure;
    return std::unique_ptr<Broker>(new Broker(std::move(parts)));
}

Broker::Broker(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) { }

Broker::~Broker() = default;

quint16 Broker::port() const { return m_parts->m_port; }

QString Broker::address() const { return m_parts->m_address; }

void Broker::drain()
{
    m_parts->post([](Parts &parts, Engine &) { parts.m_api->drain(); });
}

void Broker::setWorkerKiller(std::function<void(const QString &)> killer)
{
    m_parts->post([killer = std::move(killer)](Parts &, Engine &engine) { engine.localWorkers.setKiller(killer); });
}

void Broker::workerStarted(const QString &workerName)
{
    m_parts->post([workerName](Parts &, Engine &engine) { engine.localWorkers.started(workerName); });
}

void Broker::workerDied(const QString &workerName, const QString &cause, std::optional<int> exitCode)
{
    m_parts->post([workerName, cause, exitCode](Parts &, Engine &engine) {
        const bool wasKilled = engine.localWorkers.isDoomed(workerName);
        engine.localWorkers.ended(workerName);
        engine.workers.forget(workerName);
        engine.news.worker(workerName);
        // What it was killed for is settled; anything else that it holds is not to blame.
        const auto ended = wasKilled ? engine.leases.workerStopped(workerName)
                                     : engine.leases.workerDied(workerName, {AttemptOutcome::WorkerDied, cause, exitCode});
        if (!ended)
            engine.lane.fail(ended.error());
    });
}

void Broker::workerStopped(const QString &workerName)
{
    m_parts->post([workerName](Parts &, Engine &engine) {
        engine.localWorkers.ended(workerName);
        engine.workers.forget(workerName);
        if (const auto ended = engine.leases.workerStopped(workerName); !ended)
            engine.lane.fail(ended.error());
    });
}

int Broker::runningTasks() const { return m_parts->m_runningTasks; }

} // namespace conduit::broker
