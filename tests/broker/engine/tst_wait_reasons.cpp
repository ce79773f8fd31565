// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/wait_reasons.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWaitReasons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPendingState_hasAReason()
    {
        const conduit::test::ManualClock clock;
        WorkerRegistry workers(clock);
        Task task;
        task.type = u"echo"_s;
        task.queue = u"default"_s;
        task.runAt = clock.now() + 5s;
        task.state = TaskState::Scheduled;
        QCOMPARE(waitReasonsOf(task, workers).front().reason, u"not_due"_s);
        QVERIFY(waitReasonsOf(task, workers).front().until == task.runAt);
        task.state = TaskState::Retrying;
        QCOMPARE(waitReasonsOf(task, workers).front().reason, u"backoff"_s);
        task.state = TaskState::Ready;
        QCOMPARE(waitReasonsOf(task, workers).front().reason, u"no_worker"_s);
        workers.touch(u"w"_s, {u"echo"_s}, {});
        QCOMPARE(waitReasonsOf(task, workers).front().reason, u"workers_busy"_s);
        for (const TaskState state : {TaskState::Running, TaskState::Completed, TaskState::Dead}) {
            task.state = state;
            QVERIFY(waitReasonsOf(task, workers).empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestWaitReasons)
#include "tst_wait_reasons.moc"
