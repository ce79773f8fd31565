// SPDX-License-Identifier: GPL-3.0-only
// Both programs together: enqueue, work, result; and what happens when one of them dies.
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"
#include "tests/support/worker_process.h"

#include <QFile>
#include <QTest>

#include <csignal>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// A picture that takes the worker a while: 36 megapixels.
QByteArray slowTask()
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/cases/files/big-honest-6000x6000-rgb.png"));
    const QByteArray image = file.open(QIODevice::ReadOnly) ? file.readAll().toBase64() : QByteArray();
    return R"({"task_type":"validate_image","payload":{"image":)" + quoted(image) + "}}";
}

QByteArray photographTask()
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/cases/files/jpeg-rgb-320x240.jpg"));
    const QByteArray image = file.open(QIODevice::ReadOnly) ? file.readAll().toBase64() : QByteArray();
    return R"({"task_type":"validate_image","payload":{"image":)" + quoted(image) + "}}";
}

QByteArray echoTask(int i) { return R"({"task_type":"echo","payload":{"echo":)" + quoted(QByteArray::number(i)) + "}}"; }

} // namespace

class TstWorkerEndToEnd : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::unique_ptr<WorkerProcess> newWorker(const QString &name,
                                                           const QStringList &arguments = QStringList()) const
    {
        auto worker = std::make_unique<WorkerProcess>(QStringLiteral(CONDUIT_BIN_DIR), m_broker->address(), name);
        worker->setArguments(arguments);
        return worker;
    }
    [[nodiscard]] QJsonObject workerNamed(RawHttpClient &client, const QString &name) const
    {
        const QJsonArray workers = client.get("/worker").json()["workers"_L1].toArray();
        for (const auto &worker : workers) {
            if (worker.toObject()["name"_L1].toString() == name)
                return worker.toObject();
        }
        return {};
    }
    [[nodiscard]] static bool isRunning(RawHttpClient &client, const QString &id)
    {
        return loadTask(client, id)["state"_L1].toString() == u"running";
    }

    std::unique_ptr<BrokerProcess> m_broker;

