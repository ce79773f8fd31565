// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <tuple>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSqlTaskStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<conduit::test::LaneFixture>(); }

    void insert_givesBackEveryMember()
    {
        Task task = someTask();
        task.tags = {u"größe"_s, u"b,c"_s};
        QVERIFY(*store().insert(task));
        const Task found = m_fixture->load(task.id);
        QCOMPARE(found.seq, task.seq);
        QCOMPARE(found.type, task.type);
        QCOMPARE(found.queue, task.queue);
        QCOMPARE(found.priority, task.priority);
        QCOMPARE(found.tags, task.tags);
        QCOMPARE(found.payload, task.payload);
        QVERIFY(found.createdAt == task.createdAt);
        QVERIFY(found.runAt == task.runAt);
        QVERIFY(found.state == task.state);
        QCOMPARE(found.policy.maxAttempts, task.policy.maxAttempts);
        QCOMPARE(found.attempt, 0);
        QVERIFY(!found.startedAt && !found.completedAt && !found.lease);
    }

    void insert_ofATakenIdStoresNothing()
    {
        Task task = someTask();
        QVERIFY(*store().insert(task));
        task.seq = 2;
        task.payload = "{\"other\":1}";
        QVERIFY(!*store().insert(task));
        QCOMPARE(m_fixture->load(task.id).payload, someTask().payload);
    }

    void insertFresh_writesTheTasksOfATurnTogether()
    {
        QVERIFY(store().insertFresh(someTask(1)));
        const qint64 before = m_fixture->database->statementsRun();
        for (int seq = 2; seq <= 21; ++seq)
            QVERIFY(store().insertFresh(someTask(seq)));
        QVERIFY(*store().insert(someTask(22))); // whose id might be there already, so that is looked up
        QCOMPARE(m_fixture->database->statementsRun(), before + 1);
        QVERIFY(m_fixture->database->commit());
        // 22 rows are 16, 4, 1 and 1.
        QCOMPARE(m_fixture->database->statementsRun(), before + 1 + 4 + 1);
        QCOMPARE(m_fixture->load(someTask(22).id).seq, 22);
    }

    void insertFresh_thatCannotBeWrittenFailsTheCommit()
    {
        Task twice = someTask(1);
        QVERIFY(store().insertFresh(twice));
        twice.seq = 2;
        QVERIFY(store().insertFresh(twice));
        QVERIFY(!m_fixture->database->commit());
        m_fixture->database->rollback();
        QVERIFY(!*store().find(twice.id));
    }

    void payloads_areKeptByteForByte_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("small") << QByteArray(R"({"a":1.50})");
        QTest::newRow("an escaped NUL") << QByteArray(R"("a\u0000b")");
        QTest::newRow("at the row's limit") << QByteArray(SqlTaskStore::kPayloadInRowMax, 'x');
        QTest::newRow("just past it") << QByteArray(SqlTaskStore::kPayloadInRowMax + 1, 'x');
        QTest::newRow("7 MiB") << QByteArray(7 * 1024 * 1024, 'x');
    }
    void payloads_areKeptByteForByte()
    {
        QFETCH(QByteArray, payload);
        Task task = someTask();
        task.payload = payload;
        QVERIFY(*store().insert(task));
        QCOMPARE(m_fixture->load(task.id).payload, payload);
        QCOMPARE((*store().claim(task.seq, stamp())).payload, payload);
    }

    void claimable_isOrderedByRankThenByEnqueueing()
    {
        const std::array ranks {30, 10, 20, 10};
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            Task task = someTask(static_cast<int>(i) + 1);
            task.rank = ranks.at(i);
            QVERIFY(*store().insert(task));
        }
        const auto found = *store().claimable(u"default"_s, u"echo"_s, 3);
        QCOMPARE(found.size(), 3U);
        QCOMPARE(found[0].seq, 2);
        QCOMPARE(found[1].seq, 4);
        QCOMPARE(found[2].seq, 3);
        QVERIFY(store().claimable(u"default"_s, u"other"_s, 3)->empty());
        QVERIFY(store().claimable(u"other"_s, u"echo"_s, 3)->empty());
    }

    void runningTask_isRememberedAsItsRowIs()
    {
        Task task = someTask();
        task.tags = {u"a"_s};
        task.meta = "{\"m\":1}";
        task.policy.maxAttempts = 3;
        task.unique = Uniqueness {u"k"_s, Uniqueness::Scope::Start, {}, true};
        QVERIFY(*store().insert(task));
        Task head = *store().claim(task.seq, stamp());
        QVERIFY(isRememberedAsStored(task));

        head.progress = "{\"percent\":7}";
        head.checkpoint = "7";
        head.lease->expiresAt += 30s;
        QVERIFY(store().renew(head));
        QVERIFY(isRememberedAsStored(task));

        head.stop = Stop {StopKind::Cancel, u"enough"_s};
        head.deadline = head.lease->expiresAt;
        ++head.version;
        QVERIFY(store().update(head, TaskState::Running));
        QVERIFY(isRememberedAsStored(task));
        QVERIFY(m_fixture->database->commit());

        const qint64 before = m_fixture->database->statementsRun();
        QVERIFY(*store().findHead(task.id));
        QCOMPARE(m_fixture->database->statementsRun(), before);
    }

    void rolledBackTurn_isNotRemembered()
    {
        const Task task = someTask();
        QVERIFY(*store().insert(task));
        Task head = *store().claim(task.seq, stamp());
        QVERIFY(m_fixture->database->commit());
        head.progress = "{\"percent\":7}";
        QVERIFY(store().renew(head));
        m_fixture->database->rollback();
        QVERIFY(isRememberedAsStored(task));
        QVERIFY((*store().findHead(task.id))->progress.isEmpty());
    }

    void endedTask_isReadFromItsRow()
    {
        const Task task = someTask();
        QVERIFY(*store().insert(task));
        Task head = *store().claim(task.seq, stamp());
        head.state = TaskState::Completed;
        head.completedAt = head.startedAt;
        head.output = "1";
        QVERIFY(store().update(head, TaskState::Running));
        QVERIFY(isRememberedAsStored(task));
        QVERIFY((*store().findHead(task.id))->state == TaskState::Completed);
    }

    void claim_writesTheLease()
    {
        QVERIFY(*store().insert(someTask()));
        const Task task = *store().claim(1, stamp());
        QVERIFY(task.state == TaskState::Running);
        QCOMPARE(task.attempt, 1);
        QCOMPARE(task.version, 2);
        QCOMPARE(task.revision, 7);
        QCOMPARE(task.lease->worker, u"w"_s);
        QCOMPARE(task.lease->token, QByteArray("secret"));
        QVERIFY(task.lease->expiresAt == m_fixture->clock.now() + 30s);
        QVERIFY(task.lease->duration == 30s);
        QVERIFY(task.startedAt == m_fixture->clock.now());
        QVERIFY(store().claimable(u"default"_s, u"echo"_s, 3)->empty());
        QCOMPARE(store().heldBy(u"w"_s)->size(), 1U);
        QCOMPARE(store().loads()->front().running, 1);
    }

    void update_writesWhatChanged()
    {
        QVERIFY(*store().insert(someTask()));
        Task task = *store().claim(1, stamp());
        task.state = TaskState::Completed;
        task.completedAt = m_fixture->clock.now() + 1s;
        task.output = "{\"echoed\":1}";
        task.version = 3;
        QVERIFY(store().update(task, TaskState::Running));
        const Task found = m_fixture->load(task.id);
        QVERIFY(found.state == TaskState::Completed);
        QCOMPARE(found.output, task.output);
        QVERIFY(found.completedAt == task.completedAt);
        QCOMPARE(found.lease->token, QByteArray("secret"));
        QVERIFY(store().heldBy(u"w"_s)->empty());
    }

    void dueBy_findsScheduledAndRetryingTasksEarliestFirst()
    {
        for (const auto &[seq, delay] : {std::pair {1, 3s}, std::pair {2, 1s}, std::pair {3, 9s}}) {
            Task task = someTask(seq);
            task.state = TaskState::Scheduled;
            task.runAt = m_fixture->clock.now() + delay;
            QVERIFY(*store().insert(task));
        }
        const auto due = *store().dueBy(m_fixture->clock.now() + 3s, 10);
        QCOMPARE(due.size(), 2U);
        QCOMPARE(due[0].seq, 2);
        QCOMPARE(due[1].seq, 1);
        QCOMPARE(store().dueBy(m_fixture->clock.now() + 3s, 1)->size(), 1U);
    }

    void overdueBy_findsOnlyThoseThatRanOut()
    {
        QVERIFY(*store().insert(someTask(1)));
        QVERIFY(*store().insert(someTask(2)));
        QVERIFY(store().claim(1, stamp()));
        QVERIFY(store().overdueBy(m_fixture->clock.now() + 29s, 10)->empty());
        QCOMPARE(store().overdueBy(m_fixture->clock.now() + 30s, 10)->front().seq, 1);
    }

    void everything_isThereAfterReopening()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.db"_s);
        {
            conduit::test::LaneFixture first(path);
            QVERIFY(*first.store.insert(someTask()));
            QVERIFY(first.database->commit());
        }
        conduit::test::LaneFixture second(path);
        QCOMPARE(*second.store.lastSeq(), 1);
        QCOMPARE(second.ledger.total(TaskState::Ready), 1);
        QCOMPARE(second.load(someTask().id).payload, someTask().payload);
    }

