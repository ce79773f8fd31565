// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/operation_runner.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

namespace {

/// A millisecond goes by with each look.
class BusyClock final : public Clock
{
public:
    [[nodiscard]] Moment now() const override { return steadyNow(); }
    [[nodiscard]] Moment steadyNow() const override { return m_now += 1ms; }

private:
    mutable Moment m_now {1'795'600'800'000ms};
};

} // namespace

class TestOperations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(u":memory:"_s); }

    void verb_changesATaskAndIsUndone_data()
    {
        QTest::addColumn<int>("verb");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, OperationVerb verb, const QString &before, const QString &after) {
            QTest::newRow(name) << static_cast<int>(verb) << before << after;
        };
        row("cancel", OperationVerb::Cancel, u"ready"_s, u"cancelled"_s);
        row("retry", OperationVerb::Retry, u"cancelled"_s, u"ready"_s);
        row("delete", OperationVerb::Delete, u"ready"_s, u"trashed"_s);
        row("delete an ended one", OperationVerb::Delete, u"cancelled"_s, u"trashed"_s);
        row("restore", OperationVerb::Restore, u"trashed"_s, u"ready"_s);
        row("hold", OperationVerb::Hold, u"ready"_s, u"scheduled"_s);
        row("promote", OperationVerb::Promote, u"scheduled"_s, u"ready"_s);
        row("move", OperationVerb::Move, u"ready"_s, u"ready"_s);
        row("tag", OperationVerb::Tag, u"ready"_s, u"ready"_s);
        row("set_priority", OperationVerb::SetPriority, u"ready"_s, u"ready"_s);
        row("reschedule", OperationVerb::Reschedule, u"ready"_s, u"scheduled"_s);
        row("reschedule a later one", OperationVerb::Reschedule, u"scheduled"_s, u"scheduled"_s);
    }
    void verb_changesATaskAndIsUndone()
    {
        QFETCH(int, verb);
        QFETCH(QString, before);
        QFETCH(QString, after);
        const Task task = taskThatIs(before);
        OperationRequest wanted = requestFor(static_cast<OperationVerb>(verb), {task.id});
        wanted.queue = u"other"_s;
        wanted.priority = 9;
        wanted.runAt = m_fixture->clock.now() + std::chrono::hours(7);
        wanted.tagsAdded = {u"b"_s};
        wanted.tagsRemoved = {u"a"_s};
        const Operation operation = run(wanted);
        QVERIFY(operation.state == OperationState::Done);
        QCOMPARE(operation.done, 1);
        const Task changed = m_fixture->load(task.id);
        QCOMPARE(QString(wordFrom(changed.state)), after);
        QVERIFY(changed.version > task.version);

        const Operation undone = undo(operation);
        QVERIFY(undone.state == OperationState::Undone);
        QCOMPARE(undone.done, 0);
        QVERIFY(undone.failures.empty());
        const Task back = m_fixture->load(task.id);
        QVERIFY(back.state == task.state);
        QVERIFY(back.runAt == task.runAt);
        QCOMPARE(back.queue, task.queue);
        QCOMPARE(back.priority, task.priority);
        QCOMPARE(back.tags, task.tags);
        QCOMPARE(back.error, task.error);
        QVERIFY(back.completedAt == task.completedAt);
    }

    void whatIsLikeThatAlready_isSkipped()
    {
        const Task task = taskThatIs(u"ready"_s);
        OperationRequest wanted = requestFor(OperationVerb::SetPriority, {task.id});
        wanted.priority = task.priority;
        QCOMPARE(run(wanted).skipped, 1);
        QCOMPARE(m_fixture->load(task.id).version, task.version);
    }

    void timeThatHasPassed_makesDueOnlyWhatIsNot()
    {
        const Task due = taskThatIs(u"ready"_s);
        const Task later = taskThatIs(u"scheduled"_s);
        OperationRequest wanted = requestFor(OperationVerb::Reschedule, {due.id, later.id});
        wanted.runAt = m_fixture->clock.now() - std::chrono::hours(1);
        const Operation operation = run(wanted);
        QCOMPARE(operation.done, 1);
        QCOMPARE(operation.skipped, 1);
        QCOMPARE(m_fixture->load(due.id).version, due.version);
        QVERIFY(m_fixture->load(later.id).state == TaskState::Ready);
    }

    void whatCannotBe_isToldForEachTask()
    {
        const QUuid unknown = QUuid(u"0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff"_s);
        m_fixture->enqueue(LaneFixture::newTask());
        const Task running = *m_fixture->claim();
        const Task waiting = m_fixture->enqueue(LaneFixture::newTask());
        const Operation operation = run(requestFor(OperationVerb::Delete, {unknown, running.id, waiting.id}));
        QCOMPARE(operation.done, 1);
        QCOMPARE(operation.failed, 2);
        QCOMPARE(operation.failures.size(), std::size_t {2});
        QVERIFY(operation.failures[0].task == unknown);
        QVERIFY(operation.failures[1].message.contains(u"cancel it before"));
        QVERIFY(m_fixture->load(running.id).state == TaskState::Running);
    }

    void failures_areTheFirstTwenty()
    {
        OperationRequest wanted = requestFor(OperationVerb::Promote, {});
        for (int i = 0; i < 30; ++i)
            wanted.ids.push_back(QUuid::createUuid());
        const Operation operation = run(wanted);
        QCOMPARE(operation.failed, 30);
        QCOMPARE(operation.failures.size(), Operations::kFailuresMax);
    }

    void cancel_asksRunningTasksAndCannotTakeThatBack()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        const Task running = *m_fixture->claim();
        const Operation operation = run(requestFor(OperationVerb::Cancel, {running.id}));
        QCOMPARE(operation.done, 1);
        QVERIFY(m_fixture->load(running.id).stop);
        QCOMPARE(undo(operation).done, 1);
        QVERIFY(m_fixture->load(running.id).stop);
    }

    void purge_takesTasksInTheTrashForGood()
    {
        const Task deleted = taskThatIs(u"trashed"_s);
        const Task alive = taskThatIs(u"ready"_s);
        const Operation operation = run(requestFor(OperationVerb::Purge, {deleted.id, alive.id}));
        QCOMPARE(operation.done, 1);
        QCOMPARE(operation.failed, 1);
        QVERIFY(operation.failures[0].task == alive.id);
        QVERIFY(operation.failures[0].message.contains(u"only one in the trash"));
        QVERIFY(!*m_fixture->store.findHead(deleted.id));
        QCOMPARE(m_fixture->engine->ledger.total(TaskState::Trashed), 0);
        QCOMPARE(m_fixture->engine->ledger.total(TaskState::Ready), 1);
    }

    void purge_askedAgainChangesNothing()
    {
        const Task deleted = taskThatIs(u"trashed"_s);
        QCOMPARE(run(requestFor(OperationVerb::Purge, {deleted.id})).done, 1);
        const Operation again = run(requestFor(OperationVerb::Purge, {deleted.id}));
        QCOMPARE(again.done, 0);
        QCOMPARE(again.skipped, 1);
        QCOMPARE(again.failed, 0);
    }

    void purge_cannotBeUndone()
    {
        const Operation operation = run(requestFor(OperationVerb::Purge, {taskThatIs(u"trashed"_s).id}));
        m_fixture->turn([&] {
            const auto undone = operations().undo(operation.id);
            QVERIFY(!undone);
            QVERIFY(undone.error().code == ErrorCode::WrongState);
        });
        QVERIFY(load(operation).state == OperationState::Done);
    }

    void purgeByFilter_emptiesTheTrash()
    {
        const int count = Operations::kTasksPerStepMax + 50;
        const auto ids = enqueueMany(count);
        const Task kept = taskThatIs(u"ready"_s);
        run(requestFor(OperationVerb::Delete, ids));
        const Operation operation = run(requestFor(OperationVerb::Purge, {}));
        QCOMPARE(operation.done, count);
        QVERIFY(operation.state == OperationState::Done);
        QCOMPARE(m_fixture->engine->ledger.total(TaskState::Trashed), 0);
        QVERIFY(m_fixture->load(kept.id).state == TaskState::Ready);
    }

    void purgeAsOf_leavesWhatCameIntoTheTrashLater()
    {
        const Task before = taskThatIs(u"trashed"_s);
        OperationRequest wanted = requestFor(OperationVerb::Purge, {});
        wanted.asOf = m_fixture->engine->ledger.revision();
        const Task later = taskThatIs(u"trashed"_s);
        QCOMPARE(run(wanted).done, 1);
        QVERIFY(!*m_fixture->store.findHead(before.id));
        QVERIFY(*m_fixture->store.findHead(later.id));
    }

    void purgeOfTheLastTask_leavesItsPlaceUsed()
    {
        const QTemporaryDir folder;
        open(folder.filePath(u"c.db"_s));
        const Task last = taskThatIs(u"trashed"_s);
        run(requestFor(OperationVerb::Purge, {last.id}));
        open(folder.filePath(u"c.db"_s));
        QVERIFY(taskThatIs(u"ready"_s).seq > last.seq);
    }

    void aTaskThatMovesOnAfterItWasSeen_isSkipped()
    {
        const Task moved = taskThatIs(u"ready"_s);
        const Task still = taskThatIs(u"ready"_s);
        const Operation operation = start(requestFor(OperationVerb::Cancel, {}));
        const auto seen = m_reader->matching(*parseFilter(u"", m_fixture->clock.steadyNow()), {});
        QVERIFY(seen);
        m_fixture->turn([&] { QVERIFY(m_fixture->control.hold(moved.id)); });
        m_fixture->turn([&] { QVERIFY(operations().goOn(operation.number, 0, *seen)); });
        const Operation done = load(operation);
        QVERIFY(done.state == OperationState::Done);
        QCOMPARE(done.matched, 2);
        QCOMPARE(done.skipped, 1);
        QCOMPARE(done.done, 1);
        QVERIFY(isHeld(m_fixture->load(moved.id)));
        QVERIFY(m_fixture->load(still.id).state == TaskState::Cancelled);
    }

    void undo_leavesAloneWhatHasMovedOnAndNamesIt()
    {
        const Task first = taskThatIs(u"ready"_s);
        const Task second = taskThatIs(u"ready"_s);
        const Operation operation = run(requestFor(OperationVerb::Cancel, {first.id, second.id}));
        m_fixture->turn([&] { QVERIFY(m_fixture->control.retry(first.id)); });
        const Operation undone = undo(operation);
        QVERIFY(undone.state == OperationState::Undone);
        QCOMPARE(undone.done, 1);
        QCOMPARE(undone.failures.size(), std::size_t {1});
        QVERIFY(undone.failures[0].task == first.id);
        QVERIFY(m_fixture->load(second.id).state == TaskState::Ready);
    }

    void undo_ofATaskWhoseKeyIsTakenChangesNothing()
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.uniqueKey = u"k"_s;
        wanted.priority = 7;
        const Task task = m_fixture->enqueue(wanted);
        const Operation operation = run(requestFor(OperationVerb::Cancel, {task.id}));
        m_fixture->enqueue(wanted);
        const qint64 version = m_fixture->load(task.id).version;
        QCOMPARE(undo(operation).failures.size(), std::size_t {1});
        QCOMPARE(m_fixture->load(task.id).version, version);
    }

    void aFilter_takesWhatItFindsAndNothingThatCameLater()
    {
        std::vector<Task> tasks;
        for (int i = 0; i < 450; ++i)
            tasks.push_back(m_fixture->enqueue(LaneFixture::newTask(i % 3 == 0 ? u"a"_s : u"b"_s)));
        OperationRequest wanted = requestFor(OperationVerb::Cancel, {});
        wanted.filter = u"type:a"_s;
        wanted.except = {tasks[0].id};
        const Operation operation = start(wanted);
        const Task later = m_fixture->enqueue(LaneFixture::newTask(u"a"_s));
        finish();
        const Operation done = load(operation);
        QVERIFY(done.state == OperationState::Done);
        QCOMPARE(done.matched, 149);
        QCOMPARE(done.done, 149);
        QVERIFY(m_fixture->load(tasks[0].id).state == TaskState::Ready);
        QVERIFY(m_fixture->load(tasks[1].id).state == TaskState::Ready);
        QVERIFY(m_fixture->load(later.id).state == TaskState::Ready);
        QVERIFY(m_fixture->load(tasks[3].id).state == TaskState::Cancelled);
    }

    void asOf_leavesOutWhatChangedAfterIt()
    {
        const Task old = taskThatIs(u"ready"_s);
        const qint64 revision = m_fixture->ledger.revision();
        const Task young = taskThatIs(u"ready"_s);
        OperationRequest wanted = requestFor(OperationVerb::Hold, {});
        wanted.asOf = revision;
        QCOMPARE(run(wanted).matched, 1);
        QVERIFY(isHeld(m_fixture->load(old.id)));
        QVERIFY(!isHeld(m_fixture->load(young.id)));
    }

    void aStoppedOne_goesNoFurtherAndCanBeUndone()
    {
        const Operation operation = start(requestFor(OperationVerb::Cancel, enqueueMany(500)));
        step();
        m_fixture->turn([&] { QVERIFY(operations().stop(operation.id)); });
        finish();
        const Operation stopped = load(operation);
        QVERIFY(stopped.state == OperationState::Stopped);
        QCOMPARE(stopped.done, Operations::kTasksPerStepMax);
        QCOMPARE(undo(operation).done, 0);
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 500);
    }

    void aPausedOne_waitsUntilItIsResumed()
    {
        const Operation operation = start(requestFor(OperationVerb::Cancel, enqueueMany(300)));
        m_fixture->turn([&] { QVERIFY(operations().pause(operation.id)); });
        finish();
        QCOMPARE(load(operation).done, 0);
        m_fixture->turn([&] { QVERIFY(operations().undo(operation.id).error().code == ErrorCode::WrongState); });
        m_fixture->turn([&] { QVERIFY(operations().resume(operation.id)); });
        finish();
        QCOMPARE(load(operation).done, 300);
    }

    void aBrokerThatStartsAnew_goesOn()
    {
        const QTemporaryDir folder;
        open(folder.filePath(u"c.db"_s));
        const auto ids = enqueueMany(500);
        const Operation byIds = start(requestFor(OperationVerb::Hold, ids));
        const Operation byFilter = start(requestFor(OperationVerb::Cancel, {}));
        step();
        QCOMPARE(load(byIds).done, Operations::kTasksPerStepMax);
        open(folder.filePath(u"c.db"_s));
        finish();
        QCOMPARE(load(byIds).done, 500);
        QVERIFY(load(byFilter).state == OperationState::Done);
        QCOMPARE(load(byFilter).done, 500);
        undo(byFilter);
        QCOMPARE(m_fixture->ledger.total(TaskState::Scheduled), 500);
    }

    void aStep_takesNoFurtherTaskWhenItsTimeIsUp()
    {
        const auto ids = enqueueMany(100);
        const BusyClock busy;
        Operations timed(m_fixture->operationStore, m_fixture->store, m_fixture->control, m_fixture->ledger,
                         m_fixture->engine->audit, m_fixture->engine->news, busy, m_fixture->ids);
        const Operation operation = start(requestFor(OperationVerb::Cancel, ids));
        m_fixture->turn([&] { QVERIFY(timed.goOn(operation)); });
        QCOMPARE(load(operation).done, Operations::kStepTime.count());

        const Operation byFilter = start(requestFor(OperationVerb::Hold, {}));
        const auto seen = m_reader->matching(*parseFilter(u"state:ready", busy.steadyNow()), {});
        m_fixture->turn([&] { QVERIFY(timed.goOn(byFilter.number, 0, *seen)); });
        const Operation now = load(byFilter);
        QVERIFY(now.state == OperationState::Running);
        QCOMPARE(now.done, Operations::kStepTime.count());
        QCOMPARE(now.lookedUpTo, seen->rows[static_cast<std::size_t>(now.done)].task.seq - 1);
    }

    void aRate_isKept()
    {
        OperationRequest wanted = requestFor(OperationVerb::Cancel, enqueueMany(10));
        wanted.rate = 60;
        const Operation operation = start(wanted);
        finish();
        QCOMPARE(load(operation).done, 1);
        m_fixture->clock.advance(999ms);
        finish();
        QCOMPARE(load(operation).done, 1);
        m_fixture->clock.advance(1ms);
        finish();
        QCOMPARE(load(operation).done, 2);
    }

    void anOldOne_isForgottenWithWhatItDid()
    {
        const Operation operation = run(requestFor(OperationVerb::Cancel, enqueueMany(20)));
        m_fixture->clock.advance(Operations::kKeepFor - 1h);
        forget();
        QVERIFY(*m_fixture->operationStore.find(operation.id));
        m_fixture->clock.advance(2h);
        forget();
        QVERIFY(!*m_fixture->operationStore.find(operation.id));
        QVERIFY(m_fixture->operationStore.items(operation.number, 10)->empty());
    }

