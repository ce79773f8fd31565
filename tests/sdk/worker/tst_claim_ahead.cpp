// SPDX-License-Identifier: GPL-3.0-only
// How a worker whose tasks are short claims more of them than it has slots.
#include "tests/sdk/worker/claim_loop_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace conduit;
using namespace conduit::worker;

class TestClaimAhead : public QObject, private test::ClaimLoopFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { makeLoop(); }

    void claim_thatBringsResultsAsksForMoreThanTheSlots()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 40;
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "41");
        QVERIFY(member(u"results").contains(R"("id":"a")"));
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void claim_asksForNoMoreThanABatch()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 4 * ClaimLoop::kBatch;
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), QByteArray::number(ClaimLoop::kBatch));
    }

    void claim_thatWaitsAsksForTheSlotsOnly()
    {
        m_runner.ahead = 40;
        startUp();
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "2");
        QCOMPARE(member(u"wait"), "20");
    }

    void task_thatWasAskedForIsTakenWithoutAFreeSlot()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 1;
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(member(u"n"), "2");
        // By now tasks are not short any more; what was asked for is run all the same.
        m_runner.ahead = 0;
        m_broker->answer(
            200,
            claimAnswer({claimed("c", "t3"), claimed("d", "t4"), claimed("e", "t5")}, R"({"id":"a","status":"Completed"})"));
        QVERIFY(runOf("c") != 0 && runOf("d") != 0);
        m_broker->expect("POST", "/task/e/release");
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void results_ofAFullBatchAreSharedByTwoClaims()
    {
        const auto ids = haveMany();
        finishAll(ids);
        QCOMPARE(m_broker->waitingCalls(), 2);
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(carried(), ids.size() / 2);
        m_broker->answer(200, claimAnswer({}, stored(ids.first(ids.size() / 2))));
        m_broker->expect("POST", "/task/claim");
        QCOMPARE(carried(), ids.size() - ids.size() / 2);
        // Each claim's results are settled by its own answer.
        m_broker->answer(200, claimAnswer({}, stored(ids.sliced(ids.size() / 2))));
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").isEmpty());
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void results_ofAClaimThatFailsGoWithTheNext()
    {
        const auto ids = haveMany();
        finishAll(ids);
        m_broker->expect("POST", "/task/claim");
        m_broker->breakOff();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer({}, stored(ids.sliced(ids.size() / 2))));
        m_loop->resume();
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
        QVERIFY(member(u"results").contains("\"id\":\"" + ids.first() + '"'));
        QVERIFY(!member(u"results").contains("\"id\":\"" + ids.last() + '"'));
    }

    void fewResults_doNotMakeASecondClaim()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 40;
        finish(1, Output {"1"});
        finish(2, Output {"2"});
        QCOMPARE(m_broker->waitingCalls(), 1);
    }

    void whatWaitsForASlotIsGivenBackWhenNothingEnds()
    {
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 2;
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer({claimed("c", "t3"), claimed("d", "t4")}, R"({"id":"a","status":"Completed"})"));
        m_runner.ahead = 0;
        m_runner.waiting = {runOf("d")};
        m_loop->giveBackWaiting();
        m_broker->expect("POST", "/task/d/release");
        QCOMPARE(m_broker->call().body, R"({"lease_token":"t4"})");
        // Its lease is nobody's here any more.
        beatAnswered(kBeat);
        QCOMPARE(m_runner.running.size(), 2);
        QVERIFY(member(u"leases").contains(R"("id":"c")"));
        QVERIFY(!member(u"leases").contains(R"("id":"d")"));
    }

    void original_isNeverAskedAhead()
    {
        m_runner.ahead = 40;
        m_loop->start();
        greetAndBeat();
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(404);
        for (const QByteArray id : {"a", "b"}) {
            m_broker->expect("GET", "/task/next");
            m_broker->answer(200, R"({"id":")" + id + R"(","task_type":"echo","payload":1,"status":"Running"})");
        }
        m_broker->expectNothing();
    }

private:
    /// So many tasks in hand that their results fill a batch.
    QByteArrayList haveMany()
    {
        QByteArrayList ids;
        QByteArrayList tasks;
        for (int i = 0; i < ClaimLoop::kBatch; ++i) {
            ids.append("task-" + QByteArray::number(i));
            tasks.append(claimed(ids.last(), "t"));
        }
        startWithTasks({claimed("a", "t1"), claimed("b", "t2")});
        m_runner.ahead = 2 * ClaimLoop::kBatch;
        finish(1, Output {"1"});
        m_broker->expect("POST", "/task/claim");
        m_broker->answer(200, claimAnswer(tasks, stored({"a"})));
        return ids;
    }

    void finishAll(const QByteArrayList &ids)
    {
        std::vector<EndedRun> runs;
        for (const QByteArray &id : ids)
            runs.push_back({runOf(id), Output {"1"}});
        for (const EndedRun &run : runs)
            m_runner.running.erase(run.run);
        m_loop->finish(runs);
    }

    static QByteArray stored(const QByteArrayList &ids)
    {
        QByteArrayList results;
        for (const QByteArray &id : ids)
            results.append(R"({"id":")" + id + R"(","status":"Completed"})");
        return results.join(',');
    }

    qsizetype carried() const { return member(u"results").count("\"id\""); }
};

QTEST_GUILESS_MAIN(TestClaimAhead)
#include "tst_claim_ahead.moc"
