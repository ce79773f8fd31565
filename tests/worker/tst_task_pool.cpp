// SPDX-License-Identifier: GPL-3.0-only
#include "worker/handler_registry.h"
#include "worker/task_pool.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;

namespace {

/// Does what the test says, on the pool's threads.
class ScriptedHandler final : public Handler
{
public:
    using Act = std::function<Outcome(const TaskContext &)>;
    explicit ScriptedHandler(Act act) : m_act(std::move(act)) { }

    wire::Schema schema() const override
    {
        wire::Schema schema;
        schema.taskType = u"scripted"_s;
        return schema;
    }
    Outcome run(const TaskContext &context) const override { return m_act(context); }

private:
    Act m_act;
};

HandlerRegistry registryOf(ScriptedHandler::Act act)
{
    HandlerRegistry handlers;
    handlers.add(std::make_unique<ScriptedHandler>(std::move(act)));
    return handlers;
}

wire::Task task(const QByteArray &payload = "null")
{
    wire::Task task;
    task.taskType = u"scripted"_s;
    task.payload = payload;
    return task;
}

std::shared_ptr<RunNotes> newNotes()
{
    return std::make_shared<RunNotes>([] { return QDateTime(); });
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
        TaskPool pool(handlers, 1);
        std::optional<Outcome> outcome;
        RunId finished = 0;
        connect(&pool, &TaskPool::finished, this, [&](RunId run, const Outcome &what) {
            QCOMPARE(QThread::currentThread(), thread());
            finished = run;
            outcome = what;
        });
        const RunId run = pool.start(task("[1]"), newNotes());
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
        TaskPool pool(handlers, 2);
        QSignalSpy finished(&pool, &TaskPool::finished);
        QCOMPARE(pool.freeSlots(), 2);
        QVERIFY(pool.isIdle());
        pool.start(task(), newNotes());
        pool.start(task(), newNotes());
        QCOMPARE(pool.freeSlots(), 0);
        mayEnd.release();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(pool.freeSlots(), 1);
        QVERIFY(!pool.isIdle());
        mayEnd.release();
        QTRY_COMPARE(finished.size(), 2);
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
        TaskPool pool(handlers, 2);
        QHash<RunId, QByteArray> outcomes;
        connect(&pool, &TaskPool::finished, this,
                [&](RunId run, const Outcome &what) { outcomes.insert(run, std::get<Output>(what).json); });
        const auto notes = newNotes();
        const RunId first = pool.start(task(), notes);
        const RunId second = pool.start(task(), newNotes());
        started.acquire(2);
        notes->cancel();
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
        TaskPool pool(handlers, 1);
        QList<Failure> failures;
        connect(&pool, &TaskPool::finished, this,
                [&](RunId, const Outcome &what) { failures.append(std::get<Failure>(what)); });
        pool.start(task("1"), newNotes());
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures[0].message, u"no such row"_s);
        QCOMPARE(failures[0].errorClass, u"std::out_of_range"_s);
        QVERIFY(failures[0].isRetryable);
        pool.start(task("2"), newNotes());
        QTRY_COMPARE(failures.size(), 2);
        QVERIFY(failures[1].isRetryable);
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
            TaskPool pool(handlers, 1);
            pool.start(task(), newNotes());
            started.acquire();
        }
        QVERIFY(sawCancel);
    }
};

QTEST_GUILESS_MAIN(TestTaskPool)
#include "tst_task_pool.moc"
