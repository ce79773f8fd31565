// SPDX-License-Identifier: GPL-3.0-only
// Case 53: a type that nobody knows stands first in line.
#include "tests/cases/case_broker.h"
#include "tests/support/api_fixture.h"
#include "tests/support/worker_process.h"

#include <QElapsedTimer>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kOfNobody = 20;
constexpr int kEchoes = 100;

QByteArray echoTask(int number)
{
    return R"({"task_type":"echo","payload":{"echo":)" + quoted(QByteArray::number(number)) + "}}";
}

} // namespace

class TstCase53 : public QObject
{
    Q_OBJECT

    using Reply = ApiFixture::Reply;

    void start(int localWorkers)
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setWorkers(localWorkers);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_remote = std::make_unique<WorkerProcess>(QStringLiteral(CONDUIT_BIN_DIR), m_broker->address(), u"remote"_s);
        m_remote->setArguments({u"--types"_s, u"echo"_s});
        auto client = m_broker->connect();
        for (int i = 0; i < kOfNobody; ++i)
            m_ofNobody.append(enqueue(client, R"({"task_type":"nobody"})"));
        for (int i = 0; i < kEchoes; ++i)
            m_echoes.append(enqueue(client, echoTask(i)));
        m_time.start();
        QVERIFY(m_remote->start());
    }
    void compareEchoes()
    {
        auto client = m_broker->connect();
        for (const QString &id : std::as_const(m_echoes))
            QCOMPARE(awaitTask(client, id)["status"_L1].toString(), u"Completed"_s);
        QVERIFY2(m_time.elapsed() < 20'000, qPrintable(QString::number(m_time.elapsed())));
    }

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<WorkerProcess> m_remote;
    QStringList m_ofNobody;
    QStringList m_echoes;
    QElapsedTimer m_time;

private Q_SLOTS:
    void cleanup()
    {
        if (m_broker && QTest::currentTestFailed())
            qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
        m_remote.reset();
        m_broker.reset();
        m_ofNobody.clear();
        m_echoes.clear();
    }

    void workersThatSayWhatTheyTake_passItBy()
    {
        start(1);
        if (QTest::currentTestFailed())
            return;
        compareEchoes();
        auto client = m_broker->connect();
        for (const QString &id : std::as_const(m_ofNobody)) {
            const QJsonObject task = loadTask(client, id);
            QCOMPARE(task["status"_L1].toString(), u"Pending"_s);
            QCOMPARE(task["state"_L1].toString(), u"ready"_s);
            QCOMPARE(task["attempt"_L1].toInt(), 0);
            const QJsonArray reasons = task["waiting_for"_L1].toArray();
            QCOMPARE(reasons.size(), 1);
            QCOMPARE(reasons[0]["reason"_L1].toString(), u"no_worker"_s);
        }
        QCOMPARE(client.get("/stats").json()["states"_L1]["ready"_L1].toInt(), kOfNobody);
    }

    /// The original's worker asks for anything, and drops what it does not know without a word.
    void workerThatAsksForAnything_holdsNobodyUp()
    {
        start(1);
        if (QTest::currentTestFailed())
            return;
        auto bare = m_broker->connect();
        int dropped = 0;
        for (HttpAnswer next = bare.get("/task/next"); next.status == 200; next = bare.get("/task/next")) {
            const QJsonObject task = next.json();
            if (task["task_type"_L1].toString() == "nobody"_L1)
                ++dropped;
            else
                COMPARE_STATUS(bare.post(taskPath(task, "/result"), R"({"output":{},"error":null})"), 200);
        }
        compareEchoes();
        QCOMPARE(dropped, kOfNobody);
        for (const QString &id : std::as_const(m_ofNobody)) {
            const QJsonObject task = loadTask(bare, id);
            QCOMPARE(task["state"_L1].toString(), u"running"_s);
            QCOMPARE(task["attempt"_L1].toInt(), 1);
        }
    }

    void droppedTask_usesItsAttemptsUpAndIsNoPoison()
    {
        ApiFixture api;
        const QByteArray path =
            "/task/" + api.post("/task", R"({"task_type":"nobody","max_attempts":5})").at("id").toString().toLatin1();
        for (int attempt = 1; attempt <= 5; ++attempt) {
            QCOMPARE(api.get(path).at("state").toString(), u"ready"_s);
            QCOMPARE(api.get("/task/next").at("attempt").toInt(), attempt);
            api.inside.clock.advance(5min);
            api.inside.turn([&] { QVERIFY(api.inside.engine->overdue.runOnce()); });
        }
        QCOMPARE(api.get(path).at("state").toString(), u"dead"_s);
        const QString error = api.get(path).at("result")["error"_L1].toString();
        QVERIFY2(error.startsWith(u"attempts used up"), qPrintable(error));
    }

    /// What our workers do with a task for which they have no handler.
    void taskThatIsGivenBackForLater_doesNotGoRound()
    {
        ApiFixture api;
        const QByteArray path = "/task/" + api.post("/task", R"({"task_type":"nobody"})").at("id").toString().toLatin1();
        api.post("/task", echoTask(1));
        const Reply first = api.get("/task/next?worker=w");
        QCOMPARE(first.at("task_type").toString(), u"nobody"_s);
        const QByteArray token = first.at("lease_token").toString().toLatin1();
        QCOMPARE(api.post(path + "/release", "{\"delay\":30,\"lease_token\":\"" + token + "\"}").status, 200);
        QCOMPARE(api.get("/task/next?worker=w").at("task_type").toString(), u"echo"_s);
        QCOMPARE(api.get("/task/next?worker=w").status, 204);
        QCOMPARE(api.get(path).at("attempt").toInt(), api.get(path).at("uncharged").toInt());
        api.inside.clock.advance(30s);
        api.inside.turn([&] { QVERIFY(api.inside.engine->promoter.runOnce()); });
        QCOMPARE(api.get("/task/next?worker=w").at("task_type").toString(), u"nobody"_s);
    }

    // Whatever else may stand first in line.

    void headThatCannotRun_isPassedBy_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("query");
        const auto row = [](const char *name, const char *head, const char *query = "types=echo") {
            QTest::newRow(name) << QByteArray(head) << QByteArray(query);
        };
        row("another type", R"("task_type":"nobody")");
        row("another type of the highest priority", R"("task_type":"nobody","priority":9)");
        row("another type that somebody asked for as well", R"("task_type":"nobody")", "types=mail,echo");
        row("another queue", R"("task_type":"echo","queue":"far")", "queues=default");
        row("another queue in a strict order", R"("task_type":"nobody","queue":"far")",
            "types=echo&queues=far,default&strict=true");
        row("another queue with the greater weight", R"("task_type":"nobody","queue":"far")",
            "types=echo&queues=far:9,default:1");
        row("a paused queue", R"("task_type":"echo","queue":"paused","priority":9)", "types=echo");
        row("a paused queue in a strict order", R"("task_type":"echo","queue":"paused")", "queues=paused,default&strict=true");
        row("a paused queue with the greater weight", R"("task_type":"echo","queue":"paused")", "queues=paused:9,default:1");
        row("due later", R"("task_type":"echo","delay":3600,"priority":9)");
        row("a serial key that is taken", R"("task_type":"echo","serial_key":"taken","priority":9)");
    }
    void headThatCannotRun_isPassedBy()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, query);
        ApiFixture api;
        api.send(broker::Method::Patch, "/queue/paused", R"({"paused":true})");
        api.post("/task", R"({"task_type":"first","serial_key":"taken"})");
        QCOMPARE(api.get("/task/next?worker=w&types=first").status, 200);
        QCOMPARE(api.get("/task/next?wait=20&worker=parked&" + query).status, 0);
        for (int i = 0; i < kOfNobody; ++i)
            QCOMPARE(api.post("/task", '{' + head + '}').status, 201);

        // The worker that waits gets what it can take as soon as that is there.
        QUuid first;
        api.inside.turn([&] {
            first = (*api.inside.intake.enqueue(LaneFixture::newTask())).task.id;
            QCOMPARE(api.inside.claims.serve()->size(), 1U);
        });
        QCOMPARE(api.inside.load(first).lease->worker, u"parked"_s);
        // And so does one that asks.
        for (int i = 0; i < 3; ++i)
            QCOMPARE(api.post("/task", echoTask(i)).status, 201);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(api.get("/task/next?worker=w&" + query).at("payload")["echo"_L1].toString(), QString::number(i));
        QCOMPARE(api.get("/task/next?worker=w&" + query).status, 204);
    }

    void aThousandUnknownTypes_costAClaimNothing()
    {
        ApiFixture api;
        for (int i = 0; i < 1'000; ++i)
            api.post("/task", "{\"task_type\":\"unknown-" + QByteArray::number(i) + "\"}");
        const QString echo = api.post("/task", echoTask(1)).at("id").toString();
        const qint64 before = api.inside.database->statementsRun();
        QCOMPARE(api.get("/task/next?worker=w&types=echo").at("id").toString(), echo);
        QVERIFY(api.inside.database->statementsRun() - before <= 6);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase53)
#include "tst_case_53.moc"
