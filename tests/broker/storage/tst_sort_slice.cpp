// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/query_sql.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <tuple>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;
using conduit::test::ManualClock;

namespace {

constexpr auto kPatience = 60s; ///< No page is short because another program was busy.

} // namespace

/// Lists in an order without an index.
class TestSortSlice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { makeAnyTasks(); }

    void list_isPutTogetherSliceBySlice()
    {
        LaneFixture fixture;
        SqlTaskReader reader = readerOf(fixture, 10);
        enqueue(fixture, 15);
        TaskQuery query;
        query.sort = TaskSort::Started; // None of them, so the latest come first.
        query.limit = 5;
        QCOMPARE(stepsOf(reader, query), 3); // The last one finds nothing more.
        const TaskPage page = *reader.list(query);
        QCOMPARE(seqs(page), (std::vector<qint64> {15, 14, 13, 12, 11}));
        QVERIFY(page.next && !page.previous);
        query.falling = false;
        QCOMPARE(seqs(*reader.list(query)), (std::vector<qint64> {1, 2, 3, 4, 5}));
    }

    /// What a sort costs is what the states of its filter hold, not what the broker holds.
    void list_looksAtTheStatesOfItsFilterOnly()
    {
        LaneFixture fixture;
        SqlTaskReader reader = readerOf(fixture, 10);
        enqueue(fixture, 100);
        for (int i = 0; i < 12; ++i)
            fixture.claim();
        TaskQuery query;
        query.sort = TaskSort::Priority;
        QCOMPARE(stepsOf(reader, query), 11);
        query.states = {TaskState::Running};
        QCOMPARE(stepsOf(reader, query), 3);
        query.states = {TaskState::Running, TaskState::Dead};
        QCOMPARE(stepsOf(reader, query), 3);
        query.filter = *parseFilter(u"-state:running"_s, fixture.clock.now());
        QCOMPARE(stepsOf(reader, query), 1);
        query.states = {TaskState::Running};
        QCOMPARE(stepsOf(reader, query), 1); // No state is left.
        QVERIFY(reader.list(query)->rows.empty());
    }

    void pages_areTheWholeOrder_whateverTheFilter_data()
    {
        QTest::addColumn<TaskQuery>("query");
        const Moment now = ManualClock().now() + 1h;
        for (const char *text :
             {"", "state:dead", "state:completed,dead", "-state:completed", "status:pending type:a", "type:b", "queue:low",
              "state:dead OR type:a", "-(state:ready OR type:a)", "is:late", "is:held", "is:stuck", "due:<1d", "finished:<1d",
              "signature:no", "attempts:>0 state:retrying,dead", "worker:w", "state:ready state:dead"}) {
            TaskQuery query;
            query.filter = *parseFilter(QString::fromLatin1(text), now);
            QTest::addRow("q=%s", text) << query;
        }
        TaskQuery lists;
        lists.states = {TaskState::Completed, TaskState::Ready, TaskState::Scheduled};
        lists.types = {u"a"_s, u"b"_s};
        QTest::newRow("lists") << lists;
        lists.statusStates = {TaskState::Ready, TaskState::Scheduled};
        QTest::newRow("state and status") << lists;
        TaskQuery trash;
        trash.scope = TaskScope::Trash;
        QTest::newRow("trash") << trash;
        trash.states = {TaskState::Ready};
        QTest::newRow("state in the trash") << trash;
        TaskQuery both;
        both.scope = TaskScope::Both;
        both.states = {TaskState::Ready};
        QTest::newRow("state, deleted or not") << both;
    }
    void pages_areTheWholeOrder_whateverTheFilter()
    {
        QFETCH(TaskQuery, query);
        SqlTaskReader reader = readerOf(m_inside, 20);
        bool hasFound = false;
        for (const TaskSort sort :
             {TaskSort::RunAt, TaskSort::Priority, TaskSort::Started, TaskSort::Completed, TaskSort::Duration}) {
            for (const bool falling : {true, false}) {
                query.sort = sort;
                query.falling = falling;
                query.limit = falling ? 11 : 40;
                const auto whole = wholeOrder(query);
                QCOMPARE(walked(reader, query), whole);
                hasFound = hasFound || !whole.empty();
            }
        }
        QCOMPARE(hasFound, QByteArrayView(QTest::currentDataTag()) != "q=state:ready state:dead");
    }

