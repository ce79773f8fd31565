// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/task_pool.h"

#include <conduit/handler_registry.h>

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

namespace {

/// Whose handler does what the test says, on the pool's threads.
HandlerRegistry registryOf(HandlerFunction act)
{
    HandlerRegistry handlers;
    handlers.add(u"scripted"_s, std::move(act));
    return handlers;
}

wire::Task task(const QByteArray &payload = "null")
{
    wire::Task task;
    task.taskType = u"scripted"_s;
    task.payload = payload;
    return task;
}

/// A clock by which no run takes any time.
std::chrono::nanoseconds still() { return std::chrono::nanoseconds(0); }

/// A clock by which each run takes `run`, as long as they follow one another.
TaskPool::SteadyClock stepping(std::chrono::milliseconds run)
{
    return [run, asked = std::make_shared<std::atomic_int>(0)] { return std::chrono::nanoseconds(run) * (*asked)++; };
}

std::shared_ptr<RunNotes> newNotes()
{
    return std::make_shared<RunNotes>([] { return QDateTime(); });
}

RunId start(TaskPool &pool, const wire::Task &task, const std::shared_ptr<RunNotes> &notes = newNotes())
{
    const RunId run = pool.add(task, notes);
    pool.startAdded();
    return run;
}

/// Waits for the end of each before the next one.
void runOneByOne(TaskPool &pool, int tasks)
{
    for (int run = 0; run < tasks; ++run) {
        start(pool, task());
        QTRY_VERIFY(pool.isIdle());
    }
}

} // namespace

class TestTaskPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void run_givesPayloadAndTellsTheOutcomeOnThisThread()
    {
        QThread *ranOn = nullptr;
        const auto handlers = registryOf([&](const TaskContext &context) -> Outcome {
            ranOn = QThread::currentThread();
            return Output {context.payload() + context.taskType().toUtf8()};
        });
        TaskPool pool(handlers, 1, still);
        std::optional<Outcome> outcome;
        RunId finished = 0;
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            QCOMPARE(QThread::currentThread(), thread());
            for (const EndedRun &ended : runs) {
                finished = ended.run;
                outcome = ended.outcome;
            }
        });
        const RunId run = start(pool, task("[1]"));
        QTRY_VERIFY(outcome);
        QCOMPARE(finished, run);
        QCOMPARE(std::get<Output>(*outcome).json, "[1]scripted");
        QVERIFY(ranOn != thread());
    }

    void slots_areTakenWhileATaskRuns()
    {
        QSemaphore mayEnd;
        const auto handlers = registryOf([&](const TaskContext &) -> Outcome {
            mayEnd.acquire();
            return Output {"null"};
        });
        TaskPool pool(handlers, 2, still);
        QCOMPARE(pool.freeSlots(), 2);
        QVERIFY(pool.isIdle());
        start(pool, task());
        start(pool, task());
        QCOMPARE(pool.freeSlots(), 0);
        mayEnd.release();
        QTRY_COMPARE(pool.freeSlots(), 1);
        QVERIFY(!pool.isIdle());
        mayEnd.release();
        QTRY_COMPARE(pool.freeSlots(), 2);
        QVERIFY(pool.isIdle());
    }

    void cancel_reachesItsOwnRunOnly()
    {
        QSemaphore started;
        QSemaphore look;
        const auto handlers = registryOf([&](const TaskContext &context) -> Outcome {
            started.release();
            look.acquire();
            return Output {context.isCancelled() ? "true" : "false"};
        });
        TaskPool pool(handlers, 2, still);
        QHash<RunId, QByteArray> outcomes;
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            for (const auto &[run, outcome] : runs)
                outcomes.insert(run, std::get<Output>(outcome).json);
        });
        const auto notes = newNotes();
        const RunId first = start(pool, task(), notes);
        const RunId second = start(pool, task());
        started.acquire(2);
        notes->cancel(CancelReason::Requested);
        look.release(2);
        QTRY_COMPARE(outcomes.size(), 2);
        QCOMPARE(outcomes.value(first), "true");
        QCOMPARE(outcomes.value(second), "false");
    }

    void exception_isAFailureToTryAgain()
    {
        const auto handlers = registryOf([](const TaskContext &context) -> Outcome {
            if (context.payload() == "1")
                throw std::out_of_range("no such row");
            throw 42;
        });
        TaskPool pool(handlers, 1, still);
        QList<Failure> failures;
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            for (const EndedRun &ended : runs)
                failures.append(std::get<Failure>(ended.outcome));
        });
        start(pool, task("1"));
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures[0].message, u"no such row"_s);
        QCOMPARE(failures[0].errorClass, u"std::out_of_range"_s);
        QVERIFY(failures[0].isRetryable);
        start(pool, task("2"));
        QTRY_COMPARE(failures.size(), 2);
        QVERIFY(failures[1].isRetryable);
    }

    void tasks_haveAThreadEachHoweverLongTheyRun()
    {
        constexpr int kTasks = 10;
        QSemaphore started;
        QSemaphore mayEnd;
        const auto handlers = registryOf([&](const TaskContext &) -> Outcome {
            started.release();
            mayEnd.acquire();
            return Output {"null"};
        });
        TaskPool pool(handlers, kTasks, still);
        // Again with threads that are there already.
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < kTasks; ++i)
                pool.add(task(), newNotes());
            QVERIFY(!pool.isStarting());
            pool.startAdded();
            QVERIFY(pool.isStarting());
            started.acquire(kTasks);
            // That is told as well.
            QTRY_VERIFY(!pool.isStarting());
            QCOMPARE(pool.freeSlots(), 0);
            mayEnd.release(kTasks);
            QTRY_VERIFY(pool.isIdle());
        }
    }

    void outcome_waitsForNoOtherHandler()
    {
        QSemaphore mayEnd;
        const auto handlers = registryOf([&](const TaskContext &context) -> Outcome {
            if (context.payload() == "long")
                mayEnd.acquire();
            return Output {context.payload()};
        });
        TaskPool pool(handlers, 4, still);
        QList<RunId> ended;
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            for (const EndedRun &run : runs)
                ended.append(run.run);
        });
        const RunId first = pool.add(task("short"), newNotes());
        pool.add(task("long"), newNotes());
        const RunId third = pool.add(task("short"), newNotes());
        pool.add(task("long"), newNotes());
        pool.startAdded();
        QTRY_COMPARE(ended.size(), 2);
        QVERIFY(ended.contains(first) && ended.contains(third));
        mayEnd.release(2);
        QTRY_COMPARE(ended.size(), 4);
    }

    void outcomes_areToldOnceEach()
    {
        constexpr int kTasks = 500;
        constexpr int kConcurrency = 7;
        const auto handlers = registryOf([](const TaskContext &) -> Outcome { return Output {"null"}; });
        TaskPool pool(handlers, kConcurrency, still);
        QList<RunId> ended;
        int added = 0;
        const auto fill = [&] {
            for (; added < kTasks && pool.freeSlots() > 0; ++added)
                pool.add(task(), newNotes());
            pool.startAdded();
        };
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            for (const EndedRun &run : runs)
                ended.append(run.run);
            fill();
        });
        fill();
        QTRY_COMPARE(ended.size(), kTasks);
        std::sort(ended.begin(), ended.end());
        QCOMPARE(std::adjacent_find(ended.begin(), ended.end()), ended.end());
        QVERIFY(pool.isIdle() && !pool.isStarting());
    }

    void roomAhead_isThereOnceTasksAreShort()
    {
        const auto handlers = registryOf([](const TaskContext &) -> Outcome { return Output {"null"}; });
        TaskPool pool(handlers, 2, stepping(1ms));
        QCOMPARE(pool.roomAhead(), 0);
        runOneByOne(pool, Pace::kRunsMin);
        // Two slots do twenty of them within 10 ms.
        QCOMPARE(pool.roomAhead(), 20);
    }

    void roomAhead_hasABound()
    {
        const auto handlers = registryOf([](const TaskContext &) -> Outcome { return Output {"null"}; });
        TaskPool pool(handlers, 2, still);
        runOneByOne(pool, Pace::kRunsMin - 1);
        QCOMPARE(pool.roomAhead(), 0);
        runOneByOne(pool, 1);
        QCOMPARE(pool.roomAhead(), TaskPool::kAheadMax);
    }

    void roomAhead_isNotThereForASingleSlot()
    {
        const auto handlers = registryOf([](const TaskContext &) -> Outcome { return Output {"null"}; });
        TaskPool pool(handlers, 1, still);
        runOneByOne(pool, Pace::kRunsMin);
        QCOMPARE(pool.roomAhead(), 0);
    }

    void roomAhead_isNotThereForLongTasks()
    {
        const auto handlers = registryOf([](const TaskContext &) -> Outcome { return Output {"null"}; });
        TaskPool pool(handlers, 2, stepping(11ms));
        runOneByOne(pool, Pace::kRunsMin);
        QCOMPARE(pool.roomAhead(), 0);
    }

    void roomAhead_shrinksByWhatWaits()
    {
        QSemaphore mayEnd;
        const auto handlers = registryOf([&](const TaskContext &) -> Outcome {
            mayEnd.acquire();
            return Output {"null"};
        });
        TaskPool pool(handlers, 2, stepping(1ms));
        mayEnd.release(Pace::kRunsMin);
        runOneByOne(pool, Pace::kRunsMin);
        QCOMPARE(pool.roomAhead(), 20);
        for (int i = 0; i < 5; ++i)
            pool.add(task(), newNotes());
        QCOMPARE(pool.freeSlots(), 0);
        QCOMPARE(pool.roomAhead(), 17);
        mayEnd.release(5);
        pool.startAdded();
        QTRY_VERIFY(pool.isIdle());
    }

    void withdrawn_isNeverRun()
    {
        QSemaphore started;
        QSemaphore mayEnd;
        const auto handlers = registryOf([&](const TaskContext &) -> Outcome {
            started.release();
            mayEnd.acquire();
            return Output {"null"};
        });
        TaskPool pool(handlers, 2, still);
        QList<RunId> ended;
        connect(&pool, &TaskPool::finished, this, [&](const std::vector<EndedRun> &runs) {
            for (const EndedRun &run : runs)
                ended.append(run.run);
        });
        QList<RunId> runs;
        for (int i = 0; i < 5; ++i)
            runs.append(pool.add(task(), newNotes()));
        pool.startAdded();
        started.acquire(2);
        const auto withdrawn = pool.withdrawWaiting();
        QCOMPARE(QList<RunId>(withdrawn.begin(), withdrawn.end()), runs.sliced(2));
        QCOMPARE(pool.freeSlots(), 0);
        mayEnd.release(2);
        QTRY_COMPARE(ended.size(), 2);
        QVERIFY(pool.isIdle());
        QCOMPARE(started.available(), 0);
    }

    void destruction_cancelsAndWaits()
    {
        std::atomic_bool sawCancel = false;
        QSemaphore started;
        const auto handlers = registryOf([&](const TaskContext &context) -> Outcome {
            started.release();
            while (!context.isCancelled())
                QThread::yieldCurrentThread();
            sawCancel = true;
            return Output {"null"};
        });
        {
            TaskPool pool(handlers, 1, still);
            start(pool, task());
            started.acquire();
        }
        QVERIFY(sawCancel);
    }
};

QTEST_GUILESS_MAIN(TestTaskPool)
#include "tst_task_pool.moc"
