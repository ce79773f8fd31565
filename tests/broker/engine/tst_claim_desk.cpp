// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

class TestClaimDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture = std::make_unique<LaneFixture>(); }

    void aNewTask_goesToTheOneWhoHasWaitedLongest()
    {
        park(1);
        park(2);
        const auto handouts = enqueueAndServe();
        QCOMPARE(handouts.size(), 1U);
        QCOMPARE(handouts.front().ticket, 1U);
        QCOMPARE(handouts.front().tasks.size(), 1U);
        QCOMPARE(m_fixture->claims.parked(), 1);
        QCOMPARE(enqueueAndServe().front().ticket, 2U);
    }

    void aTaskThatNobodyWaitsFor_staysWhereItIs()
    {
        park(1, {{u"mail"_s}, {}});
        QVERIFY(enqueueAndServe().empty());
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 1);
        const auto handouts = enqueueAndServe(u"mail"_s);
        QCOMPARE(handouts.front().ticket, 1U);
        QCOMPARE(handouts.front().tasks.front().type, u"mail"_s);
    }

    void manyTasksInOneTurn_goToManyWhoWait()
    {
        for (quint64 ticket = 1; ticket <= 3; ++ticket)
            park(ticket);
        std::vector<ClaimDesk::Handout> handouts;
        m_fixture->turn([&] {
            for (int i = 0; i < 5; ++i)
                QVERIFY(m_fixture->intake.enqueue(LaneFixture::newTask()));
            handouts = *m_fixture->claims.serve();
        });
        QCOMPARE(handouts.size(), 3U);
        QCOMPARE(m_fixture->claims.parked(), 0);
        QCOMPARE(m_fixture->ledger.total(TaskState::Ready), 2);
    }

    void whoHasGone_getsNothingAndIsChargedNothing()
    {
        park(1);
        park(2);
        QVERIFY(m_fixture->claims.forget(1));
        QVERIFY(!m_fixture->claims.forget(1));
        const auto handouts = enqueueAndServe();
        QCOMPARE(handouts.size(), 1U);
        QCOMPARE(handouts.front().ticket, 2U);
        QCOMPARE(handouts.front().tasks.front().attempt, 1);
    }

    void aWait_endsWhenItsTimeIsUp()
    {
        park(1, {}, 5s);
        park(2, {}, 20s);
        m_fixture->clock.advance(5s);
        QCOMPARE(m_fixture->claims.takeExpired(), std::vector<quint64> {1});
        QCOMPARE(m_fixture->claims.parked(), 1);
        QCOMPARE(m_fixture->claims.takeAll(), std::vector<quint64> {2});
    }

    void aWorkersWaits_areEndedBeforeTheirTime()
    {
        park(1);
        m_fixture->claims.park(2, {{}, u"another"_s, 1, 30s, false}, 20s);
        m_fixture->claims.endWaitsOf(u"a third"_s);
        QVERIFY(!m_fixture->claims.hasEndedWaits());
        m_fixture->claims.endWaitsOf(u"w"_s);
        QVERIFY(m_fixture->claims.hasEndedWaits());
        // It has waited longest, and gets nothing in the turn that ends its wait.
        QCOMPARE(enqueueAndServe().front().ticket, 2U);
        QCOMPARE(m_fixture->claims.takeExpired(), std::vector<quint64> {1});
        QVERIFY(!m_fixture->claims.hasEndedWaits());
    }

    void aTurnThatMadeNothingReady_servesNobody()
    {
        park(1);
        m_fixture->turn([&] { QVERIFY(m_fixture->claims.serve()->empty()); });
        QCOMPARE(m_fixture->claims.parked(), 1);
    }

    void whoWaitsBecauseOfAClaimThatFailed_isServedInTheNextTurn()
    {
        m_fixture->enqueue(LaneFixture::newTask());
        m_fixture->turn([&] {
            QCOMPARE(m_fixture->leases.claim({{}, u"first"_s, 1, 30s, false})->size(), 1U);
            QVERIFY(m_fixture->leases.claim({{}, u"w"_s, 1, 30s, false})->empty());
            park(1);
            m_fixture->lane.fail({ErrorCode::StorageFailed, u"it broke"_s});
        });
        m_fixture->turn([&] { QCOMPARE(m_fixture->claims.serve()->size(), 1U); });
    }

    void aTaskForOneOfAThousandWhoWait_costsThreeStatementsMore()
    {
        enqueueAndServe(u"nobody's"_s);
        const qint64 alone = statementsOf([&] { QVERIFY(enqueueAndServe(u"nobody's"_s).empty()); });
        // The one for an echo stands behind 999 who wait for something else.
        for (quint64 ticket = 1; ticket < 1'000; ++ticket)
            park(ticket, {{u"mail"_s}, {}});
        park(1'000, {{u"echo"_s}, {}});
        const qint64 served = statementsOf([&] { QCOMPARE(enqueueAndServe().size(), 1U); });
        QVERIFY2(served - alone <= 3, qPrintable(QString::number(served - alone)));
        const qint64 servedFirst = statementsOf([&] { QCOMPARE(enqueueAndServe(u"mail"_s).size(), 1U); });
        QVERIFY2(servedFirst - alone <= 3, qPrintable(QString::number(servedFirst - alone)));
        QCOMPARE(m_fixture->claims.parked(), 998);
    }

private:
    template<typename Act>
    qint64 statementsOf(Act act)
    {
        const qint64 before = m_fixture->database->statementsRun();
        act();
        return m_fixture->database->statementsRun() - before;
    }
    void park(quint64 ticket, const ClaimFilter &filter = {}, Milliseconds wait = 20s)
    {
        m_fixture->claims.park(ticket, {filter, u"w"_s, 1, 30s, false}, wait);
    }
    std::vector<ClaimDesk::Handout> enqueueAndServe(const QString &type = u"echo"_s)
    {
        std::vector<ClaimDesk::Handout> handouts;
        m_fixture->turn([&] {
            QVERIFY(m_fixture->intake.enqueue(LaneFixture::newTask(type)));
            handouts = *m_fixture->claims.serve();
        });
        return handouts;
    }

    std::unique_ptr<LaneFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestClaimDesk)
#include "tst_claim_desk.moc"
