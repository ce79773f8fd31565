// SPDX-License-Identifier: GPL-3.0-only
// Case 35: the disk is full. A library under the broker refuses what would make its files longer, so no rights are needed.
#include "tests/cases/case_broker.h"
#include "tests/e2e/faulty_disk_switch.h"
#include "tests/support/process_usage.h"

#include <QElapsedTimer>

#include <thread>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray &largeTask()
{
    static const QByteArray task = R"({"task_type":"echo","payload":{"text":)" + quoted(QByteArray(100'000, 'x')) + "}}";
    return task;
}

} // namespace

class TstCase35 : public CaseWithBroker
{
    Q_OBJECT

    void prepare(BrokerProcess &broker) override
    {
        m_disk = std::make_unique<FaultyDiskSwitch>();
        m_disk->preloadInto(broker, QStringLiteral(FAULTY_DISK));
    }

    std::unique_ptr<FaultyDiskSwitch> m_disk;

private Q_SLOTS:
    void aFullDisk_refusesWithoutLosingAndGoesOnByItself_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<std::chrono::milliseconds>("time");
        QTest::newRow("full") << QByteArray("full") << 10'000ms;
        QTest::newRow("over its quota") << QByteArray("over-quota") << 3'000ms;
        // As a disk of 16 MiB is from the beginning.
        QTest::newRow("full, and small") << QByteArray("full nearly-full") << 3'000ms;
    }
    void aFullDisk_refusesWithoutLosingAndGoesOnByItself()
    {
        QFETCH(const QByteArray, fault);
        QFETCH(const std::chrono::milliseconds, time);
        auto client = connect();
        QStringList acknowledged;
        for (int i = 0; i < 20; ++i)
            acknowledged.append(enqueue(client, largeTask()));
        const QJsonObject running = claim(client, "worker=w&lease=600");
        QVERIFY(!running.isEmpty());

        QVERIFY(m_disk->set(fault));
        QVERIFY(postUntilRefused(client, acknowledged));
        const auto processorBefore = processorTime(broker().pid());
        QElapsedTimer full;
        full.start();
        goOn(time);
        const auto used = processorTime(broker().pid()) - processorBefore;
        QVERIFY2(used.count() < full.elapsed() / 5, qPrintable(u"%1 of %2 ms"_s.arg(used.count()).arg(full.elapsed())));
        for (const QString &id : std::as_const(acknowledged))
            QVERIFY(!loadTask(client, id).isEmpty());
        compareEveryDoor(client, running);
        // A result fits into what is there already, or its worker is told to come again.
        const HttpAnswer refused = report(client, running, R"("output":{"text":)" + quoted(QByteArray(100'000, 'y')) + '}');
        QVERIFY2(refused.status == 507 || refused.status == 200, refused.body.constData());
        if (refused.status == 507)
            QVERIFY(refused.errorMessage().contains(u"try again"));

        QVERIFY(m_disk->set({}));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        acknowledged.append(enqueue(client, largeTask()));
        QVERIFY(!acknowledged.last().isEmpty());
        COMPARE_STATUS(report(client, running, R"("output":{"text":)" + quoted(QByteArray(100'000, 'y')) + '}'), 200);
        for (const QString &id : std::as_const(acknowledged))
            QVERIFY(!loadTask(client, id).isEmpty());
        const QByteArray log = broker().log();
        QVERIFY2(log.count("database or disk is full") <= 2, log.constData());
        QVERIFY2(log.count("disk is nearly full") <= 2, log.constData());
        QVERIFY2(log.contains("storage works again") || log.contains("room on the disk again"), log.constData());
        QVERIFY2(!log.contains("cannot rollback"), log.constData());
        QVERIFY(survives());
        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        for (const QString &id : std::as_const(acknowledged))
            QVERIFY(!loadTask(again, id).isEmpty());
    }

    void theLastRoom_isKeptForResults()
    {
        auto client = connect();
        QVERIFY(!enqueue(client, largeTask()).isEmpty());
        const QJsonObject running = claim(client, "worker=w&lease=600");
        QVERIFY(m_disk->set("nearly-full"));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 503, 5'000);
        const HttpAnswer refused = client.post("/task", largeTask());
        COMPARE_STATUS(refused, 507);
        QCOMPARE(refused.errorCode(), u"storage_full"_s);
        QVERIFY(refused.errorMessage().contains(u"8 MiB"));
        COMPARE_STATUS(report(client, running, R"("output":{})"), 200);
        QVERIFY(m_disk->set({}));
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/readyz").status, 200, 5'000);
        QVERIFY(!enqueue(client, largeTask()).isEmpty());
        const QByteArray log = broker().log();
        QCOMPARE(log.count("The disk is nearly full (8 MiB are free)"), 1);
        QCOMPARE(log.count("room on the disk again"), 1);
    }

    void aStartOnAFullDisk_servesOrSaysWhyNot()
    {
        auto client = connect();
        QStringList acknowledged;
        QVERIFY(m_disk->set("full"));
        QVERIFY(postUntilRefused(client, acknowledged));
        broker().kill();
        if (broker().start()) {
            auto again = connect();
            COMPARE_STATUS(again.post("/task", largeTask()), 507);
        } else {
            QCOMPARE(broker().waitForEnd(), 2);
            QVERIFY2(broker().log().contains("full"), broker().log().constData());
        }
        QVERIFY(m_disk->set({}));
        QVERIFY2(broker().restart(), broker().log().constData());
        auto again = connect();
        QTRY_COMPARE_WITH_TIMEOUT(again.get("/readyz").status, 200, 5'000);
        for (const QString &id : std::as_const(acknowledged))
            QVERIFY(!loadTask(again, id).isEmpty());
        QVERIFY(!enqueue(again, largeTask()).isEmpty());
    }

private:
    /// Whatever is asked of the broker then: done, or refused for want of room, but never a 500.
    static void compareEveryDoor(RawHttpClient &client, const QJsonObject &running)
    {
        const QByteArray lease = "{\"lease_token\":" + quoted(running["lease_token"_L1].toString()) + '}';
        const QByteArray large = largeTask();
        for (const auto &[target, body] : {
                 std::pair<QByteArray, QByteArray> {"/task", large},
                 {"/task/batch", "{\"tasks\":[" + large + ',' + large + "]}"},
                 {"/task/claim", R"({"worker":"p","lease":600})"},
                 {taskPath(running, "/heartbeat"), lease},
                 {"/task/set_schema", R"({"task_type":"mail","description":"","fields":{}})"},
                 {"/operation", R"({"verb":"hold","filter":"state:ready"})"},
             }) {
            const HttpAnswer answer = client.post(target, body);
            const bool isRefused = answer.status == 507 && answer.errorCode() == u"storage_full";
            QVERIFY2(isRefused || answer.status < 300, (target + ": " + answer.failure + answer.body.left(300)).constData());
        }
        for (const char *page : {"/task", "/stats", "/queue", "/task/types", "/healthz"})
            COMPARE_STATUS(client.get(page), 200);
        COMPARE_STATUS(client.get("/readyz"), 503);
    }

    /// True once a post was refused as it should be.
    static bool postUntilRefused(RawHttpClient &client, QStringList &acknowledged)
    {
        for (int i = 0; i < 100; ++i) {
            const HttpAnswer answer = client.post("/task", largeTask());
            if (answer.status != 201)
                return answer.status == 507 && answer.errorCode() == u"storage_full";
            acknowledged.append(answer.json()["id"_L1].toString());
        }
        return false;
    }

    /// Four workers that poll as the original's do, once a second, while somebody goes on posting.
    void goOn(std::chrono::milliseconds time)
    {
        std::vector<std::thread> people;
        for (int i = 0; i < 5; ++i)
            people.emplace_back([port = broker().port(), i, time] {
                QElapsedTimer timer;
                timer.start();
                RawHttpClient client(port);
                // A connection on which nothing comes is a pause that ends early when the broker closes it.
                while (timer.elapsed() < time.count()) {
                    if (i == 0)
                        client.post("/task", largeTask());
                    else
                        client.get("/task/next?worker=p&lease=600");
                    (void)client.hasAnswerWithin(i == 0 ? 100ms : 1'000ms);
                }
            });
        for (std::thread &person : people)
            person.join();
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstCase35)
#include "tst_case_35.moc"
