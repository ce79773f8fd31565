// SPDX-License-Identifier: GPL-3.0-only
// Case 47: everything fails at once, then everybody comes back at once.
#include "tests/support/lane_fixture.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <memory>

namespace conduit::test {

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The engine with the product's own chance, and a clock that the test moves.
class CaseAllAtOnce : public QObject
{
    Q_OBJECT

    static constexpr int kTasks = 500;
    static constexpr int kPollers = 200;

    static Backoff backoffOf(Backoff::Kind kind, Milliseconds base)
    {
        Backoff backoff;
        backoff.kind = kind;
        backoff.base = base;
        backoff.cap = 10s;
        backoff.delays = {base};
        return backoff;
    }

    /// Claims what is ready and fails it, all within one second; what each task rests.
    std::vector<Milliseconds> failAll()
    {
        std::vector<Task> claimed;
        m_inside->turn([&] { claimed = *m_inside->leases.claim({{}, u"w"_s, kTasks, 60s, false}); });
        std::vector<Milliseconds> rests;
        for (const Task &task : claimed) {
            m_inside->ids.jitter = m_chance.nextJitter();
            AttemptReport report;
            report.error = u"the database is down"_s;
            m_inside->turn([&] { QVERIFY(m_inside->leases.report(task.id, task.lease->token, report)); });
            rests.push_back(m_inside->load(task.id).runAt - m_inside->clock.steadyNow());
            m_inside->clock.advance(2ms);
        }
        return rests;
    }

    /// Lets `time` go by as the maintenance sees it; when each task that became due was made ready.
    std::vector<Milliseconds> comeBackWithin(Milliseconds time)
    {
        constexpr auto kStep = 100ms;
        std::vector<Milliseconds> returns;
        for (Milliseconds passed {0}; passed < time; passed += kStep) {
            m_inside->clock.advance(kStep);
            int promoted = 0;
            m_inside->turn([&] { promoted = *m_inside->engine->promoter.runOnce(); });
            returns.insert(returns.end(), static_cast<std::size_t>(promoted), passed + kStep);
        }
        return returns;
    }

private Q_SLOTS:
    void init() { m_inside = std::make_unique<LaneFixture>(); }

    void tasksThatFailTogether_comeBackSpread_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("base");
        QTest::addColumn<int>("failures");
        QTest::newRow("fixed") << int(Backoff::Kind::Fixed) << 10'000 << 1;
        QTest::newRow("list") << int(Backoff::Kind::List) << 10'000 << 1;
        QTest::newRow("at the cap of powers") << int(Backoff::Kind::Polynomial) << 1'000 << 3;
        QTest::newRow("at the cap of doubling") << int(Backoff::Kind::Exponential) << 4'000 << 3;
    }
    void tasksThatFailTogether_comeBackSpread()
    {
        QFETCH(int, kind);
        QFETCH(int, base);
        QFETCH(int, failures);
        NewTask wanted = LaneFixture::newTask();
        wanted.policy.backoff = backoffOf(static_cast<Backoff::Kind>(kind), Milliseconds {base});
        for (int i = 0; i < kTasks; ++i)
            m_inside->enqueue(wanted);

        std::vector<Milliseconds> rests;
        std::vector<Milliseconds> returns;
        for (int failure = 0; failure < failures; ++failure) {
            rests = failAll();
            QCOMPARE(rests.size(), std::size_t(kTasks));
            returns = comeBackWithin(15s);
        }

        QVERIFY(std::all_of(rests.begin(), rests.end(), [](Milliseconds rest) { return rest >= 8s && rest <= 12s; }));
        QCOMPARE(returns.size(), std::size_t(kTasks));
        QVERIFY(returns.back() - returns.front() >= 3s);
        std::map<std::chrono::seconds, int> perSecond;
        for (const Milliseconds moment : returns)
            ++perSecond[std::chrono::floor<std::chrono::seconds>(moment)];
        for (const auto &[second, count] : perSecond)
            QVERIFY(count <= kTasks / 2);
    }

    void restsAtTheCap_differFromEachOther()
    {
        const Backoff backoff;
        std::vector<Milliseconds> rests;
        for (int i = 0; i < kTasks; ++i)
            rests.push_back(backoff.delayAfter(100, m_chance.nextJitter()));
        std::sort(rests.begin(), rests.end());
        QVERIFY(rests.front() < 5h + 20min && rests.front() >= 5h + 6min);
        QVERIFY(rests.back() > 6h + 40min && rests.back() <= 6h + 54min);
        rests.erase(std::unique(rests.begin(), rests.end()), rests.end());
        QVERIFY(rests.size() > std::size_t(kTasks * 9 / 10));
    }

    void newTask_goesToOnePollerForAHandfulOfStatements()
    {
        // Those in front of the line wait for something else.
        for (int i = 0; i < kPollers; ++i) {
            ClaimFilter filter;
            filter.types = {i < kPollers / 2 ? u"mail"_s : u"echo"_s};
            m_inside->claims.park(quint64(i), {filter, u"w%1"_s.arg(i), 1, 30s, false}, 20s);
        }
        const qint64 before = m_inside->database->statementsRun();
        m_inside->turn([this] {
            QVERIFY(m_inside->intake.enqueue(LaneFixture::newTask()));
            const auto handouts = m_inside->claims.serve();
            QVERIFY(handouts);
            QCOMPARE(handouts->size(), 1U);
            QCOMPARE(handouts->front().ticket, quint64(kPollers / 2));
            QCOMPARE(handouts->front().tasks.size(), 1U);
        });
        QVERIFY(m_inside->database->statementsRun() - before <= 12);
        QCOMPARE(m_inside->claims.parked(), kPollers - 1);
        QCOMPARE(m_inside->ledger.total(TaskState::Running), 1);
    }

    void turnWithoutANewTask_asksNothingForThePollers()
    {
        for (int i = 0; i < kPollers; ++i)
            m_inside->claims.park(quint64(i), {{}, u"w"_s, 1, 30s, false}, 20s);
        const qint64 before = m_inside->database->statementsRun();
        m_inside->turn([&] { QVERIFY(m_inside->claims.serve()->empty()); });
        m_inside->clock.advance(20s);
        QCOMPARE(m_inside->claims.takeExpired().size(), std::size_t(kPollers));
        QCOMPARE(m_inside->database->statementsRun(), before);
    }

private:
    std::unique_ptr<LaneFixture> m_inside;
    SystemIdSource m_chance;
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CaseAllAtOnce)
#include "tst_case_47.moc"
