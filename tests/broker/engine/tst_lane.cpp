// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/lane.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

/// A transaction that remembers what was asked of it and fails when it is told to.
class ScriptedTransaction final : public TurnTransaction
{
public:
    [[nodiscard]] bool isOpen() const override { return open; }
    broker::Status commit() override
    {
        ++commits;
        if (commitFails)
            return Error {ErrorCode::StorageFull, u"full"_s};
        open = false;
        return Unit {};
    }
    void rollback() override
    {
        ++rollbacks;
        open = false;
    }

    bool open = false;
    bool commitFails = false;
    int commits = 0;
    int rollbacks = 0;
};

} // namespace

class TestLane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_transaction.emplace();
        m_lane = std::make_unique<Lane>(*m_transaction);
        m_log.clear();
        m_lane->setTurn({[this] { m_log.append(u"before"_s); },
                         [this](const broker::Status &done) { m_log.append(done ? u"committed"_s : u"failed"_s); }});
    }

    void aTurn_doesAllWaitingWorkInOrderAndCommitsOnce()
    {
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            m_lane->post([this, name] {
                m_transaction->open = true;
                m_log.append(name);
            });
        QCOMPARE(m_lane->runTurn(), 3U);
        QCOMPARE(m_log, (QStringList {u"a"_s, u"b"_s, u"c"_s, u"before"_s, u"committed"_s}));
        QCOMPARE(m_transaction->commits, 1);
        QCOMPARE(m_lane->runTurn(), 0U);
        QCOMPARE(m_log.size(), 5);
    }

    void aTurnThatWroteNothing_commitsNothing()
    {
        m_lane->post([] { });
        m_lane->runTurn();
        QCOMPARE(m_transaction->commits, 0);
        QCOMPARE(m_log.last(), u"committed"_s);
    }

    void aFailedCommit_rollsBackAndIsTold()
    {
        m_transaction->commitFails = true;
        m_lane->post([this] { m_transaction->open = true; });
        m_lane->runTurn();
        QCOMPARE(m_transaction->rollbacks, 1);
        QCOMPARE(m_log.last(), u"failed"_s);
    }

    void aFailureInsideATurn_keepsItFromCommittingAndLeavesTheNextOneAlone()
    {
        m_lane->post([this] {
            m_transaction->open = true;
            m_lane->fail({ErrorCode::StorageFailed, u"broken"_s});
        });
        m_lane->runTurn();
        QCOMPARE(m_transaction->commits, 0);
        QCOMPARE(m_transaction->rollbacks, 1);
        QCOMPARE(m_log.last(), u"failed"_s);
        m_lane->post([this] { m_transaction->open = true; });
        m_lane->runTurn();
        QCOMPARE(m_log.last(), u"committed"_s);
    }

    void aLongQueue_isCutIntoTurns()
    {
        std::size_t done = 0;
        for (std::size_t i = 0; i < Lane::kWorkPerTurnMax + 5; ++i)
            m_lane->post([&done] { ++done; });
        QCOMPARE(m_lane->runTurn(), Lane::kWorkPerTurnMax);
        QTRY_COMPARE(done, Lane::kWorkPerTurnMax + 5);
    }

    void workFromOtherThreads_isDoneOnTheLanesThread()
    {
        std::atomic<int> done {0};
        std::unique_ptr<QThread> poster(QThread::create([&] {
            for (int i = 0; i < 1'000; ++i)
                m_lane->post([&] {
                    if (QThread::currentThread() == m_lane->thread())
                        ++done;
                });
        }));
        poster->start();
        QTRY_COMPARE(done.load(), 1'000);
        QVERIFY(poster->wait());
    }

private:
    std::optional<ScriptedTransaction> m_transaction;
    std::unique_ptr<Lane> m_lane;
    QStringList m_log;
};

QTEST_GUILESS_MAIN(TestLane)
#include "tst_lane.moc"
