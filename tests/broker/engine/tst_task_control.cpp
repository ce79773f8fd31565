// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestTaskControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<LaneFixture>(); }

    void cancel_endsAWaitingTaskAtOnce()
    {
        const QUuid id = m_fixture->enqueue(LaneFixture::newTask()).id;
        QVERIFY(act([&] { return m_fixture->control.cancel(id, u"a mistake"_s); }));
        QVERIFY(m_fixture->load(id).state == TaskState::Cancelled);
        QCOMPARE(m_fixture->load(id).error, u"cancelled: a mistake"_s);
        QVERIFY(act([&] { return m_fixture->control.cancel(id, {}); }).error().code == ErrorCode::AlreadyEnded);
    }

    void cancel_asksARunningTaskAndItsFailureThenCancelsIt()
    {
        const Task task = claimed();
        QVERIFY(act([&] { return m_fixture->control.cancel(task.id, {}); }));
        QVERIFY(m_fixture->load(task.id).stop);
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, {{}, u"stopped"_s})); });
        QVERIFY(m_fixture->load(task.id).state == TaskState::Cancelled);
    }

    void cancel_doesNotDenyWorkThatWasDone()
    {
        const Task task = claimed();
        QVERIFY(act([&] { return m_fixture->control.cancel(task.id, {}); }));
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, {"1", std::nullopt})); });
        QVERIFY(m_fixture->load(task.id).state == TaskState::Completed);
    }

    void cancel_revokesTheLeaseOfARemoteWorkerAfterTheGrace()
    {
        const Task task = claimed();
        QVERIFY(act([&] { return m_fixture->control.cancel(task.id, {}); }));
        m_fixture->clock.advance(9s);
        passOverdue();
        QVERIFY(m_fixture->load(task.id).state == TaskState::Running);
        m_fixture->clock.advance(1s);
        passOverdue();
        const Task ended = m_fixture->load(task.id);
        QVERIFY(ended.state == TaskState::Cancelled);
        QVERIFY(ended.error.contains(u"its lease was revoked"));
        m_fixture->turn([&] {
            QVERIFY(m_fixture->leases.report(task.id, QByteArray("another"), {"1", std::nullopt}).error().code
                    == ErrorCode::LeaseLost);
        });
    }

    void cancel_killsALocalWorkerAndGivesItsOtherTasksBackUncharged()
    {
        m_fixture->engine->localWorkers.started(u"w"_s);
        QStringList killed;
        m_fixture->engine->localWorkers.setKiller([&](const QString &worker) { killed.append(worker); });
        const Task deaf = claimed();
        const Task other = claimed();
        QVERIFY(act([&] { return m_fixture->control.cancel(deaf.id, {}); }));
        m_fixture->clock.advance(10s);
        passOverdue();
        QCOMPARE(killed, QStringList {u"w"_s});
        QVERIFY(m_fixture->load(deaf.id).error.contains(u"was killed"));
        QVERIFY(m_fixture->load(other.id).state == TaskState::Ready);
        QCOMPARE(m_fixture->load(other.id).chargedAttempts(), 0);
        QVERIFY(!m_fixture->claim());
        m_fixture->engine->localWorkers.ended(u"w"_s);
        QVERIFY(m_fixture->claim());
    }

    void aWorkerThatEndsBeforeItsKill_isNotKilled()
    {
        m_fixture->engine->localWorkers.started(u"w"_s);
        QStringList killed;
        m_fixture->engine->localWorkers.setKiller([&](const QString &worker) { killed.append(worker); });
        const QUuid id = claimed().id;
        QVERIFY(act([&] { return m_fixture->control.cancel(id, {}); }));
        m_fixture->clock.advance(10s);
        m_fixture->turn([&] {
            QVERIFY(m_fixture->engine->overdue.runOnce());
            m_fixture->engine->localWorkers.ended(u"w"_s);
            m_fixture->engine->localWorkers.started(u"w"_s);
        });
        QVERIFY(m_fixture->load(id).state == TaskState::Cancelled);
        QVERIFY(killed.isEmpty());
    }

    void timeout_asksThenFailsTheAttemptAndTriesAgain()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.policy.timeout = 20s;
        const QUuid id = m_fixture->enqueue(wanted).id;
        const Task task = *m_fixture->claim();
        m_fixture->clock.advance(20s);
        passOverdue();
        QVERIFY(m_fixture->load(id).stop->kind == StopKind::Timeout);
        m_fixture->clock.advance(10s);
        passOverdue();
        QVERIFY(m_fixture->load(id).state == TaskState::Retrying);
        QVERIFY(m_fixture->load(id).error.startsWith(u"timed out after 20 s"));
        QCOMPARE(m_fixture->load(id).chargedAttempts(), 1);
    }

    void retry_givesADeadTaskAllItsAttemptsOnceMore()
    {
        const Task task = claimed();
        AttemptReport bad {{}, u"no"_s};
        bad.noRetry = true;
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, bad)); });
        QVERIFY(act([&] { return m_fixture->control.retry(task.id); }));
        const Task again = m_fixture->load(task.id);
        QVERIFY(again.state == TaskState::Ready);
        QCOMPARE(again.attempt, 1);
        QCOMPARE(again.chargedAttempts(), 0);
        QVERIFY(!again.completedAt);
        QCOMPARE(m_fixture->claim()->attempt, 2);
    }

    void retry_ofASerialTaskWaitsForTheOneThatGoes()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"k"_s;
        const QUuid first = m_fixture->enqueue(wanted).id;
        m_fixture->enqueue(wanted);
        QVERIFY(act([&] { return m_fixture->control.cancel(first, {}); }));
        QVERIFY(act([&] { return m_fixture->control.retry(first); }));
        QVERIFY(m_fixture->load(first).state == TaskState::Blocked);
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 1);
    }

    void retry_isRefusedWhileAnotherTaskHoldsTheKey()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.uniqueKey = u"k"_s;
        const QUuid first = m_fixture->enqueue(wanted).id;
        QVERIFY(act([&] { return m_fixture->control.cancel(first, {}); }));
        m_fixture->enqueue(wanted);
        QVERIFY(act([&] { return m_fixture->control.retry(first); }).error().code == ErrorCode::Duplicate);
    }

    void retry_takesTheKeyOfOneWhoseWindowIsOver()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.uniqueKey = u"k"_s;
        const QUuid first = m_fixture->enqueue(wanted).id;
        QVERIFY(act([&] { return m_fixture->control.cancel(first, {}); }));
        wanted.uniqueScope = Uniqueness::Scope::Window;
        wanted.uniqueWindow = 60s;
        const QUuid second = m_fixture->enqueue(wanted).id;
        QVERIFY(act([&] { return m_fixture->control.cancel(second, {}); }));
        QVERIFY(act([&] { return m_fixture->control.retry(first); }).error().code == ErrorCode::Duplicate);
        m_fixture->clock.advance(60s);
        QVERIFY(act([&] { return m_fixture->control.retry(first); }));
        QVERIFY(m_fixture->load(first).unique->isHeld);
        QVERIFY(!m_fixture->load(second).unique->isHeld);
    }

    void restore_ofATaskThatHasLetItsKeyGoLeavesItToTheNextOne()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.uniqueKey = u"k"_s;
        wanted.uniqueScope = Uniqueness::Scope::Start;
        const QUuid first = m_fixture->enqueue(wanted).id;
        const Task started = *m_fixture->claim();
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.release(first, started.lease->token, 0ms)); });
        const QUuid second = m_fixture->enqueue(wanted).id;
        QVERIFY(second != first);
        QVERIFY(act([&] { return m_fixture->control.trash(first); }));
        QVERIFY(act([&] { return m_fixture->control.restore(first); }));
        QVERIFY(!m_fixture->load(first).unique->isHeld);
        QVERIFY(m_fixture->load(second).unique->isHeld);
    }

    void hold_keepsATaskUntilItIsPromoted()
    {
        const QUuid id = m_fixture->enqueue(LaneFixture::newTask()).id;
        QVERIFY(act([&] { return m_fixture->control.hold(id); }));
        QVERIFY(isHeld(m_fixture->load(id)));
        QVERIFY(!m_fixture->claim());
        QVERIFY(act([&] { return m_fixture->control.promote(id); }));
        QVERIFY(m_fixture->claim());
    }

    void edit_changesAWaitingTaskAndItsPlace()
    {
        const Task first = m_fixture->enqueue(LaneFixture::newTask());
        const Task second = m_fixture->enqueue(LaneFixture::newTask());
        TaskEdit edit;
        edit.priority = 9;
        edit.tags = QStringList {u"urgent"_s};
        edit.payload = QByteArray(3'000, '1');
        QVERIFY(act([&] { return m_fixture->control.edit(second.id, edit); }));
        const Task changed = *m_fixture->claim();
        QVERIFY(changed.id == second.id);
        QCOMPARE(changed.payload, *edit.payload);
        QCOMPARE(changed.tags, *edit.tags);
        QVERIFY(act([&] { return m_fixture->control.edit(second.id, edit); }).error().code == ErrorCode::WrongState);
        QVERIFY(m_fixture->claim()->id == first.id);
    }

    void edit_movesATaskToAnotherQueue()
    {
        const QUuid id = m_fixture->enqueue(LaneFixture::newTask()).id;
        TaskEdit edit;
        edit.queue = u"slow"_s;
        QVERIFY(act([&] { return m_fixture->control.edit(id, edit); }));
        ClaimFilter slow;
        slow.queues = {u"slow"_s};
        QVERIFY(m_fixture->claim(slow)->id == id);
    }

    void aVersionThatHasMoved_changesNothing()
    {
        const Task task = m_fixture->enqueue(LaneFixture::newTask());
        QVERIFY(act([&] { return m_fixture->control.hold(task.id, task.version); }));
        QVERIFY(act([&] { return m_fixture->control.cancel(task.id, {}, task.version); }).error().code
                == ErrorCode::VersionMoved);
        QVERIFY(isHeld(m_fixture->load(task.id)));
    }

    void trash_takesATaskAwayAndRestoreBringsItBack()
    {
        const QUuid waiting = m_fixture->enqueue(LaneFixture::newTask()).id;
        QVERIFY(act([&] { return m_fixture->control.trash(waiting); }));
        QVERIFY(m_fixture->load(waiting).shownState() == TaskState::Ready);
        QVERIFY(!m_fixture->claim());
        QVERIFY(act([&] { return m_fixture->control.restore(waiting); }));
        const Task task = *m_fixture->claim();
        QVERIFY(task.id == waiting);
        QVERIFY(act([&] { return m_fixture->control.trash(waiting); }).error().code == ErrorCode::WrongState);

        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, {"[1]", std::nullopt})); });
        QVERIFY(act([&] { return m_fixture->control.trash(waiting); }));
        QVERIFY(act([&] { return m_fixture->control.restore(waiting); }));
        QVERIFY(m_fixture->load(waiting).state == TaskState::Completed);
        QCOMPARE(m_fixture->load(waiting).output, QByteArray("[1]"));
    }

    void restore_ofABlockedTaskWhoseTurnHasComeFreesIt()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.serialKey = u"k"_s;
        const QUuid first = m_fixture->enqueue(wanted).id;
        const QUuid blocked = m_fixture->enqueue(wanted).id;
        QVERIFY(act([&] { return m_fixture->control.trash(blocked); }));
        QVERIFY(act([&] { return m_fixture->control.cancel(first, {}); }));
        QVERIFY(act([&] { return m_fixture->control.restore(blocked); }));
        QVERIFY(m_fixture->load(blocked).state == TaskState::Ready);
    }

    void undo_putsBackWhatNothingHasTouchedSince()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.delay = 1h;
        const Task before = m_fixture->enqueue(wanted);
        const auto cancelled = act([&] { return m_fixture->control.cancel(before.id, {}); });
        QVERIFY(cancelled);
        m_fixture->turn([&] { QVERIFY(m_fixture->control.undo(before, cancelled->version)); });
        const Task after = m_fixture->load(before.id);
        QVERIFY(after.state == TaskState::Scheduled);
        QVERIFY(after.runAt == before.runAt);
        QVERIFY(!after.completedAt);
        m_fixture->turn(
            [&] { QVERIFY(m_fixture->control.undo(before, cancelled->version).error().code == ErrorCode::VersionMoved); });
    }

private:
    Task claimed()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        return *m_fixture->claim();
    }
    void passOverdue()
    {
        m_fixture->turn([&] { QVERIFY(m_fixture->engine->overdue.runOnce()); });
    }
    template<typename F>
    broker::Result<Task> act(F act)
    {
        broker::Result<Task> done = Error {ErrorCode::NotFound, {}};
        m_fixture->turn([&] { done = act(); });
        return done;
    }

    std::unique_ptr<LaneFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestTaskControl)
#include "tst_task_control.moc"
