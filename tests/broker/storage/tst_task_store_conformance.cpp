// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"
#include "tests/support/memory_task_store.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMany = 100;

/// Either store with its transaction.
struct Stand
{
    explicit Stand(bool isSql)
        : store(isSql ? static_cast<TaskStore &>(fixture.store) : memory),
          transaction(isSql ? static_cast<TurnTransaction &>(*fixture.database) : memoryTransaction)
    {
    }

    conduit::test::LaneFixture fixture;
    conduit::test::MemoryTransaction memoryTransaction;
    conduit::test::MemoryTaskStore memory {memoryTransaction};
    TaskStore &store;
    TurnTransaction &transaction;
    const Moment now = fixture.clock.now();
};

template<typename Found>
std::vector<qint64> seqsOf(const std::vector<Found> &tasks)
{
    std::vector<qint64> seqs;
    for (const Found &task : tasks)
        seqs.push_back(task.seq);
    return seqs;
}

using Seqs = std::vector<qint64>;

} // namespace

/// What each store of tasks promises: the one in memory, on which the simulation runs, and the one on SQLite, on which people do.
class TestTaskStoreConformance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isSql");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
    void init()
    {
        QFETCH_GLOBAL(bool, isSql);
        m_stand = std::make_unique<Stand>(isSql);
    }

    void insert_isFoundWholeAndAsHead()
    {
        Task task = newTask(1);
        task.tags = {u"a"_s, u"b"_s};
        task.meta = "{\"m\":1}";
        task.serialKey = u"s"_s;
        task.expiresAt = now() + 1h;
        task.policy.maxAttempts = 3;
        task.policy.timeout = 5s;
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Window, now() + 1min, true};
        QVERIFY(*store().insert(task));
        const Task whole = **store().find(task.id);
        QCOMPARE(whole.seq, 1);
        QCOMPARE(whole.payload, task.payload);
        QCOMPARE(whole.tags, task.tags);
        QCOMPARE(whole.meta, task.meta);
        QCOMPARE(whole.serialKey, task.serialKey);
        QVERIFY(whole.expiresAt == task.expiresAt);
        QCOMPARE(whole.policy.maxAttempts, task.policy.maxAttempts);
        QVERIFY(whole.policy.timeout == task.policy.timeout);
        QVERIFY(whole.unique->until == task.unique->until && whole.unique->isHeld);
        QVERIFY(whole.unique->scope == Uniqueness::Scope::Window);
        QVERIFY(whole.createdAt == task.createdAt && whole.runAt == task.runAt);
        QCOMPARE(whole.version, 1);
        QVERIFY((*store().findHead(task.id))->payload.isEmpty());
        QCOMPARE((*store().findHeadBySeq(1))->id, task.id);
        QVERIFY(!*store().find(newTask(2).id));
        QVERIFY(!*store().findHead(newTask(2).id));
        QVERIFY(!*store().findHeadBySeq(2));
    }

    void whoEnqueuedATask_staysWithIt()
    {
        Task plain = newTask(1);
        plain.enqueuedBy = u"console anna@atlas"_s;
        QVERIFY(store().insertFresh(plain));
        Task keyed = newTask(2);
        keyed.enqueuedBy = u"bert"_s;
        keyed.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Done, std::nullopt, true};
        keyed.payload = '"' + QByteArray(2 * SqlTaskStore::kPayloadInRowMax, 'p') + '"';
        QVERIFY(*store().insert(keyed));
        QVERIFY(store().insertFresh(newTask(3)));
        QCOMPARE((*store().find(plain.id))->enqueuedBy, plain.enqueuedBy);
        QCOMPARE((*store().find(keyed.id))->enqueuedBy, keyed.enqueuedBy);
        QVERIFY((*store().findHeadBySeq(3))->enqueuedBy.isEmpty());

        Task running = *store().claim(1, stamp());
        QCOMPARE(running.enqueuedBy, plain.enqueuedBy);
        running.output = '"' + QByteArray(9'000, 'o') + '"';
        end(running);
        QCOMPARE((*store().findHead(plain.id))->enqueuedBy, plain.enqueuedBy);
        QCOMPARE((*store().findHeadBySeq(1))->enqueuedBy, plain.enqueuedBy);
        Task moved = **store().findHead(keyed.id);
        moved.queue = u"low"_s;
        QVERIFY(store().edit(moved));
        QCOMPARE((*store().findHeadBySeq(2))->enqueuedBy, keyed.enqueuedBy);
    }

    void documentHeads_areNoLongerThanAsked()
    {
        Task small = newTask(1);
        QVERIFY(*store().insert(small));
        const Documents all = *store().documentHeads(1, 100);
        QCOMPARE(all.payload, small.payload);
        QCOMPARE(all.payloadSize, small.payload.size());
        QCOMPARE(all.outputSize, 0);
        QVERIFY(all.output.isEmpty());
        Task large = newTask(2);
        large.payload = '"' + QByteArray(2 * SqlTaskStore::kPayloadInRowMax, 'p') + '"';
        QVERIFY(*store().insert(large));
        Task done = **store().find(small.id);
        done.output = '"' + QByteArray(9'000, 'o') + '"';
        QVERIFY(store().update(done, done.state));
        const Documents ofLarge = *store().documentHeads(2, 100);
        QCOMPARE(ofLarge.payload, large.payload.first(100));
        QCOMPARE(ofLarge.payloadSize, large.payload.size());
        const Documents ofDone = *store().documentHeads(1, 5);
        QCOMPARE(ofDone.payload, small.payload.first(5));
        QCOMPARE(ofDone.output, "\"oooo");
        QCOMPARE(ofDone.outputSize, done.output.size());
    }

    void insert_ofATakenIdOrAHeldKeyStoresNothing()
    {
        Task task = newTask(1);
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Done, std::nullopt, true};
        QVERIFY(*store().insert(task));
        Task sameId = newTask(2);
        sameId.id = task.id;
        QVERIFY(!*store().insert(sameId));
        Task sameKey = newTask(3);
        sameKey.unique = task.unique;
        QVERIFY(!*store().insert(sameKey));
        sameKey.type = u"other"_s;
        QVERIFY(*store().insert(sameKey));
        QVERIFY(!*store().findHeadBySeq(2));
        QCOMPARE(*store().lastSeq(), 3);
    }

    void insertFresh_isThereForWhateverComesNext()
    {
        for (int seq = 1; seq <= kMany; ++seq)
            QVERIFY(store().insertFresh(newTask(seq)));
        QVERIFY(transaction().isOpen());
        Task sameId = newTask(kMany + 1);
        sameId.id = newTask(kMany).id;
        QVERIFY(!*store().insert(sameId));
        QVERIFY(!*store().isBuried(newTask(kMany).id));
        QCOMPARE(store().claimable(u"default"_s, u"echo"_s, 2 * kMany)->size(), static_cast<std::size_t>(kMany));
        QCOMPARE((*store().find(newTask(kMany).id))->payload, newTask(kMany).payload);
        QVERIFY(transaction().commit());
        QVERIFY(store().insertFresh(newTask(kMany + 1)));
        transaction().rollback();
        QVERIFY(!*store().findHeadBySeq(kMany + 1));
        QCOMPARE(*store().lastSeq(), kMany);
    }

    void insertFresh_ofALargePayloadIsFoundWhole()
    {
        Task task = newTask(1);
        task.payload = QByteArray(100'000, 'x');
        QVERIFY(store().insertFresh(task));
        QCOMPARE((*store().find(task.id))->payload, task.payload);
    }

    void keyHolder_isFoundUntilTheKeyIsDropped()
    {
        Task task = newTask(1);
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Window, now() + 1min, true};
        QVERIFY(*store().insert(task));
        QCOMPARE((*store().keyHolder(task.type, u"k"_s))->seq, 1);
        QVERIFY(!*store().keyHolder(task.type, u"other"_s));
        QVERIFY(!*store().keyHolder(u"other"_s, u"k"_s));
        QVERIFY(store().dropKey(1));
        QVERIFY(!*store().keyHolder(task.type, u"k"_s));
        QVERIFY(!(*store().findHeadBySeq(1))->unique->isHeld);
        Task next = newTask(2);
        next.unique = task.unique;
        QVERIFY(*store().insert(next));
    }

    void keyHolder_ofAStartedTaskIsGoneWhenItsScopeIsTheStart()
    {
        Task task = newTask(1);
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Start, std::nullopt, true};
        QVERIFY(*store().insert(task));
        QVERIFY(!store().claim(1, stamp())->unique->isHeld);
        QVERIFY(!*store().keyHolder(task.type, u"k"_s));
    }

    void serialKeys_knowWhoIsActiveAndWhoIsNext()
    {
        add(1, TaskState::Ready, u"s"_s);
        add(2, TaskState::Blocked, u"s"_s);
        add(3, TaskState::Blocked, u"s"_s);
        add(4, TaskState::Scheduled, u"other"_s);
        QCOMPARE((*store().serialActive(u"s"_s))->seq, 1);
        QCOMPARE((*store().serialNext(u"s"_s))->seq, 2);
        QCOMPARE((*store().serialActive(u"other"_s))->seq, 4);
        QVERIFY(!*store().serialNext(u"other"_s));
        end(*store().claim(1, stamp()));
        QVERIFY(!*store().serialActive(u"s"_s));
        QVERIFY(!*store().serialActive(u"nobody's"_s));
    }

    void claimable_isOrderedByRankThenByPlace()
    {
        const std::array ranks {30, 10, 20, 10};
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            Task task = newTask(static_cast<int>(i) + 1);
            task.rank = ranks.at(i);
            QVERIFY(*store().insert(task));
        }
        add(5, TaskState::Scheduled);
        const auto found = *store().claimable(u"default"_s, u"echo"_s, 3);
        QCOMPARE(found.size(), 3U);
        QCOMPARE(found[0].seq, 2);
        QCOMPARE(found[1].seq, 4);
        QCOMPARE(found[2].seq, 3);
        QCOMPARE(found[0].rank, 10);
        QCOMPARE(found[0].payloadSize, newTask(1).payload.size());
        QVERIFY(store().claimable(u"other"_s, u"echo"_s, 3)->empty());
        QVERIFY(store().claimable(u"default"_s, u"other"_s, 3)->empty());
    }

    void claimableWhole_hasThePayloadsAsFarAsTheyFit()
    {
        for (int seq = 1; seq <= 4; ++seq) {
            Task task = newTask(seq);
            task.payload = QByteArray(seq == 2 ? 50'000 : 100, 'x');
            task.rank = 10 - seq;
            QVERIFY(*store().insert(task));
        }
        const auto found = *store().claimableWhole(u"default"_s, u"echo"_s, 3, 60'000);
        QCOMPARE(seqsOf(found), (Seqs {4, 3, 2}));
        QCOMPARE(found[2].payload.size(), 50'000);
        QCOMPARE(seqsOf(*store().claimableWhole(u"default"_s, u"echo"_s, 3, 50'000)), (Seqs {4, 3}));
        QCOMPARE(seqsOf(*store().claimableWhole(u"default"_s, u"echo"_s, 3, 0)), Seqs {4});
        QVERIFY(store().claimableWhole(u"default"_s, u"other"_s, 3, 60'000)->empty());
        const Task claimed = *store().claim(found[2], stamp());
        QVERIFY(claimed.state == TaskState::Running);
        QCOMPARE(claimed.payload, found[2].payload);
        const Task stored = **store().find(claimed.id);
        QVERIFY(stored.state == TaskState::Running);
        QCOMPARE(stored.attempt, claimed.attempt);
        QCOMPARE(stored.version, claimed.version);
        QCOMPARE(stored.lease->token, claimed.lease->token);
        QCOMPARE(seqsOf(*store().claimableWhole(u"default"_s, u"echo"_s, 9, 60'000)), (Seqs {4, 3, 1}));
    }

    void claim_startsAnAttempt()
    {
        add(1, TaskState::Ready);
        ClaimStamp claimed = stamp();
        claimed.now = now() + 1h;
        claimed.deadline = now() + 10s;
        const Task task = *store().claim(1, claimed);
        QVERIFY(task.state == TaskState::Running);
        QCOMPARE(task.payload, newTask(1).payload);
        QCOMPARE(task.attempt, 1);
        QCOMPARE(task.version, 2);
        QCOMPARE(task.revision, 7);
        QVERIFY(task.startedAt == now() + 1h && task.firstStartedAt == now());
        QVERIFY(task.deadline == now() + 10s);
        QCOMPARE(task.lease->token, QByteArray("secret"));
        QVERIFY(task.lease->expiresAt == now() + 30s && task.lease->duration == 30s);
        QVERIFY(store().claimable(u"default"_s, u"echo"_s, 3)->empty());
    }

    void update_writesWhatAChangeOfStateMayChange()
    {
        add(1, TaskState::Ready);
        Task task = *store().claim(1, stamp());
        task.state = TaskState::Completed;
        task.completedAt = now() + 1s;
        task.output = "{\"out\":1}";
        task.version = 9;
        task.revision = 8;
        task.deadline.reset();
        QVERIFY(store().update(task, TaskState::Running));
        task.state = TaskState::Trashed;
        task.trashedFrom = TaskState::Completed;
        task.trashedAt = now() + 2s;
        task.output.clear();
        task.priority = 1;
        task.queue = u"elsewhere"_s;
        QVERIFY(store().update(task, TaskState::Completed));
        const Task found = **store().find(task.id);
        QVERIFY(found.state == TaskState::Trashed && found.trashedFrom == TaskState::Completed);
        QVERIFY(found.trashedAt == now() + 2s && found.completedAt == now() + 1s);
        QCOMPARE(found.output, QByteArray("{\"out\":1}"));
        QCOMPARE(found.version, 9);
        QCOMPARE(found.revision, 8);
        QCOMPARE(found.lease->token, QByteArray("secret"));
        QCOMPARE(found.priority, kPriorityDefault);
        QCOMPARE(found.queue, u"default"_s);
        QCOMPARE(found.attempt, 1);
    }

    void update_withoutALeaseTakesItAway()
    {
        add(1, TaskState::Ready);
        Task task = *store().claim(1, stamp());
        task.state = TaskState::Retrying;
        task.lease.reset();
        task.runAt = now() + 4s;
        task.uncharged = 1;
        task.snoozes = 1;
        task.lostLeases = 2;
        task.error = u"no"_s;
        task.checkpoint = "{\"at\":3}";
        QVERIFY(store().update(task, TaskState::Running));
        const Task found = **store().findHead(task.id);
        QVERIFY(!found.lease && found.runAt == now() + 4s);
        QCOMPARE(found.uncharged, 1);
        QCOMPARE(found.snoozes, 1);
        QCOMPARE(found.lostLeases, 2);
        QCOMPARE(found.error, u"no"_s);
        QCOMPARE(found.checkpoint, QByteArray("{\"at\":3}"));
    }

    void update_thatTheTablesForbidFails()
    {
        add(1, TaskState::Ready);
        Task task = *store().claim(1, stamp());
        task.state = TaskState::Dead; // without completedAt
        QVERIFY(!store().update(task, TaskState::Running));
    }

    void update_askingToStopIsKept()
    {
        add(1, TaskState::Ready);
        Task task = *store().claim(1, stamp());
        task.stop = Stop {StopKind::Timeout, u"too long"_s};
        task.deadline = now() + 3s;
        QVERIFY(store().update(task, TaskState::Running));
        const Task found = **store().findHead(task.id);
        QVERIFY(found.stop->kind == StopKind::Timeout && found.deadline == now() + 3s);
        QCOMPARE(found.stop->reason, u"too long"_s);
        QCOMPARE(seqsOf(*store().overdueBy(now() + 3s, kMany)), Seqs {1});
    }

    void edit_writesWhatPeopleMayChange()
    {
        Task task = newTask(1);
        QVERIFY(*store().insert(task));
        task.queue = u"other"_s;
        task.priority = 9;
        task.rank = -5;
        task.runAt = now() + 1s;
        task.expiresAt = now() + 2s;
        task.tags = {u"t"_s};
        task.meta = "{}";
        task.policy.maxAttempts = 2;
        task.version = 4;
        task.revision = 5;
        task.error = u"not people's"_s;
        QVERIFY(store().edit(task));
        const Task found = **store().find(task.id);
        QCOMPARE(found.queue, u"other"_s);
        QCOMPARE(found.priority, 9);
        QCOMPARE(found.rank, -5);
        QVERIFY(found.runAt == now() + 1s && found.expiresAt == now() + 2s);
        QCOMPARE(found.tags, task.tags);
        QCOMPARE(found.meta, task.meta);
        QCOMPARE(found.policy.maxAttempts, task.policy.maxAttempts);
        QCOMPARE(found.version, 4);
        QCOMPARE(found.revision, 5);
        QVERIFY(found.error.isEmpty());
    }

    void setPayload_replacesSmallAndLargeOnes()
    {
        add(1, TaskState::Ready);
        for (const QByteArray &payload : {QByteArray(5'000, 'x'), QByteArray("1"), QByteArray(9'000, 'y')}) {
            QVERIFY(store().setPayload(1, payload));
            QCOMPARE((*store().find(newTask(1).id))->payload, payload);
        }
    }

    void renew_movesTheLeaseAndNeitherVersionNorRevision()
    {
        add(1, TaskState::Ready);
        Task task = *store().claim(1, stamp());
        task.lease->expiresAt = now() + 90s;
        task.progress = "{\"percent\":1}";
        task.checkpoint = "3";
        QVERIFY(store().renew(task));
        const Task found = **store().findHead(task.id);
        QVERIFY(found.lease->expiresAt == now() + 90s);
        QCOMPARE(found.progress, task.progress);
        QCOMPARE(found.checkpoint, task.checkpoint);
        QCOMPARE(found.version, 2);
        QCOMPARE(found.revision, 7);
        QVERIFY(store().overdueBy(now() + 60s, kMany)->empty());
    }

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

    void insertAttempt_takesEachAttemptOnce()
    {
        add(1, TaskState::Ready);
        Attempt attempt;
        attempt.number = 1;
        attempt.startedAt = now();
        attempt.endedAt = now();
        QVERIFY(store().insertAttempt(1, attempt));
        QVERIFY(!store().insertAttempt(1, attempt));
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

    void rollback_takesEveryWriteBack()
    {
        for (int seq = 1; seq <= 5; ++seq)
            add(seq, TaskState::Ready);
        QVERIFY(store().forget(5, now()));
        QVERIFY(store().saveCounters(9, 9));
        QVERIFY(transaction().isOpen());
        QVERIFY(transaction().commit());
        QVERIFY(!transaction().isOpen());

        add(6, TaskState::Ready);
        end(*store().claim(1, stamp()));
        QVERIFY(store().setPayload(2, "changed"));
        Task edited = newTask(3);
        edited.queue = u"other"_s;
        QVERIFY(store().edit(edited));
        Attempt attempt;
        attempt.number = 1;
        QVERIFY(store().insertAttempt(4, attempt));
        QVERIFY(store().forget(4, now()));
        QCOMPARE(*store().dropTombstones(now(), kMany), 2);
        QVERIFY(store().saveCounters(20, 20));
        QVERIFY(transaction().isOpen());
        transaction().rollback();
        QVERIFY(!transaction().isOpen());

        QVERIFY(!*store().findHeadBySeq(6));
        const Task first = **store().find(newTask(1).id);
        QVERIFY(first.state == TaskState::Ready && !first.lease && !first.completedAt);
        QCOMPARE(first.attempt, 0);
        QCOMPARE((*store().find(newTask(2).id))->payload, newTask(2).payload);
        QCOMPARE((*store().findHeadBySeq(3))->queue, u"default"_s);
        QVERIFY(*store().findHeadBySeq(4));
        QVERIFY(store().insertAttempt(4, attempt));
        QVERIFY(*store().isBuried(newTask(5).id));
        QVERIFY(!*store().isBuried(newTask(4).id));
        QCOMPARE(*store().lastSeq(), 9);
        QCOMPARE(*store().lastRevision(), 9);
    }

private:
    TaskStore &store() { return m_stand->store; }
    TurnTransaction &transaction() { return m_stand->transaction; }
    [[nodiscard]] Moment now() const { return m_stand->now; }

    [[nodiscard]] Task newTask(int seq) const
    {
        Task task;
        task.seq = seq;
        task.id = timeOrderedUuid(now(), 0, static_cast<quint64>(seq));
        task.type = u"echo"_s;
        task.queue = u"default"_s;
        task.payload = R"({"echo":"hello"})";
        task.createdAt = now();
        task.runAt = now();
        return task;
    }
    void add(int seq, TaskState state, const QString &serialKey = {}, Milliseconds delay = 0ms)
    {
        Task task = newTask(seq);
        task.state = state;
        task.serialKey = serialKey;
        task.runAt = now() + delay;
        QVERIFY(*store().insert(task));
    }
    void end(Task task, Milliseconds after = 1s)
    {
        task.state = TaskState::Completed;
        task.completedAt = now() + after;
        QVERIFY(store().update(task, TaskState::Running));
    }
    [[nodiscard]] EndedQuery ended(Milliseconds by) const
    {
        return {TaskState::Completed, u"default"_s, u"echo"_s, now() + by, now()};
    }
    [[nodiscard]] ClaimStamp stamp() const
    {
        return {{u"w"_s, "secret", now() + 30s, 30s, false}, now(), now(), std::nullopt, 7};
    }

    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(TestTaskStoreConformance)
#include "tst_task_store_conformance.moc"
