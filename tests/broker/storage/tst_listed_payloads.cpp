// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

/// Pages of tasks with their payloads.
class TestListedPayloads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<conduit::test::LaneFixture>();
        m_reader.emplace(*m_fixture->database);
    }

    void payloads_areAsTheyWereSent()
    {
        const QByteArray small = R"({"big":9007199254740993,"ratio":1.10})";
        const QByteArray large = textOf(100'000);
        enqueue(small);
        enqueue(large);
        for (const TaskSort sort : {TaskSort::Created, TaskSort::Priority}) {
            const TaskPage page = *m_reader->list(wanted(sort));
            QCOMPARE(page.rows.size(), 2U);
            QCOMPARE(page.rows[0].task.payload, large);
            QCOMPARE(page.rows[0].payloadSize, large.size());
            QCOMPARE(page.rows[1].task.payload, small);
            QVERIFY(!page.next);
        }
    }

    void page_endsBeforeItsPayloadsAreTooMuch_data()
    {
        QTest::addColumn<int>("sort");
        QTest::newRow("with an index") << int(TaskSort::Created);
        QTest::newRow("without one") << int(TaskSort::Priority);
    }
    void page_endsBeforeItsPayloadsAreTooMuch()
    {
        QFETCH(int, sort);
        const int third = int(SqlTaskReader::kPayloadBytesShownMax / 3);
        for (const int bytes : {third, third, third, third, 10, 4 * third, 10, third})
            enqueue(textOf(bytes));
        TaskQuery query = wanted(static_cast<TaskSort>(sort));
        query.falling = false;
        using Pages = std::vector<std::vector<qint64>>;
        Pages pages;
        std::optional<TaskCursor> lastPrevious;
        do {
            const TaskPage page = *m_reader->list(query);
            pages.push_back(seqs(page));
            lastPrevious = page.previous;
            query.after = page.next;
        } while (query.after);
        QVERIFY(pages == (Pages {{1, 2, 3}, {4, 5}, {6}, {7, 8}}));

        // Back from the last one, as much as fits.
        query.before = lastPrevious;
        QVERIFY(seqs(*m_reader->list(query)) == (std::vector<qint64> {6}));
    }

    void limit_holdsForThemToo()
    {
        for (int i = 0; i < 5; ++i)
            enqueue("1");
        TaskQuery query = wanted(TaskSort::Created);
        query.limit = 2;
        const TaskPage page = *m_reader->list(query);
        QVERIFY(seqs(page) == (std::vector<qint64> {5, 4}));
        QVERIFY(page.next);
    }

private:
    static TaskQuery wanted(TaskSort sort)
    {
        TaskQuery query;
        query.sort = sort;
        query.wantsPayloads = true;
        return query;
    }
    /// A JSON text of so many bytes.
    static QByteArray textOf(int bytes) { return '"' + QByteArray(bytes - 2, 'x') + '"'; }
    static std::vector<qint64> seqs(const TaskPage &page)
    {
        std::vector<qint64> seqs;
        for (const TaskRow &row : page.rows)
            seqs.push_back(row.task.seq);
        return seqs;
    }
    void enqueue(const QByteArray &payload) { m_fixture->enqueue(conduit::test::LaneFixture::newTask(u"echo"_s, payload)); }

    std::unique_ptr<conduit::test::LaneFixture> m_fixture;
    std::optional<SqlTaskReader> m_reader;
};

QTEST_GUILESS_MAIN(TestListedPayloads)
#include "tst_listed_payloads.moc"
