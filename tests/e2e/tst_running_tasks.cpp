// SPDX-License-Identifier: GPL-3.0-only
// Tasks while they run, by the real programs: what they tell, how they are stopped, and what becomes of a worker that will not.
#include "tests/e2e/trial_ground.h"
#include "tests/support/process_usage.h"
#include "tests/support/task_dialogue.h"

#include <QTest>

#include <csignal>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// For a machine that is busy; it takes a second or three.
constexpr int kPatience = 30'000;
/// Less than the ten seconds of grace that nobody has changed.
constexpr int kSoonerThanByDefault = 9'000;

} // namespace

class TstRunningTasks : public QObject
{
    Q_OBJECT

    [[nodiscard]] static bool isAlive(qint64 pid) { return residentBytes(pid) > 0; }

    TrialGround m_ground;

private Q_SLOTS:
    void cleanup() { m_ground.clear(); }

    void cancel_reachesTheHandler()
    {
        QVERIFY(m_ground.startApart());
        const QString id = enqueue(m_ground.client(), trialTask("nap", "60000"));
        QTRY_COMPARE(m_ground.stateOf(id), u"running"_s);
        QCOMPARE(m_ground.client().post(taskPath(id, "/cancel"), "{\"reason\":\"not needed\"}").status, 202);
        QVERIFY(loadTask(m_ground.client(), id)["cancel_requested"_L1].toBool());
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(id), u"cancelled"_s, kPatience);
        QCOMPARE(m_ground.lastAttemptOf(id)["outcome"_L1].toString(), u"cancelled"_s);
        QVERIFY(m_ground.worker().isRunning());
    }

    void timeout_reachesTheHandler()
    {
        QVERIFY(m_ground.startApart());
        const QString id = enqueue(m_ground.client(), trialTask("nap", "60000", "\"timeout\":0.5,\"max_attempts\":1"));
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(id), u"dead"_s, kPatience);
        QCOMPARE(m_ground.lastAttemptOf(id)["outcome"_L1].toString(), u"timeout"_s);
    }

    void deafTaskElsewhere_losesItsLease()
    {
        QVERIFY(m_ground.startApart());
        const QString id = enqueue(m_ground.client(), trialTask("deafen"));
        QTRY_VERIFY(m_ground.childOf(id) > 0);
        const qint64 child = m_ground.childOf(id);
        QCOMPARE(m_ground.client().post(taskPath(id, "/cancel"), "{}").status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(id), u"cancelled"_s, kSoonerThanByDefault);
        // Nobody can kill it from here.
        QVERIFY(m_ground.worker().isRunning());
        QCOMPARE(awaitTask(m_ground.client(), enqueue(m_ground.client(), trialTask("nap", "1")))["status"_L1].toString(),
                 u"Completed"_s);
        m_ground.worker().kill();
        ::kill(static_cast<pid_t>(child), SIGKILL);
    }

    void deafLocalTask_isKilledAndItsNeighbourGoesOn()
    {
        QVERIFY(m_ground.startTogether());
        const QString deaf = enqueue(m_ground.client(), trialTask("deafen"));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground.childOf(deaf) > 0, kPatience);
        const qint64 child = m_ground.childOf(deaf);
        const QString neighbour = enqueue(m_ground.client(), trialTask("linger"));
        QTRY_COMPARE(m_ground.stateOf(neighbour), u"running"_s);
        QVERIFY(isAlive(child));
        QCOMPARE(m_ground.client().post(taskPath(deaf, "/cancel"), "{}").status, 202);
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(deaf), u"cancelled"_s, kPatience);
        QTRY_VERIFY(!isAlive(child));
        // The neighbour was on the same process, which is no fault of its own.
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(neighbour), u"completed"_s, kPatience);
        QCOMPARE(outcomes(m_ground.client(), neighbour), (QStringList {u"released"_s, u"completed"_s}));
        QCOMPARE(loadTask(m_ground.client(), neighbour)["uncharged"_L1].toInt(), 1);
        QCOMPARE(m_ground.broker().terminate(), 0);
    }

    void crashOfALocalWorker_isNamedInTheAttempt()
    {
        QVERIFY(m_ground.startTogether());
        const QString id = enqueue(m_ground.client(), trialTask("crash", "null", "\"max_attempts\":1"));
        QTRY_COMPARE_WITH_TIMEOUT(m_ground.stateOf(id), u"dead"_s, kPatience);
        QCOMPARE(m_ground.lastAttemptOf(id)["outcome"_L1].toString(), u"worker_died"_s);
        QCOMPARE(m_ground.lastAttemptOf(id)["error"_L1].toString(), u"worker ended with signal 11 (SIGSEGV)"_s);
        QCOMPARE(m_ground.lastAttemptOf(id)["exit_code"_L1].toInt(), 139);
    }

    void stop_givesBackWhatDoesNotFinish_data()
    {
        QTest::addColumn<QString>("grace");
        QTest::addColumn<int>("signals");
        QTest::newRow("grace over") << u"1"_s << 1;
        QTest::newRow("second signal") << u"600"_s << 2;
    }
    void stop_givesBackWhatDoesNotFinish()
    {
        QFETCH(const QString, grace);
        QFETCH(const int, signals);
        QVERIFY(m_ground.startTogether({u"--grace"_s, grace}));
        const QString id = enqueue(m_ground.client(), trialTask("deafen"));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground.childOf(id) > 0, kPatience);
        const qint64 child = m_ground.childOf(id);
        m_ground.broker().signal(SIGTERM);
        if (signals > 1) {
            QTRY_COMPARE(m_ground.client().get("/readyz").status, 503);
            m_ground.broker().signal(SIGTERM);
        }
        QCOMPARE(m_ground.broker().waitForEnd(), 0);
        QTRY_VERIFY(!isAlive(child));

        QVERIFY(m_ground.startAgainAlone());
        QCOMPARE(outcomes(m_ground.client(), id), QStringList {u"released"_s});
        QCOMPARE(m_ground.stateOf(id), u"ready"_s);
        QCOMPARE(loadTask(m_ground.client(), id)["uncharged"_L1].toInt(), 1);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstRunningTasks)
#include "tst_running_tasks.moc"
