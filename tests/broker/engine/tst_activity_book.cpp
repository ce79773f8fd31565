// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/activity_keeper.h"
#include "broker/storage/sql_activity_store.h"
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

namespace {

/// The last step of a subject that anything is known of.
Activity lastOf(LaneFixture &fixture, const QString &subject, ActivityStep step = ActivityStep::Second)
{
    const ActivityRing *ring = fixture.engine->activity.ring(subject, step);
    return ring && !ring->entries().empty() ? ring->entries().back().activity : Activity();
}

void look(LaneFixture &fixture)
{
    fixture.turn([&] { QVERIFY(fixture.engine->activity.runOnce()); });
}

/// A second goes by.
void pass(LaneFixture &fixture, Milliseconds by = 1s)
{
    fixture.clock.advance(by);
    look(fixture);
}

void report(LaneFixture &fixture, const Task &task, const AttemptReport &report)
{
    fixture.turn([&] { QVERIFY(fixture.leases.report(task.id, task.lease->token, report)); });
}

} // namespace

class TestActivityBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lifeOfATask_isCountedForBrokerQueueAndType()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.enqueue(LaneFixture::newTask());
        fixture.clock.advance(400ms);
        const auto task = fixture.claim();
        fixture.clock.advance(300ms);
        report(fixture, *task, {.output = "1"});
        pass(fixture);
        for (const QString &subject : {u"broker"_s, u"queue:default"_s, u"type:echo"_s}) {
            const Activity seen = lastOf(fixture, subject);
            QCOMPARE(seen.enqueued, 1);
            QCOMPARE(seen.started, 1);
            QCOMPARE(seen.completed, 1);
            QCOMPARE(seen.failed, 0);
            QCOMPARE(seen.waits.percentile(0.5)->count() / 64, 400 / 64);
            QCOMPARE(seen.runs.percentile(0.5)->count() / 64, 300 / 64);
        }
        QVERIFY(!fixture.engine->activity.ring(u"queue:other"_s, ActivityStep::Second));
    }

    void attemptsThatEndBadly_areFailedAndTheLastIsDead()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.enqueue(LaneFixture::newTask());
        fixture.enqueue(LaneFixture::newTask());
        fixture.enqueue(LaneFixture::newTask());
        const auto retried = fixture.claim();
        const auto hopeless = fixture.claim();
        const auto lost = fixture.claim();
        report(fixture, *retried, {.error = u"later"_s});
        report(fixture, *hopeless, {.error = u"never"_s, .noRetry = true});
        fixture.turn([&] { QVERIFY(fixture.leases.workerDied(u"w"_s, {AttemptOutcome::WorkerDied, u"killed"_s, 137})); });
        pass(fixture);
        QCOMPARE(lastOf(fixture, u"broker"_s).failed, 3);
        QCOMPARE(lastOf(fixture, u"broker"_s).dead, 1);
        QCOMPARE(lastOf(fixture, u"broker"_s).runs.total(), 3);
    }

    void whatIsGivenBack_isNeitherCompletedNorFailed()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.enqueue(LaneFixture::newTask());
        const auto task = fixture.claim();
        fixture.turn([&] { QVERIFY(fixture.leases.release(task->id, task->lease->token, 0ms)); });
        pass(fixture);
        QCOMPARE(lastOf(fixture, u"broker"_s).started, 1);
        QCOMPARE(lastOf(fixture, u"broker"_s).failed, 0);
        QCOMPARE(lastOf(fixture, u"broker"_s).completed, 0);
    }

    void aTurnThatFails_isNotCounted()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.turn([&] {
            QVERIFY(fixture.intake.enqueue(LaneFixture::newTask()));
            fixture.lane.fail({ErrorCode::StorageFull, u"full"_s});
        });
        pass(fixture);
        QCOMPARE(lastOf(fixture, u"broker"_s).enqueued, 0);
    }

    void readyTasks_areCountedWithTheOldestWait()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.enqueue(LaneFixture::newTask(u"a"_s));
        pass(fixture, 3s);
        fixture.enqueue(LaneFixture::newTask(u"b"_s));
        pass(fixture, 2s);
        QCOMPARE(lastOf(fixture, u"broker"_s).ready, 2);
        QCOMPARE(lastOf(fixture, u"broker"_s).oldestWait, 5s);
        QCOMPARE(lastOf(fixture, u"type:b"_s).ready, 1);
        QCOMPARE(lastOf(fixture, u"type:b"_s).oldestWait, 2s);
    }

    void minutesAndHours_addUpTheSeconds()
    {
        LaneFixture fixture;
        look(fixture);
        for (int i = 0; i < 50; ++i) {
            fixture.enqueue(LaneFixture::newTask());
            pass(fixture);
        }
        QCOMPARE(lastOf(fixture, u"broker"_s, ActivityStep::Minute).enqueued, 50);
        QCOMPARE(lastOf(fixture, u"queue:default"_s, ActivityStep::Hour).enqueued, 50);
    }

    void secondsInWhichNobodyLooked_areGapsUnlessTheyAreFew()
    {
        LaneFixture fixture;
        look(fixture);
        const auto entries = [&] { return fixture.engine->activity.ring(u"broker"_s, ActivityStep::Second)->entries().size(); };
        pass(fixture, 5s);
        const auto before = entries();
        QCOMPARE(before, std::size_t {6}); // the one before the first look as well
        pass(fixture, 60s);
        QCOMPARE(entries(), before + 10);
    }

    void rings_areBounded()
    {
        LaneFixture fixture;
        look(fixture);
        for (int i = 0; i < 400; ++i)
            pass(fixture);
        const ActivityRing *ring = fixture.engine->activity.ring(u"broker"_s, ActivityStep::Second);
        QCOMPARE(ring->entries().size(), std::size_t {120});
    }

    void moreTypesThanAreKept_countInTheBrokersRings()
    {
        LaneFixture fixture;
        look(fixture);
        const int types = int(ActivityBook::kSubjectsMax) + 50;
        for (int i = 0; i < types; ++i)
            fixture.enqueue(LaneFixture::newTask(u"t%1"_s.arg(i, 3, 10, QChar(u'0'))));
        pass(fixture);
        QCOMPARE(lastOf(fixture, u"broker"_s).enqueued, types);
        QVERIFY(fixture.engine->activity.ring(u"type:t000"_s, ActivityStep::Second));
        QVERIFY(!fixture.engine->activity.ring(u"type:t249"_s, ActivityStep::Second));
    }

    void aClockThatIsSetBack_takesTheFutureAlong()
    {
        LaneFixture fixture;
        look(fixture);
        fixture.enqueue(LaneFixture::newTask());
        pass(fixture);
        fixture.clock.jump(-10min);
        pass(fixture);
        fixture.enqueue(LaneFixture::newTask());
        pass(fixture);
        const ActivityRing *ring = fixture.engine->activity.ring(u"broker"_s, ActivityStep::Second);
        QVERIFY(ActivityBook::startOf(ring->entries().back().number, ActivityStep::Second) <= fixture.clock.now());
        QCOMPARE(ring->entries().back().activity.enqueued, 1);
    }

    void minutesAndHours_areKeptOverARestart()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.db"_s);
        Milliseconds gone {0};
        {
            LaneFixture fixture(path);
            SqlActivityStore store(*fixture.database);
            ActivityKeeper keeper(store, fixture.engine->activity, fixture.clock);
            QVERIFY(keeper.load());
            look(fixture);
            fixture.enqueue(LaneFixture::newTask());
            const auto task = fixture.claim();
            fixture.clock.advance(7ms);
            report(fixture, *task, {.output = "1"});
            for (; gone < 70s; gone += 10s)
                pass(fixture, 10s);
            fixture.turn([&] { QVERIFY(keeper.runOnce()); });
        }
        LaneFixture fixture(path);
        fixture.clock.advance(gone);
        SqlActivityStore store(*fixture.database);
        ActivityKeeper keeper(store, fixture.engine->activity, fixture.clock);
        QVERIFY(keeper.load());
        const ActivityRing *minutes = fixture.engine->activity.ring(u"type:echo"_s, ActivityStep::Minute);
        QVERIFY(minutes);
        QCOMPARE(minutes->entries().front().activity.completed, 1);
        QCOMPARE(*minutes->entries().front().activity.runs.percentile(0.5), 6ms + 1ms);
        QCOMPARE(lastOf(fixture, u"queue:default"_s, ActivityStep::Hour).enqueued, 1);
        QVERIFY(!fixture.engine->activity.ring(u"broker"_s, ActivityStep::Second)
                || fixture.engine->activity.ring(u"broker"_s, ActivityStep::Second)->entries().empty());
    }

    void aMinuteWhoseTurnFailed_isSavedWithTheNext()
    {
        LaneFixture fixture;
        SqlActivityStore store(*fixture.database);
        ActivityKeeper keeper(store, fixture.engine->activity, fixture.clock);
        look(fixture);
        pass(fixture, 70s);
        fixture.turn([&] {
            QVERIFY(keeper.runOnce());
            fixture.lane.fail({ErrorCode::StorageFull, u"full"_s});
        });
        QCOMPARE(store.load()->size(), std::size_t {0});
        pass(fixture, 60s);
        fixture.turn([&] { QVERIFY(keeper.runOnce()); });
        QVERIFY(store.load()->size() >= 2);
    }

    void whatIsTooOld_isForgottenInTheStoreInSteps()
    {
        LaneFixture fixture;
        SqlActivityStore store(*fixture.database);
        ActivityKeeper keeper(store, fixture.engine->activity, fixture.clock);
        fixture.turn([&] {
            for (int i = 0; i < 700; ++i)
                QVERIFY(store.save({u"broker"_s, ActivityStep::Minute, fixture.clock.now() + i * 1min, {}}));
        });
        fixture.clock.advance(std::chrono::days {31});
        fixture.turn([&] { QCOMPARE(*keeper.runOnce(), ActivityKeeper::kForgottenPerPassMax); });
        QCOMPARE(store.load()->size(), std::size_t {200});
        fixture.turn([&] { QCOMPARE(*keeper.runOnce(), 0); });
        QVERIFY(store.load()->empty());
    }
};

QTEST_GUILESS_MAIN(TestActivityBook)
#include "tst_activity_book.moc"
