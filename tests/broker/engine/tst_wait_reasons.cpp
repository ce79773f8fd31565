// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/wait_reasons.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestWaitReasons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<LaneFixture>();
        m_task.type = u"echo"_s;
        m_task.queue = u"default"_s;
        m_task.state = TaskState::Ready;
        m_task.runAt = m_fixture->clock.steadyNow() + 5s;
    }

    void aScheduledTask_isNotDue()
    {
        m_task.state = TaskState::Scheduled;
        QCOMPARE(words(), (QStringList {u"not_due"_s, u"no_worker"_s}));
        QVERIFY(reasons().front().until == m_task.runAt);
    }

    void aHeldTask_saysSo()
    {
        m_task.state = TaskState::Scheduled;
        m_task.runAt = kMomentMax;
        QCOMPARE(words().front(), u"held"_s);
    }

    void aRetryingTask_rests()
    {
        m_task.state = TaskState::Retrying;
        QCOMPARE(words().front(), u"backoff"_s);
    }

    void aReadyTask_waitsForAWorker()
    {
        QCOMPARE(words(), QStringList {u"no_worker"_s});
        m_fixture->workers.touch(u"w"_s, {u"echo"_s}, {});
        QCOMPARE(words(), QStringList {u"workers_busy"_s});
    }

    void aPausedQueue_isNamedWithItsReason()
    {
        m_fixture->workers.touch(u"w"_s, {u"echo"_s}, {});
        m_fixture->turn([&] {
            QVERIFY(m_fixture->engine->queues.save({u"default"_s, Pause {u"upgrade"_s, u"ann"_s, std::nullopt}, {}},
                                                   m_fixture->clock.now()));
        });
        QCOMPARE(words(), QStringList {u"queue_paused"_s});
        QCOMPARE(reasons().front().detail, u"Queue default was paused by ann: upgrade."_s);
        m_fixture->turn([&] { QVERIFY(m_fixture->engine->queues.setPause(Pause {})); });
        m_fixture->engine->queues.setQuiet(true);
        QCOMPARE(words(), (QStringList {u"broker_quiet"_s, u"broker_paused"_s, u"queue_paused"_s}));
    }

    void aBlockedTask_namesTheOneBeforeIt()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"k"_s;
        const Task first = m_fixture->enqueue(wanted);
        m_task = m_fixture->enqueue(wanted);
        QCOMPARE(words().front(), u"serial_key"_s);
        QVERIFY(reasons().front().detail.contains(first.id.toString(QUuid::WithoutBraces)));
    }

    void whatRunsOrHasEnded_waitsForNothing()
    {
        for (const TaskState state : {TaskState::Running, TaskState::Completed, TaskState::Dead, TaskState::Cancelled}) {
            m_task.state = state;
            QVERIFY(reasons().empty());
        }
    }

private:
    std::vector<WaitReason> reasons()
    {
        return *waitReasonsOf(m_task, {m_fixture->workers, m_fixture->engine->queues, m_fixture->store});
    }
    QStringList words()
    {
        QStringList words;
        for (const WaitReason &reason : reasons())
            words.append(reason.reason);
        return words;
    }

    std::unique_ptr<LaneFixture> m_fixture;
    Task m_task;
};

QTEST_GUILESS_MAIN(TestWaitReasons)
#include "tst_wait_reasons.moc"
