// SPDX-License-Identifier: GPL-3.0-only
// Tasks while they run, by the real programs: what they tell, how they are stopped, and what becomes of a worker that will not.
#include "tests/support/broker_process.h"
#include "tests/support/process_usage.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QTest>

#include <csignal>
#include <filesystem>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// Its workers have handlers for tests.
const QString kTrialFolder = QStringLiteral(CONDUIT_BIN_DIR "/../tests/trial");

/// More than a heartbeat's ten seconds.
constexpr int kHeartbeatWait = 20'000;
/// The same, and the ten seconds that a task gets to end once it was asked.
constexpr int kKillWait = 40'000;

QByteArray task(const QByteArray &type, const QByteArray &payload = "null", const QByteArray &more = {})
{
    return R"({"task_type":)" + quoted(type) + R"(,"payload":)" + payload + (more.isEmpty() ? QByteArray() : ',' + more) + '}';
}

} // namespace

class TstRunningTasks : public QObject
{
    Q_OBJECT

    [[nodiscard]] QString stateOf(const QString &id) { return loadTask(*m_client, id)["state"_L1].toString(); }
    [[nodiscard]] QJsonObject lastAttempt(const QString &id)
    {
        return m_client->get(taskPath(id, "/attempts")).json()["attempts"_L1].toArray().last().toObject();
    }
    /// The process that the handler `deafen` started; 0 as long as it has told of none.
    [[nodiscard]] qint64 childOf(const QString &id)
    {
        return loadTask(*m_client, id)["progress"_L1]["message"_L1].toString().toLongLong();
    }
    [[nodiscard]] static bool isAlive(qint64 pid) { return residentBytes(pid) > 0; }