private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        QVERIFY2(m_broker->start(), m_broker->log().constData());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_broker.reset();
    }

    void task_goesThroughBothPrograms()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s);
        QVERIFY(worker->start());
        const QString id = enqueue(client, echoTask(1));
        const QJsonObject done = awaitTask(client, id);
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(done["result"_L1]["output"_L1].toObject(), (QJsonObject {{u"echoed"_s, QJsonObject {{u"echo"_s, u"1"_s}}}}));
        QVERIFY(done["result"_L1]["error"_L1].isNull());
        QCOMPARE(done["worker"_L1].toString(), u"w1"_s);
        QCOMPARE(outcomes(client, id), QStringList {u"completed"_s});
    }

    void photograph_isValidated()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s);
        QVERIFY(worker->start());
        const QJsonObject done = awaitTask(client, enqueue(client, photographTask()));
        QCOMPARE(done["result"_L1]["output"_L1].toObject(),
                 (QJsonObject {{u"valid"_s, true}, {u"width"_s, 320}, {u"height"_s, 240}}));
    }

    void schemas_areRegisteredAtTheStart()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s);
        QVERIFY(worker->start());
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/task/types").body, QByteArray(R"(["echo","validate_image"])"), 15'000);
        const HttpAnswer refused = client.post("/task", R"({"task_type":"echo","payload":{"echo":5}})");
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()["error"_L1]["details"_L1][0]["pointer"_L1].toString(), u"/echo"_s);
    }

    void worker_isListed()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s, {u"--concurrency"_s, u"3"_s});
        QVERIFY(worker->start());
        QTRY_VERIFY_WITH_TIMEOUT(!workerNamed(client, u"w1"_s).isEmpty(), 15'000);
        const QJsonObject listed = workerNamed(client, u"w1"_s);
        QCOMPARE(listed["concurrency"_L1].toInt(), 3);
        QCOMPARE(qint64(listed["pid"_L1].toInteger()), worker->pid());
        QVERIFY(!listed["host"_L1].toString().isEmpty());
        QVERIFY(!listed["last_seen_at"_L1].toString().isEmpty());
    }

    void manyTasks_areSharedByTwoWorkers()
    {
        auto client = m_broker->connect();
        QStringList ids;
        for (int i = 0; i < 300; ++i)
            ids.append(enqueue(client, echoTask(i)));
        const auto first = newWorker(u"w1"_s, {u"--concurrency"_s, u"4"_s});
        const auto second = newWorker(u"w2"_s, {u"--concurrency"_s, u"4"_s});
        QVERIFY(first->start());
        QVERIFY(second->start());
        for (int i = 0; i < 300; ++i) {
            const QJsonObject done = awaitTask(client, ids.at(i));
            QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
            QCOMPARE(done["attempt"_L1].toInt(), 1);
            QCOMPARE(done["result"_L1]["output"_L1]["echoed"_L1]["echo"_L1].toString(), QString::number(i));
        }
    }

    void killedWorker_losesItsTaskToAnother()
    {
        auto client = m_broker->connect();
        const auto victim = newWorker(u"victim"_s, {u"--concurrency"_s, u"1"_s, u"--lease"_s, u"2"_s});
        QVERIFY(victim->start());
        QTRY_VERIFY_WITH_TIMEOUT(!workerNamed(client, u"victim"_s).isEmpty(), 15'000);
        const QString id = enqueue(client, slowTask());
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(client, id), 15'000);
        victim->kill();
        QCOMPARE(loadTask(client, id)["worker"_L1].toString(), u"victim"_s);

        // It comes back when the lease is over, as another attempt, and sooner than after the half minute of other workers.
        const auto heir = newWorker(u"heir"_s, {u"--concurrency"_s, u"1"_s});
        QVERIFY(heir->start());
        QTRY_COMPARE_WITH_TIMEOUT(loadTask(client, id)["status"_L1].toString(), u"Completed"_s, 25'000);
        const QJsonObject done = loadTask(client, id);
        QCOMPARE(done["worker"_L1].toString(), u"heir"_s);
        QCOMPARE(done["attempt"_L1].toInt(), 2);
        QCOMPARE(outcomes(client, id), (QStringList {u"lease_lost"_s, u"completed"_s}));
    }

    void worker_comesBackAfterTheBroker()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s);
        QVERIFY(worker->start());
        QCOMPARE(awaitTask(client, enqueue(client, echoTask(1)))["status"_L1].toString(), u"Completed"_s);
        QVERIFY2(m_broker->restart(), m_broker->log().constData());

        auto again = m_broker->connect();
        const QJsonObject done = awaitTask(again, enqueue(again, echoTask(2)));
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(done["worker"_L1].toString(), u"w1"_s);
        QVERIFY(worker->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!workerNamed(again, u"w1"_s).isEmpty(), 15'000);
    }

    void workerBeforeTheBroker_waitsForIt()
    {
        m_broker->kill();
        const auto worker = newWorker(u"early"_s);
        QVERIFY(worker->start());
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto client = m_broker->connect();
        const QJsonObject done = awaitTask(client, enqueue(client, echoTask(1)));
        QCOMPARE(done["worker"_L1].toString(), u"early"_s);
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/task/types").body, QByteArray(R"(["echo","validate_image"])"), 15'000);
    }

    void brokerThatDiesDuringAnAttempt_getsItsResult()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"w1"_s, {u"--concurrency"_s, u"1"_s});
        QVERIFY(worker->start());
        QTRY_VERIFY_WITH_TIMEOUT(!workerNamed(client, u"w1"_s).isEmpty(), 15'000);
        const QString id = enqueue(client, slowTask());
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(client, id), 15'000);
        QVERIFY2(m_broker->restart(), m_broker->log().constData());
        auto again = m_broker->connect();
        const QJsonObject done = awaitTask(again, id);
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(done["attempt"_L1].toInt(), 1);
    }

    void stoppedWorker_finishesOrGivesBack()
    {
        auto client = m_broker->connect();
        const auto worker = newWorker(u"leaver"_s, {u"--concurrency"_s, u"1"_s});
        QVERIFY(worker->start());
        QTRY_VERIFY_WITH_TIMEOUT(!workerNamed(client, u"leaver"_s).isEmpty(), 15'000);
        const QString id = enqueue(client, slowTask());
        QTRY_VERIFY_WITH_TIMEOUT(isRunning(client, id), 15'000);
        const QString waiting = enqueue(client, echoTask(1));
        QCOMPARE(worker->terminate().value_or(-1), 0);

        const QJsonObject task = loadTask(client, id);
        const QString state = task["state"_L1].toString();
        QVERIFY2(state == u"completed" || state == u"ready", qPrintable(state));
        // A task that was given back costs no attempt.
        if (state == u"ready")
            QCOMPARE(task["attempt"_L1].toInt() - task["uncharged"_L1].toInt(), 0);
        QCOMPARE(loadTask(client, waiting)["status"_L1].toString(), u"Pending"_s);
        QCOMPARE(loadTask(client, waiting)["attempt"_L1].toInt(), 0);
    }

    void idleWorker_stopsAtOnce_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void idleWorker_stopsAtOnce()
    {
        QFETCH(const int, signal);
        auto client = m_broker->connect();
        const auto worker = newWorker(u"idle"_s);
        QVERIFY(worker->start());
        QCOMPARE(awaitTask(client, enqueue(client, echoTask(1)))["status"_L1].toString(), u"Completed"_s);
        worker->signal(signal);
        QCOMPARE(worker->waitForEnd().value_or(-1), 0);
        // Its parked claim went with it.
        const QString id = enqueue(client, echoTask(2));
        QCOMPARE(claim(client, "worker=other&wait=5")["id"_L1].toString(), id);
    }

    void stoppedBroker_keepsWhatWaits()
    {
        auto client = m_broker->connect();
        const QString id = enqueue(client, echoTask(1));
        auto parked = m_broker->connect();
        QVERIFY(parked.send(parked.requestBytes("GET", "/task/next?wait=60&types=nobody")));
        QVERIFY(!parked.hasAnswerWithin(std::chrono::milliseconds(50)));
        QCOMPARE(m_broker->terminate().value_or(-1), 0);
        QCOMPARE(parked.readAnswer().status, 204);

        QVERIFY2(m_broker->start(), m_broker->log().constData());
        auto again = m_broker->connect();
        QCOMPARE(loadTask(again, id)["state"_L1].toString(), u"ready"_s);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstWorkerEndToEnd)
#include "tst_worker_end_to_end.moc"
