// SPDX-License-Identifier: GPL-3.0-only
// What a worker and its handlers say to the broker, and what they are told, by the real programs.
#include "tests/e2e/trial_ground.h"
#include "tests/support/task_dialogue.h"

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstWorkerDialogue : public QObject
{
    Q_OBJECT

    TrialGround m_ground;

private Q_SLOTS:
    void cleanup() { m_ground.clear(); }

    void attempt_leavesItsLogAndItsCheckpoint()
    {
        QVERIFY(m_ground.startApart());
        const QString id = enqueue(m_ground.client(), trialTask("tell"));
        const QJsonObject done = awaitTask(m_ground.client(), id);
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        // The second attempt gives back what the first one had saved.
        QCOMPARE(done["result"_L1]["output"_L1]["page"_L1].toInt(), 7);
        QCOMPARE(outcomes(m_ground.client(), id), (QStringList {u"failed"_s, u"completed"_s}));
        const QJsonObject failed = m_ground.attemptsOf(id).first().toObject();
        QCOMPARE(failed["error"_L1].toString(), u"no such page"_s);
        QCOMPARE(failed["error_class"_L1].toString(), u"Paper"_s);
        QCOMPARE(failed["stack"_L1].toString(), u"at page 8"_s);
        const QJsonArray log = m_ground.client().get(taskPath(id, "/log")).json()["log"_L1].toArray();
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0]["attempt"_L1].toInt(), 1);
        QCOMPARE(log[0]["message"_L1].toString(), u"attempt 1"_s);
        QCOMPARE(log[0]["level"_L1].toString(), u"info"_s);
        QCOMPARE(log[1]["attempt"_L1].toInt(), 2);
        QCOMPARE(log[1]["message"_L1].toString(), u"attempt 2"_s);
    }

    void snooze_costsNoAttempt()
    {
        QVERIFY(m_ground.startApart());
        const QString id = enqueue(m_ground.client(), trialTask("snooze", "null", "\"max_attempts\":1"));
        const QJsonObject done = awaitTask(m_ground.client(), id);
        QCOMPARE(done["status"_L1].toString(), u"Completed"_s);
        QCOMPARE(done["attempt"_L1].toInt(), 2);
        QCOMPARE(done["uncharged"_L1].toInt(), 1);
        QCOMPARE(outcomes(m_ground.client(), id), (QStringList {u"snoozed"_s, u"completed"_s}));
    }

    void drain_finishesAndTakesNoMore()
    {
        QVERIFY(m_ground.startApart());
        const QString running = enqueue(m_ground.client(), trialTask("nap", "1500"));
        QTRY_COMPARE(m_ground.stateOf(running), u"running"_s);
        // It has a place free and a claim that waits.
        QCOMPARE(m_ground.client().post("/worker/trial/drain", "{}").status, 200);
        const QString next = enqueue(m_ground.client(), trialTask("nap", "1"));
        QCOMPARE(awaitTask(m_ground.client(), running)["status"_L1].toString(), u"Completed"_s);
        QVERIFY(m_ground.worker().isRunning());
        QCOMPARE(m_ground.client().post("/worker/trial/stop", "{}").status, 200);
        QCOMPARE(m_ground.worker().waitForEnd(), 0);
        QCOMPARE(m_ground.stateOf(next), u"ready"_s);
        QCOMPARE(loadTask(m_ground.client(), next)["attempt"_L1].toInt(), 0);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstWorkerDialogue)
#include "tst_worker_dialogue.moc"
