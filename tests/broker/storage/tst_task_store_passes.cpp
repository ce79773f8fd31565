// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/storage/task_store_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::TaskStoreFixture;

/// What the passes ask of each store of tasks: what is due, overdue, over, and long enough kept.
class TestTaskStorePasses : public QObject, private TaskStoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addStores(); }
    void init() { makeStand(); }

    void dueBy_findsScheduledAndRetryingOnesEarliestFirst()
    {
        add(1, TaskState::Scheduled, {}, 3s);
        add(2, TaskState::Scheduled, {}, 1s);
        add(3, TaskState::Scheduled, {}, 9s);
        add(4, TaskState::Blocked, u"s"_s, 1s);
        add(5, TaskState::Retrying, {}, 2s);
        QCOMPARE(seqsOf(*store().dueBy(now() + 3s, kMany)), (Seqs {2, 5, 1}));
        QCOMPARE(seqsOf(*store().dueBy(now() + 3s, 1)), Seqs {2});
    }

    void overdueBy_findsLeasesAndDeadlines()
    {
        for (int seq = 1; seq <= 3; ++seq)
            add(seq, TaskState::Ready);
        QVERIFY(store().claim(1, stamp()));
        ClaimStamp withDeadline = stamp();
        withDeadline.deadline = now() + 5s;
        QVERIFY(store().claim(2, withDeadline));
        QVERIFY(store().overdueBy(now() + 4s, kMany)->empty());
        QCOMPARE(seqsOf(*store().overdueBy(now() + 5s, kMany)), Seqs {2});
        QCOMPARE(seqsOf(*store().overdueBy(now() + 30s, kMany)), (Seqs {2, 1}));
    }

    void expiredBy_findsOnlyWhatWasNeverStarted()
    {
        for (int seq = 1; seq <= 4; ++seq) {
            Task task = newTask(seq);
            task.expiresAt = now() + std::chrono::seconds {10 - seq};
            if (seq == 4)
                task.state = TaskState::Blocked;
            QVERIFY(*store().insert(task));
        }
        // One that has been started and given back is not too late any more, nor is one that runs.
        Task returned = *store().claim(1, stamp());
        returned.state = TaskState::Ready;
        QVERIFY(store().update(returned, TaskState::Running));
        QVERIFY(store().claim(2, stamp()));
        QVERIFY(store().expiredBy(now() + 5s, kMany)->empty());
        QCOMPARE(seqsOf(*store().expiredBy(now() + 10s, kMany)), (Seqs {4, 3}));
    }

    void heldByAndLoads_countTheRunningOnesOfAWorker()
    {
        for (int seq = 1; seq <= 3; ++seq)
            add(seq, TaskState::Ready);
        QVERIFY(store().claim(1, stamp()));
        end(*store().claim(2, stamp()));
        ClaimStamp nameless = stamp();
        nameless.lease.worker.clear();
        QVERIFY(store().claim(3, nameless));
        QCOMPARE(seqsOf(*store().heldBy(u"w"_s)), Seqs {1});
        QVERIFY(store().heldBy(u"x"_s)->empty());
        const auto loads = *store().loads();
        QCOMPARE(loads.size(), 1U);
        QCOMPARE(loads[0].worker, u"w"_s);
        QCOMPARE(loads[0].running, 1);
    }

    void endedAndTrashed_areFoundOldestFirst()
    {
        for (int seq = 1; seq <= 3; ++seq)
            add(seq, TaskState::Ready);
        end(*store().claim(2, stamp()), 1s);
        end(*store().claim(1, stamp()), 2s);
        Task trashed = **store().findHeadBySeq(3);
        trashed.state = TaskState::Trashed;
        trashed.trashedFrom = TaskState::Ready;
        trashed.trashedAt = now() + 3s;
        QVERIFY(store().update(trashed, TaskState::Ready));
        QCOMPARE(seqsOf(*store().forgettable(ended(2s), kMany)), (Seqs {2, 1}));
        QCOMPARE(seqsOf(*store().forgettable(ended(2s), 1)), Seqs {2});
        QCOMPARE(seqsOf(*store().forgettable(ended(1s), kMany)), Seqs {2});
        QVERIFY(store().forgettable({TaskState::Dead, u"default"_s, u"echo"_s, now() + 2s, now()}, kMany)->empty());
        QVERIFY(store().forgettable({TaskState::Completed, u"other"_s, u"echo"_s, now() + 2s, now()}, kMany)->empty());
        QVERIFY(store().forgettable({TaskState::Completed, u"default"_s, u"other"_s, now() + 2s, now()}, kMany)->empty());
        QVERIFY(store().trashedBy(now() + 2s, kMany)->empty());
        const auto deleted = *store().trashedBy(now() + 3s, kMany);
        QCOMPARE(seqsOf(deleted), Seqs {3});
        QCOMPARE(deleted[0].queue, u"default"_s);
        QCOMPARE(deleted[0].type, u"echo"_s);
        QVERIFY(deleted[0].since == now() + 3s);
    }

    void forgettable_isNotWhatHoldsItsKeyForAWindow()
    {
        Task task = newTask(1);
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Window, now() + 1min, true};
        QVERIFY(*store().insert(task));
        end(*store().claim(1, stamp()));
        QVERIFY(store().forgettable(ended(2s), kMany)->empty());
        EndedQuery afterTheWindow = ended(2s);
        afterTheWindow.steadyNow = now() + 1min;
        QCOMPARE(seqsOf(*store().forgettable(afterTheWindow, kMany)), Seqs {1});
    }

    void giveBackSpace_givesNothingWhereNothingIsEmpty() { QCOMPARE(*store().giveBackSpace(10, 1'000'000), 0); }

    void forget_buriesTheId()
    {
        add(1, TaskState::Ready);
        const QUuid id = newTask(1).id;
        QVERIFY(!*store().isBuried(id));
        QVERIFY(store().forget(1, now()));
        QVERIFY(!*store().find(id));
        QVERIFY(*store().isBuried(id));
        QCOMPARE(*store().dropTombstones(now() - 1ms, kMany), 0);
        QCOMPARE(*store().dropTombstones(now(), kMany), 1);
        QVERIFY(!*store().isBuried(id));
    }

    void counters_outliveWhatWasForgotten()
    {
        QCOMPARE(*store().lastSeq(), 0);
        QCOMPARE(*store().lastRevision(), 0);
        add(5, TaskState::Ready);
        QVERIFY(store().claim(5, stamp()));
        QCOMPARE(*store().lastSeq(), 5);
        QCOMPARE(*store().lastRevision(), 7);
        QVERIFY(store().saveCounters(6, 8));
        QVERIFY(store().forget(5, now()));
        QCOMPARE(*store().lastSeq(), 6);
        QCOMPARE(*store().lastRevision(), 8);
    }

    void shortenLeases_touchesOnlyThoseThatAreTooLong()
    {
        add(1, TaskState::Ready);
        add(2, TaskState::Ready);
        QVERIFY(store().claim(1, stamp()));
        ClaimStamp fromTheFuture = stamp();
        fromTheFuture.lease.expiresAt = now() + 1h;
        QVERIFY(store().claim(2, fromTheFuture));
        QVERIFY(store().shortenLeases(now() + 10s));
        QVERIFY((*store().findHeadBySeq(1))->lease->expiresAt == now() + 30s);
        QVERIFY((*store().findHeadBySeq(2))->lease->expiresAt == now() + 40s);
        QCOMPARE(seqsOf(*store().overdueBy(now() + 40s, kMany)), (Seqs {1, 2}));
    }

    void tally_countsEachPlaceAndState()
    {
        add(1, TaskState::Ready);
        add(2, TaskState::Ready);
        add(3, TaskState::Scheduled, {}, 1s);
        const auto rows = *store().tally();
        QCOMPARE(rows.size(), 2U);
        qint64 ready = 0;
        for (const TallyRow &row : rows) {
            QCOMPARE(row.queue, u"default"_s);
            QCOMPARE(row.type, u"echo"_s);
            ready += row.state == TaskState::Ready ? row.count : 0;
        }
        QCOMPARE(ready, 2);
    }
};

QTEST_GUILESS_MAIN(TestTaskStorePasses)
#include "tst_task_store_passes.moc"
