// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"
#include "broker/storage/sql_answer_store.h"
#include "tests/support/lane_fixture.h"
#include "tests/support/memory_task_reader.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

constexpr int kEndless = 1'000;

/// Has so many steps, and writes down each.
class CountedWork final : public ReaderWork
{
public:
    CountedWork(int number, int steps, std::vector<int> &log) : m_number(number), m_steps(steps), m_log(log) { }
    std::optional<Result<Answer>> step(const ReaderServices &) override
    {
        m_log.push_back(m_number);
        return --m_steps > 0 ? std::nullopt : std::optional(Result<Answer>(Answer {200, {}}));
    }

private:
    const int m_number;
    int m_steps;
    std::vector<int> &m_log;
};

/// Sorts in kEndless steps, in each of which something may happen, and tells nothing.
class SlowReader final : public conduit::test::MemoryTaskReader
{
public:
    using MemoryTaskReader::MemoryTaskReader;

    Result<std::optional<TaskPage>> sort(const TaskQuery &, SortProgress &progress) override
    {
        ++steps;
        if (atStep)
            atStep();
        progress.lookedTo = progress.lookedTo.value_or(0) + 1;
        return *progress.lookedTo < kEndless ? std::optional<TaskPage>() : std::optional(TaskPage());
    }
    Result<TaskPage> list(const TaskQuery &) override
    {
        stepsBeforeList.push_back(steps);
        return TaskPage();
    }

    std::function<void()> atStep;
    int steps = 0;
    std::vector<int> stepsBeforeList;
};

} // namespace

/// Long questions and how they let others live.
class TestReaderTurns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void longQuestions_takeTurns()
    {
        std::vector<int> log;
        ReaderTurns turns(m_services);
        for (const int number : {1, 2, 3})
            QVERIFY(turns.begin(Ticket(number), work(number, 3, log)));
        std::vector<Ticket> done;
        while (!turns.isEmpty()) {
            if (const auto one = turns.step())
                done.push_back(one->ticket);
        }
        QCOMPARE(log, (std::vector<int> {1, 2, 3, 1, 2, 3, 1, 2, 3}));
        QCOMPARE(done, (std::vector<Ticket> {1, 2, 3}));
    }

    void aLongQuestionWhoseClientHasGone_hasNoMoreSteps()
    {
        std::vector<int> log;
        ReaderTurns turns(m_services);
        for (const int number : {1, 2})
            QVERIFY(turns.begin(Ticket(number), work(number, 3, log)));
        std::ignore = turns.step();
        turns.forget(1);
        turns.forget(7); // Nobody's.
        while (!turns.isEmpty())
            std::ignore = turns.step();
        QCOMPARE(log, (std::vector<int> {1, 2, 2, 2}));
    }

    void moreLongQuestionsThanMayBe_areRefusedBeforeTheirFirstStep()
    {
        std::vector<int> log;
        ReaderTurns turns(m_services);
        for (std::size_t i = 0; i < ReaderTurns::kWorksMax; ++i)
            QVERIFY(turns.begin(i, work(0, 3, log)));
        const Status refused = turns.begin(100, work(0, 3, log));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TooManyWaiting);
        QVERIFY(log.empty());
        turns.forget(0);
        QVERIFY(turns.begin(101, work(0, 3, log)));
    }

    void aFloodOfSorts_keepsNoShortQuestionWaiting()
    {
        for (Ticket ticket = 1; ticket <= 100; ++ticket)
            ask(ticket, "sort=duration");
        ask(101, "sort=created");
        m_reader.atStep = [this] {
            if (m_reader.steps == 40) {
                for (Ticket ticket = 1; ticket <= 100; ++ticket)
                    hangUp(ticket);
            }
        };
        QTRY_COMPARE(m_reader.stepsBeforeList.size(), 1U);
        QVERIFY(m_reader.stepsBeforeList.front() <= 1);
        settle();
        QVERIFY(m_reader.steps >= 40 && m_reader.steps <= 41);
    }

    void aSortWhoseClientHangsUp_endsAtItsNextStep()
    {
        ask(1, "sort=duration");
        m_reader.atStep = [this] {
            if (m_reader.steps == 3)
                hangUp(1);
        };
        QTRY_VERIFY(m_reader.steps >= 3);
        settle();
        QVERIFY2(m_reader.steps <= 4, qPrintable(QString::number(m_reader.steps)));
    }

    void aShortQuestion_waitsForOneStepAtMost_howeverManySortsThereAre()
    {
        for (Ticket ticket = 1; ticket <= 10; ++ticket)
            ask(ticket, "sort=duration");
        int askedAt = 0;
        m_reader.atStep = [&] {
            if (m_reader.steps == 50) {
                askedAt = m_reader.steps;
                ask(11, "sort=created");
            } else if (m_reader.steps == 60) {
                for (Ticket ticket = 1; ticket <= 10; ++ticket)
                    hangUp(ticket);
            }
        };
        QTRY_COMPARE(m_reader.steps, 60);
        settle();
        QCOMPARE(askedAt, 50);
        QCOMPARE(m_reader.stepsBeforeList.size(), 1U);
        QVERIFY(m_reader.stepsBeforeList.front() <= askedAt + 1);
    }

    void init()
    {
        m_reader.atStep = {};
        m_reader.steps = 0;
        m_reader.stepsBeforeList.clear();
        m_api.setFront(&m_front);
    }
    void cleanup()
    {
        m_api.setFront(nullptr);
        settle();
    }

private:
    static std::shared_ptr<ReaderWork> work(int number, int steps, std::vector<int> &log)
    {
        return std::make_shared<CountedWork>(number, steps, log);
    }
    void ask(Ticket ticket, const QByteArray &query) { m_api.receive(ticket, {Method::Get, "/task", query, {}}); }
    /// Until nothing is posted any more.
    static void settle()
    {
        while (QCoreApplication::eventDispatcher()->processEvents(QEventLoop::AllEvents)) { }
    }
    void hangUp(Ticket ticket)
    {
        m_api.clientGone(ticket);
        m_inside.lane.runTurn();
    }

    conduit::test::LaneFixture m_inside;
    conduit::test::MemoryTransaction m_transaction;
    conduit::test::MemoryTaskStore m_store {m_transaction};
    SlowReader m_reader {m_store};
    SqlAuditReader m_audit {*m_inside.database};
    SqlAnswerStore m_answers {*m_inside.database};
    ReaderServices m_services {m_reader, m_audit, m_inside.engine->policies, m_inside.clock};
    QObject m_thread; ///< Stands for the front's and the reader's thread.
    HttpApi m_api {{m_thread, m_thread}, *m_inside.engine, m_reader, m_audit, m_answers};
    HttpFront m_front {m_api, {}, {}, m_inside.clock};
};

QTEST_GUILESS_MAIN(TestReaderTurns)
#include "tst_reader_turns.moc"