private:
    static SqlTaskReader readerOf(LaneFixture &fixture, int tasksPerSlice)
    {
        return SqlTaskReader(*fixture.database, kPatience, tasksPerSlice);
    }
    static void enqueue(LaneFixture &fixture, int count)
    {
        for (int i = 0; i < count; ++i)
            fixture.enqueue(LaneFixture::newTask());
    }
    static std::vector<qint64> seqs(const TaskPage &page)
    {
        std::vector<qint64> seqs;
        for (const TaskRow &row : page.rows)
            seqs.push_back(row.task.seq);
        return seqs;
    }

    static int stepsOf(SqlTaskReader &reader, const TaskQuery &query)
    {
        SortProgress progress;
        int steps = 1;
        while (!*reader.sort(query, progress))
            ++steps;
        return steps;
    }

    /// In one statement, without slices, pages and the index of states.
    std::vector<qint64> wholeOrder(const TaskQuery &query)
    {
        const Condition condition = conditionOf(query);
        const QString direction = query.falling ? u"DESC"_s : u"ASC"_s;
        return *m_inside.database->readAll(u"whole order"_s,
                                           u"SELECT seq FROM tasks%1 ORDER BY %2 %3, seq %3"_s.arg(
                                               condition.text(), SqlTaskReader::keyOf(query.sort), direction),
                                           condition.values(), [](const Row &row) { return row.integer(0); });
    }

    /// Page by page to the end, and back again.
    static std::vector<qint64> walked(SqlTaskReader &reader, TaskQuery query)
    {
        std::vector<qint64> forwards;
        TaskPage page = *reader.list(query);
        std::vector<qint64> last = seqs(page);
        forwards.insert(forwards.end(), last.begin(), last.end());
        while (page.next) {
            query.after = page.next;
            page = *reader.list(query);
            last = seqs(page);
            forwards.insert(forwards.end(), last.begin(), last.end());
        }
        std::vector<qint64> backwards = last;
        query.after.reset();
        while (page.previous) {
            query.before = page.previous;
            page = *reader.list(query);
            const auto before = seqs(page);
            backwards.insert(backwards.begin(), before.begin(), before.end());
        }
        return forwards == backwards ? forwards : std::vector<qint64> {-1};
    }

    /// Tasks in all states, with many equal keys, in an order that no sort has, with holes between them.
    void makeAnyTasks()
    {
        QRandomGenerator dice(4711);
        const auto roll = [&dice](int sides) { return dice.bounded(sides); };
        std::vector<Task> tasks;
        for (int i = 0; i < 150; ++i) {
            NewTask task = LaneFixture::newTask(std::array {u"a"_s, u"b"_s, u"c"_s}.at(static_cast<std::size_t>(roll(3))));
            task.queue = roll(3) == 0 ? u"low"_s : u"default"_s;
            task.priority = roll(3);
            if (roll(4) == 0)
                task.delay = std::chrono::hours(1 + roll(3));
            task.policy.maxAttempts = 1 + roll(2);
            tasks.push_back(m_inside.enqueue(task));
            m_inside.clock.advance(std::chrono::seconds(roll(2)));
            if (roll(2) == 0)
                m_inside.claim();
            const Task any = m_inside.load(tasks[static_cast<std::size_t>(roll(i + 1))].id);
            const int fate = roll(6);
            m_inside.turn([&] {
                if (any.state == TaskState::Running)
                    std::ignore = m_inside.leases.report(any.id, any.lease->token, reportOf(fate));
                else if (fate == 0)
                    std::ignore = m_inside.control.cancel(any.id, u"no"_s);
                else if (fate == 1)
                    std::ignore = m_inside.control.trash(any.id);
                else if (fate == 2)
                    std::ignore = m_inside.control.hold(any.id);
            });
        }
        for (const char *seq : {"1", "40", "41", "42", "43", "44", "45", "46", "47", "150"})
            QVERIFY(m_inside.database->runText(u"hole"_s, u"DELETE FROM tasks WHERE seq = "_s + QString::fromLatin1(seq)));
        m_inside.clock.advance(1h);
    }
    static AttemptReport reportOf(int fate)
    {
        AttemptReport report;
        if (fate < 3)
            report.output = "1";
        else
            report.error = u"no"_s;
        return report;
    }

    LaneFixture m_inside; ///< Tasks that no test changes.
};

QTEST_GUILESS_MAIN(TestSortSlice)
#include "tst_sort_slice.moc"