private:
    SqlTaskStore &store() { return m_fixture->store; }
    Task someTask(int seq = 1) const
    {
        Task task;
        task.seq = seq;
        task.id = timeOrderedUuid(m_fixture->clock.now(), 0, static_cast<quint64>(seq));
        task.type = u"echo"_s;
        task.queue = u"default"_s;
        task.payload = R"({"echo":"hello"})";
        task.createdAt = m_fixture->clock.now();
        task.runAt = m_fixture->clock.now();
        return task;
    }
    ClaimStamp stamp() const
    {
        return {{u"w"_s, "secret", m_fixture->clock.now() + 30s, 30s, false},
                m_fixture->clock.now(),
                m_fixture->clock.steadyNow(),
                std::nullopt,
                7};
    }

    /// findHead() may answer from memory; findHeadBySeq() reads the row.
    bool isRememberedAsStored(const Task &task)
    {
        const auto remembered = store().findHead(task.id);
        const auto stored = store().findHeadBySeq(task.seq);
        return *remembered && *stored && isSame(**remembered, **stored);
    }

    static bool isSame(const Task &a, const Task &b)
    {
        const auto identity = [](const Task &t) {
            return std::tie(t.seq, t.id, t.type, t.queue, t.priority, t.tags, t.meta, t.payload);
        };
        const auto times = [](const Task &t) {
            return std::tie(t.createdAt, t.runAt, t.expiresAt, t.rank, t.firstStartedAt, t.startedAt, t.completedAt, t.deadline,
                            t.trashedAt);
        };
        const auto counts = [](const Task &t) {
            return std::tie(t.state, t.attempt, t.uncharged, t.snoozes, t.lostLeases, t.version, t.revision, t.trashedFrom,
                            t.serialKey, t.enqueuedBy);
        };
        const auto words = [](const Task &t) { return std::tie(t.output, t.error, t.progress, t.checkpoint); };
        const auto lease = [](const Task &t) {
            return t.lease ? std::tuple(t.lease->worker, t.lease->token, t.lease->expiresAt, t.lease->duration, t.lease->isBare)
                           : std::tuple<QString, QByteArray, Moment, Milliseconds, bool>();
        };
        const auto stop = [](const Task &t) {
            return std::tuple(t.stop.has_value(), t.stop ? t.stop->kind : StopKind::Cancel,
                              t.stop ? t.stop->reason : QString());
        };
        const auto unique = [](const Task &t) {
            return t.unique ? std::tuple(t.unique->key, t.unique->scope, t.unique->until, t.unique->isHeld)
                            : std::tuple<QString, Uniqueness::Scope, std::optional<Moment>, bool>();
        };
        return identity(a) == identity(b) && times(a) == times(b) && counts(a) == counts(b) && words(a) == words(b)
            && lease(a) == lease(b) && stop(a) == stop(b) && unique(a) == unique(b)
            && a.policy.maxAttempts == b.policy.maxAttempts && a.policy.timeout == b.policy.timeout;
    }

    std::unique_ptr<conduit::test::LaneFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestSqlTaskStore)
#include "tst_sql_task_store.moc"
