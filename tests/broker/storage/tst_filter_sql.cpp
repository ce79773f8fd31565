// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/filter_sql.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

#include <algorithm>

using namespace conduit::broker;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::test::LaneFixture;

namespace {

using Seqs = std::vector<qint64>;

template<typename Rows>
Seqs seqsOf(const Rows &rows)
{
    Seqs seqs;
    for (const TaskRow &row : rows)
        seqs.push_back(row.task.seq);
    return seqs;
}

QString textOf(const Seqs &seqs)
{
    QStringList words;
    for (const qint64 seq : seqs)
        words += QString::number(seq);
    return words.join(u' ');
}

NewTask typed(const QString &type, const QByteArray &payload = "{}") { return LaneFixture::newTask(type, payload); }

} // namespace

/// One small world of tasks that no test changes, and what each filter finds in it.
class TestFilterSql : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<LaneFixture>();
        m_reader.emplace(*m_fixture->database);
        makeWaitingTasks();  // 1 and 2
        makeRetryingTask();  // 3
        makeCompletedTask(); // 4
        makeDeadTask();      // 5
        makeRunningTask();   // 6
        makeRestingTasks();  // 7 and 8
        makeDeletedTask();   // 9
        m_fixture->clock.advance(8min + 10s);
        NewTask fresh = typed(u"fresh"_s, "[[1,2],\"x\"]"); // 10, at 10:09:30
        fresh.priority = 4;
        m_fixture->enqueue(fresh);
        m_fixture->clock.advance(30s);
    }

    void filter_findsItsTasks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("seqs");
        const auto row = [](const char *text, const char *seqs) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(seqs);
        };
        row("", "1 2 3 4 5 6 7 8 10");

        // What is exactly so.
        row("type:img/resize", "1 2");
        row("type:IMG/resize", "");
        row("type:gr\xc3\xb6\xc3\x9f"
            "e,mail",
            "3 4 5");
        row("queue:low", "2");
        row("-queue:low", "1 3 4 5 6 7 8 10");
        row("worker:w2", "4 6");
        row("-worker:w2", "1 2 3 5 7 8 10");
        row("by:anna@atlas", "1");
        row("by:anna", "");
        row("by:anna@atlas,\"console bert@atlas\"", "1 2");
        row("-by:anna@atlas", "2 3 4 5 6 7 8 10");
        row("tag:x", "1");
        row("tag:\"big one\"", "1");
        row("tag:big", "");
        row("-tag:x type:img/resize", "2");

        // States.
        row("state:ready", "1 2 10");
        row("state:completed,dead", "4 5");
        row("status:failed", "5");
        row("status:pending", "1 2 3 7 8 10");
        row("-status:pending", "4 5 6");
        row("status:completed state:dead", "");

        // Numbers and times; now it is 10:10.
        row("priority:9", "2");
        row("priority:<5", "10");
        row("attempts:0", "1 2 7 8 10");
        row("attempts:>1", "5");
        row("size:>1KiB", "2");
        row("size:2..3", "3 4 5 6 7 8");
        row("created:<5m", "10");
        row("created:>5m type:mail", "3 4");
        row("created:2026-11-25 queue:low", "2");
        row("created:2026-11-24", "");
        row("started:>=2026-11-25T10:01:00Z", "5 6");
        row("finished:<1d", "4 5");
        row("finished:2026-11-25T10:01", "4 5");
        row("-finished:<1d", "1 2 3 6 7 8 10");
        row("trashed:<1d", "");
        row("-trashed:<1d", "1 2 3 4 5 6 7 8 10");
        row("due:<2h", "1 2 8 10");
        row("due:>2h", "3");
        row("due:2026-11-25T12:00", "8");
        row("duration:>30s", "4 6");
        row("duration:40s..40s", "4");
        row("wait:>5m", "1 2");
        row("wait:0s..30s -state:ready", "4 5 6");

        // Texts.
        row("error:\"disk 100%\"", "3");
        row("error:DISK", "3");
        row("error:100_", "");
        row("error:full_", "3");
        row("resize", "1 2");
        row("\"big o\"", "1");
        row("disk OR fresh", "3 10");
        row("\"%\"", "3");
        row("\"_\"", "3");
        row("!", "5");

        // Inside of JSON.
        row("payload.user_id:123", "1 2");
        row("payload.user_id:\"123\"", "2");
        row("payload.user_id:>100", "1");
        row("payload.user_id:<123", "");
        row("payload.user_id:100..200", "1");
        row("-payload.user_id:123 state:ready", "10");
        row("payload.price:1.5", "1");
        row("payload.price:>1.4 payload.price:<=1.50", "1");
        row("payload.big:9007199254740993", "1");
        row("payload.big:9007199254740992", "");
        row("payload.ok:true", "1");
        row("payload.ok:false", "");
        row("payload.none:null", "1");
        row("payload.absent:null", "");
        row("payload.items[1].x:y", "1");
        row("payload.items[7].x:y", "");
        row("payload[0][1]:2", "10");
        row("payload[1]:x", "10");
        row("payload.\"a b.c\":7", "1");
        row("payload.gr\xc3\xb6\xc3\x9f"
            "e:\"\xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x99\x82\"",
            "1");
        row("payload.items:y", "");
        row("result.rows:42", "4");
        row("result.rows:>41,x", "4");
        row("meta.team:blue", "1");
        row("-meta.team:blue state:ready", "2 10");

        // Traits.
        row("is:late", "1 2");
        row("is:stuck", "6");
        row("is:held", "7");
        row("is:retried", "5");
        row("-is:late state:ready", "10");
        row("has:error", "3 5");
        row("has:result", "4");
        row("has:logs", "6");
        row("has:progress", "6");
        row("has:checkpoint", "6");
        row("-has:error,result,logs", "1 2 7 8 10");

        // Put together.
        row("(type:mail OR type:fresh) -status:completed", "3 10");
        row("-(type:mail OR type:fresh) attempts:>0", "5 6");

        // Attempts to leave the value and reach the statement.
        row("type:\"' OR 1=1 --\"", "");
        row("error:\"'); DROP TABLE tasks; --\"", "");
        row("payload.\"x', 1) OR 1=1 --\":1", "");
        row("payload.user_id:\"' OR '1'='1\"", "");
        row("\"' UNION SELECT * FROM types --\"", "");
        row("tag:?", "");
        row("tag::seq", "");
    }
    void filter_findsItsTasks()
    {
        QFETCH(QString, text);
        QFETCH(QString, seqs);
        TaskQuery query;
        query.filter = filterFrom(text);
        query.falling = false;
        const auto page = m_reader->list(query);
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(textOf(seqsOf(page->rows)), seqs);

        // What is done to many tasks is done to those that are shown.
        Seqs matched;
        MatchSearch search;
        search.rowsMax = 2;
        search.scanMax = 3;
        for (bool isAtEnd = false; !isAtEnd;) {
            const auto slice = m_reader->matching(*query.filter, search);
            QVERIFY(slice);
            QVERIFY(slice->rows.size() <= 2U);
            QVERIFY(slice->isAtEnd || slice->lookedUpTo > search.afterSeq);
            const Seqs some = seqsOf(slice->rows);
            matched.insert(matched.end(), some.begin(), some.end());
            search.afterSeq = slice->lookedUpTo;
            isAtEnd = slice->isAtEnd;
        }
        QCOMPARE(textOf(matched), seqs);
    }

    void anId_isFoundByItsFirstDigits()
    {
        for (const QUuid &id : m_ids) {
            const QString text = id.toString(QUuid::WithoutBraces);
            TaskQuery query;
            query.filter = filterFrom(text);
            QCOMPARE(m_reader->list(query)->rows.size(), 1U);
            QVERIFY(m_reader->list(query)->rows.front().task.id == id);
            query.filter = filterFrom(u"id:"_s + text.first(1));
            const auto found = m_reader->list(query)->rows;
            QVERIFY(std::any_of(found.begin(), found.end(), [&](const TaskRow &row) { return row.task.id == id; }));
            query.filter = filterFrom(u'-' + text);
            QCOMPARE(m_reader->list(query)->rows.size(), 8U);
            query.filter = filterFrom(text + u" -type:img/resize"_s);
            QVERIFY(m_reader->list(query)->rows.empty());
        }
    }

    void anId_isFoundByItsLastDigits()
    {
        for (const QUuid &id : m_ids) {
            const QString text = id.toString(QUuid::WithoutBraces);
            for (const qsizetype characters : {4, 5, 6, 11, 12, 13, 17, 30, 35}) {
                const QString end = text.last(characters);
                if (end.startsWith(u'-'))
                    continue;
                for (const QString &word : {end, end.toUpper(), QString(end).remove(u'-')}) {
                    TaskQuery query;
                    query.filter = filterFrom(word);
                    const auto found = m_reader->list(query)->rows;
                    QVERIFY2(std::any_of(found.begin(), found.end(), [&](const TaskRow &row) { return row.task.id == id; }),
                             qPrintable(word));
                    for (const TaskRow &row : found) {
                        const QString other = row.task.id.toString(QUuid::Id128);
                        const QString digits = word.toLower().remove(u'-');
                        QVERIFY2(other.startsWith(digits) || other.endsWith(digits), qPrintable(other));
                    }
                }
            }
        }
    }

    void theTrash_isLookedAtOnlyWhenItIsMeant()
    {
        TaskQuery query;
        query.falling = false;
        query.filter = filterFrom(u"state:ready"_s);
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"1 2 10"_s);
        query.scope = TaskScope::Trash;
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"9"_s);
        query.scope = TaskScope::Both;
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"1 2 9 10"_s);
        query.filter = filterFrom(u"type:gone"_s);
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"9"_s);
        query.filter = filterFrom(u"state:dead"_s);
        query.scope = TaskScope::Trash;
        QVERIFY(m_reader->list(query)->rows.empty());
    }

    void matching_leavesOutWhatChangedLater()
    {
        TaskQuery failed;
        failed.states = {TaskState::Retrying};
        const qint64 revision = m_reader->list(failed)->rows.front().task.revision;
        MatchSearch search;
        search.asOfRevision = revision;
        const auto slice = m_reader->matching(filterFrom(u"type:mail"_s), search);
        QCOMPARE(textOf(seqsOf(slice->rows)), u"3"_s);
        QVERIFY(slice->isAtEnd);
    }

    void texts_areBoundAndNeverWrittenIntoTheStatement_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"zqz", "type:zqz", "queue:zqz", "worker:zqz", "by:zqz", "tag:zqz", "error:zqz",
                                 "payload.zqz:zqz", "result.\"zqz\":zqz", "meta.a[0].zqz:\"zqz\"", "-(zqz OR type:zqz)"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void texts_areBoundAndNeverWrittenIntoTheStatement()
    {
        QFETCH(QString, text);
        const SqlCondition condition = conditionFrom(filterFrom(text), TaskScope::Both);
        QVERIFY2(!condition.text.contains(u"zqz"), qPrintable(condition.text));
        QCOMPARE(condition.text.count(u'?'), condition.values.size());
    }

    void indexedTerms_searchAnIndex_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"0198f0c4-6b1e", "id:8", "state:dead", "status:pending", "is:late", "is:stuck", "is:held",
                                 "state:dead type:mail", "id:8c12f0 payload.x:1", "id:8c12f0 OR id:9"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void indexedTerms_searchAnIndex()
    {
        QFETCH(QString, text);
        const TaskFilter filter = filterFrom(text);
        QVERIFY(filter.cost() == FilterCost::Index);
        const SqlCondition condition = conditionFrom(filter, TaskScope::Live);
        auto rows = m_fixture->database->runText(
            u"test"_s, u"EXPLAIN QUERY PLAN SELECT seq FROM tasks WHERE "_s + condition.text, condition.values);
        QVERIFY(rows);
        QString plan;
        while (rows->next())
            plan += rows->text(3) + u'\n';
        QVERIFY2(plan.contains(u"SEARCH tasks USING"_s), qPrintable(plan));
        QVERIFY2(!plan.contains(u"SCAN tasks"_s), qPrintable(plan));
    }

    void aSearchThatTakesLong_answersShortPagesThatGoOn_data()
    {
        QTest::addColumn<bool>("isFalling");
        QTest::newRow("newest first") << true;
        QTest::newRow("oldest first") << false;
    }
    void aSearchThatTakesLong_answersShortPagesThatGoOn()
    {
        QFETCH(bool, isFalling);
        LaneFixture fixture;
        for (int i = 0; i < 150; ++i)
            fixture.enqueue(typed(u"echo"_s, "{\"i\":" + QByteArray::number(i) + "}"));
        SqlTaskReader reader(*fixture.database, Milliseconds {0});
        TaskQuery query;
        query.falling = isFalling;
        query.filter = *parseFilter(u"payload.i:0,149", fixture.clock.now());
        Seqs found;
        int pages = 0;
        do {
            const auto page = reader.list(query);
            QVERIFY(page);
            const Seqs some = seqsOf(page->rows);
            found.insert(found.end(), some.begin(), some.end());
            query.after = page->next;
            ++pages;
        } while (query.after);
        QCOMPARE(textOf(found), isFalling ? u"150 1"_s : u"1 150"_s);
        QCOMPARE(pages, 3); // 64 tasks each.
    }

    void theLargestFilters_areAnswered_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a hundred values") << u"payload.user_id:123"_s + u",a"_s.repeated(99);
        QTest::newRow("a hundred terms") << u"-payload.p:zqz "_s.repeated(100);
        QTest::newRow("a hundred choices") << u"resize"_s + u" OR payload.items[1].x:y"_s.repeated(70);
        QTest::newRow("as deep as can be") << u"-(-("_s.repeated(10) + u"payload.user_id:123"_s + u"))"_s.repeated(10);
    }
    void theLargestFilters_areAnswered()
    {
        QFETCH(QString, text);
        TaskQuery query;
        query.filter = filterFrom(text);
        const auto page = m_reader->list(query);
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        const Seqs seqs = seqsOf(page->rows);
        QVERIFY(std::find(seqs.begin(), seqs.end(), 1) != seqs.end());
    }

    void whatReadsDocuments_isSortedByCreationUnlessItIsFew()
    {
        TaskQuery query;
        query.sort = TaskSort::Priority;
        query.filter = filterFrom(u"payload.user_id:123"_s);
        const auto refused = m_reader->list(query);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::InvalidArgument);
        query.changedSince = 0;
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"2 1"_s);
        query.changedSince.reset();
        query.filter = filterFrom(m_ids[0].toString(QUuid::WithoutBraces) + u" payload.user_id:123"_s);
        QCOMPARE(textOf(seqsOf(m_reader->list(query)->rows)), u"1"_s);
    }

