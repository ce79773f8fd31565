// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/query_sql.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

namespace {

constexpr int kTasks = 120;
constexpr int kWalks = 10; ///< Of each order, half of them up.
constexpr int kChangesMax = 30;
constexpr auto kPatience = 60s; ///< No page is short because another program was busy.

/// The draws are our own: a seed must mean the same with every library.
class Dice
{
public:
    explicit Dice(quint32 seed) : m_engine(seed) { }
    int below(int n) { return static_cast<int>(m_engine() % static_cast<quint32>(n)); }

private:
    std::mt19937 m_engine;
};

/// What changes in the broker while somebody walks.
struct World
{
    LaneFixture inside;
    std::vector<QUuid> tasks;
    std::set<qint64>
        moved; ///< Their key, or whether they fit, may be another by now; others changed in what nobody here looks at.
};

} // namespace

/// Whoever walks through a list while it changes sees each task once that was in it all the time, and none twice, whatever the filter and
/// the order, with most keys being equal. A seed that breaks this is told.
class TestKeysetWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void walkThroughAQuietList_isTheWholeOrder_data() { orders(); }
    void walkThroughAQuietList_isTheWholeOrder() { walkMany(0); }

    void walkThroughAListThatChanges_skipsAndRepeatsNothing_data() { orders(); }
    void walkThroughAListThatChanges_skipsAndRepeatsNothing() { walkMany(3); }

