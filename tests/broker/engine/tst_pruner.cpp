// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/pruner.h"
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestPruner : public QObject
{
    Q_OBJECT
private:
    static constexpr std::chrono::hours kDay {24};

    /// A task that has run to its end.
    static Task ended(LaneFixture &fixture, NewTask wanted, const AttemptReport &report)
    {
        fixture.enqueue(wanted);
        const Task task = *fixture.claim();
        fixture.turn([&] { QVERIFY(fixture.leases.report(task.id, task.lease->token, report)); });
        return fixture.load(task.id);
    }
    static Task completed(LaneFixture &fixture, const NewTask &wanted = LaneFixture::newTask())
    {
        AttemptReport report;
        report.output = "1";
        return ended(fixture, wanted, report);
    }
    static Task dead(LaneFixture &fixture, const NewTask &wanted = LaneFixture::newTask())
    {
        AttemptReport report;
        report.error = u"broken"_s;
        report.noRetry = true;
        return ended(fixture, wanted, report);
    }

    /// A whole round of passes, each in a turn of its own. How many tasks, and ids of former ones, were forgotten.
    static int round(LaneFixture &fixture)
    {
        fixture.clock.advance(Pruner::kRoundInterval);
        int forgotten = 0;
        for (int pass = 0; pass < 20; ++pass)
            fixture.turn([&] { forgotten += *fixture.engine->pruner.runOnce(); });
        return forgotten;
    }
    static bool isThere(LaneFixture &fixture, const Task &task) { return fixture.store.findHead(task.id)->has_value(); }

private Q_SLOTS:
    void endedTasks_areForgottenAfterTheirTime()
    {
        LaneFixture fixture;
        const Task done = completed(fixture);
        const Task failed = dead(fixture);
        const Task cancelled = fixture.enqueue(LaneFixture::newTask());
        fixture.turn([&] { QVERIFY(fixture.control.cancel(cancelled.id, u"no"_s)); });
        const Task waiting = fixture.enqueue(LaneFixture::newTask());

        fixture.clock.advance(3 * kDay - 2min);
        QCOMPARE(round(fixture), 0);
        QCOMPARE(round(fixture), 2);
        QVERIFY(!isThere(fixture, done));
        QVERIFY(!isThere(fixture, cancelled));
        QVERIFY(isThere(fixture, failed));
        QCOMPARE(fixture.ledger.total(TaskState::Completed), 0);
        QCOMPARE(fixture.ledger.total(TaskState::Cancelled), 0);

        fixture.clock.advance(87 * kDay);
        QCOMPARE(round(fixture), 1 + 2); // and the two ids
        QVERIFY(!isThere(fixture, failed));
        QVERIFY(isThere(fixture, waiting));
    }

    void typesAndQueues_sayHowLongTheirTasksAreKept()
    {
        LaneFixture fixture;
        TaskDefaults shortly;
        shortly.keepCompleted = 1h;
        TaskDefaults longer;
        longer.keepCompleted = 2h;
        fixture.turn([&] {
            fixture.engine->policies.setOfType(u"hasty"_s, shortly);
            fixture.engine->policies.setOfQueue(u"q"_s, longer);
        });
        NewTask hasty = LaneFixture::newTask(u"hasty"_s);
        hasty.queue = u"q"_s;
        NewTask other = LaneFixture::newTask(u"other"_s);
        other.queue = u"q"_s;
        const Task byType = completed(fixture, hasty);
        const Task byQueue = completed(fixture, other);
        const Task byBroker = completed(fixture, LaneFixture::newTask(u"other"_s));

        fixture.clock.advance(1h);
        QCOMPARE(round(fixture), 1);
        QVERIFY(!isThere(fixture, byType));
        fixture.clock.advance(1h);
        QCOMPARE(round(fixture), 1);
        QVERIFY(!isThere(fixture, byQueue));
        QVERIFY(isThere(fixture, byBroker));
    }

    void trash_isEmptiedAfterAWeek()
    {
        LaneFixture fixture;
        const Task task = fixture.enqueue(LaneFixture::newTask());
        fixture.turn([&] { QVERIFY(fixture.control.trash(task.id)); });
        fixture.clock.advance(7 * kDay - 2min);
        QCOMPARE(round(fixture), 0);
        QCOMPARE(round(fixture), 1);
        QVERIFY(!isThere(fixture, task));
        QCOMPARE(fixture.ledger.total(TaskState::Trashed), 0);
    }

    void ids_ofForgottenTasksStayTakenForAMonth()
    {
        LaneFixture fixture;
        const Task task = completed(fixture);
        fixture.clock.advance(3 * kDay);
        QCOMPARE(round(fixture), 1);
        fixture.clock.advance(30 * kDay - 2min);
        QCOMPARE(round(fixture), 0);
        QVERIFY(*fixture.store.isBuried(task.id));
        round(fixture);
        QVERIFY(!*fixture.store.isBuried(task.id));
    }

    void uniqueKeys_holdToTheEndOfTheirWindow()
    {
        LaneFixture fixture;
        TaskDefaults atOnce;
        atOnce.keepCompleted = 0s;
        fixture.turn([&] { fixture.engine->policies.setOfType(u"echo"_s, atOnce); });
        NewTask wanted = LaneFixture::newTask();
        wanted.uniqueKey = u"k"_s;
        wanted.uniqueScope = Uniqueness::Scope::Window;
        wanted.uniqueWindow = 1h;
        const Task task = completed(fixture, wanted);
        QCOMPARE(round(fixture), 0);
        QVERIFY(isThere(fixture, task));
        fixture.clock.advance(1h);
        QCOMPARE(round(fixture), 1);
    }

    void deadTasksBeyondTheLimit_goOldestFirstInWhateverQueue()
    {
        EngineSettings settings;
        settings.deadOfTypeMax = 2;
        LaneFixture fixture(u":memory:"_s, settings);
        QList<Task> tasks;
        for (const auto &queue : {u"a"_s, u"b"_s, u"a"_s, u"b"_s}) {
            NewTask wanted = LaneFixture::newTask();
            wanted.queue = queue;
            tasks.append(dead(fixture, wanted));
            fixture.clock.advance(1s);
        }
        const Task other = dead(fixture, LaneFixture::newTask(u"other"_s));
        QCOMPARE(round(fixture), 2);
        QVERIFY(!isThere(fixture, tasks[0]));
        QVERIFY(!isThere(fixture, tasks[1]));
        QVERIFY(isThere(fixture, tasks[2]));
        QVERIFY(isThere(fixture, tasks[3]));
        QVERIFY(isThere(fixture, other));
    }

    void passes_areBoundedAndFarBetween()
    {
        LaneFixture fixture;
        QList<QUuid> ids;
        fixture.turn([&] {
            for (int i = 0; i < Pruner::kTasksPerPassMax + 1; ++i)
                ids.append((*fixture.intake.enqueue(LaneFixture::newTask())).task.id);
            for (const QUuid &id : ids)
                QVERIFY(fixture.control.cancel(id, u"no"_s));
        });
        fixture.clock.advance(3 * kDay);
        QList<int> forgotten;
        while (!forgotten.endsWith(1))
            fixture.turn([&] { forgotten.append(*fixture.engine->pruner.runOnce()); });
        QVERIFY(forgotten.contains(Pruner::kTasksPerPassMax));

        round(fixture);
        const qint64 before = fixture.database->statementsRun();
        for (int pass = 0; pass < 100; ++pass)
            fixture.turn([&] { QCOMPARE(*fixture.engine->pruner.runOnce(), 0); });
        QCOMPARE(fixture.database->statementsRun(), before);
    }

    void placesAndRevisions_neverFallByForgetting()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"test.db"_s);
        qint64 seq = 0;
        qint64 revision = 0;
        {
            LaneFixture fixture(path);
            completed(fixture);
            fixture.clock.advance(3 * kDay);
            QCOMPARE(round(fixture), 1);
            seq = fixture.ledger.lastSeq();
            revision = fixture.ledger.revision();
        }
        LaneFixture again(path);
        QCOMPARE(again.ledger.lastSeq(), seq);
        QCOMPARE(again.ledger.revision(), revision);
    }

    void turn_thatFailsForgetsNothing()
    {
        LaneFixture fixture;
        const Task task = completed(fixture);
        fixture.clock.advance(3 * kDay);
        for (int pass = 0; pass < 20; ++pass) {
            fixture.turn([&] {
                QVERIFY(fixture.engine->pruner.runOnce());
                fixture.lane.fail({ErrorCode::StorageFailed, u"a disk"_s});
            });
        }
        QVERIFY(isThere(fixture, task));
        QCOMPARE(fixture.ledger.total(TaskState::Completed), 1);
        QCOMPARE(round(fixture), 1);
    }

    void file_becomesShorter()
    {
        QTemporaryDir folder;
        LaneFixture fixture(folder.filePath(u"test.db"_s));
        const auto number = [&](const QString &pragma) {
            auto rows = fixture.database->runText(pragma, u"PRAGMA "_s + pragma);
            return rows && rows->next() ? rows->integer(0) : -1;
        };
        for (int i = 0; i < 20; ++i)
            completed(fixture, LaneFixture::newTask(u"echo"_s, '"' + QByteArray(100'000, 'x') + '"'));
        QVERIFY(fixture.database->prepareForWriting());
        const qint64 pagesBefore = number(u"page_count"_s);
        fixture.clock.advance(3 * kDay);
        QCOMPARE(round(fixture), 20);
        round(fixture);
        QVERIFY2(number(u"page_count"_s) < pagesBefore - 200, qPrintable(QString::number(number(u"page_count"_s))));
        QCOMPARE(number(u"freelist_count"_s), Pruner::kPagesKept);
    }
};

QTEST_GUILESS_MAIN(TestPruner)
#include "tst_pruner.moc"