private:
    void makeWaitingTasks()
    {
        NewTask small = typed(u"img/resize"_s,
                              "{\"user_id\":123,\"price\":1.5,\"big\":9007199254740993,\"ok\":true,\"none\":null,"
                              "\"items\":[0,{\"x\":\"y\"}],\"a b.c\":7,"
                              "\"gr\xc3\xb6\xc3\x9f"
                              "e\":\"\xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x99\x82\"}");
        small.tags = {u"big one"_s, u"x"_s};
        small.enqueuedBy = u"anna@atlas"_s;
        small.meta = "{\"team\":\"blue\"}";
        m_ids.append(m_fixture->enqueue(small).id);
        NewTask large = typed(u"img/resize"_s, "{\"user_id\":\"123\",\"pad\":\"" + QByteArray(5'000, 'x') + "\"}");
        large.queue = u"low"_s;
        large.priority = 9;
        large.enqueuedBy = u"console bert@atlas"_s;
        m_ids.append(m_fixture->enqueue(large).id);
    }

    /// Enqueues a task and has a worker claim it at once.
    Task claimed(const QString &type, const QString &worker)
    {
        m_fixture->enqueue(typed(type));
        ClaimFilter filter;
        filter.types = {type};
        return m_fixture->claim(filter, worker).value();
    }

    void report(const Task &task, const AttemptReport &report)
    {
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.report(task.id, task.lease->token, report)); });
    }

    void makeRetryingTask()
    {
        const Task task = claimed(u"mail"_s, u"w1"_s);
        m_fixture->clock.advance(40s);
        AttemptReport failed;
        failed.error = u"Disk 100% full_"_s;
        failed.retryIn = 3h;
        report(task, failed); // At 10:00:40.
    }

    void makeCompletedTask()
    {
        const Task task = claimed(u"mail"_s, u"w2"_s);
        m_fixture->clock.advance(40s);
        AttemptReport good;
        good.output = "{\"rows\":42}";
        report(task, good); // At 10:01:20.
    }

    void makeDeadTask()
    {
        const Task task = claimed(u"gr\u00f6\u00dfe"_s, u"w1"_s);
        AttemptReport failed;
        failed.error = u"No!"_s;
        failed.noRetry = true;
        report(task, failed);
        write(u"UPDATE tasks SET attempt = 3 WHERE seq = 5"_s);
    }

    void makeRunningTask()
    {
        const Task task = claimed(u"run"_s, u"w2"_s);
        Renewal renewal;
        renewal.progress = "0.5";
        renewal.checkpoint = "{\"at\":1}";
        m_fixture->turn([&] { QVERIFY(m_fixture->leases.renew(task.id, task.lease->token, renewal)); });
        write(u"INSERT INTO logs (seq, attempt, lines, bytes, dropped) VALUES (6, 1, 1, 10, 0)"_s);
    }

    void makeRestingTasks()
    {
        const Task held = m_fixture->enqueue(typed(u"held"_s));
        m_fixture->turn([&] { QVERIFY(m_fixture->control.hold(held.id)); });
        NewTask later = typed(u"later"_s);
        later.runAt = Moment {std::chrono::sys_days {std::chrono::year {2026} / 11 / 25} + 12h};
        m_fixture->enqueue(later);
    }

    void makeDeletedTask()
    {
        const Task gone = m_fixture->enqueue(typed(u"gone"_s));
        m_fixture->turn([&] { QVERIFY(m_fixture->control.trash(gone.id)); });
    }

    void write(const QString &statement) { QVERIFY(m_fixture->database->runText(u"test"_s, statement)); }

    TaskFilter filterFrom(const QString &text) { return *parseFilter(text, m_fixture->clock.now()); }

    std::unique_ptr<LaneFixture> m_fixture;
    std::optional<SqlTaskReader> m_reader;
    QList<QUuid> m_ids; ///< Of 1 and 2.
};

QTEST_GUILESS_MAIN(TestFilterSql)
#include "tst_filter_sql.moc"