private:
    static void orders()
    {
        QTest::addColumn<int>("sort");
        for (const auto sort : {TaskSort::Created, TaskSort::RunAt, TaskSort::Priority, TaskSort::Started, TaskSort::Completed,
                                TaskSort::Duration})
            QTest::addRow("%s", qPrintable(SqlTaskReader::keyOf(sort))) << static_cast<int>(sort);
    }

    static void walkMany(int changesPerPage)
    {
        QFETCH(int, sort);
        World world;
        Dice making(static_cast<quint32>(sort) + 1);
        for (int i = 0; i < kTasks; ++i)
            makeOne(world, making);
        for (quint32 seed = 1; seed <= kWalks; ++seed) {
            Dice dice(seed);
            TaskQuery query = queryBy(dice, world);
            query.sort = static_cast<TaskSort>(sort);
            const auto fault = walk(world, dice, query, seed % 2 == 0, changesPerPage);
            QVERIFY2(fault.isEmpty(), qPrintable(u"walk %1: %2"_s.arg(seed).arg(fault)));
        }
    }

    static TaskQuery queryBy(Dice &dice, World &world)
    {
        static const QStringList kFilters {
            QString(),   u"state:ready"_s,      u"state:dead,completed"_s, u"-state:running"_s,
            u"type:a"_s, u"type:b queue:low"_s, u"attempts:>0"_s,          u"(type:a OR state:ready)"_s};
        TaskQuery query;
        query.filter = *parseFilter(kFilters[dice.below(static_cast<int>(kFilters.size()))], world.inside.clock.now());
        query.falling = dice.below(2) == 0;
        query.limit = 1 + dice.below(17);
        return query;
    }

    /// `isUp`: from the end of the list to its beginning.
    static QString walk(World &world, Dice &dice, TaskQuery query, bool isUp, int changesPerPage)
    {
        world.moved.clear();
        const auto whole = wholeOrder(world, query);
        SqlTaskReader reader(*world.inside.database, kPatience, 20);
        if (isUp)
            query.before =
                TaskCursor {.key = query.falling ? std::numeric_limits<qint64>::min() : kMomentMax.time_since_epoch().count(),
                            .seq = query.falling ? 0 : std::numeric_limits<qint64>::max()};
        std::vector<qint64> seen;
        int left = kChangesMax; // Whoever adds faster than somebody reads is never caught up with.
        for (;;) {
            const auto page = reader.list(query);
            if (!page)
                return page.error().message;
            std::vector<qint64> seqs;
            for (const auto &row : page->rows)
                seqs.push_back(row.task.seq);
            seen.insert(isUp ? seen.begin() : seen.end(), seqs.begin(), seqs.end());
            const auto &on = isUp ? page->previous : page->next;
            if (!on)
                return compare(world, whole, seen, changesPerPage == 0);
            (isUp ? query.before : query.after) = on;
            for (int change = 0; change < changesPerPage && left > 0; ++change, --left)
                changeSomething(world, dice);
        }
    }

    static QString compare(const World &world, const std::vector<qint64> &whole, const std::vector<qint64> &seen, bool isQuiet)
    {
        if (isQuiet)
            return whole == seen ? QString()
                                 : u"%1 rows instead of %2, or in another order"_s.arg(seen.size()).arg(whole.size());
        std::map<qint64, int> times;
        for (const auto seq : seen)
            ++times[seq];
        for (const auto seq : whole)
            if (!world.moved.contains(seq) && times[seq] != 1)
                return u"task %1 stands %2 times"_s.arg(seq).arg(times[seq]);
        for (const auto &[seq, count] : times)
            if (!world.moved.contains(seq) && count > 1)
                return u"new task %1 stands %2 times"_s.arg(seq).arg(count);
        // Those that stayed stand in their order.
        std::vector<qint64> before;
        std::vector<qint64> after;
        const auto stayed = [&](qint64 seq) { return !world.moved.contains(seq) && std::ranges::count(whole, seq) > 0; };
        std::ranges::copy_if(whole, std::back_inserter(before), stayed);
        std::ranges::copy_if(seen, std::back_inserter(after), stayed);
        return before == after ? QString() : u"the order is another one"_s;
    }

    /// In one statement, without pages.
    static std::vector<qint64> wholeOrder(World &world, const TaskQuery &query)
    {
        const Condition condition = conditionOf(query);
        return *world.inside.database->readAll(
            u"whole order"_s,
            u"SELECT seq FROM tasks%1 ORDER BY %2 %3, seq %3"_s.arg(condition.text(), SqlTaskReader::keyOf(query.sort),
                                                                    query.falling ? u"DESC"_s : u"ASC"_s),
            condition.values(), [](const Row &row) { return row.integer(0); });
    }

    static void makeOne(World &world, Dice &dice)
    {
        NewTask task = LaneFixture::newTask(dice.below(2) == 0 ? u"a"_s : u"b"_s);
        task.queue = dice.below(3) == 0 ? u"low"_s : u"default"_s;
        task.priority = dice.below(3);
        if (dice.below(4) == 0)
            task.delay = std::chrono::hours(1 + dice.below(3));
        task.policy.maxAttempts = 1 + dice.below(2);
        world.tasks.push_back(world.inside.enqueue(task).id);
        if (dice.below(3) == 0)
            world.inside.clock.advance(1s);
        if (dice.below(2) == 0)
            runOne(world, dice);
    }

    static void runOne(World &world, Dice &dice)
    {
        const auto claimed = world.inside.claim();
        if (!claimed)
            return;
        world.moved.insert(claimed->seq);
        if (dice.below(3) == 0)
            return;
        AttemptReport report;
        if (dice.below(2) == 0)
            report.output = "1";
        else
            report.error = u"no"_s;
        world.inside.turn([&] { std::ignore = world.inside.leases.report(claimed->id, claimed->lease->token, report); });
    }

    static void changeSomething(World &world, Dice &dice)
    {
        if (dice.below(3) == 0)
            return makeOne(world, dice);
        if (dice.below(4) == 0)
            return runOne(world, dice);
        const auto id = world.tasks[static_cast<std::size_t>(dice.below(static_cast<int>(world.tasks.size())))];
        const auto seq = world.inside.load(id).seq;
        const int fate = dice.below(4);
        TaskEdit edit;
        if (fate == 2)
            edit.priority = dice.below(3);
        else
            edit.tags = QStringList {u"t%1"_s.arg(dice.below(9))};
        world.inside.turn([&] {
            if (fate == 0)
                std::ignore = world.inside.control.trash(id);
            else if (fate == 1)
                std::ignore = world.inside.control.restore(id);
            else
                std::ignore = world.inside.control.edit(id, edit);
        });
        if (fate < 3)
            world.moved.insert(seq);
    }
};

QTEST_GUILESS_MAIN(TestKeysetWalk)
#include "tst_keyset_walk.moc"
