// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestTaskIntake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<LaneFixture>(); }

    void aHeldKey_answersWithItsHolder()
    {
        const Task first = m_fixture->enqueue(unique());
        const auto again = enqueue(unique());
        QVERIFY(again && !again->isNew);
        QVERIFY(again->task.id == first.id);
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 1);
    }

    void aHeldKey_refusesWhoAsksForIt()
    {
        m_fixture->enqueue(unique());
        NewTask wanted = unique();
        wanted.onConflict = OnConflict::Reject;
        QVERIFY(enqueue(wanted).error().code == ErrorCode::Duplicate);
    }

    void keysOfOtherTypes_areOtherKeys()
    {
        m_fixture->enqueue(unique());
        NewTask wanted = unique();
        wanted.type = u"mail"_s;
        QVERIFY(enqueue(wanted)->isNew);
    }

    void aKeyHeldUntilDone_isFreeAfterEachEnd()
    {
        for (const bool isGood : {true, false}) {
            m_fixture->enqueue(unique());
            const Task task = *m_fixture->claim();
            QVERIFY(!enqueue(unique())->isNew);
            end(task, isGood);
            QVERIFY(m_fixture->load(task.id).state == (isGood ? TaskState::Completed : TaskState::Dead));
        }
        QVERIFY(enqueue(unique())->isNew);
    }

    void aKeyHeldUntilStart_isFreeWhileItRuns()
    {
        NewTask wanted = unique();
        wanted.uniqueScope = Uniqueness::Scope::Start;
        m_fixture->enqueue(wanted);
        QVERIFY(!enqueue(wanted)->isNew);
        QVERIFY(m_fixture->claim());
        QVERIFY(enqueue(wanted)->isNew);
    }

    void aWindow_holdsItsKeyForItsTimeAndNoLonger()
    {
        NewTask wanted = unique();
        wanted.uniqueScope = Uniqueness::Scope::Window;
        wanted.uniqueWindow = 60s;
        m_fixture->enqueue(wanted);
        end(*m_fixture->claim(), true);
        m_fixture->clock.advance(59s);
        QVERIFY(!enqueue(wanted)->isNew);
        m_fixture->clock.advance(1s);
        QVERIFY(enqueue(wanted)->isNew);
        QVERIFY(!enqueue(wanted)->isNew);
    }

    void replace_givesTheWaitingTaskTheNewPayloadAndTime()
    {
        const Task first = m_fixture->enqueue(unique());
        NewTask wanted = unique();
        wanted.onConflict = OnConflict::Replace;
        wanted.payload = "[2]";
        wanted.delay = 10s;
        const auto replaced = enqueue(wanted);
        QVERIFY(replaced && !replaced->isNew);
        const Task now = m_fixture->load(first.id);
        QCOMPARE(now.payload, QByteArray("[2]"));
        QVERIFY(now.state == TaskState::Scheduled);
        QVERIFY(now.runAt == m_fixture->clock.steadyNow() + 10s);
        QVERIFY(now.version > first.version);
    }

    void replace_refusesWhenTheHolderRuns()
    {
        m_fixture->enqueue(unique());
        QVERIFY(m_fixture->claim());
        NewTask wanted = unique();
        wanted.onConflict = OnConflict::Replace;
        QVERIFY(enqueue(wanted).error().code == ErrorCode::Duplicate);
    }

    void keepLast_isOneThatRunsAndTheNewestBehindIt()
    {
        const auto wanted = [](const QByteArray &payload) {
            NewTask task = unique();
            task.onConflict = OnConflict::KeepLast;
            task.payload = payload;
            return task;
        };
        m_fixture->enqueue(wanted("1"));
        const Task running = *m_fixture->claim();
        QVERIFY(enqueue(wanted("2"))->isNew);
        QVERIFY(!enqueue(wanted("3"))->isNew);
        QVERIFY(!m_fixture->claim());
        end(running, true);
        const auto next = m_fixture->claim();
        QVERIFY(next);
        QCOMPARE(next->payload, QByteArray("3"));
    }

    void aSerialKey_runsOneAtATimeInOrder()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"customer 7"_s;
        std::vector<QUuid> ids;
        for (int i = 0; i < 3; ++i)
            ids.push_back(m_fixture->enqueue(wanted).id);
        QCOMPARE(m_fixture->ledger.total(TaskState::Blocked), 2);
        for (const QUuid &id : ids) {
            const auto task = m_fixture->claim();
            QVERIFY(task && task->id == id);
            QVERIFY(!m_fixture->claim());
            end(*task, true);
        }
    }

    void aSerialKey_waitsForARetryAndGoesOnAfterADeath()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"k"_s;
        wanted.policy.maxAttempts = 2;
        m_fixture->enqueue(wanted);
        const Task second = m_fixture->enqueue(wanted);
        report(*m_fixture->claim(), {{}, u"no"_s});
        QVERIFY(!m_fixture->claim());
        m_fixture->clock.advance(10s);
        m_fixture->turn([&] { QVERIFY(m_fixture->engine->promoter.runOnce()); });
        report(*m_fixture->claim(), {{}, u"no"_s});
        const auto next = m_fixture->claim();
        QVERIFY(next && next->id == second.id);
    }

    void aBlockedTask_whoseTimeHasNotComeIsScheduledThen()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"k"_s;
        m_fixture->enqueue(wanted);
        wanted.delay = 1h;
        const QUuid later = m_fixture->enqueue(wanted).id;
        end(*m_fixture->claim(), true);
        QVERIFY(m_fixture->load(later).state == TaskState::Scheduled);
    }

    void aBatch_namesTheTaskThatKeepsItOut()
    {
        NewTask a = LaneFixture::newTask();
        a.id = QUuid::createUuid();
        NewTask b = a;
        QVERIFY(m_fixture->intake.faultOf({a, b}));
        b.payload = "[1]";
        const auto fault = m_fixture->intake.faultOf({a, b});
        QVERIFY(!fault && fault.error().code == ErrorCode::Duplicate);
        QVERIFY(fault.error().message.startsWith(u"tasks[1]: "));
        NewTask key = unique();
        key.onConflict = OnConflict::Reject;
        QVERIFY(!m_fixture->intake.faultOf({key, key}));
    }

    void aRepeatedBatch_findsItsTasksWhoeverHoldsTheirKeysNow()
    {
        NewTask wanted = unique();
        wanted.id = QUuid::createUuid();
        wanted.onConflict = OnConflict::Reject;
        m_fixture->enqueue(wanted);
        end(*m_fixture->claim(), true);
        m_fixture->enqueue(unique());
        QVERIFY(m_fixture->intake.faultOf({wanted}));
    }

    void aBatch_thatReplacesOneOfItsTasksAndRepeatsItIsRefusedWhole()
    {
        NewTask waiting = unique();
        waiting.id = QUuid::createUuid();
        NewTask newer = unique();
        newer.onConflict = OnConflict::Replace;
        newer.payload = "[2]";
        QVERIFY(m_fixture->intake.faultOf({waiting, newer}));
        QVERIFY(!m_fixture->intake.faultOf({waiting, newer, waiting}));
        m_fixture->enqueue(waiting);
        QVERIFY(m_fixture->intake.faultOf({waiting, newer}));
        QVERIFY(!m_fixture->intake.faultOf({newer, waiting}));
    }

    void aBatch_whoseKeyIsTakenByOneThatIsThereAlreadyIsTaken()
    {
        NewTask known = unique();
        known.id = QUuid::createUuid();
        m_fixture->enqueue(known);
        end(*m_fixture->claim(), true);
        NewTask wanted = unique();
        wanted.onConflict = OnConflict::Reject;
        QVERIFY(m_fixture->intake.faultOf({known, wanted}));
    }

    void anExpiredTask_isDeadAndNotStarted()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.expiresAt = m_fixture->clock.steadyNow() + 5s;
        const QUuid id = m_fixture->enqueue(wanted).id;
        m_fixture->clock.advance(5s);
        m_fixture->turn([&] { QCOMPARE(*m_fixture->engine->expiry.runOnce(), 1); });
        QVERIFY(m_fixture->load(id).state == TaskState::Dead);
        QVERIFY(m_fixture->load(id).error.startsWith(u"expired"));
        QVERIFY(!m_fixture->claim());
    }

private:
    static NewTask unique()
    {
        NewTask task = LaneFixture::newTask();
        task.uniqueKey = u"nightly"_s;
        return task;
    }
    broker::Result<TaskIntake::Enqueued> enqueue(const NewTask &wanted)
    {
        broker::Result<TaskIntake::Enqueued> made = Error {ErrorCode::NotFound, {}};
        m_fixture->turn([&] { made = m_fixture->intake.enqueue(wanted); });
        return made;
    }
    void report(const Task &task, const AttemptReport &report)
    {
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, report)); });
    }
    void end(const Task &task, bool isGood)
    {
        AttemptReport bad {{}, u"no"_s};
        bad.noRetry = true;
        report(task, isGood ? AttemptReport {"1", std::nullopt} : bad);
    }

    std::unique_ptr<LaneFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestTaskIntake)
#include "tst_task_intake.moc"
