// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::LaneFixture;

class TestTaskLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void counts_followEachTask()
    {
        LaneFixture fixture;
        fixture.enqueue(LaneFixture::newTask(u"a"_s));
        fixture.enqueue(LaneFixture::newTask(u"b"_s));
        QCOMPARE(fixture.ledger.total(TaskState::Ready), 2);
        QVERIFY(fixture.ledger.hasReady({{u"a"_s}, {}}));
        fixture.claim({{u"a"_s}, {}});
        QVERIFY(!fixture.ledger.hasReady({{u"a"_s}, {}}));
        QVERIFY(fixture.ledger.hasReady({{}, {u"default"_s}}));
        QCOMPARE(fixture.ledger.readyPlaces({}).size(), 1U);
        QCOMPARE(fixture.ledger.total(TaskState::Running), 1);
    }

    void aTurnThatFails_leavesNoTrace()
    {
        LaneFixture fixture;
        fixture.enqueue(LaneFixture::newTask());
        const qint64 revision = fixture.ledger.revision();
        const bool committed = fixture.turn([&] {
            QVERIFY(fixture.intake.enqueue(LaneFixture::newTask(u"b"_s)));
            QVERIFY(fixture.leases.claim({{}, u"w"_s, 1, std::chrono::seconds {30}, false}));
            fixture.lane.fail({ErrorCode::StorageFull, u"full"_s});
        });
        QVERIFY(!committed);
        QCOMPARE(fixture.ledger.total(TaskState::Ready), 1);
        QCOMPARE(fixture.ledger.total(TaskState::Running), 0);
        QVERIFY(!fixture.ledger.hasReady({{u"b"_s}, {}}));
        QCOMPARE(fixture.ledger.revision(), revision);
        QVERIFY(fixture.claim());
    }

    void revision_growsWithEachTurnThatChangesSomethingAndSurvivesARestart()
    {
        const QTemporaryDir folder;
        qint64 last = 0;
        {
            LaneFixture fixture(folder.filePath(u"x.db"_s));
            QCOMPARE(fixture.ledger.revision(), 0);
            fixture.enqueue(LaneFixture::newTask());
            fixture.enqueue(LaneFixture::newTask());
            QCOMPARE(fixture.ledger.revision(), 2);
            fixture.turn([] { });
            QCOMPARE(fixture.ledger.revision(), 2);
            fixture.claim();
            last = fixture.ledger.revision();
            QCOMPARE(last, 3);
        }
        LaneFixture again(folder.filePath(u"x.db"_s));
        QCOMPARE(again.ledger.revision(), last);
        QCOMPARE(again.ledger.total(TaskState::Ready), 1);
        QCOMPARE(again.ledger.total(TaskState::Running), 1);
        NewTask next = LaneFixture::newTask();
        next.id = QUuid::createUuid();
        QCOMPARE(again.enqueue(next).seq, 3);
    }
};

QTEST_GUILESS_MAIN(TestTaskLedger)
#include "tst_task_ledger.moc"
