// SPDX-License-Identifier: GPL-3.0-only
#include "tests/broker/storage/task_store_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::TaskStoreFixture;

/// What each store of tasks promises: the one in memory, on which the simulation runs, and the one on SQLite, on which people do. What the
/// passes ask of it stands in tst_task_store_passes.cpp.
class TestTaskStoreConformance : public QObject, private TaskStoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addStores(); }
    void init() { makeStand(); }

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
};

QTEST_GUILESS_MAIN(TestTaskStoreConformance)
#include "tst_task_store_conformance.moc"
