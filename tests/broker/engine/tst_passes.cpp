// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/maintenance_loop.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestPasses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promoter_makesDueTasksReadyInTheOrderOfTheirTimes()
    {
        LaneFixture fixture;
        QList<QUuid> ids;
        for (const auto delay : {3s, 1s, 2s}) {
            NewTask task = LaneFixture::newTask();
            task.delay = delay;
            ids.append(fixture.enqueue(task).id);
        }
        fixture.clock.advance(2s);
        fixture.turn([&] { QCOMPARE(*fixture.engine->promoter.runOnce(), 2); });
        QVERIFY(fixture.claim()->id == ids[1]);
        QVERIFY(fixture.claim()->id == ids[2]);
        QVERIFY(!fixture.claim());
    }

    void aPass_isBounded()
    {
        LaneFixture fixture;
        fixture.turn([&] {
            NewTask task = LaneFixture::newTask();
            task.delay = 1s;
            for (int i = 0; i < DueTaskPromoter::kTasksPerPassMax + 1; ++i)
                QVERIFY(fixture.intake.enqueue(task));
        });
        fixture.clock.advance(1s);
        fixture.turn([&] { QCOMPARE(*fixture.engine->promoter.runOnce(), DueTaskPromoter::kTasksPerPassMax); });
        fixture.turn([&] { QCOMPARE(*fixture.engine->promoter.runOnce(), 1); });
    }

    void reaper_endsOnlyLeasesThatRanOut()
    {
        LaneFixture fixture;
        fixture.enqueue(LaneFixture::newTask());
        fixture.claim();
        fixture.clock.advance(29s);
        fixture.turn([&] { QCOMPARE(*fixture.engine->overdue.runOnce(), 0); });
        fixture.clock.advance(1s);
        fixture.turn([&] { QCOMPARE(*fixture.engine->overdue.runOnce(), 1); });
        QCOMPARE(fixture.ledger.total(TaskState::Ready), 1);
    }

    void expiry_endsAWholeLineThatExpiredAtOnce()
    {
        LaneFixture fixture;
        for (int i = 0; i < 3; ++i) {
            NewTask task = LaneFixture::newTask();
            task.serialKey = u"line"_s;
            task.expiresAt = fixture.clock.steadyNow() + 5s;
            fixture.enqueue(task);
        }
        fixture.clock.advance(5s);
        // The end of the first one gives its turn to the next one, which the same pass has found blocked.
        fixture.turn([&] { QVERIFY(fixture.engine->expiry.runOnce()); });
        QCOMPARE(fixture.ledger.total(TaskState::Dead), 3);
    }

    void loop_callsItsPassesAgainUntilNothingMoreIsDue()
    {
        LaneFixture fixture;
        int left = 3;
        MaintenanceLoop loop(fixture.lane, {{[&]() -> Result<int> { return left > 0 ? (--left, 1) : 0; }, 1}});
        loop.start();
        QTRY_COMPARE(left, 0);
        loop.stop();
    }

    void loop_failsTheTurnOfAPassThatFails()
    {
        LaneFixture fixture;
        bool isCommitted = true;
        fixture.lane.setTurn({[] {}, [&](const Status &done) { isCommitted = done.has_value(); }});
        MaintenanceLoop loop(fixture.lane, {{[]() -> Result<int> { return Error {ErrorCode::StorageBusy, u"busy"_s}; }, 1}});
        loop.start();
        QTRY_VERIFY(!isCommitted);
    }
};

QTEST_GUILESS_MAIN(TestPasses)
#include "tst_passes.moc"