    /// A broker and a worker elsewhere.
    void startApart(const QStringList &workerArguments = {})
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_worker = std::make_unique<WorkerProcess>(kTrialFolder, m_broker->address(), u"trial"_s);
        m_worker->setArguments(QStringList {u"--concurrency"_s, u"2"_s} + workerArguments);
        QVERIFY(m_worker->start());
        m_client.emplace(m_broker->connect());
    }
    /// A broker with one local worker.
    void startTogether(const QStringList &arguments = {})
    {
        m_folder = std::make_unique<QTemporaryDir>(kTrialFolder + u"-XXXXXX"_s);
        // The broker takes the worker that lies beside it; a symbolic link would lead it to the other one.
        for (const auto &[from, name] :
             {std::pair {QStringLiteral(CONDUIT_BIN_DIR), u"/conduit"_s}, std::pair {kTrialFolder, u"/conduit-worker"_s}}) {
            std::error_code error;
            std::filesystem::create_hard_link((from + name).toStdString(), (m_folder->path() + name).toStdString(), error);
            QVERIFY2(!error, error.message().c_str());
        }
        m_broker = std::make_unique<BrokerProcess>(m_folder->path());
        m_broker->setWorkers(1);
        m_broker->setArguments(QStringList {u"--concurrency"_s, u"2"_s} + arguments);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_client.emplace(m_broker->connect());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<WorkerProcess> m_worker;
    std::optional<RawHttpClient> m_client;

private Q_SLOTS:
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_broker)
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        if (QTest::currentTestFailed() && m_worker)
            qWarning().noquote() << "the worker said:" << QString::fromUtf8(m_worker->log().right(4000));
        m_client.reset();
        m_worker.reset();
        m_broker.reset();
        m_folder.reset();
    }

    void cancel_reachesTheHandler()
    {
        startApart();
        const QString id = enqueue(*m_client, task("nap", "60000"));
        QTRY_COMPARE(stateOf(id), u"running"_s);
        QCOMPARE(m_client->post(taskPath(id, "/cancel"), "{\"reason\":\"not needed\"}").status, 202);
        QVERIFY(loadTask(*m_client, id)["cancel_requested"_L1].toBool());
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"cancelled"_s, kHeartbeatWait);
        QCOMPARE(lastAttempt(id)["outcome"_L1].toString(), u"cancelled"_s);
        QVERIFY(m_worker->isRunning());
    }

    void timeout_reachesTheHandler()
    {
        startApart();
        const QString id = enqueue(*m_client, task("nap", "60000", "\"timeout\":0.5,\"max_attempts\":1"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"dead"_s, kHeartbeatWait);
        QCOMPARE(lastAttempt(id)["outcome"_L1].toString(), u"timeout"_s);
    }

    void deafTaskElsewhere_losesItsLease()
    {
        startApart();
        const QString id = enqueue(*m_client, task("deafen"));
        QTRY_VERIFY(childOf(id) > 0);
        const qint64 child = childOf(id);
        QCOMPARE(m_client->post(taskPath(id, "/cancel"), "{}").status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"cancelled"_s, kKillWait);
        // Nobody can kill it from here.
        QVERIFY(m_worker->isRunning());
        QCOMPARE(awaitTask(*m_client, enqueue(*m_client, task("nap", "1")))["status"_L1].toString(), u"Completed"_s);
        m_worker->kill();
        ::kill(static_cast<pid_t>(child), SIGKILL);
    }

    void deafLocalTask_isKilledAndItsNeighbourGoesOn()
    {
        startTogether();
        const QString deaf = enqueue(*m_client, task("deafen"));
        QTRY_VERIFY_WITH_TIMEOUT(childOf(deaf) > 0, 20'000);
        const qint64 child = childOf(deaf);
        const QString neighbour = enqueue(*m_client, task("nap", "25000"));
        QTRY_COMPARE(stateOf(neighbour), u"running"_s);
        QVERIFY(isAlive(child));
        QCOMPARE(m_client->post(taskPath(deaf, "/cancel"), "{}").status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(deaf), u"cancelled"_s, kKillWait);
        QTRY_VERIFY(!isAlive(child));
        // The neighbour was on the same process, which is no fault of its own.
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(neighbour), u"completed"_s, 60'000);
        QCOMPARE(outcomes(*m_client, neighbour), (QStringList {u"released"_s, u"completed"_s}));
        QCOMPARE(loadTask(*m_client, neighbour)["uncharged"_L1].toInt(), 1);
        QCOMPARE(m_broker->terminate(), 0);
    }

    void crashOfALocalWorker_isNamedInTheAttempt()
    {
        startTogether();
        const QString id = enqueue(*m_client, task("crash", "null", "\"max_attempts\":1"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"dead"_s, 20'000);
        QCOMPARE(lastAttempt(id)["outcome"_L1].toString(), u"worker_died"_s);
        QCOMPARE(lastAttempt(id)["error"_L1].toString(), u"worker ended with signal 11 (SIGSEGV)"_s);
    }

    void stop_givesBackWhatDoesNotFinish_data()
    {
        QTest::addColumn<QString>("grace");
        QTest::addColumn<int>("signals");
        QTest::newRow("grace over") << u"2"_s << 1;
        QTest::newRow("second signal") << u"600"_s << 2;
    }
    void stop_givesBackWhatDoesNotFinish()
    {
        QFETCH(const QString, grace);
        QFETCH(const int, signals);
        startTogether({u"--grace"_s, grace});
        const QString id = enqueue(*m_client, task("deafen"));
        QTRY_VERIFY_WITH_TIMEOUT(childOf(id) > 0, 20'000);
        const qint64 child = childOf(id);
        m_broker->signal(SIGTERM);
        if (signals > 1) {
            QTRY_COMPARE(m_client->get("/readyz").status, 503);
            m_broker->signal(SIGTERM);
        }
        QCOMPARE(m_broker->waitForEnd(), 0);
        QTRY_VERIFY(!isAlive(child));

        m_broker->setWorkers(0);
        m_broker->setArguments({});
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_client.emplace(m_broker->connect());
        QCOMPARE(outcomes(*m_client, id), QStringList {u"released"_s});
        QCOMPARE(stateOf(id), u"ready"_s);
        QCOMPARE(loadTask(*m_client, id)["uncharged"_L1].toInt(), 1);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstRunningTasks)
#include "tst_running_tasks.moc"
