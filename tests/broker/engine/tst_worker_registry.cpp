// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/worker_registry.h"
#include "tests/support/manual_clock.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWorkerRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHeartbeat_describesItsWorker()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7));
        m_clock.advance(10s);
        workers.describe(worker(7));
        QCOMPARE(workers.workers().size(), 1U);
        const WorkerRecord known = workers.workers().front();
        QCOMPARE(known.pid, 7);
        QVERIFY(known.lastSeenAt == m_clock.now());
        QVERIFY(known.startedAt == m_clock.now() - 10s);
        m_clock.advance(10s);
        workers.describe(worker(8));
        QVERIFY(workers.workers().front().startedAt == m_clock.now());
    }

    void aClaim_keepsWhatAHeartbeatSaid()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7));
        workers.touch(u"w"_s, {u"mail"_s}, {});
        QCOMPARE(workers.workers().front().pid, 7);
        QCOMPARE(workers.workers().front().types, QStringList {u"mail"_s});
    }

    void silentWorkers_areNotAliveAndAtLastForgotten()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7));
        QVERIFY(workers.hasLiveWorkerFor(u"any"_s, u"echo"_s));
        QVERIFY(!workers.hasLiveWorkerFor(u"any"_s, u"mail"_s));
        m_clock.advance(91s);
        QVERIFY(!workers.hasLiveWorkerFor(u"any"_s, u"echo"_s));
        QCOMPARE(workers.workers().size(), 1U);
        m_clock.advance(1h);
        QVERIFY(workers.workers().empty());
    }

    void endsOfAttempts_countOnceTheyAreOnDisk_untilAnotherProcess()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7));
        workers.completed(u"w"_s);
        workers.failed(u"nobody"_s);
        workers.rollback();
        workers.commit();
        QCOMPARE(workers.find(u"w"_s)->completed, 0);
        workers.completed(u"w"_s);
        workers.completed(u"w"_s);
        workers.failed(u"w"_s);
        workers.commit();
        workers.commit();
        workers.describe(worker(7));
        QCOMPARE(workers.find(u"w"_s)->completed, 2);
        QCOMPARE(workers.find(u"w"_s)->failed, 1);
        workers.describe(worker(8));
        QCOMPARE(workers.find(u"w"_s)->completed, 0);
        QVERIFY(!workers.find(u"nobody"_s));
    }

    void aClock_isAsEarlyAsTheHeartbeatThatWasShortestOnItsWay()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7));
        QVERIFY(!workers.find(u"w"_s)->clock.ahead());
        workers.describe(worker(7), m_clock.now() + 9s); // was three seconds on its way
        workers.describe(worker(7), m_clock.now() + 12s);
        workers.describe(worker(7), m_clock.now() + 11s);
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), 12s);
        workers.touch(u"w"_s, {}, {});
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), 12s);
    }

    void aClock_isUnknownOnceAHeartbeatDoesNotTell()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7), m_clock.now() + 12s);
        workers.describe(worker(7));
        QVERIFY(!workers.find(u"w"_s)->clock.ahead());
        workers.describe(worker(7), m_clock.now() + 1s); // what was told before counts no more
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), 1s);
    }

    void aClockThatWasSetRight_isBelievedAfterAFewHeartbeats()
    {
        WorkerRegistry workers(m_clock);
        workers.describe(worker(7), m_clock.now() + 60s);
        for (std::size_t i = 1; i < ClockDifference::kMessagesKept; ++i)
            workers.describe(worker(7), m_clock.now() - 1s);
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), 60s);
        workers.describe(worker(7), m_clock.now() - 2s);
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), -1s);
        workers.describe(worker(8), m_clock.now() - 30s); // another process, on another machine perhaps
        QCOMPARE(workers.find(u"w"_s)->clock.ahead(), -30s);
    }

    void theRegistry_isBounded()
    {
        WorkerRegistry workers(m_clock);
        for (std::size_t i = 0; i < WorkerRegistry::kWorkersMax + 10; ++i)
            workers.touch(QString::number(i), {}, {});
        QCOMPARE(workers.workers().size(), WorkerRegistry::kWorkersMax);
        m_clock.advance(2h);
        workers.touch(u"new"_s, {}, {});
        QCOMPARE(workers.workers().size(), 1U);
    }

private:
    static WorkerRecord worker(qint64 pid)
    {
        WorkerRecord worker;
        worker.name = u"w"_s;
        worker.host = u"h"_s;
        worker.pid = pid;
        worker.types = {u"echo"_s};
        return worker;
    }
    conduit::test::ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestWorkerRegistry)
#include "tst_worker_registry.moc"
