// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

#include <limits>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSqlTaskReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<conduit::test::LaneFixture>();
        m_reader.emplace(*m_fixture->database);
    }

    void pages_followOneAnotherWithoutGapOrDouble_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<bool>("falling");
        for (const int sort : {0, 1, 2, 3, 4, 5})
            for (const bool falling : {true, false})
                QTest::addRow("sort %d %s", sort, falling ? "falling" : "rising") << sort << falling;
    }
    void pages_followOneAnotherWithoutGapOrDouble()
    {
        QFETCH(int, sort);
        QFETCH(bool, falling);
        enqueue(23);
        TaskQuery query;
        query.sort = static_cast<TaskSort>(sort);
        query.falling = falling;
        query.limit = 5;
        std::vector<qint64> forwards;
        std::vector<std::vector<qint64>> pages;
        std::optional<TaskCursor> lastPrevious;
        do {
            const TaskPage page = *m_reader->list(query);
            pages.push_back(seqs(page));
            forwards.insert(forwards.end(), pages.back().begin(), pages.back().end());
            lastPrevious = page.previous;
            query.after = page.next;
        } while (query.after);
        QCOMPARE(pages.size(), 5U);
        auto sorted = forwards;
        std::sort(sorted.begin(), sorted.end());
        QCOMPARE(sorted.size(), 23U);
        QVERIFY(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());

        // And back again, page by page.
        query.after.reset();
        query.before = lastPrevious;
        for (auto page = pages.rbegin() + 1; page != pages.rend(); ++page) {
            const TaskPage back = *m_reader->list(query);
            QCOMPARE(seqs(back), *page);
            QVERIFY(back.next);
            query.before = back.previous;
        }
        QVERIFY(!query.before);
    }

    /// Cursors come from outside: one that was made up begins beyond an end of the list, wherever it lies.
    void cursorsFarOut_areBeyondAnEnd()
    {
        enqueue(3);
        const TaskCursor lowest {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::min()};
        const TaskCursor highest {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};
        for (const TaskSort sort : {TaskSort::Created, TaskSort::RunAt}) {
            TaskQuery query;
            query.sort = sort;
            query.after = highest;
            QCOMPARE(seqs(*m_reader->list(query)), (std::vector<qint64> {3, 2, 1}));
            query.after = lowest;
            QVERIFY(m_reader->list(query)->rows.empty());
            query.falling = false;
            QCOMPARE(seqs(*m_reader->list(query)), (std::vector<qint64> {1, 2, 3}));
            query.after = highest;
            QVERIFY(m_reader->list(query)->rows.empty());
        }
    }

    /// By halving, so holes of forgotten tasks and moments outside of all tasks must not matter.
    void aMoment_beginsAPage_data()
    {
        QTest::addColumn<int>("afterStart"); // seconds
        QTest::addColumn<bool>("falling");
        QTest::addColumn<std::vector<qint64>>("expected");
        using Seqs = std::vector<qint64>;
        QTest::newRow("before all") << -1 << true << Seqs {};
        QTest::newRow("at the first") << 0 << true << Seqs {1};
        QTest::newRow("between two") << 15 << true << Seqs {2, 1};
        QTest::newRow("in a hole") << 30 << true << Seqs {2, 1};
        QTest::newRow("at one of several") << 50 << true << Seqs {7, 6, 2};
        QTest::newRow("behind all") << 1000 << true << Seqs {8, 7, 6};
        QTest::newRow("rising, before all") << -1 << false << Seqs {1, 2, 6};
        QTest::newRow("rising, in a hole") << 30 << false << Seqs {6, 7, 8};
        QTest::newRow("rising, at one of several") << 50 << false << Seqs {6, 7, 8};
        QTest::newRow("rising, behind all") << 1000 << false << Seqs {};
    }
    void aMoment_beginsAPage()
    {
        QFETCH(int, afterStart);
        QFETCH(bool, falling);
        QFETCH(std::vector<qint64>, expected);
        const Moment start = m_fixture->clock.now();
        // Made at 0, 10, 20, 30, 40, 50, 50 and 70 s; the third to the fifth are forgotten.
        for (const int after : {10, 10, 10, 10, 10, 0, 20, 0}) {
            enqueue(1);
            m_fixture->clock.advance(std::chrono::seconds(after));
        }
        for (const char *seq : {"3", "4", "5"})
            QVERIFY(m_fixture->database->runText(u"hole"_s, u"DELETE FROM tasks WHERE seq = "_s + QString::fromLatin1(seq)));
        TaskQuery query;
        query.limit = 3;
        query.falling = falling;
        query.at = start + std::chrono::seconds(afterStart);
        const TaskPage page = *m_reader->list(query);
        QCOMPARE(seqs(page), expected);

        // The way back leads to the tasks before it, without a gap.
        QVERIFY(page.previous);
        TaskQuery back = query;
        back.at.reset();
        back.limit = 100;
        back.before = page.previous;
        std::vector<qint64> ahead;
        for (const qint64 seq : {1, 2, 6, 7, 8})
            if (expected.empty() || (falling ? seq > expected.front() : seq < expected.front()))
                ahead.push_back(seq);
        if (falling)
            std::reverse(ahead.begin(), ahead.end());
        QCOMPARE(seqs(*m_reader->list(back)), ahead);
    }

    void aSearchThatEndsEarly_saysHowFarItCame_data()
    {
        QTest::addColumn<bool>("falling");
        QTest::newRow("falling") << true;
        QTest::newRow("rising") << false;
    }
    void aSearchThatEndsEarly_saysHowFarItCame()
    {
        QFETCH(bool, falling);
        constexpr int kTasks = 3 * static_cast<int>(SqlTaskReader::kDocumentsPerSliceMin);
        std::vector<Moment> made;
        for (int i = 0; i < kTasks; ++i) {
            made.push_back(m_fixture->clock.now());
            enqueue(1);
            m_fixture->clock.advance(1s);
        }
        SqlTaskReader hasty(*m_fixture->database, Milliseconds {0}); // One slice at a time.
        TaskQuery query;
        query.falling = falling;
        query.filter = *parseFilter(u"payload.no:1"_s, m_fixture->clock.now());
        const TaskPage page = *hasty.list(query);
        QVERIFY(page.rows.empty());
        QVERIFY(page.next);
        const auto slice = static_cast<std::size_t>(SqlTaskReader::kDocumentsPerSliceMin);
        QCOMPARE(page.searchedTo, falling ? made[made.size() - slice] : made[slice - 1]);

        TaskPage last = page;
        while (last.next) {
            query.after = last.next;
            last = *hasty.list(query);
        }
        QVERIFY(!last.searchedTo);
    }

    void newestComeFirst_unlessSomebodyAsksOtherwise()
    {
        enqueue(3);
        QCOMPARE(seqs(*m_reader->list({})), (std::vector<qint64> {3, 2, 1}));
        TaskQuery rising;
        rising.falling = false;
        QCOMPARE(seqs(*m_reader->list(rising)), (std::vector<qint64> {1, 2, 3}));
    }

    void filters_meanAllOfThem()
    {
        enqueue(2, u"echo"_s);
        enqueue(3, u"mail"_s); // The last of them has the highest priority and is claimed.
        ClaimFilter mail;
        mail.types = {u"mail"_s};
        m_fixture->claim(mail);
        TaskQuery query;
        query.types = {u"mail"_s};
        query.states = {TaskState::Ready};
        QCOMPARE(seqs(*m_reader->list(query)), (std::vector<qint64> {4, 3}));
        query.types = {u"mail"_s, u"echo"_s};
        QCOMPARE(m_reader->list(query)->rows.size(), 4U);
        query.queues = {u"nowhere"_s};
        QVERIFY(m_reader->list(query)->rows.empty());
    }

    void states_areFoundAloneAndTogether()
    {
        enqueue(5);
        const auto first = m_fixture->claim();
        const auto second = m_fixture->claim();
        QVERIFY(first && second);
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(first->id, first->lease->token, {.output = "1"})); });
        NewTask later = conduit::test::LaneFixture::newTask();
        later.delay = 1h;
        m_fixture->enqueue(later);
        const auto found = [&](std::vector<TaskState> states, const QString &filter = {}) {
            TaskQuery query;
            query.states = std::move(states);
            if (!filter.isEmpty())
                query.filter = *parseFilter(filter, m_fixture->clock.now());
            return seqs(*m_reader->list(query));
        };
        const qint64 ended = first->seq;
        const qint64 running = second->seq;
        std::vector<qint64> ready {5, 4, 3, 2, 1};
        std::erase_if(ready, [&](qint64 seq) { return seq == ended || seq == running; });
        QCOMPARE(found({TaskState::Ready}), ready);
        QCOMPARE(found({TaskState::Running}), std::vector {running});
        QCOMPARE(found({TaskState::Completed}), std::vector {ended});
        QCOMPARE(found({TaskState::Scheduled}), (std::vector<qint64> {6}));
        QCOMPARE(found({TaskState::Completed, TaskState::Scheduled}), (std::vector {qint64 {6}, ended}));
        QCOMPARE(found({TaskState::Ready, TaskState::Scheduled}).size(), 4U);
        QCOMPARE(found({TaskState::Ready, TaskState::Running, TaskState::Dead}).size(), 4U);
        QCOMPARE(found({}, u"state:completed"_s), std::vector {ended});
        QCOMPARE(found({}, u"state:ready type:echo"_s), ready);
        QCOMPARE(found({}, u"-state:ready"_s).size(), 3U);
        QVERIFY(found({TaskState::Ready}, u"state:completed"_s).empty());
        QVERIFY(found({TaskState::Dead}, u"state:completed"_s).empty());
    }

    void manyReadyTasks_areListedLikeFew()
    {
        enqueue(SqlTaskReader::kCandidatesMax + 5);
        TaskQuery query;
        query.states = {TaskState::Ready};
        query.limit = 3;
        const TaskPage page = *m_reader->list(query);
        QCOMPARE(seqs(page), (std::vector<qint64> {1'005, 1'004, 1'003}));
        query.states = {TaskState::Ready, TaskState::Dead};
        QCOMPARE(seqs(*m_reader->list(query)), seqs(page));
    }

    void heldTasks_areFoundAmongManyAndWhenTheyAreMany()
    {
        enqueueHeld(1);
        enqueue(1);
        enqueueHeld(1);
        enqueue(1);
        const auto held = [this](const QString &text) {
            TaskQuery query;
            query.filter = *parseFilter(text, m_fixture->clock.now());
            query.limit = 3;
            return seqs(*m_reader->list(query));
        };
        QCOMPARE(held(u"is:held"_s), (std::vector<qint64> {3, 1}));
        QCOMPARE(held(u"type:echo is:held"_s), (std::vector<qint64> {3, 1}));
        QCOMPARE(held(u"-is:held"_s), (std::vector<qint64> {4, 2}));
        QVERIFY(held(u"type:none is:held"_s).empty());
        enqueueHeld(SqlTaskReader::kCandidatesMax);
        QCOMPARE(held(u"is:held"_s), (std::vector<qint64> {1'004, 1'003, 1'002}));
    }

    void rows_tellSizesInsteadOfContents()
    {
        m_fixture->enqueue(conduit::test::LaneFixture::newTask(u"echo"_s, R"({"a":1})"));
        m_fixture->enqueue(conduit::test::LaneFixture::newTask(u"echo"_s, QByteArray(5'000, 'x')));
        const TaskPage page = *m_reader->list({});
        QCOMPARE(page.rows[0].payloadSize, 5'000);
        QCOMPARE(page.rows[1].payloadSize, 7);
        QVERIFY(page.rows[1].task.payload.isEmpty());
    }

    void changedSince_tellsWhatAChangeTouchedAndNothingElse()
    {
        enqueue(3);
        const qint64 before = m_reader->list({})->revision;
        m_fixture->claim();
        TaskQuery query;
        query.changedSince = before;
        const TaskPage page = *m_reader->list(query);
        QCOMPARE(seqs(page), (std::vector<qint64> {3}));
        QVERIFY(page.revision > before);
        query.changedSince = page.revision;
        QVERIFY(m_reader->list(query)->rows.empty());
    }

    void changedSince_tellsNewTasksAmongThoseThatChanged()
    {
        enqueue(3);
        const qint64 before = m_reader->list({})->revision;
        enqueue(1);
        m_fixture->claim(); // An old one.
        enqueue(2);
        TaskQuery query;
        query.changedSince = before;
        QCOMPARE(seqs(*m_reader->list(query)).size(), 4U);
        const auto claimed = m_fixture->claim();
        QVERIFY(claimed);
        QCOMPARE(seqs(*m_reader->list(query)).size(), 5U);
        query.changedSince = m_reader->list({})->revision;
        QVERIFY(m_reader->list(query)->rows.empty());
        enqueue(1);
        QCOMPARE(seqs(*m_reader->list(query)), (std::vector<qint64> {7}));
    }

    void changedSince_tellsManyToo()
    {
        enqueue(1);
        TaskQuery query;
        query.changedSince = m_reader->list({})->revision;
        query.limit = 500;
        enqueue(SqlTaskReader::kCandidatesMax + 1);
        const TaskPage page = *m_reader->list(query);
        QCOMPARE(page.rows.size(), 500U);
        QVERIFY(page.next.has_value());
        QCOMPARE(page.rows.front().task.seq, SqlTaskReader::kCandidatesMax + 2);
    }

    void history_holdsEachAttemptThatFailed()
    {
        const Task task = m_fixture->enqueue(conduit::test::LaneFixture::newTask());
        const auto claimed = m_fixture->claim();
        m_fixture->turn([&] {
            AttemptReport report;
            report.error = u"no luck"_s;
            report.errorClass = u"Luck"_s;
            QVERIFY(m_fixture->leases.report(task.id, claimed->lease->token, report));
        });
        const auto history = **m_reader->history(task.id);
        QCOMPARE(history.attempts.size(), 1U);
        QCOMPARE(history.attempts[0].number, 1);
        QCOMPARE(history.attempts[0].error, u"no luck"_s);
        QCOMPARE(history.attempts[0].errorClass, u"Luck"_s);
        QVERIFY(history.attempts[0].outcome == AttemptOutcome::Failed);
        QVERIFY(!*m_reader->history(QUuid::createUuid()));
    }

private:
    void enqueue(int count, const QString &type = u"echo"_s)
    {
        for (int i = 0; i < count; ++i) {
            NewTask task = conduit::test::LaneFixture::newTask(type);
            task.priority = i % 3;
            m_fixture->enqueue(task);
        }
    }
    void enqueueHeld(int count)
    {
        for (int i = 0; i < count; ++i) {
            const Task task = m_fixture->enqueue(conduit::test::LaneFixture::newTask());
            m_fixture->turn([&] { QVERIFY(m_fixture->control.hold(task.id)); });
        }
    }
    static std::vector<qint64> seqs(const TaskPage &page)
    {
        std::vector<qint64> seqs;
        for (const TaskRow &row : page.rows)
            seqs.push_back(row.task.seq);
        return seqs;
    }

    std::unique_ptr<conduit::test::LaneFixture> m_fixture;
    std::optional<SqlTaskReader> m_reader;
};

QTEST_GUILESS_MAIN(TestSqlTaskReader)
#include "tst_sql_task_reader.moc"
