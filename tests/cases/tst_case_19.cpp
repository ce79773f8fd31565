// SPDX-License-Identifier: GPL-3.0-only
// Case 19: the clock on the wall is set by an hour while tasks run and wait.
#include "tests/support/api_fixture.h"

#include <QTest>

#include <algorithm>
#include <memory>

namespace conduit::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every test is run with the clock set back and set forward, by an hour and by a month.
class CaseClockJump : public QObject
{
    Q_OBJECT

    using Reply = ApiFixture::Reply;

    static void addJumps()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("an hour back") << qint64(-3'600);
        QTest::newRow("an hour on") << qint64(3'600);
        QTest::newRow("a month back") << qint64(-30 * 86'400);
        QTest::newRow("a month on") << qint64(30 * 86'400);
    }
    /// The jump of the row.
    static broker::Milliseconds jump()
    {
        QFETCH(qint64, seconds);
        return std::chrono::seconds {seconds};
    }

    void setWall(broker::Milliseconds by) { m_api->inside.clock.jump(by); }

    /// Time goes by as the broker's maintenance sees it.
    void pass(broker::Milliseconds time)
    {
        constexpr auto kStep = 100ms;
        for (broker::Milliseconds passed {0}; passed < time; passed += kStep) {
            m_api->inside.clock.advance(kStep);
            m_api->inside.turn([this] {
                QVERIFY(m_api->inside.engine->overdue.runOnce());
                QVERIFY(m_api->inside.engine->promoter.runOnce());
            });
        }
    }

    QByteArray enqueue(const QByteArray &members = R"("priority":5)")
    {
        const Reply made = m_api->post("/task", "{\"task_type\":\"echo\",\"payload\":{}," + members + '}');
        return "/task/" + made.at("id").toString().toLatin1();
    }

    /// A claim with a lease of three seconds; its token.
    QByteArray claim(const QByteArray &worker = "w")
    {
        const Reply claimed = m_api->get("/task/next?lease=3&worker=" + worker);
        return claimed.status == 200 ? claimed.at("lease_token").toString().toLatin1() : QByteArray();
    }

    Reply tell(const QByteArray &task, const QByteArray &act, const QByteArray &token, const QByteArray &members = {})
    {
        return m_api->post(task + act, "{\"lease_token\":\"" + token + '"' + members + '}');
    }

    QString stateOf(const QByteArray &task) { return m_api->get(task).at("state").toString(); }

    /// How long until the task is in `state`, looked at every tenth of a second.
    broker::Milliseconds timeUntil(const QByteArray &task, const QString &state)
    {
        broker::Milliseconds passed {0};
        for (; stateOf(task) != state && passed < 2h; passed += 100ms)
            pass(100ms);
        return passed;
    }

private Q_SLOTS:
    void init() { m_api = std::make_unique<ApiFixture>(); }

    void heartbeatingTask_isNeitherReclaimedNorRunTwice_data() { addJumps(); }
    void heartbeatingTask_isNeitherReclaimedNorRunTwice()
    {
        const QByteArray task = enqueue();
        const QByteArray token = claim();
        for (int second = 0; second < 180; ++second) {
            if (second == 5)
                setWall(jump());
            if (second == 120)
                setWall(-jump() + 3min);
            pass(1s);
            QCOMPARE(tell(task, "/heartbeat", token).status, 200);
            QVERIFY(claim("another").isEmpty());
        }
        QCOMPARE(tell(task, "/result", token, R"(,"output":1)").status, 200);
        QCOMPARE(m_api->get(task).at("attempt").toInt(), 1);
        QCOMPARE(stateOf(task), u"completed"_s);
    }

    void taskOfAVanishedWorker_isReclaimedWithinTwoLeases_data() { addJumps(); }
    void taskOfAVanishedWorker_isReclaimedWithinTwoLeases()
    {
        const QByteArray task = enqueue();
        const QByteArray token = claim();
        setWall(jump());
        const auto passed = timeUntil(task, u"ready"_s);
        QVERIFY(passed >= 3s);
        QVERIFY(passed <= 6s);
        QCOMPARE(tell(task, "/heartbeat", token).status, 409);
    }

    void delayedTask_isOnTime_data() { addJumps(); }
    void delayedTask_isOnTime()
    {
        const QByteArray byDelay = enqueue(R"("delay":5)");
        const QByteArray byDate = enqueue(R"("run_at":"2026-11-25T10:00:05Z")");
        setWall(jump());
        QCOMPARE(timeUntil(byDelay, u"ready"_s), 5s);
        QCOMPARE(stateOf(byDate), u"ready"_s);
        // And one that comes after the jump.
        const QByteArray later = enqueue(R"("delay":5)");
        QCOMPARE(timeUntil(later, u"ready"_s), 5s);
    }

    void restAfterAFailure_isItsOwn_data() { addJumps(); }
    void restAfterAFailure_isItsOwn()
    {
        const QByteArray task = enqueue();
        tell(task, "/result", claim(), R"(,"error":"no","retry_in":5)");
        setWall(jump());
        QCOMPARE(timeUntil(task, u"ready"_s), 5s);
    }

    void parkedClaimAndWait_endInTheirTime_data() { addJumps(); }
    void parkedClaimAndWait_endInTheirTime()
    {
        const QByteArray task = enqueue(R"("delay":86400)");
        QCOMPARE(m_api->get("/task/next?worker=w&wait=20").status, 0);
        QCOMPARE(m_api->get(task + "?wait=20").status, 0);
        setWall(jump());
        m_api->inside.clock.advance(20s - 1ms);
        QVERIFY(m_api->inside.claims.takeExpired().empty());
        QVERIFY(m_api->inside.waits.takeExpired().empty());
        m_api->inside.clock.advance(1ms);
        QCOMPARE(m_api->inside.claims.takeExpired().size(), 1U);
        QCOMPARE(m_api->inside.waits.takeExpired().size(), 1U);
    }

    void noAttempt_endsBeforeItStarted_data() { addJumps(); }
    void noAttempt_endsBeforeItStarted()
    {
        const QByteArray task = enqueue();
        const QByteArray first = claim();
        setWall(jump());
        tell(task, "/result", first, R"(,"error":"no","retry_in":0)");
        pass(100ms);
        const QByteArray second = claim();
        setWall(-jump());
        QCOMPARE(tell(task, "/result", second, R"(,"output":1)").status, 200);

        const QJsonObject done = m_api->get(task).json();
        QVERIFY(done["completed_at"_L1].toString() >= done["started_at"_L1].toString());
        const QJsonArray attempts = m_api->get(task + "/attempts").at("attempts").toArray();
        QCOMPARE(attempts.size(), 2);
        for (const QJsonValue &attempt : attempts)
            QVERIFY(attempt["ended_at"_L1].toString() >= attempt["started_at"_L1].toString());
    }

    void noAttempt_startsBeforeItsTaskWasMade_data() { addJumps(); }
    void noAttempt_startsBeforeItsTaskWasMade()
    {
        const QByteArray task = enqueue();
        setWall(jump());
        const QByteArray token = claim();
        QVERIFY(isInOrder(m_api->get(task).json(), {"created_at"_L1, "started_at"_L1}));
        tell(task, "/result", token, R"(,"error":"no","no_retry":true)");
        QVERIFY(isInOrder(m_api->get(task).json(), {"created_at"_L1, "started_at"_L1, "completed_at"_L1}));
        m_api->post(task + "/retry", {});
        setWall(-2 * jump());
        QCOMPARE(tell(task, "/result", claim(), R"(,"output":1)").status, 200);
        QVERIFY(isInOrder(m_api->get(task).json(), {"created_at"_L1, "started_at"_L1, "completed_at"_L1}));
        // One that was never started ends after it was made as well.
        const QByteArray cancelled = enqueue();
        setWall(jump());
        m_api->post(cancelled + "/cancel", {});
        QVERIFY(isInOrder(m_api->get(cancelled).json(), {"created_at"_L1, "completed_at"_L1}));
    }

    void workerThatWasHeardBefore_isStillAlive_data() { addJumps(); }
    void workerThatWasHeardBefore_isStillAlive()
    {
        QVERIFY(claim().isEmpty());
        setWall(jump());
        const QJsonArray reasons = m_api->get(enqueue()).at("waiting_for").toArray();
        QCOMPARE(reasons.size(), 1);
        QCOMPARE(reasons[0]["reason"_L1].toString(), u"workers_busy"_s);
        QCOMPARE(m_api->get("/worker").at("workers").toArray().size(), 1);
        // And one that says nothing any more is gone in its time.
        m_api->inside.clock.advance(1h);
        const QJsonArray later = m_api->get(enqueue()).at("waiting_for").toArray();
        QCOMPARE(later[0]["reason"_L1].toString(), u"no_worker"_s);
        QCOMPARE(m_api->get("/worker").at("workers").toArray().size(), 0);
    }

private:
    static bool isInOrder(const QJsonObject &task, const QList<QLatin1String> &moments)
    {
        return std::is_sorted(moments.begin(), moments.end(), [&](QLatin1String one, QLatin1String other) {
            return task[one].toString() < task[other].toString();
        });
    }

    std::unique_ptr<ApiFixture> m_api;
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseClockJump)
#include "tst_case_19.moc"