private:
    void open(const QString &path)
    {
        m_readerThread = std::make_unique<QObject>(); // what was asked of the old one is not answered any more
        m_runner.reset();
        m_reader.reset();
        m_fixture.reset();
        m_fixture = std::make_unique<LaneFixture>(path);
        m_reader = std::make_unique<SqlTaskReader>(*m_fixture->database);
        m_runner = std::make_unique<OperationRunner>(operations(), m_fixture->lane, *m_reader, *m_readerThread);
    }
    Operations &operations() { return m_fixture->engine->operations; }

    static OperationRequest requestFor(OperationVerb verb, std::vector<QUuid> ids)
    {
        OperationRequest request;
        request.verb = verb;
        request.ids = std::move(ids);
        return request;
    }
    Operation start(const OperationRequest &request)
    {
        Operation operation;
        m_fixture->turn([&] { operation = *operations().start(request); });
        return operation;
    }
    Operation load(const Operation &operation) { return **m_fixture->operationStore.find(operation.id); }
    /// Returns whether another step can follow at once.
    bool step()
    {
        int more = 0;
        m_fixture->turn([&] { more = *m_runner->runOnce(); });
        return more > 0;
    }
    /// Until nothing can go on without more time. What is looked for comes back through the event loop, at most 200 tasks a round.
    void finish()
    {
        for (int round = 0; round < 20; ++round) {
            while (step()) { }
            QCoreApplication::processEvents();
        }
    }
    Operation run(const OperationRequest &request)
    {
        const Operation operation = start(request);
        finish();
        return load(operation);
    }
    Operation undo(const Operation &operation)
    {
        m_fixture->turn([&] { QVERIFY(operations().undo(operation.id)); });
        finish();
        return load(operation);
    }
    void forget()
    {
        for (int i = 0; i < 5; ++i)
            m_fixture->turn([&] { QVERIFY(operations().forgetOld()); });
    }
    std::vector<QUuid> enqueueMany(int count)
    {
        std::vector<QUuid> ids;
        m_fixture->turn([&] {
            for (int i = 0; i < count; ++i)
                ids.push_back((*m_fixture->intake.enqueue(LaneFixture::newTask())).task.id);
        });
        return ids;
    }
    Task taskThatIs(const QString &state)
    {
        NewTask wanted = LaneFixture::newTask();
        wanted.tags = {u"a"_s};
        if (state == u"scheduled")
            wanted.delay = 1h;
        const QUuid id = m_fixture->enqueue(wanted).id;
        m_fixture->turn([&] {
            if (state == u"cancelled")
                QVERIFY(m_fixture->control.cancel(id, {}));
            if (state == u"trashed")
                QVERIFY(m_fixture->control.trash(id));
        });
        return m_fixture->load(id);
    }

    std::unique_ptr<QObject> m_readerThread;
    std::unique_ptr<LaneFixture> m_fixture;
    std::unique_ptr<SqlTaskReader> m_reader;
    std::unique_ptr<OperationRunner> m_runner;
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
